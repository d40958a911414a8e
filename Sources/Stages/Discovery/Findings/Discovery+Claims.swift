// SPDX-License-Identifier: Apache-2.0

package import Store

extension Querying {
    /// The finding that stands for a claim, then every claim that stands under it: ids alone.
    ///
    /// For the stages above; whether anybody may see them is asked elsewhere.
    package func claims(standingFor finding: FindingID) throws -> [FindingID] {
        let lead = try first("SELECT lead FROM findings WHERE id = \(finding)") {
            try $0.read(FindingID?.self)
        }
        let standing = (lead ?? nil) ?? finding
        return [standing]
            + (try all("SELECT id FROM findings WHERE lead = \(standing) ORDER BY id") {
                try $0.read()
            })
    }
}

extension Querying {
    /// The claims that stand under each of these findings, or beside it under the same lead; for
    /// stages above, as `findingFacts` is.
    package func claims(
        standingForEach findings: [FindingID]
    ) throws -> [FindingID: [FindingID]] {
        guard !findings.isEmpty else { return [:] }
        let leads = try all(
            "SELECT id, COALESCE(lead, id) FROM findings WHERE id IN (\(each: findings))"
        ) { row in (finding: try row.read(FindingID.self), lead: try row.read(FindingID.self)) }
        let wanted = Set(leads.map(\.lead)).sorted()
        guard !wanted.isEmpty else { return [:] }
        let parts = try all(
            """
            SELECT id, COALESCE(lead, id) FROM findings
            WHERE id IN (\(each: wanted)) OR lead IN (\(each: wanted)) ORDER BY id
            """
        ) { row in (part: try row.read(FindingID.self), lead: try row.read(FindingID.self)) }
        let under = Dictionary(grouping: parts, by: \.lead).mapValues { $0.map(\.part) }
        return Dictionary(
            leads.map { ($0.finding, under[$0.lead] ?? [$0.finding]) },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
