// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// One scan that the viewer may see; absent and hidden are one refusal.
    package func scan(_ id: ScanID, viewer: Viewer, now: Instant) throws -> Scan {
        try one(.scan, id, in: "scans", to: viewer, now: now) {
            try scanRows(where: $0, limit: 1)
        }.scan(in: self)
    }

    /// The scans that the viewer may see, newest first; `after` is the last id of the page before.
    package func scans(
        viewer: Viewer,
        now: Instant,
        after: ScanID? = nil,
        limit: Int = 50
    ) throws -> [Scan] {
        try newest(
            .scan,
            in: "scans",
            to: viewer,
            now: now,
            after: after,
            limit: limit,
            scanRows(where:limit:)
        ).map { try $0.scan(in: self) }
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
