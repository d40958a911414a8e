// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import Timestamps

/// An engagement from its opening to its end: pure rules.
///
/// Each move is one side's own. What the passing of time does is worked out from `now` each time,
/// so nothing depends on a timer, and no move of anybody makes another wait: a designation, a
/// partner or an assessment changes neither the window nor the planned date (ORDER V3).
package struct EngagementLifecycle: Sendable, Hashable {
    /// Whose move it is.
    package enum Side: String, Sendable, CaseIterable, SQLConvertible {
        case developer
        case official
    }

    /// Where an engagement stands at a moment.
    package enum State: String, Sendable, CaseIterable {
        /// Known to the developer alone.
        case alone
        /// Shared with an official's side, without a window.
        case shared
        case windowPlanned = "window-planned"
        case windowOpen = "window-open"
        case windowOver = "window-over"
        case withdrawn
    }

    /// People that one engagement names at most, those whose access has ended among them.
    package static let mostGrants = 200
    /// Parties that one engagement proposes at most.
    package static let mostPartners = 200
    /// Versions of one engagement's terms at most.
    package static let mostTerms = 100

    package let developer: ParticipantID
    package internal(set) var official: ParticipantID?
    package internal(set) var window: AccessWindow?
    /// The number of the current terms of access; 0 where none are stated.
    package internal(set) var terms = 0
    package internal(set) var grants: [AccessGrant] = []
    package internal(set) var partners: [TrustedPartner] = []
    package internal(set) var withdrawn: Instant?

    package init(developer: ParticipantID) {
        self.developer = developer
    }

    /// Which side a participant is.
    package func side(of participant: ParticipantID?) -> Side? {
        guard let participant else { return nil }
        if participant == developer { return .developer }
        return participant == official ? .official : nil
    }

    /// Where it stands.
    package func state(at now: Instant) -> State {
        if withdrawn != nil { return .withdrawn }
        guard let window else { return official == nil ? .alone : .shared }
        return switch window.state(at: now) {
        case .planned: .windowPlanned
        case .open: .windowOpen
        case .over: .windowOver
        }
    }

    /// Where a grant stands.
    package func state(of grant: AccessGrant, at now: Instant) -> AccessGrant.State {
        if grant.ended != nil || withdrawn != nil { return .ended }
        guard grant.given != nil else { return .named }
        guard let window, window.state(at: now) != .over else { return .expired }
        return grant.acknowledged == terms ? .ready : .unacknowledged
    }

    /// The grant that a person has now, given or not.
    package func grant(of person: PersonID, at now: Instant) -> AccessGrant? {
        grants.last { $0.person == person && state(of: $0, at: now) != .ended }
    }

    func require(_ side: Side, is wanted: Side) throws(Refusal) {
        guard withdrawn == nil else { throw .engagementWithdrawn }
        guard side == wanted else {
            throw wanted == .developer ? .developerAlone : .officialAlone
        }
    }

    /// What needs two sides is refused while there is one.
    func requireBoth() throws(Refusal) {
        guard withdrawn == nil else { throw .engagementWithdrawn }
        guard official != nil else { throw .nobodyAsked }
    }
}
