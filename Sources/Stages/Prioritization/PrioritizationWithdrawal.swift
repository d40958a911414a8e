// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's inventory when it leaves (ORDER V2).
package struct PrioritizationWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "inventory" }

    package var statedEffect: String {
        """
        Your inventory and how you dealt with vulnerabilities are erased, so that nobody counts \
        you as affected; facts that you stated stay, without your name.
        """
    }

    package func scopes(of participant: ParticipantID) -> [SealingScope] {
        [Participant.scope(of: participant)]
    }

    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let items = try tables.inventoryItems(
            "WHERE inventory_items.participant = \(participant) ORDER BY inventory_items.id"
        )
        let dealings = try tables.all(
            """
            SELECT vulnerability, told, outcome, settled FROM vulnerability_dealings
            WHERE participant = \(participant) ORDER BY vulnerability
            """
        ) { row in
            var members: JSONObject = [
                "vulnerability": .string(try row.read(VulnerabilityID.self).description),
                "told": .string(try row.read(Instant.self).description),
            ]
            members["outcome"] = try row.read(DealingOutcome?.self).map { .string($0.rawValue) }
            members["settled"] = try row.read(Instant?.self).map { .string($0.description) }
            return JSONValue.object(members)
        }
        return .object([
            "items": .array(items.map(Self.exported)),
            "vulnerabilities": .array(dealings),
        ])
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let items: [InventoryItemID] = try transaction.all(
            "SELECT id FROM inventory_items WHERE participant = \(participant) ORDER BY id"
        ) { try $0.read() }
        try transaction.takeOut(items)
        try transaction.run(
            "DELETE FROM vulnerability_dealings WHERE participant = \(participant)"
        )
        try transaction.run("UPDATE facts SET author = NULL WHERE author = \(participant)")
    }

    private static func exported(_ item: InventoryItem) -> JSONValue {
        var members: JSONObject = [
            "id": .string(item.id.description), "purl": .string(item.purl),
            "added": .string(item.addedAt.description),
        ]
        members["exposed"] = item.reach.isExposed.map { .bool($0) }
        members["label"] = item.label.map { .string($0) }
        return .object(members)
    }
}
