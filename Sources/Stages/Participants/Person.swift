// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Somebody who acts for a participant.
package struct Person: Sendable, Hashable {
    /// People of one participant: far more than any security team, few enough to list.
    package static let mostPerParticipant = 1_000

    package let id: PersonID
    package let participant: ParticipantID
    package let name: String
    /// How to reach them; nil where they gave none, and where the viewer may not see it.
    package let email: String?
    package let roles: Set<Role>
    package let addedAt: Instant

    /// How a person's entry is labelled: for the participant's own.
    package static func marking(of id: PersonID, in participant: ParticipantID) -> Marking {
        Marking(
            thing: ID(id),
            kind: .person,
            owner: participant,
            holder: ID(id),
            tlp: .amberStrict
        )
    }
}

/// Software that acts for a participant with its own credential.
package struct Agent: Sendable, Hashable {
    /// Agents of one participant: a large scanning fleet shares credentials by kind, not by
    /// machine.
    package static let mostPerParticipant = 1_000
    /// The roles that software can have: it neither runs the clearinghouse nor its participant.
    package static let possibleRoles: Set<Role> = [.member, .reader, .coordinator]

    package let id: AgentID
    package let participant: ParticipantID
    package let name: String
    /// The tool or model family it runs on, as its participant describes it.
    package let family: String
    package let roles: Set<Role>
    package let addedAt: Instant

    /// How an agent's entry is labelled: for the participant's own.
    package static func marking(of id: AgentID, in participant: ParticipantID) -> Marking {
        Marking(
            thing: ID(id),
            kind: .agent,
            owner: participant,
            holder: ID(id),
            tlp: .amberStrict
        )
    }
}
