// SPDX-License-Identifier: Apache-2.0

import StrictJSON

extension Querying {
    /// How far the journal reaches in this snapshot.
    package func position() throws -> Position {
        let next: Int64? = try first("SELECT next FROM journal_head WHERE one = 1") {
            try $0.read()
        }
        return Position(next: next ?? 0)
    }

    /// Entries in order from a position on; `condition` may name the columns of `journal`.
    ///
    /// An erased entry comes with its body nil.
    package func entries(
        from position: Position,
        limit: Int,
        where condition: Statement = "1 = 1"
    ) throws -> [Entry] {
        try all(
            """
            SELECT journal.sequence, journal.time, journal.actor, journal.kind, journal.version,
            journal.subject, journal.scope, journal.sealed FROM journal
            WHERE journal.sequence >= \(position.next) AND (\(fragment: condition))
            ORDER BY journal.sequence LIMIT \(limit)
            """,
            readEntry
        )
    }

    /// The salt and the canonical body of an entry, for whoever may read it in full; nil once
    /// erased.
    package func secrets(of sequence: Int64) throws -> (salt: [UInt8], body: [UInt8])? {
        let found: (SealingScope, [UInt8]?)? = try first(
            "SELECT scope, sealed FROM journal WHERE sequence = \(sequence)"
        ) { (SealingScope(try $0.read(ID<AnyThing>.self)), try $0.read()) }
        guard let (scope, sealed) = found, let sealed, let plain = try open(sealed, for: scope)
        else { return nil }
        return (Array(plain.prefix(Commitment.saltBytes)), Array(plain[Commitment.saltBytes...]))
    }

    private func readEntry(_ row: inout Row) throws -> Entry {
        let sequence: Int64 = try row.read()
        let time: Instant = try row.read()
        let actor: ID<AnyThing> = try row.read()
        let kind = EntryKind(name: try row.read(), version: try row.read())
        let subject: ID<AnyThing> = try row.read()
        let scope = SealingScope(try row.read(ID<AnyThing>.self))
        let sealed: [UInt8]? = try row.read()
        let plain = try sealed.flatMap { try open($0, for: scope) }
        return Entry(
            sequence: sequence,
            time: time,
            actor: ActorID(actor),
            kind: kind,
            subject: subject,
            body: try plain.map {
                try JSONValue(
                    parsing: Array($0.dropFirst(Commitment.saltBytes)),
                    limits: .standard
                )
            },
            scope: scope
        )
    }
}

extension Transaction {
    /// Takes away every body sealed for a scope; the log stays valid, replay sees tombstones (RULES
    /// J1).
    ///
    /// The scope's key is erased by the key ring; this removes what it sealed. Answers how many
    /// entries.
    package func eraseBodies(of scope: SealingScope) throws -> Int {
        try change(
            "UPDATE journal SET sealed = NULL WHERE scope = \(scope.id) AND sealed IS NOT NULL"
        )
    }
}
