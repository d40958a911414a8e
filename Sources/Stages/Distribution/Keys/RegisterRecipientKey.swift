// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Registers the public part of a key that a participant made; what was released to it before is
/// sealed to the new key too.
package struct RegisterRecipientKey: Command {
    package let viewer: Viewer
    package let publicKey: RecipientPublicKey
    package let name: String

    package init(viewer: Viewer, publicKey: String, name: String) throws {
        self.viewer = viewer
        self.publicKey = try RecipientPublicKey(reading: publicKey)
        self.name = name
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/name", maximumBytes: RecipientKeyLimit.nameBytes, required: true)
            .check(name, &faults)
        guard faults.isEmpty else {
            throw Refusal(
                .invalid,
                code: "invalid-recipient-key",
                detail: "The key needs a name by which you tell it from others.",
                faults: faults
            )
        }
    }

    package var scopes: [SealingScope] {
        viewer.participant.map { [Participant.scope(of: $0)] } ?? []
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(try transaction.current(viewer), .keepRecipientKey).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> RecipientKeyID {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        let mine = try transaction.sealingKeys(of: [participant])
        // The same key again is the same key.
        if let known = mine.first(where: { $0.publicKey == publicKey }) { return known.id }
        guard mine.count < RecipientKeyLimit.inForce else { throw Refusal.tooManyRecipientKeys }
        let id = transaction.newID(RecipientKeyMark.self)
        let scope = Participant.scope(of: participant)
        let sealed = try transaction.seal(Array(name.utf8), for: scope)
        try transaction.run(
            """
            INSERT INTO recipient_keys (id, participant, public_key, name, registered_at)
            VALUES (\(id), \(participant), \(publicKey.bytes), \(sealed), \(transaction.now))
            """
        )
        try transaction.mark(
            Marking(thing: ID(id), kind: .recipientKey, owner: participant, tlp: .amberStrict)
        )
        try transaction.append(
            EntryDraft(
                .recipientKeyRegistered,
                subject: id,
                body: ["publicKey": .string(publicKey.text), "name": .string(name)],
                scope: scope
            )
        )
        try transaction.enqueue(JobDraft(kind: ReleaseJobs.sealingJob, subject: participant))
        return id
    }
}

/// Ends a key: nothing is sealed to it any more, and nothing that was can be fetched for it.
///
/// What was released stays with the participant, and is sealed to the next key that it registers.
package struct RevokeRecipientKey: Command {
    package let viewer: Viewer
    package let key: RecipientKeyID

    package init(viewer: Viewer, key: RecipientKeyID) {
        self.viewer = viewer
        self.key = key
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .keepRecipientKey, on: key, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> RecipientKeyID {
        let changed = try transaction.change(
            """
            UPDATE recipient_keys SET revoked_at = \(transaction.now)
            WHERE id = \(key) AND revoked_at IS NULL
            """
        )
        guard changed > 0 else { throw Refusal.recipientKeyRevoked }
        try transaction.run("DELETE FROM delivery_keys WHERE recipient_key = \(key)")
        try transaction.append(EntryDraft(.recipientKeyRevoked, subject: key, body: [:]))
        return key
    }
}

extension EntryKind {
    package static let recipientKeyRegistered = EntryKind("recipient-key.registered")
    package static let recipientKeyRevoked = EntryKind("recipient-key.revoked")
}
