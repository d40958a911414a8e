// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// The most findings or notices that one page of a list holds.
    package static var findingsPerPage: Int { 100 }

    /// The findings that the viewer may see, the most severe first and of those the newest.
    ///
    /// A duplicate stands under its lead, unless the viewer may not see that. `after` is the last
    /// id of the page before.
    package func findings(
        viewer: Viewer,
        now: Instant,
        after: FindingID? = nil,
        limit: Int = 50
    ) throws -> [Finding] {
        let visible = VisibilityRule.visible(.finding, column: "findings.id", to: viewer, now: now)
        let leads = VisibilityRule.visible(.finding, column: "leads.id", to: viewer, now: now)
        let from = try after.map { try self.place(after: $0, visible: visible) } ?? "1 = 1"
        let seen = try amongVisible(.finding, in: "findings", to: viewer, now: now)
        // The page's ids first: what stands beside a finding is looked up for these alone.
        return try findingRows(
            """
            WHERE findings.id IN (SELECT page.id FROM (
                SELECT findings.id FROM findings
                WHERE \(fragment: from) AND \(fragment: seen)
                    AND (findings.lead IS NULL OR NOT EXISTS (
                        SELECT 1 FROM findings leads
                        WHERE leads.id = findings.lead AND \(fragment: leads)))
                ORDER BY findings.level DESC, findings.id DESC
                LIMIT \(min(max(limit, 1), Self.findingsPerPage))) page)
            ORDER BY findings.level DESC, findings.id DESC
            """
        ).map { try finding($0, for: viewer) }
    }

    /// Those of these findings that the viewer may see, the oldest first.
    package func findings(
        _ ids: [FindingID],
        viewer: Viewer,
        now: Instant
    ) throws -> [Finding] {
        guard !ids.isEmpty else { return [] }
        let visible = VisibilityRule.visible(.finding, column: "findings.id", to: viewer, now: now)
        return try findingRows(
            """
            WHERE findings.id IN (\(each: ids)) AND \(fragment: visible) ORDER BY findings.id
            """
        ).map { try finding($0, for: viewer) }
    }

    /// Where a page begins; a cursor that the viewer may not see does not exist.
    private func place(after id: FindingID, visible: Statement) throws -> Statement {
        let level = try first(
            "SELECT level FROM findings WHERE findings.id = \(id) AND \(fragment: visible)"
        ) { try $0.read(FindingLevel.self) }
        guard let level else { throw Refusal.notFound }
        return """
            (findings.level < \(level) OR (findings.level = \(level) AND findings.id < \(id)))
            """
    }

    /// A row's facts, with its title opened.
    func finding(_ row: FindingRow, for viewer: Viewer) throws -> Finding {
        let words = try row.title.flatMap { try open($0, for: SealingScope(row.report)) }
        return row.finding(for: viewer, words: words.map { String(decoding: $0, as: UTF8.self) })
    }

    func findingRows(_ condition: Statement) throws -> [FindingRow] {
        try all("\(fragment: FindingRow.selection) \(fragment: condition)") { try FindingRow(&$0) }
    }
}
