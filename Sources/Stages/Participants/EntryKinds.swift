// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
import StrictJSON

// What this stage writes into the journal. Bodies with names are sealed for their participant; the
// others hold ids, roles and times only.
extension EntryKind {
    /// Its kind, sector and name.
    package static let participantRegistered = EntryKind("participant.registered")
    /// Its data was taken out.
    package static let participantExported = EntryKind("participant.exported")
    /// It left.
    package static let participantWithdrawn = EntryKind("participant.withdrawn")
    /// Their participant, name, address and roles.
    package static let personAdded = EntryKind("person.added")
    /// They act for nobody any more.
    package static let personRemoved = EntryKind("person.removed")
    /// Its participant, name, family and roles.
    package static let agentAdded = EntryKind("agent.added")
    /// It acts for nobody any more.
    package static let agentRemoved = EntryKind("agent.removed")
    /// The roles before and after.
    package static let rolesChanged = EntryKind("roles.changed")
    /// Its holder and its end; never the secret or a digest.
    package static let tokenIssued = EntryKind("token.issued")
    /// It ended before its time.
    package static let tokenRevoked = EntryKind("token.revoked")
    /// For the person who is the subject.
    package static let signInLinkMade = EntryKind("sign-in-link.made")
    /// The person who is the subject redeemed a link.
    package static let signedIn = EntryKind("session.begun")
    /// The person who is the subject ended a session.
    package static let signedOut = EntryKind("session.ended")
}

extension Role {
    /// Roles as JSON, in one order.
    static func list(_ roles: Set<Role>) -> JSONValue {
        .array(Role.allCases.filter(roles.contains).map { .string($0.rawValue) })
    }
}
