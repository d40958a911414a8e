// SPDX-License-Identifier: Apache-2.0

package import Access
import PackageURLs
package import Store

/// An operator that runs affected versions; for the system alone, never rendered to others (C6).
package struct AffectedOperator: Hashable, Sendable {
    /// One line of its inventory.
    package struct Item: Hashable, Sendable {
        package let purl: String
        /// Nil where it did not say.
        package let exposed: Bool?
    }

    package let participant: ParticipantID
    package let items: [Item]
}

extension Querying {
    /// Who runs an affected version, by the order of the package's ecosystem.
    ///
    /// Costs what the lines of this one package cost; no other inventory is looked at.
    package func affected(by id: VulnerabilityID) throws -> [AffectedOperator] {
        guard let row = try vulnerabilityRows("WHERE vulnerabilities.id = \(id)").first else {
            return []
        }
        let range = row.range
        let lines = try all(
            """
            SELECT participant, purl, version, reach FROM inventory_items
            WHERE package = \(row.package) ORDER BY participant, id
            """
        ) { row in
            (
                participant: try row.read(ParticipantID.self), purl: try row.read(String.self),
                version: try row.read(String.self), reach: try row.read(AssetReach.self)
            )
        }.filter { PackageVersions.holds(range, $0.version) }
        return Dictionary(grouping: lines, by: \.participant).sorted { $0.key < $1.key }.map {
            AffectedOperator(
                participant: $0.key,
                items: $0.value.map { .init(purl: $0.purl, exposed: $0.reach.isExposed) }
            )
        }
    }

    /// How many run an affected version, for whoever may see the vulnerability.
    package func affectedCount(by id: VulnerabilityID) throws -> HiddenCount {
        let rows = try vulnerabilityRows("WHERE vulnerabilities.id = \(id)")
        return try affectedCounts(of: rows)[id] ?? .none
    }

    /// The counts for one page, each package read once.
    func affectedCounts(of rows: [VulnerabilityRow]) throws -> [VulnerabilityID: HiddenCount] {
        let packages = Set(rows.map(\.package)).sorted()
        guard !packages.isEmpty else { return [:] }
        let lines = try all(
            """
            SELECT DISTINCT package, version, participant FROM inventory_items
            WHERE package IN (\(each: packages))
            """
        ) { row in
            (
                package: try row.read(String.self), version: try row.read(String.self),
                participant: try row.read(ParticipantID.self)
            )
        }
        // A version is read once, however many run it.
        let running = Dictionary(grouping: lines, by: \.package).mapValues { lines in
            Dictionary(grouping: lines, by: \.version).mapValues { $0.map(\.participant) }
        }
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let range = row.range
                let versions = running[row.package] ?? [:]
                let operators = versions.reduce(into: Set<ParticipantID>()) { found, entry in
                    if PackageVersions.holds(range, entry.key) { found.formUnion(entry.value) }
                }
                return (row.id, HiddenCount(operators.count))
            }
        )
    }
}
