// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// Finders of one finding that are shown at most, and relations; more is a matter for the
    /// export.
    private static var partLimit: Int { 1_000 }

    /// A finding with everything about it that the viewer may see; absent and hidden are one
    /// refusal.
    ///
    /// The id of a claim that was merged stands for the finding that it was merged into.
    package func finding(_ id: FindingID, viewer: Viewer, now: Instant) throws -> FindingDetail {
        let visible = VisibilityRule.visible(.finding, column: "findings.id", to: viewer, now: now)
        let claim = try one(.finding, id, in: "findings", to: viewer, now: now) {
            try findingRows("WHERE \(fragment: $0)")
        }
        let row = try lead(of: claim, visible: visible) ?? claim
        let parts = try parts(of: row)
        let namesOthers = try parts.contains { part in
            try part.owner != nil && part.owner == viewer.participant && credit(of: part) != nil
        }
        var finders: [Finder] = []
        var readable: [FindingID] = []
        for part in parts {
            let isReadable = try mayRead(part.report, viewer: viewer, now: now)
            if isReadable { readable.append(part.id) }
            var finder = try finder(part, isReadable: isReadable, viewer: viewer)
            if !isReadable && !namesOthers { finder.credit = nil }
            finders.append(finder)
        }
        let split = try decide(viewer, .changeFinding, on: marking(of: ID(row.id)), now: now)
        return FindingDetail(
            finding: try finding(row, for: viewer),
            finders: finders,
            fingerprints: try fingerprints(of: readable),
            relations: try relations(of: parts.map(\.id), visible: visible),
            canSplit: split.isAllowed && row.lead == nil && parts.count > 1
        )
    }

    /// What a finding was merged into, if the viewer may see that.
    private func lead(of row: FindingRow, visible: Statement) throws -> FindingRow? {
        guard let lead = row.lead else { return nil }
        return try findingRows("WHERE findings.id = \(lead) AND \(fragment: visible)").first
    }

    /// The claims that stand under a finding; a duplicate of a hidden lead stands alone.
    private func parts(of row: FindingRow) throws -> [FindingRow] {
        guard row.lead == nil else { return [row] }
        return try findingRows(
            """
            WHERE findings.id = \(row.id) OR findings.lead = \(row.id)
            ORDER BY findings.id LIMIT \(Self.partLimit)
            """
        )
    }

    /// Whether the viewer may read what a report says, and whose it is.
    private func mayRead(_ report: ReportID, viewer: Viewer, now: Instant) throws -> Bool {
        let decision = decide(
            viewer,
            .readReport,
            on: try marking(of: ID(report)),
            now: now
        )
        guard case .allowed(let hidden) = decision else { return false }
        return hidden.isDisjoint(with: [.reporter, .rawReport])
    }

    private func finder(
        _ row: FindingRow,
        isReadable: Bool,
        viewer: Viewer
    ) throws -> Finder {
        let prose = isReadable ? try open(row.prose, for: SealingScope(row.report)) : nil
        return Finder(
            finding: row.id,
            isOwn: row.owner != nil && row.owner == viewer.participant,
            participant: isReadable ? row.owner : nil,
            credit: try credit(of: row),
            found: row.found,
            verdict: isReadable ? try verdict(of: row) : nil,
            report: isReadable ? row.report : nil,
            tool: isReadable && !row.tool.isEmpty ? row.tool : nil,
            rule: isReadable ? row.rule : nil,
            prose: prose.flatMap { FindingProse(bytes: $0) }
        )
    }

    /// How whoever claimed it wants to be named; for the co-finders who chose a name themselves.
    private func credit(of row: FindingRow) throws -> String? {
        let sealed = try first("SELECT credit FROM reports WHERE id = \(row.report)") {
            try $0.read([UInt8]?.self)
        }
        return try sealed?.flatMap { try open($0, for: SealingScope(row.report)) }
            .map { String(decoding: $0, as: UTF8.self) }
    }

    private func verdict(of row: FindingRow) throws -> DedupVerdict? {
        try first(
            """
            SELECT verdict FROM report_claims
            WHERE report = \(row.report) AND finding = \(row.id) ORDER BY place
            """
        ) { try $0.read() }
    }

    private func fingerprints(of findings: [FindingID]) throws -> [Fingerprint] {
        try all(
            """
            SELECT DISTINCT scheme, value FROM finding_fingerprints
            WHERE finding IN (\(each: findings)) ORDER BY scheme, value
            """
        ) { row in Fingerprint(scheme: try row.read(), value: try row.read()) }
    }

    /// Relations of which the viewer may see both ends.
    private func relations(
        of findings: [FindingID],
        visible: Statement
    ) throws -> [RelatedFinding] {
        let known: Statement =
            "SELECT findings.id FROM findings WHERE \(fragment: visible)"
        return try all(
            """
            SELECT finding, other, relation, scheme, made, ended FROM finding_relations
            WHERE (finding IN (\(each: findings)) OR other IN (\(each: findings)))
                AND finding IN (\(fragment: known)) AND other IN (\(fragment: known))
            ORDER BY made, finding, other LIMIT \(Self.partLimit)
            """
        ) { row in
            RelatedFinding(
                finding: try row.read(),
                other: try row.read(),
                relation: try row.read(),
                scheme: try row.read(),
                made: try row.read(),
                ended: try row.read()
            )
        }
    }
}
