// SPDX-License-Identifier: Apache-2.0

package import Store

/// Traffic Light Protocol 2.0 (FIRST), from the narrowest to the widest.
package enum TLP: String, Sendable, CaseIterable, SQLConvertible, Comparable {
    case red = "RED"
    case amberStrict = "AMBER+STRICT"
    case amber = "AMBER"
    case green = "GREEN"
    case clear = "CLEAR"

    private var width: Int {
        switch self {
        case .red: 0
        case .amberStrict: 1
        case .amber: 2
        case .green: 3
        case .clear: 4
        }
    }

    /// Narrower comes first.
    package static func < (left: Self, right: Self) -> Bool { left.width < right.width }
}

/// Which kind of thing a marking is on; the walk over endpoints covers each of them.
package enum ThingKind: String, Sendable, CaseIterable, SQLConvertible {
    case participant
    case person
    case agent
    case token
    case scan
    /// Two participants whose scans overlap, told of each other as both asked.
    case introduction
    /// What a scan that has ended looked at.
    case coverage
    /// An owner's question whether something it saw was a declared scan.
    case alert
    case report
    case finding
    case notice
    case validation
    case vulnerability
    /// One line of what an operator runs.
    case inventoryItem
    case `case`
    case message
    case bundle
    /// What one recipient is sent of a bundle, with its receipts.
    case delivery
    case recipientKey
    case advisory
    /// A developer's dealing about one model; that it exists is itself confidential (ORDER C7).
    case engagement
    /// What the developer alone is told of an engagement (ORDER C8).
    case accessLog
    /// What one participant keeps on a duty: a status, and evidence.
    case dutyRecord
    /// A participant's proven hold on a scope.
    case control
    /// What an owner asks of scanners of a scope.
    case scanRule
    /// An owner's word that one participant may scan.
    case authorization
}

/// How far a thing reaches beyond those who are named on it.
package enum Reach: String, Sendable, CaseIterable, SQLConvertible, Comparable {
    /// Only its owner and the participants named in its audience.
    case named
    /// Every participant of this clearinghouse.
    case community
    /// Everyone, without an account.
    case everyone

    private var width: Int {
        switch self {
        case .named: 0
        case .community: 1
        case .everyone: 2
        }
    }

    /// Narrower comes first.
    package static func < (left: Self, right: Self) -> Bool { left.width < right.width }
}

/// What a thing is labelled with.
package struct Marking: Sendable, Hashable {
    package let thing: ID<AnyThing>
    package let kind: ThingKind
    /// Whose it is; nil for what came in without an account.
    package let owner: ParticipantID?
    /// The one person or agent it is about or belongs to, for people and tokens.
    package let holder: ID<AnyThing>?
    package let tlp: TLP
    package let reach: Reach
    /// The participants named on it, beside the owner.
    package let audience: Set<ParticipantID>
    /// Until then the reach is `named`, whatever it says.
    package let embargoUntil: Instant?

    package init(
        thing: ID<AnyThing>,
        kind: ThingKind,
        owner: ParticipantID?,
        holder: ID<AnyThing>? = nil,
        tlp: TLP,
        reach: Reach = .named,
        audience: Set<ParticipantID> = [],
        embargoUntil: Instant? = nil
    ) {
        self.thing = thing
        self.kind = kind
        self.owner = owner
        self.holder = holder
        self.tlp = tlp
        self.reach = reach
        self.audience = audience
        self.embargoUntil = embargoUntil
    }
}
