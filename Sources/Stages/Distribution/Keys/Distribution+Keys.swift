// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

extension Querying {
    /// The most keys, deliveries or advisories that one page of a list holds.
    package static var deliveriesPerPage: Int { 100 }

    /// The keys of the viewer's participant, the newest first, ended ones too.
    package func recipientKeys(
        viewer: Viewer,
        now: Instant,
        after: RecipientKeyID? = nil,
        limit: Int = 50
    ) throws -> [RecipientKey] {
        let visible = VisibilityRule.visible(
            .recipientKey,
            column: "recipient_keys.id",
            to: viewer,
            now: now
        )
        let from: Statement = after.map { "recipient_keys.id < \($0)" } ?? "1 = 1"
        return try keyRows(
            """
            WHERE \(fragment: from) AND \(fragment: visible)
            ORDER BY id DESC LIMIT \(min(max(limit, 1), Self.deliveriesPerPage))
            """
        )
    }

    /// One key; absent and hidden are one refusal.
    package func recipientKey(
        _ id: RecipientKeyID,
        viewer: Viewer,
        now: Instant
    ) throws -> RecipientKey {
        try one(.recipientKey, id, in: "recipient_keys", to: viewer, now: now) {
            try keyRows("WHERE \(fragment: $0)")
        }
    }

    /// Every key that a participant ever registered, for its export.
    func allRecipientKeys(of participant: ParticipantID) throws -> [RecipientKey] {
        try keyRows("WHERE participant = \(participant) ORDER BY id")
    }

    /// What bundles are sealed to, of some participants; never rendered to others.
    func sealingKeys(of participants: [ParticipantID]) throws -> [SealingKey] {
        try participants.pages(of: SealingKey.page).flatMap { page in
            try all(
                """
                SELECT id, participant, public_key FROM recipient_keys
                WHERE participant IN (\(each: page)) AND revoked_at IS NULL
                ORDER BY participant, id
                """
            ) { row in
                let id: RecipientKeyID = try row.read()
                let participant: ParticipantID = try row.read()
                let bytes: [UInt8] = try row.read()
                return SealingKey(id, participant, RecipientPublicKey(stored: bytes))
            }
        }
    }

    private func keyRows(_ condition: Statement) throws -> [RecipientKey] {
        try all(
            """
            SELECT id, participant, public_key, registered_at, revoked_at, name
            FROM recipient_keys \(fragment: condition)
            """
        ) { row in
            let id: RecipientKeyID = try row.read()
            let participant: ParticipantID = try row.read()
            let publicKey = RecipientPublicKey(stored: try row.read())
            let registeredAt: Instant = try row.read()
            let revokedAt: Instant? = try row.read()
            let name = try open(try row.read(), for: Participant.scope(of: participant))
            return RecipientKey(
                id: id,
                participant: participant,
                publicKey: publicKey,
                name: name.map { String(decoding: $0, as: UTF8.self) },
                registeredAt: registeredAt,
                revokedAt: revokedAt
            )
        }
    }
}

/// A key in force, as far as sealing needs it.
struct SealingKey: Hashable, Sendable {
    let id: RecipientKeyID
    let participant: ParticipantID
    let publicKey: RecipientPublicKey

    /// Participants asked for in one statement, far below an engine's bound on parameters.
    static let page = 500

    init(
        _ id: RecipientKeyID,
        _ participant: ParticipantID,
        _ publicKey: RecipientPublicKey
    ) {
        self.id = id
        self.participant = participant
        self.publicKey = publicKey
    }
}
