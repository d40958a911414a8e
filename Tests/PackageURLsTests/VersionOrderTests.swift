// SPDX-License-Identifier: Apache-2.0
import Glibc
import PackageURLs
import Testing

/// Orders held against what their specifications say step by step, and against time.
@Suite struct VersionOrderTests {
    @Test(arguments: [
        (VersionScheme.deb, "0 1 2 10 01 a b z A ~ ~~ + .", ReferenceOrders.debian),
        (.rpm, "0 1 2 10 01 a b z A ~ ^ _ .", ReferenceOrders.rpm),
        (.gem, "0 1 2 10 a b pre A . . .", ReferenceOrders.gem),
    ])
    func `keys sort made-up versions as the specification's own steps do`(
        scheme: VersionScheme,
        pieces: String,
        compare: @Sendable (String, String) -> Int
    ) throws {
        let pieces = pieces.split(separator: " ").map(String.init)
        var random = SplitMix(state: 20_261_121)
        for _ in 0..<20_000 {
            let left = made(of: pieces, &random)
            var right = left
            if Bool.random(using: &random) { right = made(of: pieces, &random) }
            right += pieces.randomElement(using: &random) ?? ""
            let first = try Version(left, scheme: scheme)
            let second = try Version(right, scheme: scheme)
            let found = first < second ? -1 : second < first ? 1 : 0
            #expect(found == compare(left, right), "\(left) \(right)")
        }
    }

    private func made(of pieces: [String], _ random: inout SplitMix) -> String {
        var text = ["0", "1", "2"].randomElement(using: &random) ?? "0"
        for _ in 0..<Int.random(in: 0...5, using: &random) {
            text += pieces.randomElement(using: &random) ?? ""
        }
        return text
    }

    /// Eight times the bytes may take no more than four times eight times as long.
    @Test(arguments: VersionScheme.allCases)
    func `reading and comparing grow no faster than the text`(scheme: VersionScheme) {
        for unit in ["1", "0.", "00.a.", "a1", "-0-", "~", "..", "_p", "+", "é"] {
            let small = max(seconds(scheme, unit, 10_000), 1e-4)
            #expect(seconds(scheme, unit, 80_000) < 32 * small, "\(scheme) \(unit)")
        }
    }

    private func seconds(_ scheme: VersionScheme, _ unit: String, _ count: Int) -> Double {
        let start = scheme == .datetime ? "2024-01-01T00:00:00." : "1.0.0"
        let text = start + String(repeating: unit, count: count / unit.utf8.count)
        return (0..<2).map { _ in
            let began = threadSeconds()
            let version = try? Version(text, scheme: scheme)
            let other = try? Version(text + "1", scheme: scheme)
            if let version, let other { #expect(!(version < other && other < version)) }
            return threadSeconds() - began
        }.min() ?? 0
    }

    /// Processor time of this thread, for other tests run beside this one.
    private func threadSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Numbers that come out the same in every run.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
