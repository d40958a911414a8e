// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Marks the id of a token.
package enum TokenMark {}
/// Names a token.
package typealias TokenID = ID<TokenMark>

/// Who holds a credential: a person or an agent.
package enum Holder: Sendable, Hashable {
    case person(PersonID)
    case agent(AgentID)

    /// The holder as any thing.
    package var id: ID<AnyThing> {
        switch self {
        case .person(let id): ID(id)
        case .agent(let id): ID(id)
        }
    }

    /// The word for it in tables and entries.
    var word: ThingKind {
        switch self {
        case .person: .person
        case .agent: .agent
        }
    }

    /// The holder as a viewer's identity.
    var identity: Viewer.Identity {
        switch self {
        case .person(let id): .person(id)
        case .agent(let id): .agent(id)
        }
    }

    init?(_ word: ThingKind, _ id: ID<AnyThing>) {
        switch word {
        case .person: self = .person(ID(id))
        case .agent: self = .agent(ID(id))
        default: return nil
        }
    }
}

/// What is known of a token; never the secret, of which only a digest is kept.
package struct Token: Sendable, Hashable {
    /// The longest life in seconds, a year with its leap day: what is forgotten ends by itself.
    package static let longestLifeSeconds: Int64 = 366 * 24 * 60 * 60
    /// Tokens in force for one holder: enough to give each machine its own and to replace them one
    /// by one.
    package static let mostPerHolder = 20
    /// Tokens of one holder that a page shows: those in force, and as many that have ended.
    package static let mostShown = 40

    package let id: TokenID
    package let holder: Holder
    package let participant: ParticipantID
    package let name: String
    package let issuedAt: Instant
    package let expiresAt: Instant
    package let revokedAt: Instant?
    /// The day (its first microsecond, UTC) of its last use; by the day only, so as not to trace
    /// anybody.
    package let lastUsedDay: Instant?

    /// How a token's entry is labelled: for its holder, and its participant's steward.
    package static func marking(
        of id: TokenID,
        holder: Holder,
        in participant: ParticipantID
    ) -> Marking {
        Marking(
            thing: ID(id),
            kind: .token,
            owner: participant,
            holder: holder.id,
            tlp: .amberStrict
        )
    }
}

extension Instant {
    private static let dayMicroseconds: Int64 = 24 * 60 * 60 * 1_000_000

    /// The first microsecond of its day, UTC.
    var day: Instant {
        let rest = microseconds % Self.dayMicroseconds
        return Instant(microseconds: microseconds - (rest < 0 ? rest + Self.dayMicroseconds : rest))
    }
}
