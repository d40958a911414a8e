// SPDX-License-Identifier: Apache-2.0

package import Access
package import Severity
package import Store

extension Vulnerability {
    /// How many one search by words looks through; their titles are sealed.
    package static let searched = 500
}

extension InventoryItem {
    /// How many one search looks through; their labels are sealed.
    package static let searched = 500
}

extension Querying {
    /// Of the newest vulnerabilities that the viewer may see those in which all words stand, the
    /// newest first: in title, package or CVE identifier.
    package func vulnerabilities(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [Vulnerability] {
        let newest = VisibilityRule.newest(
            .vulnerability,
            in: "vulnerabilities",
            to: viewer,
            now: now,
            limit: Vulnerability.searched
        )
        let rows = try vulnerabilityRows(
            "WHERE vulnerabilities.id IN (\(fragment: newest)) ORDER BY vulnerabilities.id DESC"
        )
        var found: [VulnerabilityRow] = []
        for row in rows where found.count <= SearchWords.found {
            let title = try open(row.title, for: SealingScope(row.id))
            let name = title.map { String(decoding: $0, as: UTF8.self) }
            if words.match(name, row.package, row.cve) { found.append(row) }
        }
        return try vulnerabilities(found, for: viewer, now: now)
    }

    /// Of the newest lines of the viewer's own inventory those in which all words stand.
    package func inventory(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [InventoryItem] {
        let newest = VisibilityRule.newest(
            .inventoryItem,
            in: "inventory_items",
            to: viewer,
            now: now,
            limit: InventoryItem.searched
        )
        let items = try inventoryItems(
            """
            WHERE inventory_items.id IN (\(fragment: newest)) ORDER BY inventory_items.id DESC
            """
        )
        return Array(
            items.lazy.filter { words.match($0.purl, $0.label) }.prefix(SearchWords.found + 1)
        )
    }

    /// The vulnerabilities of a CVE identifier that the viewer may see, however old they are.
    package func vulnerabilities(
        of cve: CVEID,
        viewer: Viewer,
        now: Instant
    ) throws -> [Vulnerability] {
        let visible = VisibilityRule.visible(
            .vulnerability,
            column: "vulnerabilities.id",
            to: viewer,
            now: now
        )
        let rows = try vulnerabilityRows(
            """
            WHERE vulnerabilities.cve = \(cve.description) AND \(fragment: visible)
            ORDER BY vulnerabilities.id DESC LIMIT \(SearchWords.found + 1)
            """
        )
        return try vulnerabilities(rows, for: viewer, now: now)
    }
}
