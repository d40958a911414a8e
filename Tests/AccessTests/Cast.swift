// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// A small repeatable generator (SplitMix64): a failing case can be run again.
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The participants, viewers and moments that the tests of Access speak of.
enum Cast {
    static let now = Instant(microseconds: 1_800_000_000_000_000)
    static let participants: [ParticipantID] = (1...4).map { ParticipantID(high: 7, low: $0) }

    static func person(
        _ roles: Set<Role>,
        of participant: ParticipantID? = participants[0],
        number: UInt64 = 1,
        hasWithdrawn: Bool = false
    ) -> Viewer {
        Viewer(
            identity: .person(PersonID(high: 8, low: number)),
            participant: participant,
            roles: roles,
            hasWithdrawn: hasWithdrawn
        )
    }

    static func agent(_ roles: Set<Role>, of participant: ParticipantID = participants[0]) -> Viewer
    {
        Viewer(identity: .agent(AgentID(high: 9, low: 1)), participant: participant, roles: roles)
    }

    static func marking(
        _ kind: ThingKind,
        owner: ParticipantID? = participants[1],
        tlp: TLP = .amber,
        reach: Reach = .named,
        audience: Set<ParticipantID> = [],
        embargoUntil: Instant? = nil
    ) -> Marking {
        Marking(
            thing: ID(high: 10, low: 1),
            kind: kind,
            owner: owner,
            tlp: tlp,
            reach: reach,
            audience: audience,
            embargoUntil: embargoUntil
        )
    }

    /// Any viewer at all, withdrawn ones and impossible combinations among them.
    static func anyViewer(using generator: inout Seeded) -> Viewer {
        let roles = Set(Role.allCases.filter { _ in Bool.random(using: &generator) })
        let number = UInt64.random(in: 1...3, using: &generator)
        let identities: [Viewer.Identity] = [
            .nobody, .system, .person(PersonID(high: 8, low: number)),
            .person(PersonID(high: 8, low: number)), .agent(AgentID(high: 9, low: number)),
        ]
        let identity = identities.randomElement(using: &generator) ?? .nobody
        let isNamed = UInt64.random(in: 0..<8, using: &generator) > 0
        return Viewer(
            identity: identity,
            participant: isNamed ? participants.randomElement(using: &generator) : nil,
            roles: roles,
            hasWithdrawn: UInt64.random(in: 0..<8, using: &generator) == 0
        )
    }

    /// Any marking at all, with embargoes that end around `now` to the microsecond.
    static func anyMarking(_ thing: UInt64, using generator: inout Seeded) -> Marking {
        let ends: [Instant?] = [
            nil, now, now.adding(microseconds: -1), now.adding(microseconds: 1),
            now.adding(seconds: 86_400), now.adding(seconds: -86_400),
        ]
        let holders: [ID<AnyThing>?] = [
            nil, ID(high: 8, low: 1), ID(high: 8, low: 2), ID(high: 9, low: 1),
        ]
        let isOwned = UInt64.random(in: 0..<5, using: &generator) > 0
        return Marking(
            thing: ID(high: 10, low: thing),
            kind: ThingKind.allCases.randomElement(using: &generator) ?? .finding,
            owner: isOwned ? participants.randomElement(using: &generator) : nil,
            holder: holders.randomElement(using: &generator) ?? nil,
            tlp: TLP.allCases.randomElement(using: &generator) ?? .red,
            reach: Reach.allCases.randomElement(using: &generator) ?? .named,
            audience: Set(
                participants.filter { _ in UInt64.random(in: 0..<4, using: &generator) == 0 }
            ),
            embargoUntil: ends.randomElement(using: &generator) ?? nil
        )
    }
}

extension Instant {
    func adding(microseconds more: Int64) -> Instant { Instant(microseconds: microseconds + more) }
}

/// A command made of a closure, for setting a scene.
struct Scene: Command {
    let body: @Sendable (any Transaction) throws -> Void

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try body(transaction)
        return Done()
    }
}
