// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Delivery {
    /// How many one search looks through, of bundles and advisories, too.
    package static let searched = 200
}

extension Querying {
    /// Of the newest bundles that the viewer may see those in whose title or package all words
    /// stand, the newest first.
    package func bundles(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [Bundle] {
        let newest = newest(.bundle, in: "bundles", viewer, now)
        let rows = try bundleRows(
            "WHERE id IN (\(fragment: newest)) ORDER BY id DESC",
            isOpened: true
        )
        let found = rows.lazy.map(\.bundle).filter {
            words.match($0.description?.title, $0.description?.package)
        }
        return Array(found.prefix(SearchWords.found + 1))
    }

    /// Of the newest deliveries of the viewer's participant those in whose title or package all
    /// words stand, the newest first.
    package func deliveries(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [FoundDelivery] {
        let newest = newest(.delivery, in: "deliveries", viewer, now)
        let rows = try all(
            """
            SELECT id, bundle FROM deliveries
            WHERE id IN (\(fragment: newest)) ORDER BY id DESC
            """
        ) { row in (id: try row.read(DeliveryID.self), bundle: try row.read(BundleID.self)) }
        var found: [FoundDelivery] = []
        for row in rows where found.count <= SearchWords.found {
            let bundle = try bundleRow(row.bundle, isOpened: true)?.bundle
            guard let description = bundle?.description,
                words.match(description.title, description.package)
            else { continue }
            found.append(FoundDelivery(id: row.id, description: description))
        }
        return found
    }

    /// Of the newest advisories those in whose name, title, package or CVE identifier all words
    /// stand, the newest first.
    package func advisories(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [FoundAdvisory] {
        let newest = newest(.advisory, in: "advisories", viewer, now)
        let rows = try advisoryRows("WHERE id IN (\(fragment: newest)) ORDER BY id DESC")
        var found: [FoundAdvisory] = []
        for row in rows where found.count <= SearchWords.found {
            guard let content = try advisoryContent(of: row),
                words.match(row.name, row.title, content.package, content.cve)
            else { continue }
            found.append(
                FoundAdvisory(name: row.name, title: row.title, package: content.package)
            )
        }
        return found
    }

    private func newest(
        _ kind: ThingKind,
        in table: Statement,
        _ viewer: Viewer,
        _ now: Instant
    ) -> Statement {
        VisibilityRule.newest(
            kind,
            in: table,
            to: viewer,
            now: now,
            limit: Delivery.searched
        )
    }
}

/// A delivery as a search finds it.
package struct FoundDelivery: Hashable, Sendable {
    package let id: DeliveryID
    package let description: BundleDescription
}

/// An advisory as a search finds it.
package struct FoundAdvisory: Hashable, Sendable {
    package let name: String
    package let title: String
    package let package: String
}
