// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// A participant's leases in force, in sum.
package struct LeasesInForce: Hashable, Sendable {
    package let count: Int
    /// The one that runs out first.
    package let first: ScanID
    /// When that one runs out without a heartbeat.
    package let expires: Instant
}

/// What owners stopped of a participant's scans of late, in sum.
package struct StoppedScans: Hashable, Sendable {
    /// Seconds for which it is said.
    package static let recentSeconds: Int64 = 86_400

    package let count: Int
    /// The one that was stopped last.
    package let last: ScanID
}

extension Querying {
    /// The scans of the viewer's own participant that owners stopped in the last day; nil where
    /// there is none.
    package func stoppedScans(viewer: Viewer, now: Instant) throws -> StoppedScans? {
        guard let participant = viewer.participant else { return nil }
        let visible = VisibilityRule.visible(.scan, column: "scans.id", to: viewer, now: now)
        let scans: [ScanID] = try all(
            """
            SELECT scans.id FROM scans
            WHERE scans.participant = \(participant) AND scans.outcome = \(ScanOutcome.stopped)
                AND scans.ended > \(now.adding(seconds: -StoppedScans.recentSeconds))
                AND \(fragment: visible)
            ORDER BY scans.ended DESC, scans.id DESC LIMIT \(DeclareScan.openLimit)
            """
        ) { try $0.read() }
        return scans.first.map { StoppedScans(count: scans.count, last: $0) }
    }

    /// The leases in force of the viewer's own participant; nil where there is none.
    package func leasesInForce(viewer: Viewer, now: Instant) throws -> LeasesInForce? {
        guard let participant = viewer.participant else { return nil }
        let visible = VisibilityRule.visible(.scan, column: "scans.id", to: viewer, now: now)
        let leases = try all(
            """
            SELECT scans.id, scans.expires FROM scans
            WHERE scans.participant = \(participant) AND scans.expires > \(now)
                AND scans.starts <= \(now) AND scans.outcome IS NULL AND \(fragment: visible)
            ORDER BY scans.expires, scans.id LIMIT \(DeclareScan.openLimit)
            """
        ) { row in (id: try row.read(ScanID.self), expires: try row.read(Instant.self)) }
        return leases.first.map {
            LeasesInForce(count: leases.count, first: $0.id, expires: $0.expires)
        }
    }
}
