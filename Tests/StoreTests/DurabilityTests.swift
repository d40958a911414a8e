// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import TestSupport
import Testing

/// No success leaves before its bytes are synced, seen from below the process (RULES S7).
@Suite(.serialized, .timeLimit(.minutes(10)))
struct DurabilityTests {
    @Test(arguments: Engine.allCases)
    func `no answer leaves before its batch is synced`(_ engine: Engine) async throws {
        let trace = try await trace(engine, isUnsafe: false)
        #expect(trace.answers > 100)
        #expect(trace.early.isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `the same check notices an engine that does not sync`(_ engine: Engine) async throws {
        let trace = try await trace(engine, isUnsafe: true)
        #expect(trace.answers > 100)
        #expect(!trace.early.isEmpty)
    }

    private func trace(_ engine: Engine, isUnsafe: Bool) async throws -> DurabilityTrace {
        let scratch = try TestStore.configuration(.sqlite).folder
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch)
        let log = scratch + "/events"
        #expect(FileManager.default.createFile(atPath: log, contents: nil))
        chmod(log, 0o666)
        var shim = ["LD_PRELOAD": ProbeRun.shim, "SHIM_LOG": log]
        if isUnsafe { shim["SHIM_UNSAFE"] = "1" }
        var configuration = try TestStore.configuration(.sqlite)
        var cluster: TestCluster?
        if engine == .postgres {
            // A sync now and then by others must not look like the commit's own.
            let started = try TestCluster(
                settings: ["wal_writer_delay=10s", "bgwriter_delay=10s"],
                environment: shim
            )
            cluster = started
            configuration = .postgres(
                url: try started.makeDatabase(),
                folder: configuration.folder
            )
        }
        let probe = try ProbeRun(configuration, callers: 16, environment: shim)
        try await probe.wait { $0.stored.count >= 300 }
        probe.kill()
        withExtendedLifetime(cluster) {}
        return DurabilityTrace(try String(contentsOfFile: log, encoding: .utf8))
    }
}

/// Reads the shim's log: which answers left before what they tell was synced.
struct DurabilityTrace {
    private(set) var answers = 0
    private(set) var early: [Int] = []

    init(_ log: String) {
        var written: [Int: Set<Int>] = [:]
        var covered: [String: Set<Int>] = [:]
        var synced: Set<Int> = []
        for line in log.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard words.count == 3, let file = Int(words[1]), let number = Int(words[2])
            else { continue }
            switch words[0] {
            case "W": written[file, default: []].insert(number)
            // A sync covers what was written before it began.
            case "B": covered["\(file) \(number)"] = written[file] ?? []
            case "E": synced.formUnion(covered["\(file) \(number)"] ?? [])
            case "A":
                answers += 1
                if !synced.contains(number) { early.append(number) }
            default: break
            }
        }
    }
}
