// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// The most scans that one page of a list holds.
    package static var scansPerPage: Int { 100 }

    /// One scan that the viewer may see; absent and hidden are one refusal.
    package func scan(_ id: ScanID, viewer: Viewer, now: Instant) throws -> Scan {
        // The rule is asked about the id and not about a row: hidden and absent take as long (A2).
        let found = try scans(
            viewer: viewer,
            now: now,
            where: "scans.id = \(id)",
            visible: "\(id)",
            limit: 1
        )
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

    /// How many of a participant's leases are planned or in force.
    func openScans(of participant: ParticipantID, now: Instant) throws -> Int {
        let open: Int? = try first(
            """
            SELECT COUNT(*) FROM scans
            WHERE participant = \(participant) AND expires > \(now) AND outcome IS NULL
            """
        ) { try $0.read() }
        return open ?? 0
    }

    private func scans(
        viewer: Viewer,
        now: Instant,
        where condition: Statement,
        visible column: Statement = "scans.id",
        limit: Int
    ) throws -> [Scan] {
        let visible = VisibilityRule.visible(.scan, column: column, to: viewer, now: now)
        let rows = try scanRows(
            where: "\(fragment: condition) AND \(fragment: visible)",
            limit: limit
        )
        return try rows.map { try $0.scan(in: self) }
    }
}
