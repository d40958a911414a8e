// SPDX-License-Identifier: Apache-2.0

import Store
import TestSupport
import Testing

/// Followers and the order of changes over several processes (RULES S6, J4).
@Suite(.timeLimit(.minutes(10)))
struct FollowerTests {
    @Test(arguments: Engine.allCases)
    func `an index rebuilt, replayed and live is the same`(_ engine: Engine) async throws {
        let test = try await TestStore.ledger(engine)
        let moods: [AddNote.Mood] = [.well, .refusesEarly, .refusesLate, .breaksSQL]
        await withTaskGroup(of: Void.self) { group in
            for number in 0..<120 {
                group.addTask {
                    // Every name is tried twice, so commands meet the pending entries of others.
                    let note = AddNote(name: "note \(number / 2)", mood: moods[number % 4])
                    _ = try? await test.store.submit(note, by: .system)
                }
            }
        }
        let live = try await test.store.committed(NoteNames.self) { $0 }
        let (rebuilt, entries) = try await test.store.read { tables in
            (
                try NoteNames.rebuilt(from: tables),
                try tables.entries(from: Position(next: 0), limit: 1_000)
            )
        }
        var replayed = NoteNames()
        for entry in entries { replayed.apply(entry) }
        #expect(live.names.count == 30)
        #expect(live == rebuilt)
        #expect(live == replayed)
        let another = try await test.anotherLedger()
        #expect(try await another.store.committed(NoteNames.self) { $0 } == live)
        await another.store.close()
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `of many who want a name one gets it, in the same batch too`(
        _ engine: Engine
    )
        async throws
    {
        let test = try await TestStore.ledger(engine)
        let refusals = await withTaskGroup(of: LedgerRefusal?.self) { group in
            for _ in 0..<64 {
                group.addTask {
                    do {
                        _ = try await test.store.submit(AddNote(name: "mine"), by: .system)
                        return nil
                    } catch {
                        return error as? LedgerRefusal
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(refusals.filter { $0 == nil }.count == 1)
        #expect(refusals.filter { $0 == .taken }.count == 63)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `two processes keep one order and read what the other wrote`(
        _ engine: Engine
    )
        async throws
    {
        let first = try await TestStore.ledger(engine)
        let second = try await first.anotherLedger()
        try await writeInTurns([first.store, second.store])
        let entries = try await first.journal()
        #expect(entries.map(\.sequence) == Array(0..<256))
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.time <= $1.time })
        // What one process indexed is what the other did.
        let position = Position(next: 256)
        let indexes = [
            try await first.store.committed(NoteNames.self, atLeast: position) { $0 },
            try await second.store.committed(NoteNames.self, atLeast: position) { $0 },
        ]
        #expect(indexes[0] == indexes[1])
        await second.store.close()
        await first.close()
    }

    /// 32 callers write 8 notes each, half of them to either store, and look for them in the other.
    private func writeInTurns(_ stores: [Store]) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<32 {
                group.addTask {
                    for turn in 0..<8 {
                        let (mine, other) = (stores[caller % 2], stores[(caller + 1) % 2])
                        let name = "note \(caller) \(turn)"
                        let done = try await mine.submit(AddNote(name: name), by: .system)
                        let isIndexed = try await other.committed(
                            NoteNames.self,
                            atLeast: done.position
                        ) { $0.names[name] == ID(done.answer) }
                        #expect(isIndexed)
                        let isThere = try await other.read(atLeast: done.position) { tables in
                            try tables.first("SELECT 1 FROM notes WHERE name = \(name)") {
                                try $0.read(Int.self)
                            } == 1
                        }
                        #expect(isThere)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test(arguments: Engine.allCases)
    func `a name taken in another process is taken`(_ engine: Engine) async throws {
        let first = try await TestStore.ledger(engine)
        let second = try await first.anotherLedger()
        _ = try await first.store.submit(AddNote(name: "mine"), by: .system)
        await #expect(throws: LedgerRefusal.taken) {
            _ = try await second.store.submit(AddNote(name: "mine"), by: .system)
        }
        await second.store.close()
        await first.close()
    }

    @Test(arguments: Engine.allCases)
    func `a position that does not come is waited for, but not for ever`(
        _ engine: Engine
    )
        async throws
    {
        let test = try await TestStore.ledger(engine)
        let waiting = Task {
            try await test.store.read(atLeast: Position(next: 1)) { try $0.position() }
        }
        try await Task.sleep(for: .milliseconds(50))
        _ = try await test.store.submit(AddNote(name: "late"), by: .system)
        #expect(try await waiting.value == Position(next: 1))
        await #expect(throws: StoreFault.behind(Position(next: 99))) {
            _ = try await test.store.read(atLeast: Position(next: 99)) { try $0.position() }
        }
        await test.close()
    }
}
