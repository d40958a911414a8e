// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// How many entries a reader has behind it: the sequence number of the next entry.
package struct Position: Hashable, Comparable, Sendable {
    package let next: Int64

    package init(next: Int64) {
        self.next = next
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.next < right.next
    }
}

/// What happened: `area.event` and the version of the body's shape, for example `scan.declared` 1.
package struct EntryKind: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let version: Int

    package init(_ name: StaticString, version: Int = 1) {
        self.name = name.description
        self.version = version
    }

    package init(name: String, version: Int) {
        self.name = name
        self.version = version
    }

    package var description: String { name }
}

/// The kind of any thing that an entry, a marking or a job is about.
package enum AnyThing {}

/// An entry that a command asks to append.
package struct EntryDraft: Sendable {
    package let kind: EntryKind
    package let subject: ID<AnyThing>
    /// Written in canonical form (RFC 8785) and sealed for `scope`.
    package let body: JSONValue
    package let scope: SealingScope

    package init<Kind>(
        _ kind: EntryKind,
        subject: ID<Kind>,
        body: JSONValue,
        scope: SealingScope = .house
    ) {
        self.kind = kind
        self.subject = ID(subject)
        self.body = body
        self.scope = scope
    }
}

/// One change, as followers and readers see it.
package struct Entry: Sendable {
    /// Gapless, from 0; also the leaf's index in the transparency log.
    package let sequence: Int64
    package let time: Instant
    package let actor: ActorID
    package let kind: EntryKind
    package let subject: ID<AnyThing>
    /// Nil once erased: only the commitment is left.
    package let body: JSONValue?
    package let scope: SealingScope

    package init(
        sequence: Int64,
        time: Instant,
        actor: ActorID,
        kind: EntryKind,
        subject: ID<AnyThing>,
        body: JSONValue?,
        scope: SealingScope
    ) {
        self.sequence = sequence
        self.time = time
        self.actor = actor
        self.kind = kind
        self.subject = subject
        self.body = body
        self.scope = scope
    }
}

/// Whose key seals a body or a blob; erasing the scope's key erases all of it.
package struct SealingScope: Hashable, Sendable {
    package let id: ID<AnyThing>

    package init<Kind>(_ id: ID<Kind>) {
        self.id = ID(id)
    }

    /// The clearinghouse's own scope, for what belongs to no report and no participant.
    package static let house = SealingScope(ID<AnyThing>(high: 0, low: 0))
}
