// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// The most scans that one page of a list holds.
    package static var scansPerPage: Int { 100 }

    /// One scan that the viewer may see; absent and hidden are one refusal.
    package func scan(_ id: ScanID, viewer: Viewer, now: Instant) throws -> Scan {
        // The rule is asked about the id and not about a row: hidden and absent take as long (A2).
        let visible = VisibilityRule.visible(.scan, column: "\(id)", to: viewer, now: now)
        let rows = try scanRows(where: "scans.id = \(id) AND \(fragment: visible)", limit: 1)
        guard let found = rows.first else { throw Refusal.notFound }
        return try found.scan(in: self)
    }

    /// The scans that the viewer may see, newest first; `after` is the last id of the page before.
    package func scans(
        viewer: Viewer,
        now: Instant,
        after: ScanID? = nil,
        limit: Int = 50
    ) throws -> [Scan] {
        let bounded = min(max(limit, 1), Self.scansPerPage)
        let seen = VisibilityRule.amongNewest(
            .scan,
            in: "scans",
            to: viewer,
            now: now,
            before: after,
            limit: bounded
        )
        return try scanRows(where: seen, limit: bounded).map { try $0.scan(in: self) }
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
}
