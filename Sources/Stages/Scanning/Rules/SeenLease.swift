// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// A lease on a scope of one's own, as its owner sees it: what is done and when, not by whom.
package struct SeenLease: Hashable, Sendable {
    /// Days for which what has ended is told.
    package static let recentDays: Int64 = 30

    /// The handle by which it is named, and stopped.
    package let id: ScanID
    /// Those of its scopes that are the owner's; the others are not the owner's to know.
    package let scopes: [Scope]
    package let technique: Technique
    package let intensity: Intensity
    package let window: ScanWindow
    /// The networks that it comes from.
    package let sources: [Scope]
    package let state: ScanState
    /// Who scans, where this very owner authorized them.
    package let scanner: String?
}

extension Querying {
    /// The most leases that one page of a list holds.
    package static var leasesPerPage: Int { 100 }
    /// Rows read at once, and how often for one page, so that a page's cost is bounded.
    private static var leaseRowsRead: Int { 400 }
    private static var leaseReads: Int { 20 }

    /// Leases on what the viewer's participant controls: planned, running, and of the last 30 days.
    ///
    /// Those declared latest come first; `after` is the last id of the page before.
    package func leasesOnControls(
        viewer: Viewer,
        now: Instant,
        after: ScanID? = nil,
        limit: Int = 50
    ) throws -> [SeenLease] {
        try decide(viewer, .readLeases).hiding()
        guard let owner = viewer.participant else { return [] }
        let held = try heldControls(of: owner, at: now).map(\.scope)
        let wanted = min(max(limit, 1), Self.leasesPerPage)
        return try scanRows(within: held, now: now, after: after, limit: wanted).map { row in
            try seen(row, by: owner, holding: held, now: now)
        }
    }

    /// When what the viewer's participant controls is scanned, in the last 30 days or later.
    ///
    /// Of a part of it, where a scope is named; the latest declared, `ScanSpan.limit` of them.
    package func leaseSpansOnControls(
        viewer: Viewer,
        now: Instant,
        within scope: Scope? = nil
    ) throws -> [ScanSpan] {
        try decide(viewer, .readLeases).hiding()
        guard let owner = viewer.participant else { return [] }
        var held = try heldControls(of: owner, at: now).map(\.scope)
        if let scope { held = held.contains { $0.contains(scope) } ? [scope] : [] }
        return try scanRows(within: held, now: now, limit: ScanSpan.limit).map { row in
            let own = row.scopes.first { scope in held.contains { $0.contains(scope) } }
            return ScanSpan(lease: row.lease, scope: own?.text ?? "", at: now)
        }
    }

    /// Scans with a scope within one of those held that an owner is told of, latest declared first.
    private func scanRows(
        within held: [Scope],
        now: Instant,
        after: ScanID? = nil,
        limit wanted: Int
    ) throws -> [ScanRow] {
        guard !held.isEmpty else { return [] }
        let told = now.adding(seconds: -SeenLease.recentDays * 86_400)
        // Whatever was declared before cannot have run in the days that are told.
        let reach = ScanWindow.aheadSeconds + ScanWindow.maximumSeconds
        let oldest = ScanID(leastAt: told.adding(seconds: -reach))
        var (found, last) = ([ScanRow](), after)
        for _ in 0..<Self.leaseReads where found.count < wanted {
            // The index alone answers this, control by control, however many leases there are.
            let ids: [ScanID] = try all(
                """
                SELECT scan FROM (\(fragment: Self.scans(within: held, from: oldest, before: last)))
                    AS found
                ORDER BY scan DESC LIMIT \(Self.leaseRowsRead)
                """
            ) { try $0.read() }
            found += try scanRows(where: "id IN (\(each: Set(ids)))", limit: ids.count).filter {
                row in
                (row.ended ?? row.lease.expires) > told
                    && row.scopes.contains { scope in held.contains { $0.contains(scope) } }
            }
            guard ids.count == Self.leaseRowsRead, let end = ids.last else { break }
            last = end
        }
        return Array(found.prefix(wanted))
    }

    /// The scans that may be within each of some scopes, one lookup each: put together in one, an
    /// engine would rather read all scans.
    private static func scans(
        within scopes: [Scope],
        from oldest: ScanID,
        before last: ScanID?
    ) -> Statement {
        let before: Statement = last.map { "AND scan < \($0)" } ?? ""
        let lookups = scopes.map { scope -> Statement in
            """
            SELECT scan FROM scan_scopes
            WHERE \(fragment: ScopeColumns().areWithin(scope)) AND scan >= \(oldest)
                \(fragment: before)
            """
        }
        return lookups.dropFirst().reduce(lookups[0]) { all, lookup in
            "\(fragment: all) UNION ALL \(fragment: lookup)"
        }
    }

    /// What an owner sees of a lease.
    private func seen(
        _ row: ScanRow,
        by owner: ParticipantID,
        holding held: [Scope],
        now: Instant
    ) throws -> SeenLease {
        SeenLease(
            id: row.id,
            scopes: row.scopes.filter { scope in held.contains { $0.contains(scope) } },
            technique: row.technique,
            intensity: row.intensity,
            window: row.lease.window,
            sources: row.sources,
            state: row.lease.state(at: now),
            scanner: try scanner(of: row, authorizedBy: owner, now: now)
        )
    }

    /// The scanner's name, for the owner whose word its scan rests on.
    private func scanner(
        of row: ScanRow,
        authorizedBy owner: ParticipantID,
        now: Instant
    ) throws -> String? {
        let rests = try first(
            """
            SELECT 1 FROM scan_scopes
            JOIN scan_authorizations ON scan_authorizations.id = scan_scopes.authorized_by
            WHERE scan_scopes.scan = \(row.id) AND scan_authorizations.owner = \(owner)
            """
        ) { try $0.read(Int.self) }
        guard rests != nil else { return nil }
        return try participant(row.participant, viewer: .system, now: now)?.name
    }
}
