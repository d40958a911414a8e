// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import TestSupport
import Testing

/// Killed processes, broken connections, full and failing disks (RULES S5).
@Suite(.serialized, .timeLimit(.minutes(10)))
struct FaultTests {
    @Test(arguments: Engine.allCases)
    func `a killed process keeps every answer, and a repeat doubles none`(
        _ engine: Engine
    )
        async throws
    {
        let configuration = try TestStore.configuration(engine)
        var told = ProbeRun.Outcomes()
        for round in 0..<4 {
            let probe = try ProbeRun(configuration, writer: round, callers: 16)
            try await probe.wait { $0.stored.count >= 50 + round * 37 }
            probe.kill()
            told.stored += probe.outcomes.stored
            #expect(probe.outcomes.unknown.isEmpty && probe.outcomes.notStored.isEmpty)
        }
        let test = try await TestStore.ledger(at: configuration)
        let names = try await test.noteNames()
        #expect(told.stored.allSatisfy { names[$0] == 1 })
        for name in told.stored.suffix(40) {
            let key = RepeatKey(endpoint: "probe", key: name, digest: [1])
            let again = try await test.store.submit(
                AddNote(name: name),
                by: .system,
                repeating: key
            )
            #expect(again.isRepeat)
        }
        #expect(try await test.noteNames() == names)
        let sequences = try await test.journal().map(\.sequence)
        #expect(sequences == Array(0..<Int64(names.count)))
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a full disk gets no wrong answer, and the process recovers`(
        _ engine: Engine
    )
        async throws
    {
        try await breakDisk(engine, "SHIM_FULL")
    }

    @Test(arguments: Engine.allCases)
    func `a failed sync never leaves a wrong answer, and the process recovers`(
        _ engine: Engine
    )
        async throws
    {
        try await breakDisk(engine, "SHIM_BROKEN")
    }

    private func breakDisk(_ engine: Engine, _ fault: String) async throws {
        let scratch = try TestStore.configuration(.sqlite).folder
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch)
        let order = scratch + "/broken"
        let shim = ["LD_PRELOAD": ProbeRun.shim, fault: order]
        let (configuration, cluster) = try place(engine, preloading: shim)
        let probe = try ProbeRun(
            configuration,
            callers: 16,
            environment: engine == .sqlite ? shim : [:]
        )
        try await probe.wait { $0.stored.count >= 30 }
        #expect(FileManager.default.createFile(atPath: order, contents: nil))
        try await probe.wait { $0.notStored.count + $0.unknown.count >= 5 }
        try FileManager.default.removeItem(atPath: order)
        let before = probe.outcomes.stored.count
        try await probe.wait { $0.stored.count >= before + 30 }
        probe.stop()
        let test = try await TestStore.ledger(at: configuration)
        let names = try await test.noteNames()
        let told = probe.outcomes
        #expect(told.stored.allSatisfy { names[$0] == 1 })
        #expect(told.notStored.allSatisfy { names[$0] == nil })
        // A PostgreSQL that cannot write its log ends; until it is back an outcome can be unknown.
        if fault == "SHIM_FULL", engine == .sqlite { #expect(told.unknown.isEmpty) }
        await test.close()
        withExtendedLifetime(cluster) {}
    }

    /// A place for a store; on PostgreSQL with a server of its own that a library is preloaded
    /// into.
    private func place(
        _ engine: Engine,
        preloading environment: [String: String]
    ) throws -> (StoreConfiguration, TestCluster?) {
        let configuration = try TestStore.configuration(.sqlite)
        guard engine == .postgres else { return (configuration, nil) }
        let cluster = try TestCluster(environment: environment)
        return (
            .postgres(url: try cluster.makeDatabase(), folder: configuration.folder), cluster
        )
    }

    @Test func `connections that are cut while they commit have a known outcome`() async throws {
        let test = try await TestStore.ledger(.postgres)
        let cutting = try cut(connectionsOf: test.configuration)
        let outcomes = await withTaskGroup(of: (String, Bool?).self) { group in
            for number in 0..<600 {
                group.addTask {
                    let name = Ledger.marker(number)
                    do {
                        _ = try await test.store.submit(AddNote(name: name), by: .system)
                        return (name, true)
                    } catch StoreFault.notStored {
                        return (name, false)
                    } catch {
                        return (name, nil)
                    }
                }
                if number % 5 == 0 { try? await Task.sleep(for: .milliseconds(4)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        cutting.cancel()
        _ = await cutting.result
        // A connection of this store may still be cut by what was last sent.
        let another = try await test.anotherLedger()
        let names = try await another.noteNames()
        await another.store.close()
        #expect(outcomes.count == 600)
        #expect(outcomes.values.contains(false))
        for (name, isStored) in outcomes { #expect((names[name] == 1) == isStored) }
        await test.close()
    }

    /// Ends the connections that work at `place` every few milliseconds, until it is cancelled.
    private func cut(
        connectionsOf place: StoreConfiguration
    ) throws -> Task<Void, any Error> {
        guard case .postgres(let url, _) = place else { return Task {} }
        let database = url.dropFirst("postgresql:///".count).prefix { $0 != "?" }
        let cluster = try TestCluster.shared.get()
        return Task.detached {
            while !Task.isCancelled {
                try cluster.run(
                    """
                    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = '\(database)' AND state <> 'idle'
                    """
                )
                try await Task.sleep(for: .milliseconds(7))
            }
        }
    }
}
