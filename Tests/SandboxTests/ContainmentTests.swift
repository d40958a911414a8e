// SPDX-License-Identifier: Apache-2.0

import Foundation
import Sandbox
import Testing

/// Hostile programs use up what the host has: each meets its limit, and nothing of it is left.
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ContainmentTests {
    private static let small = SandboxLimits(
        wallSeconds: 30,
        memoryBytes: 128 << 20,
        processes: 32,
        diskBytes: 32 << 20,
        diskFiles: 1_000,
        outputBytes: 100_000
    )

    @Test(arguments: Workshop.ways)
    func `a fork bomb is ended`(inGroup: Bool) async throws {
        try await holds("fork-bomb", .processes, inGroup)
    }

    @Test(arguments: Workshop.ways)
    func `threads count as processes`(inGroup: Bool) async throws {
        try await holds("thread-bomb", .processes, inGroup)
    }

    @Test(arguments: Workshop.ways)
    func `a memory bomb is ended`(inGroup: Bool) async throws {
        try await holds("memory-bomb", .memory, inGroup)
    }

    @Test func `memory that no process has mapped is counted or refused`() async throws {
        for way in Workshop.ways {
            let workshop = try Workshop(usesControlGroups: way)
            let run = try await workshop.run("hidden-memory", limits: Self.small)
            if run.limitMode == .polled {
                #expect(run.lines == ["got 0"])
            } else {
                #expect(run.ending == .stopped(.memory))
            }
            try await workshop.close()
        }
    }

    @Test(arguments: ["/work", "/tmp", "/dev/shm"])
    func `a disk filler is ended wherever it may write`(folder: String) async throws {
        try await holds("disk-filler", .disk, true, [folder])
    }

    @Test func `one large file is ended too`() async throws {
        try await holds("large-file", .disk, true)
    }

    @Test func `empty files have a limit of their own`() async throws {
        try await holds("inode-filler", .disk, true)
    }

    @Test func `folders without end are ended and cleared away`() async throws {
        try await holds("deep-folders", .disk, true)
    }

    @Test func `an output flood is cut and ended`() async throws {
        let workshop = try Workshop()
        let run = try await workshop.run("output-flood", limits: Self.small)
        #expect(run.ending == .stopped(.output))
        #expect(run.output.count == Self.small.outputBytes)
        #expect(run.isOutputTruncated && !run.isDiagnosticsTruncated)
        try await workshop.close()
    }

    @Test func `a sleeper that hears no signal is woken for its end`() async throws {
        var limits = Self.small
        limits.wallSeconds = 1
        let workshop = try Workshop()
        let run = try await workshop.run("sleeper", limits: limits)
        #expect(run.ending == .stopped(.wallTime))
        #expect((1_000..<5_000).contains(run.wallMilliseconds))
        try await workshop.close()
    }

    @Test func `processor time is that of all processes together`() async throws {
        var limits = Self.small
        limits.cpuSeconds = 1
        let workshop = try Workshop()
        let run = try await workshop.run("spinner", limits: limits)
        #expect(run.ending == .stopped(.cpuTime))
        try await workshop.close()
    }

    @Test func `a daemon ends with the command that made it`() async throws {
        let workshop = try Workshop()
        let run = try await workshop.run("daemonizer", limits: Self.small)
        #expect(run.ending == .exited(code: 0))
        let alive = workshop.work.appending(path: "alive").path
        let length = FileManager.default.contents(atPath: alive)?.count
        try await Task.sleep(for: .milliseconds(50))
        #expect(FileManager.default.contents(atPath: alive)?.count == length)
        try await workshop.close()
    }

    @Test func `a task that is cancelled ends its run`() async throws {
        let workshop = try Workshop()
        let task = Task { try await workshop.run("sleeper") }
        try await Task.sleep(for: .milliseconds(300))
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        try await workshop.close()
    }

    /// Runs a program until it meets this limit.
    private func holds(
        _ program: String,
        _ limit: LimitKind,
        _ inGroup: Bool,
        _ words: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let workshop = try Workshop(usesControlGroups: inGroup)
        let run = try await workshop.run(program, words, limits: Self.small)
        #expect(run.ending == .stopped(limit), "\(run)", sourceLocation: sourceLocation)
        if !inGroup { #expect(run.limitMode == .polled, sourceLocation: sourceLocation) }
        try await workshop.close(sourceLocation: sourceLocation)
    }
}
