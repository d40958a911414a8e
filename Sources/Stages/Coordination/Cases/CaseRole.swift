// SPDX-License-Identifier: Apache-2.0

import Store

/// What a participant is on a case; it may be several at once [SSVC, Vultron].
package enum CaseRole: String, Sendable, CaseIterable {
    case finder
    case supplier
    case coordinator
    case `operator`
    case observer

    /// For a sentence.
    package var words: String { self == .operator ? "affected operator" : rawValue }
}

extension Set where Element == CaseRole {
    /// In one order.
    package var sorted: [CaseRole] { CaseRole.allCases.filter(contains) }
}

/// The roles of one member as a column holds them: their names, with spaces between.
struct StoredRoles: SQLConvertible {
    let roles: Set<CaseRole>

    init(_ roles: Set<CaseRole>) {
        self.roles = roles
    }

    var sqlValue: SQLValue {
        .text(roles.sorted.map(\.rawValue).joined(separator: " "))
    }

    init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        var roles: Set<CaseRole> = []
        for name in text.split(separator: " ") {
            guard let role = CaseRole(rawValue: String(name)) else { return nil }
            roles.insert(role)
        }
        self.roles = roles
    }
}
