// SPDX-License-Identifier: Apache-2.0

import Store
import TestSupport
import Testing

/// What a store checks before it serves, and what it keeps when it is opened again.
@Suite(.timeLimit(.minutes(10)))
struct OpeningTests {
    private static func part(_ versions: Int) -> SchemaPart {
        SchemaPart(
            owner: "growing",
            migrations: (1...versions).map { number in
                number == 1
                    ? Migration(1, ["CREATE TABLE growing (id \(.integer) PRIMARY KEY) \(.strict)"])
                    : Migration(number, ["ALTER TABLE growing ADD COLUMN more \(.text)"])
            }
        )
    }

    @Test(arguments: Engine.allCases)
    func `tables grow by migrations and an older program refuses newer ones`(
        _ engine: Engine
    )
        async throws
    {
        let old = try await TestStore.open(engine, schema: [Self.part(1)])
        await old.store.close()
        let new = try await old.another(schema: [Self.part(2)])
        let count = try await new.store.read { tables in
            try tables.first("SELECT count(more) FROM growing") { try $0.read(Int.self) }
        }
        #expect(count == 0)
        await new.store.close()
        let refusal = StoreFault.newerSchema(owner: "growing", found: 2, known: 1)
        await #expect(throws: refusal) { _ = try await old.another(schema: [Self.part(1)]) }
        await new.close()
    }

    @Test(arguments: Engine.allCases)
    func `what was committed is there after closing and opening`(_ engine: Engine) async throws {
        let test = try await TestStore.ledger(engine)
        let key = RepeatKey(endpoint: "e", key: "k", digest: [1])
        let first = try await test.store.submit(AddNote(name: "n"), by: .system, repeating: key)
        await test.store.close()
        let again = try await test.anotherLedger()
        let repeated = try await again.store.submit(
            AddNote(name: "n"),
            by: .system,
            repeating: key
        )
        #expect(repeated.isRepeat)
        #expect(repeated.answer == first.answer)
        try await again.store.ping()
        await again.close()
    }

    @Test(arguments: Engine.allCases)
    func `a process whose clock is off refuses to write until it is right`(
        _ engine: Engine
    )
        async throws
    {
        let test = try await TestStore.ledger(engine)
        test.clock.setSkew(microseconds: 5_000_000)
        await #expect(throws: StoreFault.self) {
            _ = try await test.store.submit(AddNote(name: "n"), by: .system)
        }
        test.clock.setSkew(microseconds: 0)
        _ = try await test.store.submit(AddNote(name: "n"), by: .system)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `journal time never goes back when the clock does`(_ engine: Engine) async throws {
        let test = try await TestStore.ledger(engine)
        _ = try await test.store.submit(AddNote(name: "a"), by: .system)
        test.clock.advance(seconds: -3_600)
        _ = try await test.store.submit(AddNote(name: "b"), by: .system)
        let times = try await test.journal().map(\.time)
        #expect(times[0] == times[1])
        await test.close()
    }

    @Test(arguments: ["fsync=off", "full_page_writes=off", "synchronous_commit=local"])
    func `a server whose commits are not durable is refused at start`(
        _ setting: String
    )
        async throws
    {
        let cluster = try TestCluster(settings: [setting])
        let folder = try TestStore.configuration(.sqlite).folder
        let url = try cluster.makeDatabase()
        let name = setting.split(separator: "=")[0]
        let fault = await #expect(throws: StoreFault.self) {
            _ = try await Store.open(.postgres(url: url, folder: folder), schema: [])
        }
        guard case .unsafe(let reason) = fault else {
            Issue.record("refused for another reason: \(String(describing: fault))")
            return
        }
        #expect(reason.contains(name))
    }

    @Test func `identifiers rise within a process, whatever the clock does`() async throws {
        let test = try await TestStore.ledger(.sqlite)
        var ids: [ID<Ledger.NoteMark>] = []
        for number in 0..<200 {
            if number % 50 == 49 { test.clock.advance(seconds: -1) }
            ids.append(try await test.store.submit(AddNote(name: "\(number)"), by: .system).answer)
        }
        #expect(ids == ids.sorted())
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { "\($0)".split(separator: "-")[2].hasPrefix("7") })
        await test.close()
    }
}
