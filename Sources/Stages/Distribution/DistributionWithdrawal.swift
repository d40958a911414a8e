// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's keys, deliveries and bundles when it leaves (ORDER V2).
package struct DistributionWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "deliveries" }

    package var statedEffect: String {
        """
        Your keys end and nothing is sealed to you any more; what you fetched stays yours, and the \
        notes of your receipts are erased. Bundles that you prepared stay with their case, and \
        signatures of your people under what was not released yet are taken back.
        """
    }

    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        [
            "keys": .array(try keys(of: participant, from: tables)),
            "deliveries": .array(try deliveries(of: participant, from: tables)),
            "bundles": .array(try bundles(of: participant, from: tables)),
        ]
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        try transaction.run(
            """
            DELETE FROM delivery_keys WHERE recipient_key IN
                (SELECT id FROM recipient_keys WHERE participant = \(participant))
            """
        )
        try transaction.run(
            """
            UPDATE recipient_keys SET revoked_at = \(transaction.now)
            WHERE participant = \(participant) AND revoked_at IS NULL
            """
        )
        try transaction.run(
            """
            UPDATE receipts SET note = NULL WHERE delivery IN
                (SELECT id FROM deliveries WHERE participant = \(participant))
            """
        )
        try transaction.endSignatures(
            """
            participant = \(participant) AND bundle IN
                (SELECT id FROM bundles WHERE state = \(BundleState.prepared))
            """
        )
    }

    private func keys(
        of participant: ParticipantID,
        from tables: any Querying
    ) throws -> [JSONValue] {
        try tables.allRecipientKeys(of: participant).map { key in
            [
                "id": .string(key.id.description), "publicKey": .string(key.publicKey.text),
                "name": key.name.map { .string($0) } ?? .null,
                "registered": .string(key.registeredAt.description),
                "revoked": key.revokedAt.map { .string($0.description) } ?? .null,
            ]
        }
    }

    private func deliveries(
        of participant: ParticipantID,
        from tables: any Querying
    ) throws -> [JSONValue] {
        let rows = try tables.all(
            """
            SELECT id, bundle, participant, made_at, state, changed_at FROM deliveries
            WHERE participant = \(participant) ORDER BY id
            """
        ) { try DeliveryRow(&$0) }
        return try rows.map { row in
            let description = try tables.bundleRow(row.bundle, isOpened: true)?.bundle.description
            return [
                "id": .string(row.id.description), "made": .string(row.madeAt.description),
                "bundle": description.map { .object($0.json) } ?? .null,
                "receipts": .array(
                    try tables.receipts(of: row.id).map { receipt in
                        [
                            "kind": .string(receipt.kind.rawValue),
                            "given": .string(receipt.givenAt.description),
                            "note": receipt.note.map { .string($0) } ?? .null,
                        ]
                    }
                ),
            ]
        }
    }

    private func bundles(
        of participant: ParticipantID,
        from tables: any Querying
    ) throws -> [JSONValue] {
        let rows = try tables.bundleRows(
            "WHERE owner = \(participant) ORDER BY id",
            isOpened: true
        )
        return rows.map { row in
            [
                "id": .string(row.bundle.id.description),
                "sha256": .string(row.bundle.digest.hexadecimal),
                "state": .string(row.bundle.state.rawValue),
                "description": row.bundle.description.map { .object($0.json) } ?? .null,
            ]
        }
    }
}
