// SPDX-License-Identifier: Apache-2.0

import Store
import StrictJSON

/// A small stage of its own, to test Store with: notes of a size, and an index of their names.
enum Ledger {
    enum NoteMark {}

    static let part = SchemaPart(
        owner: "ledger",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE notes (
                        id \(.bytes) PRIMARY KEY,
                        name \(.text) NOT NULL,
                        size \(.integer) NOT NULL,
                        writer \(.integer) NOT NULL
                    ) \(.strict)
                    """,
                    "CREATE UNIQUE INDEX notes_by_name ON notes (name)",
                ]
            )
        ]
    )

    static let added = EntryKind("ledger.added")
}

/// Why a note is refused.
enum LedgerRefusal: Error, Equatable {
    case taken
    case early
    case late
    case forbidden
}

/// Adds a note; refuses in every way that a command can.
struct AddNote: Command {
    enum Mood { case well, refusesEarly, refusesLate, breaksSQL }

    var name: String
    var size = 1
    var writer = 0
    var mood = Mood.well
    var isForbidden = false

    func authorize(in transaction: any Transaction) throws {
        if isForbidden { throw LedgerRefusal.forbidden }
    }

    func perform(in transaction: any Transaction) throws -> ID<Ledger.NoteMark> {
        if mood == .refusesEarly { throw LedgerRefusal.early }
        let names = try transaction.follower(NoteNames.self)
        if names.committed.names[name] != nil || names.pending.names[name] != nil {
            throw LedgerRefusal.taken
        }
        let id = transaction.newID(Ledger.NoteMark.self)
        try transaction.run(
            """
            INSERT INTO notes (id, name, size, writer) VALUES (\(id), \(name), \(size), \(writer))
            """
        )
        try transaction.append(
            EntryDraft(Ledger.added, subject: id, body: ["name": .string(name)])
        )
        if mood == .breaksSQL {
            try transaction.run("INSERT INTO notes (id, name) VALUES (\(id), \(name))")
        }
        if mood == .refusesLate { throw LedgerRefusal.late }
        return id
    }
}

/// The follower: which names are taken, and by what.
struct NoteNames: Follower, Equatable {
    static let name = "note-names"

    var names: [String: ID<AnyThing>] = [:]

    mutating func apply(_ entry: Entry) {
        guard entry.kind == Ledger.added, let name = entry.body?["name"]?.stringValue else {
            return
        }
        names[name] = entry.subject
    }

    static func rebuilt(from tables: any Querying) throws -> NoteNames {
        let rows = try tables.all("SELECT name, id FROM notes") { row in
            (try row.read(String.self), try row.read(ID<AnyThing>.self))
        }
        return NoteNames(names: Dictionary(rows) { first, _ in first })
    }
}
