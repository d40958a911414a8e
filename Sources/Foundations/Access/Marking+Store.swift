// SPDX-License-Identifier: Apache-2.0

package import Store
import StrictJSON

extension Transaction {
    /// Labels a new thing.
    package func mark(_ marking: Marking) throws {
        try run(
            """
            INSERT INTO markings (thing, kind, owner, holder, tlp, reach, embargo_until)
            VALUES (\(marking.thing), \(marking.kind), \(marking.owner), \(marking.holder),
                \(marking.tlp), \(marking.reach), \(marking.embargoUntil))
            """
        )
        for participant in marking.audience.sorted() {
            try run(
                """
                INSERT INTO audiences (thing, participant, kind)
                VALUES (\(marking.thing), \(participant), \(marking.kind))
                """
            )
        }
    }

    /// Labels a new thing that was made from others; terms that any of them has are not loosened
    /// (ORDER C5).
    package func mark(_ marking: Marking, from sources: [Marking]) throws {
        for source in sources {
            let loosened = marking.loosenings(of: source, now: now)
            guard loosened.isEmpty else { throw Refusal.loosened(loosened) }
        }
        try mark(marking)
    }

    /// Names one more participant on a thing and tells readers past it that it is now visible
    /// (RULES J4).
    ///
    /// Naming somebody again changes nothing and says nothing. The entry names the participant, so
    /// it is for that participant alone; whether the asker may share is decided by the calling
    /// command.
    package func share(
        _ thing: ID<AnyThing>,
        with participant: ParticipantID,
        scope: SealingScope = .house
    ) throws {
        let added = try change(
            """
            INSERT INTO audiences (thing, participant, kind)
            VALUES (\(thing), \(participant), (SELECT kind FROM markings WHERE thing = \(thing)))
            ON CONFLICT (thing, participant) DO NOTHING
            """
        )
        guard added > 0 else { return }
        try append(
            EntryDraft(
                .shared,
                subject: thing,
                body: ["participant": .string(participant.description)],
                scope: scope
            )
        )
    }

    /// Names one participant on a thing no more; naming nobody less says nothing.
    package func unshare<Kind>(_ thing: ID<Kind>, with participant: ParticipantID) throws {
        try run(
            "DELETE FROM audiences WHERE thing = \(thing) AND participant = \(participant)"
        )
    }

    /// Moves the end of a thing's embargo, under the rules of whoever keeps those terms.
    package func keepEmbargo<Kind>(of thing: ID<Kind>, until end: Instant?) throws {
        try run("UPDATE markings SET embargo_until = \(end) WHERE thing = \(thing)")
    }

    /// Takes the label off a thing that is no more; it is then visible to nobody.
    package func unmark<Kind>(_ thing: ID<Kind>) throws {
        try run("DELETE FROM audiences WHERE thing = \(thing)")
        try run("DELETE FROM markings WHERE thing = \(thing)")
    }
}

extension EntryKind {
    /// An audience was widened; the body names the participant that was added.
    package static let shared = EntryKind("access.shared")
}

extension Querying {
    /// The marking of a thing, whoever asks; nil where there is none.
    package func marking(of thing: ID<AnyThing>) throws -> Marking? {
        let audience: [ParticipantID] = try all(
            "SELECT participant FROM audiences WHERE thing = \(thing)"
        ) { try $0.read() }
        return try first(
            """
            SELECT kind, owner, holder, tlp, reach, embargo_until FROM markings
            WHERE thing = \(thing)
            """
        ) { row in
            let kind: ThingKind = try row.read()
            let owner: ParticipantID? = try row.read()
            let holder: ID<AnyThing>? = try row.read()
            return Marking(
                thing: thing,
                kind: kind,
                owner: owner,
                holder: holder,
                tlp: try row.read(),
                reach: try row.read(),
                audience: Set(audience),
                embargoUntil: try row.read()
            )
        }
    }
}
