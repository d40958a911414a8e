// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Gives a person or an agent a token, shown once.
///
/// People issue their own; a steward issues those of its participant's agents; and for the first
/// credential of anybody else a steward may step in, or an administrator where none is at work,
/// because until then nobody else can.
package struct IssueToken: Command {
    /// The token's id, and in the first answer alone its secret: a repeat does not show it (RULES
    /// S10).
    package struct Answer: StoredAnswer {
        package let id: TokenID
        package let expiresAt: Instant
        package let secret: Secret?

        init(id: TokenID, expiresAt: Instant, secret: Secret?) {
            self.id = id
            self.expiresAt = expiresAt
            self.secret = secret
        }

        package init?(stored: [UInt8]) {
            guard let id = TokenID(bytes: Array(stored.prefix(16))),
                let expiresAt = Instant(stored: Array(stored.dropFirst(16)))
            else { return nil }
            self.init(id: id, expiresAt: expiresAt, secret: nil)
        }

        package var stored: [UInt8] { id.bytes + expiresAt.stored }
    }

    package let viewer: Viewer
    package let holder: Holder
    /// What it is for, in the holder's words; not sealed, so not the place for anything personal.
    package let name: String
    package let expiresAt: Instant
    package let secret: Secret

    package init(
        viewer: Viewer,
        holder: Holder,
        name: String,
        expiresAt: Instant,
        secret: Secret
    ) {
        self.viewer = viewer
        self.holder = holder
        self.name = name
        self.expiresAt = expiresAt
        self.secret = secret
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .manageTokens, on: holder.id, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> Answer {
        try Refusal.check(faults(now: transaction.now))
        guard let participant = try transaction.participant(of: holder) else {
            throw Refusal.notFound
        }
        try transaction.requireOwnOrFirst(holder, of: participant, for: viewer)
        let inForce: Int? = try transaction.first(
            """
            SELECT COUNT(*) FROM tokens
            WHERE holder = \(holder.id) AND revoked_at IS NULL AND expires_at > \(transaction.now)
            """
        ) { try $0.read() }
        guard inForce ?? 0 < Token.mostPerHolder else {
            throw Refusal.tooMany("tokens", most: Token.mostPerHolder)
        }
        let id = try insert(for: participant, in: transaction)
        return Answer(id: id, expiresAt: expiresAt, secret: secret)
    }

    private func faults(now: Instant) -> [Refusal.Fault] {
        var found = TextRule.name.faults(name, at: "/name")
        if expiresAt <= now {
            let reason = "It must end in the future."
            found.append(Refusal.Fault(place: "/expires", code: "in-the-past", reason: reason))
        } else if expiresAt > now.adding(seconds: Token.longestLifeSeconds) {
            let reason = "It can last a year at most."
            found.append(Refusal.Fault(place: "/expires", code: "too-far", reason: reason))
        }
        return found
    }

    private func insert(
        for participant: ParticipantID,
        in transaction: any Transaction
    ) throws -> TokenID {
        let id = transaction.newID(TokenMark.self)
        try transaction.run(
            """
            INSERT INTO tokens
                (id, digest, participant, holder, holder_kind, name, issued_at, expires_at)
            VALUES (\(id), \(secret.digest), \(participant), \(holder.id), \(holder.word), \(name),
                \(transaction.now), \(expiresAt))
            """
        )
        try transaction.mark(Token.marking(of: id, holder: holder, in: participant))
        try transaction.append(
            EntryDraft(
                .tokenIssued,
                subject: id,
                body: [
                    "holder": .string(holder.id.description),
                    "expires": .string(expiresAt.description),
                ]
            )
        )
        return id
    }
}
