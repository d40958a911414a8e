// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// One named person's access inside a window.
///
/// Named by the official's side, given by the developer, used only after the person has
/// acknowledged the terms that are current.
package struct AccessGrant: Sendable, Hashable {
    /// Where a grant stands at a moment.
    package enum State: String, Sendable, CaseIterable {
        /// The developer has not answered yet, and need not.
        case named
        /// Given, and the current terms are not acknowledged.
        case unacknowledged
        /// Good while the window is open.
        case ready
        /// Ended with its window.
        case expired
        /// Taken back or given up.
        case ended
    }

    package let id: GrantID
    package let person: PersonID
    package let participant: ParticipantID
    package let named: Instant
    package internal(set) var given: Instant?
    /// The version of the terms that the person acknowledged last.
    package internal(set) var acknowledged: Int?
    package internal(set) var ended: Instant?

    package init(
        id: GrantID,
        person: PersonID,
        participant: ParticipantID,
        named: Instant,
        given: Instant? = nil,
        acknowledged: Int? = nil,
        ended: Instant? = nil
    ) {
        self.id = id
        self.person = person
        self.participant = participant
        self.named = named
        self.given = given
        self.acknowledged = acknowledged
        self.ended = ended
    }
}

/// Another party that developer and Government may choose together (ORDER 3(b)(iii)).
package struct TrustedPartner: Sendable, Hashable {
    package let id: PartnerID
    package let proposer: EngagementLifecycle.Side
    /// The word of each side; nil where it has said none.
    package internal(set) var developer: Bool?
    package internal(set) var official: Bool?

    package init(
        id: PartnerID,
        proposer: EngagementLifecycle.Side,
        developer: Bool? = nil,
        official: Bool? = nil
    ) {
        self.id = id
        self.proposer = proposer
        self.developer = developer
        self.official = official
    }

    /// Whether both sides concur; the word of one alone chooses nobody.
    package var isChosen: Bool { developer == true && official == true }

    /// What a side has said.
    package func word(of side: EngagementLifecycle.Side) -> Bool? {
        switch side {
        case .developer: developer
        case .official: official
        }
    }

    mutating func say(_ concurs: Bool, by side: EngagementLifecycle.Side) {
        switch side {
        case .developer: developer = concurs
        case .official: official = concurs
        }
    }
}
