// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// The most scans that one page of a list holds.
    package static var scansPerPage: Int { 100 }

    /// One scan that the viewer may see; absent and hidden are one refusal.
    package func scan(_ id: ScanID, viewer: Viewer, now: Instant) throws -> Scan {
        let found = try scans(viewer: viewer, now: now, where: "scans.id = \(id)", limit: 1)
        guard let scan = found.first else { throw Refusal.notFound }
        return scan
    }

    /// The scans that the viewer may see, newest first; `after` is the last id of the page before.
    package func scans(
        viewer: Viewer,
        now: Instant,
        after: ScanID? = nil,
        limit: Int = 50
    ) throws -> [Scan] {
        let bounded = min(max(limit, 1), Self.scansPerPage)
        let from: Statement = after.map { "scans.id < \($0)" } ?? "1 = 1"
        return try scans(viewer: viewer, now: now, where: from, limit: bounded)
    }

    /// How many scans there are, for coordinators only.
    package func scanCounts(viewer: Viewer, now: Instant) throws -> ScanCounts {
        try decide(viewer, .countScans).hiding()
        var byTechnique: [Technique: Int] = [:]
        let active = try all(
            """
            SELECT technique, COUNT(*) FROM scans
            WHERE outcome IS NULL AND expires > \(now) AND starts <= \(now) GROUP BY technique
            """
        ) { row in (technique: try row.read(Technique.self), count: try row.read(Int.self)) }
        for row in active { byTechnique[row.technique] = row.count }
        let recently = now.adding(seconds: -OverlapIndex.recentDays * 86_400)
        return ScanCounts(
            planned: try count("outcome IS NULL AND starts > \(now) AND expires > \(now)"),
            active: byTechnique.values.reduce(0, +),
            recentlyCompleted: try count(
                "outcome = \(ScanOutcome.completed) AND ended > \(recently)"
            ),
            byTechnique: byTechnique
        )
    }

    /// How many of a participant's leases are planned or in force.
    func openScans(of participant: ParticipantID, now: Instant) throws -> Int {
        try count("participant = \(participant) AND expires > \(now) AND outcome IS NULL")
    }

    private func count(_ condition: Statement) throws -> Int {
        try first("SELECT COUNT(*) FROM scans WHERE \(fragment: condition)") { try $0.read() } ?? 0
    }

    private func scans(
        viewer: Viewer,
        now: Instant,
        where condition: Statement,
        limit: Int
    ) throws -> [Scan] {
        let visible = VisibilityRule.visible(.scan, column: "scans.id", to: viewer, now: now)
        let rows = try scanRows(
            where: "\(fragment: condition) AND \(fragment: visible)",
            limit: limit
        )
        return try rows.map { try $0.scan(in: self) }
    }
}
