// SPDX-License-Identifier: Apache-2.0

import Store
import TestSupport
import Testing

/// Idempotency keys (RULES S10).
@Suite(.timeLimit(.minutes(10)))
struct RepeatTests {
    private static let anna = ActorID(ID<AnyThing>(high: 1, low: 1))
    private static let berta = ActorID(ID<AnyThing>(high: 2, low: 2))

    private static func key(_ key: String, digest: [UInt8] = [1]) -> RepeatKey {
        RepeatKey(endpoint: "POST /notes", key: key, digest: digest)
    }

    @Test(arguments: Engine.allCases)
    func `a repeated key gets the first answer and changes nothing`(
        _ engine: Engine
    )
        async throws
    {
        let test = try await TestStore.ledger(engine)
        let note = AddNote(name: "once")
        let first = try await test.store.submit(note, by: Self.anna, repeating: Self.key("a"))
        let second = try await test.store.submit(note, by: Self.anna, repeating: Self.key("a"))
        #expect(!first.isRepeat)
        #expect(second.isRepeat)
        #expect(second.answer == first.answer)
        #expect(try await test.journal().count == 1)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a hundred simultaneous repeats are done once`(_ engine: Engine) async throws {
        let test = try await TestStore.ledger(engine)
        let answers = try await withThrowingTaskGroup(of: ID<Ledger.NoteMark>.self) { group in
            for _ in 0..<100 {
                group.addTask {
                    let note = AddNote(name: "many")
                    let key = Self.key("same")
                    return try await test.store.submit(note, by: Self.anna, repeating: key).answer
                }
            }
            return try await group.reduce(into: Set()) { $0.insert($1) }
        }
        #expect(answers.count == 1)
        #expect(try await test.noteNames() == ["many": 1])
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `another request under a used key is refused`(_ engine: Engine) async throws {
        let test = try await TestStore.ledger(engine)
        _ = try await test.store.submit(
            AddNote(name: "one"),
            by: Self.anna,
            repeating: Self.key("k")
        )
        await #expect(throws: RepeatKeyReused()) {
            _ = try await test.store.submit(
                AddNote(name: "two"),
                by: Self.anna,
                repeating: Self.key("k", digest: [2])
            )
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `keys of two actors do not meet, and a key ends after a day`(
        _ engine: Engine
    )
        async throws
    {
        let test = try await TestStore.ledger(engine)
        let key = Self.key("k")
        _ = try await test.store.submit(AddNote(name: "a"), by: Self.anna, repeating: key)
        let other = try await test.store.submit(AddNote(name: "b"), by: Self.berta, repeating: key)
        #expect(!other.isRepeat)
        test.clock.advance(seconds: 24 * 3_600 + 1)
        let later = try await test.store.submit(AddNote(name: "c"), by: Self.anna, repeating: key)
        #expect(!later.isRepeat)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a refusal is not remembered, and a repeat is checked for access again`(
        _ engine: Engine
    )
        async throws
    {
        let test = try await TestStore.ledger(engine)
        let key = Self.key("k")
        let late = AddNote(name: "n", mood: .refusesLate)
        await #expect(throws: LedgerRefusal.late) {
            _ = try await test.store.submit(late, by: Self.anna, repeating: key)
        }
        let done = try await test.store.submit(
            AddNote(name: "n"),
            by: Self.anna,
            repeating: key
        )
        #expect(!done.isRepeat)
        let forbidden = AddNote(name: "n", isForbidden: true)
        await #expect(throws: LedgerRefusal.forbidden) {
            _ = try await test.store.submit(forbidden, by: Self.anna, repeating: key)
        }
        await test.close()
    }
}
