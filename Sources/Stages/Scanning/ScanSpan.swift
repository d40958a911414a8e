// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// When a scan is, for a timeline.
package struct ScanSpan: Hashable, Sendable {
    /// As many at most are told at once: a timeline counts them, and its page stays quick.
    package static let limit = 1_000

    /// The first of its scopes that the viewer may know.
    package let scope: String
    package let window: ScanWindow
    package let state: ScanState

    init(lease: ScanLease, scope: String, at now: Instant) {
        self.scope = scope
        window = lease.window
        state = lease.state(at: now)
    }
}

extension Querying {
    /// When the scans are that the viewer may see: the latest declared, `ScanSpan.limit` of them.
    package func scanSpans(viewer: Viewer, now: Instant) throws -> [ScanSpan] {
        let seen = VisibilityRule.amongNewest(
            .scan,
            in: "scans",
            to: viewer,
            now: now,
            limit: ScanSpan.limit
        )
        return try all(
            """
            SELECT starts, ends, fence, renewed, expires, outcome,
                (SELECT scope FROM scan_scopes WHERE scan = scans.id AND place = 0)
            FROM scans WHERE \(fragment: seen)
            ORDER BY id DESC LIMIT \(ScanSpan.limit)
            """
        ) { row in
            let lease = try ScanLease(&row)
            let scope: String? = try row.read()
            return ScanSpan(lease: lease, scope: scope ?? "", at: now)
        }
    }
}

extension ScanLease {
    /// Reads `starts, ends, fence, renewed, expires, outcome`.
    init(_ row: inout Row) throws {
        self.init(
            window: ScanWindow(start: try row.read(), end: try row.read()),
            fence: try row.read(),
            renewed: try row.read(),
            expires: try row.read(),
            outcome: try row.read()
        )
    }
}
