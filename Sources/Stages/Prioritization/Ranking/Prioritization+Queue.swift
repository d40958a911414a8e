// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// One position of the queue.
package struct QueueItem: Hashable, Sendable {
    package let vulnerability: Vulnerability
    /// How many operators run an affected version, small numbers hidden (ORDER C6).
    package let affected: HiddenCount

    package var id: VulnerabilityID { vulnerability.id }
    package var band: Band { vulnerability.standing.rank.band }
}

extension Querying {
    /// What waits, as far as the viewer may see it: by band, shortest timeline, score, age.
    ///
    /// What was published has left it. `after` is the last id of the page before.
    package func queue(
        viewer: Viewer,
        now: Instant,
        after: VulnerabilityID? = nil,
        limit: Int = 50
    ) throws -> [QueueItem] {
        let visible = VisibilityRule.visible(
            .vulnerability,
            column: "vulnerabilities.id",
            to: viewer,
            now: now
        )
        let from = try after.map { try place(after: $0, visible: visible) } ?? "1 = 1"
        let seen = try amongVisible(.vulnerability, in: "vulnerabilities", to: viewer, now: now)
        let rows = try vulnerabilityRows(
            """
            WHERE \(fragment: from) AND vulnerabilities.published IS NULL AND \(fragment: seen)
            ORDER BY vulnerabilities.band, vulnerabilities.timeline, vulnerabilities.score DESC,
                vulnerabilities.id
            LIMIT \(min(max(limit, 1), Self.vulnerabilitiesPerPage))
            """
        )
        let counts = try affectedCounts(of: rows)
        return try vulnerabilities(rows, for: viewer, now: now).map { vulnerability in
            QueueItem(
                vulnerability: vulnerability,
                affected: counts[vulnerability.id] ?? .none
            )
        }
    }

    /// Since when each vulnerability waits that the viewer may see in the queue, the newest first.
    package func queuedSince(viewer: Viewer, now: Instant, limit: Int) throws -> [Instant] {
        let seen = VisibilityRule.amongNewest(
            .vulnerability,
            in: "vulnerabilities",
            to: viewer,
            now: now,
            limit: limit
        )
        return try all(
            """
            SELECT recorded FROM vulnerabilities
            WHERE vulnerabilities.published IS NULL AND \(fragment: seen)
            ORDER BY vulnerabilities.id DESC LIMIT \(limit)
            """
        ) { try $0.read() }
    }

    /// Where a page begins; a cursor that the viewer may not see does not exist.
    private func place(after id: VulnerabilityID, visible: Statement) throws -> Statement {
        let found = try first(
            """
            SELECT band, timeline, score FROM vulnerabilities
            WHERE vulnerabilities.id = \(id) AND \(fragment: visible)
            """
        ) { row in
            (
                band: try row.read(Int.self), timeline: try row.read(Int.self),
                score: try row.read(Int.self)
            )
        }
        guard let (band, timeline, score) = found else { throw Refusal.notFound }
        return """
            (vulnerabilities.band > \(band) OR (vulnerabilities.band = \(band) AND (
                vulnerabilities.timeline > \(timeline) OR (vulnerabilities.timeline = \(timeline)
                    AND (vulnerabilities.score < \(score) OR (vulnerabilities.score = \(score)
                        AND vulnerabilities.id > \(id)))))))
            """
    }
}
