// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Marks the id of an owner's word that a participant may scan.
package enum AuthorizationMark {}
/// Names an owner's word that a participant may scan.
package typealias AuthorizationID = ID<AuthorizationMark>

/// An owner's word, in the system, that one participant may scan a scope until a day.
package struct Authorization: Hashable, Sendable {
    package let id: AuthorizationID
    /// Who gave it.
    package let owner: ParticipantID
    /// Who may scan.
    package let participant: ParticipantID
    package let scope: Scope
    /// The highest intensity that it covers.
    package let intensity: Intensity
    package let given: Instant
    package let until: Instant
    package let ended: Instant?

    /// What it is at that moment, as far as it says itself.
    package func state(at now: Instant) -> AuthorizationState {
        if ended != nil { return .withdrawn }
        return now < until ? .inForce : .expired
    }
}

/// What an authorization is at a moment, as far as it says itself.
package enum AuthorizationState: String, Sendable, CaseIterable {
    case inForce = "in-force"
    case expired
    case withdrawn
}
