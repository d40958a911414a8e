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
    /// Those of its scopes that are the owner's, and of wider ones what the owner holds; the rest
    /// is not the owner's to know.
    package let scopes: [Scope]
    /// On what it rests there; of several the weakest.
    package let basis: ScanBasis
    /// The digest of the document that it states, where it rests on one.
    ///
    /// Whoever signed it knows it by that; whom it names is not told, who may own another part.
    package let document: String?
    package let technique: Technique
    package let intensity: Intensity
    package let window: ScanWindow
    /// When it was said to have ended, or was stopped.
    package let ended: Instant?
    /// The networks that it comes from.
    package let sources: [Scope]
    package let state: ScanState
    /// Who scans, where this very owner authorized them.
    package let scanner: String?
}

extension Querying {
    /// Rows read at once, and how often for one page, so that a page's cost is bounded.
    private static var leaseRowsRead: Int { 400 }
    private static var leaseReads: Int { 20 }
    /// Steps of comparing for one page, some tens of milliseconds, and for one of its leases.
    private static var leaseWork: (all: Int, each: Int) { (4 * Scope.workLimit, Scope.workLimit) }

    /// Leases on what the viewer's participant controls: planned, running, and of the last 30 days.
    ///
    /// Of those only what ran since it proved that. Those declared latest come first; `after` is
    /// where the page before says that it goes on. A page may hold fewer than were asked for, and
    /// go on all the same.
    package func leasesOnControls(
        viewer: Viewer,
        now: Instant,
        after: ScanID? = nil,
        limit: Int = 50
    ) throws -> (leases: [SeenLease], next: ScanID?) {
        try decide(viewer, .readLeases).hiding()
        guard let owner = viewer.participant else { return ([], nil) }
        let held = try heldControls(of: owner, at: now)
        let wanted = bounded(limit)
        let found = try scanRows(on: held, now: now, after: after, limit: wanted)
        var work = Self.leaseWork.all
        let leases = try found.rows.map { row in
            try seen(row, by: owner, holding: held.map(\.scope), now: now, work: &work)
        }
        return (leases, found.next)
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
        var held = try heldControls(of: owner, at: now)
        if let scope { held = held.filter { $0.scope == scope } }
        return try scanRows(on: held, now: now, limit: ScanSpan.limit).rows.map { found in
            ScanSpan(lease: found.row.lease, scope: found.part.first?.text ?? "", at: now)
        }
    }

    /// Scans on what is held that an owner is told of, latest declared first, and where they go on:
    /// also where rows enough were read, and too few of them told.
    private func scanRows(
        on held: [Control],
        now: Instant,
        after: ScanID? = nil,
        limit wanted: Int
    ) throws -> (rows: [SeenRow], next: ScanID?) {
        guard !held.isEmpty else { return ([], nil) }
        let told = now.adding(seconds: -SeenLease.recentDays * 86_400)
        // Whatever was declared before cannot have run in the days that are told.
        let reach = ScanWindow.aheadSeconds + ScanWindow.maximumSeconds
        let oldest = ScanID(leastAt: told.adding(seconds: -reach))
        var (found, last, work) = ([SeenRow](), after, Self.leaseWork.all)
        for _ in 0..<Self.leaseReads {
            let ids = try scans(on: held.map(\.scope), from: oldest, before: last)
            let rows = try scanRows(where: "id IN (\(each: Set(ids)))", limit: ids.count)
            for row in rows where (row.ended ?? row.lease.expires) > told {
                guard work > 0 else { return (found, last) }
                var left = min(work, Self.leaseWork.each)
                work -= left
                let part = row.part(of: held, work: &left)
                work += left
                last = row.id
                guard !part.isEmpty else { continue }
                if found.count == wanted { return (found, found[wanted - 1].row.id) }
                found.append(SeenRow(row: row, part: part))
            }
            guard ids.count == Self.leaseRowsRead, let end = ids.last else { return (found, nil) }
            last = end
        }
        return (found, last)
    }

    /// The latest scans that may be on some scopes.
    ///
    /// The index alone answers this, control by control, however many leases there are: put into
    /// order at once, SQLite would rather go along all scans in theirs.
    private func scans(
        on scopes: [Scope],
        from oldest: ScanID,
        before last: ScanID?
    ) throws -> [ScanID] {
        try all(
            """
            WITH found AS MATERIALIZED (
                \(fragment: Self.scans(on: scopes, from: oldest, before: last))
            )
            SELECT scan FROM found ORDER BY scan DESC LIMIT \(Self.leaseRowsRead)
            """
        ) { try $0.read() }
    }

    /// The scans that may be on some scopes: within each one, one lookup each, and around any of
    /// them in a further one; put together, an engine would rather read all scans.
    private static func scans(
        on scopes: [Scope],
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
        let around: Statement = """
            SELECT scan FROM scan_scopes
            WHERE scope_key IN (\(each: Set(scopes.flatMap(\.key.beginnings))))
                AND scope_bits < \(scopes.map(\.key.bits).max() ?? 0)
                AND scan >= \(oldest) \(fragment: before)
            """
        return lookups.reduce(around) { all, lookup in
            "\(fragment: all) UNION ALL \(fragment: lookup)"
        }
    }

    /// What an owner sees of a lease.
    private func seen(
        _ found: SeenRow,
        by owner: ParticipantID,
        holding held: [Scope],
        now: Instant,
        work: inout Int
    ) throws -> SeenLease {
        let row = found.row
        let rest = try rest(of: row, on: held, of: owner, work: &work)
        return SeenLease(
            id: row.id,
            scopes: found.part,
            basis: rest.basis,
            document: rest.basis == .document
                ? try row.scan(in: self).intent.evidence?.digest : nil,
            technique: row.technique,
            intensity: row.intensity,
            window: row.lease.window,
            ended: row.ended,
            sources: row.sources,
            state: row.lease.state(at: now),
            scanner: rest.isAuthorized
                ? try participant(row.participant, viewer: .system, now: now)?.name : nil
        )
    }

    /// On what a scan rests where it is on what an owner holds, and whether any of it on this very
    /// owner's word: only then is the owner told who scans.
    private func rest(
        of row: ScanRow,
        on held: [Scope],
        of owner: ParticipantID,
        work: inout Int
    ) throws -> (basis: ScanBasis, isAuthorized: Bool) {
        let bases = try all(
            """
            SELECT scan_scopes.scope, scan_scopes.basis, scan_authorizations.owner
            FROM scan_scopes LEFT JOIN scan_authorizations
                ON scan_authorizations.id = scan_scopes.authorized_by
            WHERE scan_scopes.scan = \(row.id) ORDER BY scan_scopes.place
            """
        ) { row in
            (
                scope: try row.read(String.self), basis: try row.read(ScanBasis.self),
                owner: try row.read(ParticipantID?.self)
            )
        }
        let own = bases.filter { row in
            guard let scope = try? Scope(parsing: row.scope) else { return false }
            work -= held.count
            return held.contains { $0.overlaps(scope, work: &work) }
        }
        let weakest = ScanBasis.weakestFirst.first { basis in own.contains { $0.basis == basis } }
        return (weakest ?? .open, bases.contains { $0.owner == owner })
    }
}

extension ScanBasis {
    /// What shows least that an owner allowed it comes first.
    fileprivate static let weakestFirst: [Self] = [.document, .open, .authorized, .own]
}

/// A scan on what an owner holds, and what of it lies there.
private struct SeenRow {
    let row: ScanRow
    let part: [Scope]
}

extension ScanRow {
    /// What of it lies on what somebody has held since before it ended.
    ///
    /// Its own scope where one of these contains it, and otherwise what is held. Keys decide where
    /// no work is left: nobody hides from an owner behind costly patterns.
    fileprivate func part(of controls: [Control], work: inout Int) -> [Scope] {
        let end = ended ?? lease.expires
        let held = controls.filter { control in control.since.map { $0 <= end } ?? false }
            .map(\.scope)
        var told: [Scope] = []
        for scope in scopes {
            work -= held.count
            let isWithin = held.contains { $0.contains(scope, work: &work) }
            let parts = isWithin ? [scope] : held.filter { $0.overlaps(scope, work: &work) }
            for part in parts where !told.contains(part) { told.append(part) }
        }
        return Array(told.prefix(Scope.limit))
    }
}
