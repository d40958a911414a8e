// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

extension Querying {
    /// The lines of the viewer's own inventory, in the order in which they were listed.
    ///
    /// `after` is the last id of the page before.
    package func inventory(
        viewer: Viewer,
        now: Instant,
        after: InventoryItemID? = nil,
        limit: Int = 50
    ) throws -> [InventoryItem] {
        let visible = VisibilityRule.visible(
            .inventoryItem,
            column: "inventory_items.id",
            to: viewer,
            now: now
        )
        let from: Statement = after.map { "inventory_items.id > \($0)" } ?? "1 = 1"
        // The participant stands beside the rule, not for it: it is what the index begins with.
        return try inventoryItems(
            """
            WHERE inventory_items.participant = \(viewer.participant) AND \(fragment: from)
                AND \(fragment: visible) ORDER BY inventory_items.id
            LIMIT \(min(max(limit, 1), Self.vulnerabilitiesPerPage))
            """
        )
    }

    /// One line; another participant's and none are one refusal.
    package func inventoryItem(
        _ id: InventoryItemID,
        viewer: Viewer,
        now: Instant
    ) throws -> InventoryItem {
        try one(.inventoryItem, id, in: "inventory_items", to: viewer, now: now) {
            try inventoryItems("WHERE \(fragment: $0)")
        }
    }

    /// How many lines the viewer's own inventory has.
    package func inventorySize(viewer: Viewer) throws -> Int {
        guard let participant = viewer.participant, viewer.takesPart else { return 0 }
        return try first(
            "SELECT COUNT(*) FROM inventory_items WHERE participant = \(participant)"
        ) { try $0.read() } ?? 0
    }

    func inventoryItems(_ condition: Statement) throws -> [InventoryItem] {
        try all(
            """
            SELECT inventory_items.id, inventory_items.participant, inventory_items.purl,
                inventory_items.reach, inventory_items.label, inventory_items.added
            FROM inventory_items \(fragment: condition)
            """
        ) { row in
            let id: InventoryItemID = try row.read()
            let participant: ParticipantID = try row.read()
            let purl: String = try row.read()
            let reach: AssetReach = try row.read()
            let label: [UInt8]? = try row.read()
            return InventoryItem(
                id: id,
                purl: purl,
                reach: reach,
                label: try label.flatMap { try opened($0, for: participant) },
                addedAt: try row.read()
            )
        }
    }

    private func opened(_ sealed: [UInt8], for participant: ParticipantID) throws -> String? {
        try open(sealed, for: Participant.scope(of: participant))
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
