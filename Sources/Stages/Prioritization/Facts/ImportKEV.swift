// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Severity
package import Store
import Timestamps

/// Vulnerabilities held here that a release of CISA's catalogue names.
package struct KEVMatches: Hashable, Sendable {
    /// One of them.
    struct Match: Hashable, Sendable {
        let vulnerability: VulnerabilityID
        let added: Instant
    }

    /// Held here, named there, and not stated so far.
    let matches: [Match]
    let version: String
    /// How many were looked for in the catalogue.
    package let compared: Int

    /// How many will be stated.
    package var count: Int { matches.count }
}

extension Querying {
    /// Looks the identifiers held here up in a catalogue; what is stated already is passed over.
    package func matches(of catalog: KEV.Catalog, viewer: Viewer, now: Instant) throws -> KEVMatches
    {
        let visible = VisibilityRule.visible(
            .vulnerability,
            column: "vulnerabilities.id",
            to: viewer,
            now: now
        )
        let held = try all(
            """
            SELECT vulnerabilities.id, vulnerabilities.cve FROM vulnerabilities
            WHERE vulnerabilities.cve IS NOT NULL AND \(fragment: visible)
                AND NOT EXISTS (
                    SELECT 1 FROM facts WHERE facts.vulnerability = vulnerabilities.id
                        AND facts.kind = \(FactKind.exploited) AND facts.value = \(FactValue.kev)
                        AND NOT EXISTS (
                            SELECT 1 FROM facts newer
                            WHERE newer.vulnerability = facts.vulnerability
                                AND newer.kind = facts.kind AND newer.id > facts.id))
            ORDER BY vulnerabilities.id
            """
        ) { row in (try row.read(VulnerabilityID.self), try row.read(String.self)) }
        let matches = held.compactMap { id, cve -> KEVMatches.Match? in
            guard let entry = CVEID(cve).flatMap({ catalog[$0] }) else { return nil }
            let added = Instant(Timestamp(startOf: entry.dateAdded))
            return KEVMatches.Match(vulnerability: id, added: min(added, now))
        }
        return KEVMatches(
            matches: Array(matches.prefix(ImportKEV.matchLimit)),
            version: String(catalog.version.prefix(40)),
            compared: held.count
        )
    }
}

/// States of every match that it is in the catalogue, as of the day on which CISA added it.
package struct ImportKEV: Command {
    /// Statements of one import at most; a further import states the rest.
    static let matchLimit = 500

    package let viewer: Viewer
    package let matches: KEVMatches

    package init(viewer: Viewer, matches: KEVMatches) {
        self.viewer = viewer
        self.matches = matches
    }

    package var scopes: [SealingScope] {
        matches.matches.map { SealingScope($0.vulnerability) }
    }

    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        try decide(viewer, .stateFact).hiding()
        for match in matches.matches {
            try transaction.require(
                viewer,
                .stateFact,
                on: match.vulnerability,
                now: transaction.now
            )
        }
    }

    package func perform(in transaction: any Transaction) throws -> KEVImport {
        for match in matches.matches {
            try transaction.state(
                .exploited,
                .kev,
                on: match.vulnerability,
                source: "CISA KEV \(matches.version)",
                by: viewer.participant,
                asOf: match.added
            )
        }
        return KEVImport(stated: matches.count)
    }
}

/// What an import of the catalogue did.
package struct KEVImport: StoredAnswer, Hashable {
    /// How many vulnerabilities are stated to be in it from now on.
    package let stated: Int

    init(stated: Int) {
        self.stated = stated
    }

    package var stored: [UInt8] {
        withUnsafeBytes(of: UInt32(clamping: stated).bigEndian) { Array($0) }
    }

    package init?(stored: [UInt8]) {
        guard stored.count == 4 else { return nil }
        stated = stored.reduce(0) { $0 << 8 | Int($1) }
    }
}
