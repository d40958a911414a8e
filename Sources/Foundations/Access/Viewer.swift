// SPDX-License-Identifier: Apache-2.0

package import Store

/// Marks the id of a participant.
package enum ParticipantMark {}
/// Marks the id of a person.
package enum PersonMark {}
/// Marks the id of an agent: software with its own credential.
package enum AgentMark {}

/// Names a participant.
package typealias ParticipantID = ID<ParticipantMark>
/// Names a person.
package typealias PersonID = ID<PersonMark>
/// Names an agent.
package typealias AgentID = ID<AgentMark>

/// What a person or agent may do, beside what its participant may see.
package enum Role: String, Sendable, CaseIterable, SQLConvertible {
    /// Runs the clearinghouse: participants, people, tokens. Sees no findings by that.
    case administrator
    /// Triages what comes in, for the whole community.
    case coordinator
    /// Declares scans and reports for its participant.
    case member
    /// Reads what its participant may see.
    case reader
    /// Looks after its own participant: people, agents, tokens, export, withdrawal.
    case steward
}

/// Who is looking: a person or agent of a participant, or nobody.
package struct Viewer: Sendable, Hashable {
    /// The one who acts.
    package enum Identity: Sendable, Hashable {
        case nobody
        case person(PersonID)
        case agent(AgentID)
        /// The clearinghouse itself.
        case system
    }

    package let identity: Identity
    package let participant: ParticipantID?
    package let roles: Set<Role>
    /// The participant has left: nothing but what is for everyone is visible any more.
    package let hasWithdrawn: Bool

    package init(
        identity: Identity,
        participant: ParticipantID?,
        roles: Set<Role>,
        hasWithdrawn: Bool = false
    ) {
        self.identity = identity
        self.participant = participant
        self.roles = roles
        self.hasWithdrawn = hasWithdrawn
    }

    /// Somebody without an account.
    package static let nobody = Viewer(identity: .nobody, participant: nil, roles: [])
    /// The clearinghouse itself: expiry, publishing, first start.
    package static let system = Viewer(identity: .system, participant: nil, roles: [])

    /// Signed in, for a participant that has not withdrawn.
    package var takesPart: Bool { participant != nil && holder != nil && !hasWithdrawn }

    /// Somebody with an account that is in force, or the clearinghouse itself.
    package var isKnown: Bool { identity == .system || takesPart }

    /// A person, not an agent.
    package var isPerson: Bool {
        switch identity {
        case .person: true
        case .nobody, .agent, .system: false
        }
    }

    /// The person or agent as the holder of a thing; nil for nobody and for the clearinghouse.
    package var holder: ID<AnyThing>? {
        switch identity {
        case .person(let id): ID(id)
        case .agent(let id): ID(id)
        case .nobody, .system: nil
        }
    }

    /// The viewer as Store knows it.
    package var actor: ActorID {
        switch identity {
        case .nobody: .nobody
        case .person(let id): ActorID(id)
        case .agent(let id): ActorID(id)
        case .system: .system
        }
    }
}
