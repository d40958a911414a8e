// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Sandbox
@testable import Validation

/// What programs write is hostile: only a whole report that agrees with the end counts.
@Suite struct SightingTests {
    private static let report = """
        noise
        =================================================================
        ==42==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x7bbd28be0018 at pc 0x55
        WRITE of size 24 at 0x7bbd28be0018 thread T0
            #0 0x55662fe32d6a in __asan_memcpy /compiler-rt/lib/asan/interceptors.cpp:63:3
            #1 0x55662fe743b3 in parse_record parse.c:4:78
            #2 0x55662fe74502 in main parse.c:5:93

        allocated by thread T0 here:
            #0 0x55662fe345b4 in malloc /compiler-rt/lib/asan/asan_malloc_linux.cpp:67:3
        SUMMARY: AddressSanitizer: heap-buffer-overflow parse.c:4:78 in parse_record
        """
    private static let oracle = Oracle.sanitizer(report: .heapBufferOverflow, function: nil)

    private func see(
        _ text: String,
        ending: SandboxedRun.Ending = .exited(code: 77),
        oracle: Oracle = oracle
    ) -> Sighting {
        let run = SandboxedRun(
            ending: ending,
            output: [],
            diagnostics: Array(text.utf8),
            isOutputTruncated: false,
            isDiagnosticsTruncated: false,
            wallMilliseconds: 1,
            cpuMilliseconds: 1,
            peakMemoryBytes: 1,
            limitMode: .polled
        )
        return Sighting(run, oracle: oracle, sanitizerCode: 77)
    }

    @Test func `a report is read to its kind and its functions`() throws {
        let report = try #require(SanitizerReport(in: Array(Self.report.utf8)))
        #expect(report.kind == .heapBufferOverflow)
        #expect(report.functions == ["__asan_memcpy", "parse_record", "main"])
        #expect(see(Self.report) == .fired)
        let named = Oracle.sanitizer(report: .heapBufferOverflow, function: "parse_record")
        #expect(see(Self.report, oracle: named) == .fired)
        let other = Oracle.sanitizer(report: .heapBufferOverflow, function: "elsewhere")
        #expect(see(Self.report, oracle: other) == .otherReport)
        let kind = Oracle.sanitizer(report: .doubleFree, function: nil)
        #expect(see(Self.report, oracle: kind) == .otherReport)
    }

    @Test func `a program that only prints a report proves nothing`() {
        for code: Int32 in [0, 1, 66, 255] {
            #expect(see(Self.report, ending: .exited(code: code)) == .otherReport)
        }
        #expect(see("==1==ERROR: AddressSanitizer: heap-buffer-overflow") == .otherReport)
        #expect(see("SUMMARY: AddressSanitizer: heap-buffer-overflow x in y") == .otherReport)
        let mixed = Self.report.replacing(
            "SUMMARY: AddressSanitizer: heap-buffer-overflow",
            with: "SUMMARY: AddressSanitizer: double-free"
        )
        #expect(see(mixed) == .otherReport)
        let frameless = Self.report.replacing("    #", with: "    -")
        #expect(see(frameless) == .otherReport)
        #expect(see("", ending: .exited(code: 77)) == .silent)
        #expect(see(Self.report, ending: .signalled(number: 6)) == .otherReport)
    }

    @Test func `a signal counts only where it ended the program`() {
        let oracle = Oracle.signal(.segmentation)
        #expect(see("", ending: .signalled(number: 11), oracle: oracle) == .fired)
        #expect(see("", ending: .exited(code: 139), oracle: oracle) == .silent)
        #expect(see("Segmentation fault", ending: .exited(code: 0), oracle: oracle) == .silent)
        #expect(see("", ending: .signalled(number: 6), oracle: oracle) == .otherReport)
        #expect(see("", ending: .stopped(.wallTime), oracle: oracle) == .overTime)
        #expect(see(Self.report, ending: .stopped(.memory)) == .overLimit)
    }

    @Test func `reports of other sanitizers are read too`() {
        let undefined = """
            ub.c:2:45: runtime error: signed integer overflow: 2147483647 + 1 cannot be represented
                #0 0x563 in main ub.c:2:45
            SUMMARY: UndefinedBehaviorSanitizer: undefined-behavior ub.c:2:45
            """
        let race = """
            ==================
            WARNING: ThreadSanitizer: data race (pid=42)
              Write of size 4 at 0x55 by thread T1:
                #0 worker race.c:7:5 (race+0xd)
            SUMMARY: ThreadSanitizer: data race race.c:7:5 in worker
            """
        let free = """
            ==13349==ERROR: AddressSanitizer: attempting double-free on 0x7b95 in thread T0:
                #0 0x55d162dcb2c6 in free asan_malloc_linux.cpp:51:3
            SUMMARY: AddressSanitizer: double-free df.c:2:53 in main
            """
        #expect(SanitizerReport(in: Array(undefined.utf8))?.kind == .undefinedBehavior)
        #expect(SanitizerReport(in: Array(race.utf8))?.kind == .dataRace)
        #expect(SanitizerReport(in: Array(free.utf8))?.kind == .doubleFree)
    }
}
