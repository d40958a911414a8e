// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct TableTests {
    @Test func `only Store, Access and the stages speak SQL`() {
        expectNone(Tree.sources.flatMap(Tables.strayStatements))
    }

    @Test func `nobody reaches into another owner's tables`() {
        let owners = Tables.owners(in: Tree.sources)
        #expect(!owners.isEmpty)
        expectNone(Tree.sources.flatMap { Tables.trespasses(in: $0, owners: owners) })
    }

    @Test func `SQL in a door is found, and prose is not`() {
        let source = #"""
            let a = "SELECT id\#u{20}FROM leases"
            let b = """
                DELETE
                FROM leases WHERE id = \(id)
                """
            let c = "Select one from the list"
            """#
        let text = SwiftText(path: "Sources/Doors/Server/A.swift", text: source)
        #expect(Tables.strayStatements(in: text).map(\.line) == [1, 2])
    }

    @Test func `a reach into another stage's table is found`() {
        let owner = SwiftText(
            path: "Sources/Stages/Scanning/Schema.swift",
            text: #"let a: Definition = "CREATE TABLE leases (id \(.bytes)) \(.strict)""#
        )
        let guest = SwiftText(
            path: "Sources/Stages/Discovery/A.swift",
            text: #"let a: Statement = "SELECT a FROM reports JOIN leases ON x = \(x)""#
        )
        let owners = Tables.owners(in: [owner, guest])
        #expect(owners == ["leases": "Scanning"])
        #expect(Tables.trespasses(in: guest, owners: owners).count == 1)
        #expect(Tables.trespasses(in: owner, owners: owners).isEmpty)
    }
}
