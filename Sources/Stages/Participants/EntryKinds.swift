// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
import StrictJSON

// What this stage writes into the journal. Bodies with names are sealed for their participant; the
// others hold ids, roles and times only.
extension EntryKind {
    package static let participantRegistered = EntryKind("participant.registered")
    package static let participantExported = EntryKind("participant.exported")
    package static let participantWithdrawn = EntryKind("participant.withdrawn")
    package static let personAdded = EntryKind("person.added")
    package static let personRemoved = EntryKind("person.removed")
    package static let agentAdded = EntryKind("agent.added")
    package static let agentRemoved = EntryKind("agent.removed")
    package static let rolesChanged = EntryKind("roles.changed")
    package static let tokenIssued = EntryKind("token.issued")
    package static let tokenRevoked = EntryKind("token.revoked")
    package static let signInLinkMade = EntryKind("sign-in-link.made")
    package static let signedIn = EntryKind("session.begun")
    package static let signedOut = EntryKind("session.ended")
}

extension Role {
    /// Roles as JSON, in one order.
    static func list(_ roles: Set<Role>) -> JSONValue {
        .array(Role.allCases.filter(roles.contains).map { .string($0.rawValue) })
    }
}
