// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Makes the link by which a person signs in to the pages; a new one ends the one before.
package struct MakeSignInLink: Command {
    /// When the link ends, and in the first answer alone its secret.
    package struct Answer: StoredAnswer {
        package let expiresAt: Instant
        package let secret: Secret?

        init(expiresAt: Instant, secret: Secret?) {
            self.expiresAt = expiresAt
            self.secret = secret
        }

        package init?(stored: [UInt8]) {
            guard let expiresAt = Instant(stored: stored) else { return nil }
            self.init(expiresAt: expiresAt, secret: nil)
        }

        package var stored: [UInt8] { expiresAt.stored }
    }

    package let viewer: Viewer
    package let person: PersonID
    package let secret: Secret

    package init(viewer: Viewer, person: PersonID, secret: Secret) {
        self.viewer = viewer
        self.person = person
        self.secret = secret
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .manageTokens, on: person, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> Answer {
        let holder = Holder.person(person)
        guard let participant = try transaction.participant(of: holder) else {
            throw Refusal.notFound
        }
        try transaction.requireOwnOrFirst(holder, of: participant, for: viewer)
        let expiresAt = transaction.now.adding(seconds: SignInLink.lifeSeconds)
        try transaction.run("DELETE FROM sign_in_links WHERE person = \(person)")
        try transaction.run(
            """
            INSERT INTO sign_in_links (digest, person, expires_at)
            VALUES (\(secret.digest), \(person), \(expiresAt))
            """
        )
        try transaction.append(EntryDraft(.signInLinkMade, subject: person, body: [:]))
        return Answer(expiresAt: expiresAt, secret: secret)
    }
}
