// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
import StrictJSON

/// Signs out: the session ends; ending one that has ended changes nothing.
package struct EndSession: Command {
    package typealias Answer = Done

    /// The digest of the session's secret.
    package let session: [UInt8]

    package init(session: [UInt8]) {
        self.session = session
    }

    /// Whoever has the session's secret may end it.
    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Done {
        let person: PersonID? = try transaction.first(
            "SELECT person FROM sessions WHERE digest = \(session)"
        ) { try $0.read() }
        guard let person else { return Done() }
        try transaction.run("DELETE FROM sessions WHERE digest = \(session)")
        try transaction.append(EntryDraft(.signedOut, subject: person, body: [:]))
        return Done()
    }
}

/// Notes that a credential was used: a session's last use, a token's last day.
///
/// It is not journalled: who worked at which minute is nobody's business, and a session ends by
/// itself.
package struct NoteUse: Command {
    package typealias Answer = Done

    package let credential: Credential

    package init(of credential: Credential) {
        self.credential = credential
    }

    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Done {
        let now = transaction.now
        switch credential {
        case .token(let id):
            try transaction.run("UPDATE tokens SET last_used_day = \(now.day) WHERE id = \(id)")
        case .session(let digest):
            try transaction.run("UPDATE sessions SET used_at = \(now) WHERE digest = \(digest)")
        }
        return Done()
    }
}
