// SPDX-License-Identifier: Apache-2.0

package import Store
import StrictJSON

/// A small stage of its own, to test Store with: notes of a size, and an index of their names.
package enum Ledger {
    package enum NoteMark {}

    package static let part = SchemaPart(
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

    package static let added = EntryKind("ledger.added")

    /// A name that can be found again in the bytes that a process writes.
    package static func marker(_ number: Int) -> String {
        let digits = String(number)
        return "mark" + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
    }
}

/// Why a note is refused.
package enum LedgerRefusal: Error, Equatable {
    case taken
    case early
    case late
    case forbidden
}

/// Adds a note; refuses in every way that a command can.
package struct AddNote: Command {
    package enum Mood: Sendable { case well, refusesEarly, refusesLate, breaksSQL }

    package var name: String
    package var size: Int
    package var writer: Int
    package var mood: Mood
    package var isForbidden: Bool

    package init(
        name: String,
        size: Int = 1,
        writer: Int = 0,
        mood: Mood = .well,
        isForbidden: Bool = false
    ) {
        self.name = name
        self.size = size
        self.writer = writer
        self.mood = mood
        self.isForbidden = isForbidden
    }

    package func authorize(in transaction: any Transaction) throws {
        if isForbidden { throw LedgerRefusal.forbidden }
    }

    package func perform(in transaction: any Transaction) throws -> ID<Ledger.NoteMark> {
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
package struct NoteNames: Follower, Equatable {
    package static let name = "note-names"

    package var names: [String: ID<AnyThing>] = [:]

    package init() {}

    package mutating func apply(_ entry: Entry) {
        guard entry.kind == Ledger.added, let name = entry.body?["name"]?.stringValue else {
            return
        }
        names[name] = entry.subject
    }

    package static func rebuilt(from tables: any Querying) throws -> NoteNames {
        let rows = try tables.all("SELECT name, id FROM notes") { row in
            (try row.read(String.self), try row.read(ID<AnyThing>.self))
        }
        var rebuilt = NoteNames()
        rebuilt.names = Dictionary(rows) { first, _ in first }
        return rebuilt
    }
}
