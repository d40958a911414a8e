// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Turns a sign-in link into a session, once; a used, expired or unknown link gets one answer.
package struct RedeemSignInLink: Command {
    /// Who signed in, and in the first answer alone the session's secret.
    package struct Answer: StoredAnswer {
        package let person: PersonID
        package let session: Secret?

        init(person: PersonID, session: Secret?) {
            self.person = person
            self.session = session
        }

        package init?(stored: [UInt8]) {
            guard let person = PersonID(bytes: stored) else { return nil }
            self.init(person: person, session: nil)
        }

        package var stored: [UInt8] { person.bytes }
    }

    /// The digest of the link's secret.
    package let link: [UInt8]
    /// The new session: one that the browser brought along is never taken over (session fixation).
    package let session: Secret
    /// The digest of the session that the browser had until now, which ends.
    package let replacing: [UInt8]?

    package init(link: [UInt8], session: Secret, replacing: [UInt8]?) {
        self.link = link
        self.session = session
        self.replacing = replacing
    }

    /// Whoever has the link may: it is the credential.
    package func authorize(in transaction: any Transaction) throws {}

    package func perform(in transaction: any Transaction) throws -> Answer {
        let now = transaction.now
        guard let person = try transaction.person(ofLink: link, now: now) else {
            throw Refusal.linkEnded
        }
        try transaction.run("DELETE FROM sign_in_links WHERE digest = \(link)")
        try endOthers(of: person, in: transaction)
        try transaction.run(
            """
            INSERT INTO sessions (digest, person, used_at, ends_at)
            VALUES (\(session.digest), \(person), \(now),
                \(now.adding(seconds: Session.lifeSeconds)))
            """
        )
        try transaction.append(EntryDraft(.signedIn, subject: person, body: [:]))
        return Answer(person: person, session: session)
    }

    /// Ends the session that is replaced, what has ended by itself, and what is over the limit.
    private func endOthers(of person: PersonID, in transaction: any Transaction) throws {
        try transaction.run(
            """
            DELETE FROM sessions WHERE digest = \(replacing)
                OR (person = \(person) AND ends_at <= \(transaction.now))
            """
        )
        try transaction.run(
            """
            DELETE FROM sessions WHERE person = \(person) AND digest NOT IN (
                SELECT digest FROM sessions WHERE person = \(person)
                ORDER BY used_at DESC, digest LIMIT \(Session.mostPerPerson - 1)
            )
            """
        )
    }
}

extension Querying {
    /// Whether a link would sign somebody in now; asking uses nothing up.
    package func isSignInLink(_ link: [UInt8], now: Instant) throws -> Bool {
        try person(ofLink: link, now: now) != nil
    }

    fileprivate func person(ofLink link: [UInt8], now: Instant) throws -> PersonID? {
        try first(
            """
            SELECT person FROM sign_in_links WHERE digest = \(link) AND expires_at > \(now)
            """
        ) { try $0.read() }
    }
}
