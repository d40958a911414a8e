// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Finding {
    /// How many one search looks through: opening their sealed titles is most of its work.
    package static let searched = 500
}

extension Querying {
    /// Of the newest findings that the viewer may see those in which all words stand, the newest
    /// first.
    ///
    /// Looked through is what every list shows: title, package, function, file and weakness. A
    /// duplicate stands under its lead, unless the viewer may not see that.
    package func findings(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [Finding] {
        let newest = VisibilityRule.newest(
            .finding,
            in: "findings",
            to: viewer,
            now: now,
            limit: Finding.searched
        )
        let leads = VisibilityRule.visible(.finding, column: "leads.id", to: viewer, now: now)
        let rows = try findingRows(
            """
            WHERE findings.id IN (\(fragment: newest))
                AND (findings.lead IS NULL OR NOT EXISTS (
                    SELECT 1 FROM findings leads
                    WHERE leads.id = findings.lead AND \(fragment: leads)))
            ORDER BY findings.id DESC
            """
        )
        var found: [Finding] = []
        for row in rows where found.count <= SearchWords.found {
            let finding = try finding(row, for: viewer)
            let weakness = finding.weakness.map { "\($0) \($0.name ?? "")" }
            let isMeant = words.match(
                finding.title,
                finding.package,
                finding.function,
                finding.file,
                weakness
            )
            if isMeant { found.append(finding) }
        }
        return found
    }
}
