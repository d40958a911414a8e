// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Enters an organisation that wants to take part.
package struct RegisterParticipant: Command {
    package typealias Answer = ParticipantID

    package let viewer: Viewer
    /// Made by the caller, because the key that seals its data is made before the command runs.
    package let id: ParticipantID
    package let kind: Participant.Kind
    package let sector: Participant.Sector?
    package let name: String

    package init(
        viewer: Viewer,
        id: ParticipantID,
        kind: Participant.Kind,
        sector: Participant.Sector?,
        name: String
    ) {
        self.viewer = viewer
        self.id = id
        self.kind = kind
        self.sector = sector
        self.name = name
    }

    package var scopes: [SealingScope] { [Participant.scope(of: id)] }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .manageParticipants).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> ParticipantID {
        try Refusal.check(faults)
        let scope = Participant.scope(of: id)
        let sealedName = try transaction.seal(Array(name.utf8), for: scope)
        try transaction.run(
            """
            INSERT INTO participants (id, kind, sector, name, state, registered_at)
            VALUES (\(id), \(kind), \(sector), \(sealedName), \(Participant.State.active),
                \(transaction.now))
            """
        )
        try transaction.mark(Participant.marking(of: id))
        try transaction.append(
            EntryDraft(.participantRegistered, subject: id, body: body, scope: scope)
        )
        return id
    }

    private var faults: [Refusal.Fault] {
        var found = TextRule.name.faults(name, at: "/name")
        if kind == .operator, sector == nil {
            let reason = "An operator names the sector of its infrastructure."
            found.append(Refusal.Fault(place: "/sector", code: "required", reason: reason))
        } else if kind != .operator, sector != nil {
            let reason = "Only operators have a sector."
            found.append(Refusal.Fault(place: "/sector", code: "not-applicable", reason: reason))
        }
        return found
    }

    private var body: JSONValue {
        [
            "kind": .string(kind.rawValue),
            "sector": sector.map { .string($0.rawValue) } ?? .null,
            "name": .string(name),
        ]
    }
}
