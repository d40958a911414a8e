// SPDX-License-Identifier: Apache-2.0

import Access
import Store

// Rows that more than one command writes.
extension Transaction {
    /// Gives a holder exactly these roles.
    func setRoles(_ roles: Set<Role>, of holder: ID<AnyThing>) throws {
        try run("DELETE FROM roles WHERE holder = \(holder)")
        for role in Role.allCases where roles.contains(role) {
            try run("INSERT INTO roles (holder, role) VALUES (\(holder), \(role))")
        }
    }

    /// Ends every credential of a holder and every trace of them in the tables.
    func forget(_ holder: Holder) throws {
        let id = holder.id
        for token: TokenID in try all(
            "SELECT id FROM tokens WHERE holder = \(id)",
            { try $0.read() }
        ) {
            try unmark(token)
        }
        try run("DELETE FROM tokens WHERE holder = \(id)")
        try run("DELETE FROM roles WHERE holder = \(id)")
        try unmark(id)
        switch holder {
        case .person:
            try run("DELETE FROM sign_in_links WHERE person = \(id)")
            try run("DELETE FROM sessions WHERE person = \(id)")
            try run("DELETE FROM people WHERE id = \(id)")
        case .agent:
            try run("DELETE FROM agents WHERE id = \(id)")
        }
    }

    /// Refuses to leave the clearinghouse without anybody who runs it.
    func keepAnAdministrator(without leaving: [ID<AnyThing>]) throws {
        // Who never had a credential could be given none any more: that takes an administrator.
        let left: Int? = try first(
            """
            SELECT COUNT(*) FROM roles JOIN people ON people.id = roles.holder
            WHERE role = \(Role.administrator) AND people.credentialed_at IS NOT NULL
                AND holder NOT IN (\(each: leaving))
            """
        ) { try $0.read() }
        let are: Int? = try first(
            """
            SELECT COUNT(*) FROM roles
            WHERE role = \(Role.administrator) AND holder IN (\(each: leaving))
            """
        ) { try $0.read() }
        if are ?? 0 > 0, left ?? 0 == 0 { throw Refusal.lastAdministrator }
    }

    /// Notes that a holder has had a credential, and answers whether it is the first.
    func isFirstCredential(of holder: Holder) throws -> Bool {
        let id = holder.id
        let changed =
            switch holder {
            case .person:
                try change(
                    """
                    UPDATE people SET credentialed_at = \(now)
                    WHERE id = \(id) AND credentialed_at IS NULL
                    """
                )
            case .agent:
                try change(
                    """
                    UPDATE agents SET credentialed_at = \(now)
                    WHERE id = \(id) AND credentialed_at IS NULL
                    """
                )
            }
        return changed > 0
    }
}
