// SPDX-License-Identifier: Apache-2.0

import Store
import TestSupport
import Testing

/// Several operating-system processes on one PostgreSQL (RULES J4).
@Suite(.serialized, .timeLimit(.minutes(10)))
struct ProcessesTests {
    @Test func `three processes under load keep one order, and each reads what it wrote`()
        async throws
    {
        let configuration = try TestStore.configuration(.postgres)
        let probes = [
            try ProbeRun(configuration, writer: 1, callers: 16),
            try ProbeRun(configuration, writer: 2, callers: 16),
        ]
        let test = try await TestStore.ledger(at: configuration)
        for probe in probes { try await probe.wait { $0.stored.count >= 100 } }
        for number in 0..<40 {
            let name = "own \(number)"
            let done = try await test.store.submit(AddNote(name: name), by: .system)
            let isThere = try await test.store.read(atLeast: done.position) { tables in
                try tables.first("SELECT 1 FROM notes WHERE name = \(name)") { row in
                    try row.read(Int.self)
                } == 1
            }
            #expect(isThere)
        }
        for probe in probes { try await probe.wait { $0.stored.count >= 300 } }
        for probe in probes { probe.stop() }

        let entries = try await test.journal()
        #expect(entries.map(\.sequence) == Array(0..<Int64(entries.count)))
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.time <= $1.time })
        let names = try await test.noteNames()
        for probe in probes {
            #expect(probe.outcomes.notStored.isEmpty && probe.outcomes.unknown.isEmpty)
            #expect(probe.outcomes.stored.allSatisfy { names[$0] == 1 })
        }
        // What this process indexed of the others' entries is what the tables have.
        let position = Position(next: Int64(entries.count))
        let live = try await test.store.committed(NoteNames.self, atLeast: position) { $0 }
        let rebuilt = try await test.store.read { try NoteNames.rebuilt(from: $0) }
        #expect(live == rebuilt)
        await test.close()
    }
}
