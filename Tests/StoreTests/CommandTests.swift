// SPDX-License-Identifier: Apache-2.0

import Store
import StrictJSON
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct CommandTests {
    static let somebody = ActorID(ID<AnyThing>(high: 7, low: 7))

    @Test(arguments: Engine.allCases)
    func `a command is answered once its rows and its entry can be read`(
        _ engine: Engine
    )
        async throws
    {
        let test = try await TestStore.open(
            engine,
            schema: [Ledger.part],
            followers: [NoteNames.self]
        )
        let done = try await test.store.submit(AddNote(name: "first"), by: Self.somebody)
        #expect(done.position == Position(next: 1))
        let (names, entries) = try await test.store.read(atLeast: done.position) { tables in
            (
                try tables.all("SELECT name FROM notes") { try $0.read(String.self) },
                try tables.entries(from: Position(next: 0), limit: 10)
            )
        }
        #expect(names == ["first"])
        #expect(entries.map(\.sequence) == [0])
        #expect(entries[0].actor == Self.somebody)
        #expect(entries[0].body?["name"]?.stringValue == "first")
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `refused commands leave no row, no entry and no gap`(_ engine: Engine) async throws {
        let test = try await TestStore.open(
            engine,
            schema: [Ledger.part],
            followers: [NoteNames.self]
        )
        let moods: [AddNote.Mood] = [.well, .refusesEarly, .refusesLate, .breaksSQL, .well]
        let outcomes = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<100 {
                group.addTask {
                    let note = AddNote(name: "note \(number)", mood: moods[number % moods.count])
                    return (try? await test.store.submit(note, by: Self.somebody)) != nil
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.filter { $0 }.count == 40)
        let (count, entries) = try await test.store.read { tables in
            (
                try tables.first("SELECT count(*) FROM notes") { try $0.read(Int.self) },
                try tables.entries(from: Position(next: 0), limit: 1_000)
            )
        }
        #expect(count == 40)
        #expect(entries.map(\.sequence) == Array(0..<40))
        #expect(test.store.statistics.reruns > 0)
        await test.close()
    }
}
