// SPDX-License-Identifier: Apache-2.0

import Store
import TestSupport
import Testing

/// Both engines store, order and refuse alike (RULES S9).
@Suite(.timeLimit(.minutes(10)))
struct AgreementTests {
    private static let part = SchemaPart(
        owner: "agreement",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE things (
                        name \(.text) PRIMARY KEY,
                        number \(.integer),
                        flag \(.boolean),
                        content \(.bytes)
                    ) \(.strict)
                    """
                ]
            )
        ]
    )

    /// Runs statements as one command, and answers what a body reads.
    private struct Script: Command {
        var statements: [Statement]

        func authorize(in transaction: any Transaction) throws {}

        func perform(in transaction: any Transaction) throws -> Done {
            for statement in statements { try transaction.run(statement) }
            return Done()
        }
    }

    private func store(_ engine: Engine, _ statements: [Statement]) async throws -> TestStore {
        let test = try await TestStore.open(engine, schema: [Self.part])
        _ = try await test.store.submit(Script(statements: statements), by: .system)
        return test
    }

    private static let words = ["a", "B", "b", "Z", "é", "z", "Ä", "_", "10", "9", "𝄞", "", " "]

    @Test(arguments: Engine.allCases)
    func `text is ordered and paged by its bytes`(_ engine: Engine) async throws {
        let test = try await store(
            engine,
            Self.words.map { "INSERT INTO things (name) VALUES (\($0))" }
        )
        let paged = try await test.store.read { tables in
            var found: [String] = []
            var after: String?
            while true {
                let bound: Statement = after.map { "WHERE name > \($0)" } ?? ""
                let page = try tables.all(
                    "SELECT name FROM things \(fragment: bound) ORDER BY name LIMIT \(3)"
                ) { try $0.read(String.self) }
                guard let last = page.last else { return found }
                found += page
                after = last
            }
        }
        #expect(
            paged == Self.words.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
        )
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `nothing comes where a statement says it comes`(_ engine: Engine) async throws {
        let test = try await store(
            engine,
            [
                "INSERT INTO things (name, number) VALUES ('one', 1)",
                "INSERT INTO things (name) VALUES ('none')",
            ]
        )
        let orders = try await test.store.read { tables in
            [
                try tables.all("SELECT name FROM things ORDER BY number NULLS FIRST") {
                    try $0.read(String.self)
                },
                try tables.all("SELECT name FROM things ORDER BY number DESC NULLS LAST") {
                    try $0.read(String.self)
                },
            ]
        }
        #expect(orders == [["none", "one"], ["one", "none"]])
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `text with U+0000 is refused before it is stored`(_ engine: Engine) async throws {
        let test = try await store(engine, [])
        await #expect(throws: StoreFault.engine(code: "22021", message: "U+0000 in text")) {
            let script = Script(statements: ["INSERT INTO things (name) VALUES (\("a\0b"))"])
            _ = try await test.store.submit(script, by: .system)
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `LIKE minds case and must name its escape`(_ engine: Engine) async throws {
        let test = try await store(
            engine,
            ["Ab_c", "ab_c", "abxc"].map { "INSERT INTO things (name) VALUES (\($0))" }
        )
        let pattern = "ab\\_%"
        let found = try await test.store.read { tables in
            try tables.all("SELECT name FROM things WHERE name LIKE \(pattern) ESCAPE '\\'") {
                try $0.read(String.self)
            }
        }
        #expect(found == ["ab_c"])
        await #expect(throws: StoreFault.self) {
            _ = try await test.store.read { tables in
                try tables.all("SELECT name FROM things WHERE name LIKE \(pattern)") {
                    try $0.read(String.self)
                }
            }
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `flags, bytes, limits of integers and nothing come back as they were`(
        _ engine: Engine
    )
        async throws
    {
        let bytes: [UInt8] = [0, 255, 39, 92]
        let nothing: [UInt8]? = nil
        let test = try await store(
            engine,
            [
                """
                INSERT INTO things (name, number, flag, content)
                VALUES ('low', \(Int64.min), \(true), \(bytes))
                """,
                """
                INSERT INTO things (name, number, flag, content)
                VALUES ('high', \(Int64.max), \(false), \(nothing))
                """,
                "INSERT INTO things (name, content) VALUES ('empty', \([UInt8]()))",
            ]
        )
        let rows = try await test.store.read { tables in
            try tables.all("SELECT number, flag, content FROM things ORDER BY name") { row in
                [try row.readValue(), try row.readValue(), try row.readValue()]
            }
        }
        #expect(
            rows == [
                [.null, .null, .bytes([])],
                [.integer(.max), .integer(0), .null],
                [.integer(.min), .integer(1), .bytes(bytes)],
            ]
        )
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a number past 64 bits is refused, not rounded`(_ engine: Engine) async throws {
        let test = try await store(
            engine,
            ["INSERT INTO things (name, number) VALUES ('top', \(Int64.max))"]
        )
        await #expect(throws: StoreFault.self) {
            let script = Script(statements: ["UPDATE things SET number = number + 1"])
            _ = try await test.store.submit(script, by: .system)
        }
        await #expect(throws: StoreFault.self) {
            _ = try await test.store.read { tables in
                try tables.first("SELECT number + 1 FROM things") { try $0.read(Int64.self) }
            }
        }
        let sum = try await test.store.read { tables in
            try tables.first("SELECT sum(number) FROM things") { try $0.read(Int64.self) }
        }
        #expect(sum == .max)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a column holds its type only`(_ engine: Engine) async throws {
        let test = try await store(engine, [])
        await #expect(throws: StoreFault.self) {
            let script = Script(
                statements: ["INSERT INTO things (name, number) VALUES ('x', \("many"))"]
            )
            _ = try await test.store.submit(script, by: .system)
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a reader cannot write`(_ engine: Engine) async throws {
        let test = try await store(engine, [])
        await #expect(throws: StoreFault.self) {
            _ = try await test.store.read { tables in
                try tables.all("INSERT INTO things (name) VALUES ('x') RETURNING name") {
                    try $0.read(String.self)
                }
            }
        }
        await test.close()
    }
}
