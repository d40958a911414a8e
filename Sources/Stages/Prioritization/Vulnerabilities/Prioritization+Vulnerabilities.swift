// SPDX-License-Identifier: Apache-2.0

package import Access
package import Discovery
package import Store

extension Querying {
    /// The most vulnerabilities that one page of a list holds.
    package static var vulnerabilitiesPerPage: Int { 100 }

    /// A vulnerability that the viewer may see; absent and hidden are one refusal.
    package func vulnerability(
        _ id: VulnerabilityID,
        viewer: Viewer,
        now: Instant
    ) throws -> Vulnerability {
        try one(.vulnerability, id, in: "vulnerabilities", to: viewer, now: now) {
            try vulnerabilities(vulnerabilityRows("WHERE \(fragment: $0)"), for: viewer, now: now)
        }
    }

    /// A vulnerability for later stages, whoever asks; a command that calls it has to prepare its
    /// sealing scope.
    package func vulnerabilityForSystem(_ id: VulnerabilityID) throws -> Vulnerability? {
        let rows = try vulnerabilityRows("WHERE vulnerabilities.id = \(id)")
        // Nothing of the system's own view depends on the moment.
        return try vulnerabilities(rows, for: .system, now: Instant(microseconds: 0)).first
    }

    /// The vulnerabilities that the viewer may see, the newest first.
    package func vulnerabilities(
        viewer: Viewer,
        now: Instant,
        after: VulnerabilityID? = nil,
        limit: Int = 50
    ) throws -> [Vulnerability] {
        let bounded = min(max(limit, 1), Self.vulnerabilitiesPerPage)
        let seen = VisibilityRule.amongNewest(
            .vulnerability,
            in: "vulnerabilities",
            to: viewer,
            now: now,
            before: after,
            limit: bounded
        )
        let rows = try vulnerabilityRows(
            "WHERE \(fragment: seen) ORDER BY vulnerabilities.id DESC LIMIT \(bounded)"
        )
        return try vulnerabilities(rows, for: viewer, now: now)
    }

    /// The vulnerability that a finding stands under, if the viewer may see it.
    package func vulnerability(
        of finding: FindingID,
        viewer: Viewer,
        now: Instant
    ) throws -> VulnerabilityID? {
        let visible = VisibilityRule.visible(
            .vulnerability,
            column: "vulnerability_findings.vulnerability",
            to: viewer,
            now: now
        )
        return try first(
            """
            SELECT vulnerability FROM vulnerability_findings
            WHERE finding = \(finding) AND \(fragment: visible)
            """
        ) { try $0.read() }
    }

    /// The same findings; settled where a vulnerability was recorded that the viewer may see.
    package func settling(
        _ findings: [Finding],
        viewer: Viewer,
        now: Instant
    ) throws -> [Finding] {
        guard !findings.isEmpty else { return [] }
        let visible = VisibilityRule.visible(
            .vulnerability,
            column: "vulnerability_findings.vulnerability",
            to: viewer,
            now: now
        )
        let recorded = Set(
            try all(
                """
                SELECT finding FROM vulnerability_findings
                WHERE finding IN (\(each: findings.map(\.id))) AND \(fragment: visible)
                """
            ) { try $0.read(FindingID.self) }
        )
        return findings.map { recorded.contains($0.id) ? $0.settled : $0 }
    }

    /// Whether everybody was told of a vulnerability, whoever asks: for later stages.
    package func isPublished(_ id: VulnerabilityID) throws -> Bool {
        try first(
            "SELECT 1 FROM vulnerabilities WHERE id = \(id) AND published IS NOT NULL"
        ) { try $0.read(Int.self) } != nil
    }

    /// The findings of a vulnerability, whoever asks: for later stages.
    package func findingsForSystem(of id: VulnerabilityID) throws -> [FindingID] {
        try all(
            """
            SELECT finding FROM vulnerability_findings WHERE vulnerability = \(id) ORDER BY finding
            """
        ) { try $0.read() }
    }
}
