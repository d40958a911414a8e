// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

extension OverlapIndex {
    /// The index as the tables have it now.
    ///
    /// What had run out at the last change is left out: no question is ever asked for an earlier
    /// moment.
    package static func rebuilt(from tables: any Querying) throws -> OverlapIndex {
        var index = OverlapIndex()
        let lastChange = try tables.lastScanChange()
        let counts: Statement = """
            ((scans.outcome IS NULL AND scans.expires > \(lastChange))
                OR (scans.outcome IN (\(ScanOutcome.completed), \(ScanOutcome.abandoned))
                    AND scans.ended > \(lastChange.adding(seconds: -recentDays * 86_400))))
            """
        let coverage = try tables.coverageOfScans(
            endedAfter: lastChange.adding(seconds: -recentDays * 86_400)
        )
        index.standing.loosen(for: try tables.countScans(expiringAfter: lastChange))
        index.completed.loosen(for: coverage.count)
        var (scan, scopes): (Standing?, [Scope]) = (nil, [])
        _ = try tables.all(
            """
            SELECT scan_scopes.scope, scans.id, participant, technique, model_family, starts, ends,
                expires, outcome, ended
            FROM scans JOIN scan_scopes ON scan_scopes.scan = scans.id
            WHERE \(fragment: counts) ORDER BY scans.id, scan_scopes.place
            """
        ) { row in
            let text: String = try row.read()
            let next = try Standing(&row)
            if next.scan != scan?.scan {
                index.stand(scan, scopes: scopes, coverage, lastChange: lastChange)
                (scan, scopes) = (next, [])
            }
            // What is stored was checked before; a type that is known no more is passed over.
            if let scope = try? Scope(parsing: text) { scopes.append(scope) }
        }
        index.stand(scan, scopes: scopes, coverage, lastChange: lastChange)
        index.standing.settle()
        index.completed.settle()
        return index
    }

    /// A row as far as the index needs it.
    private struct Standing {
        let scan: ScanID
        let participant: ParticipantID
        let technique: Technique
        let modelFamily: String?
        let window: ScanWindow
        let expires: Instant
        let outcome: ScanOutcome?
        let ended: Instant?

        init(_ row: inout Row) throws {
            scan = try row.read()
            participant = try row.read()
            technique = try row.read()
            modelFamily = try row.read()
            window = ScanWindow(start: try row.read(), end: try row.read())
            expires = try row.read()
            outcome = try row.read()
            ended = try row.read()
        }
    }

    private mutating func stand(
        _ row: Standing?,
        scopes: [Scope],
        _ coverage: [ScanID: ScanEntries.Coverage],
        lastChange: Instant
    ) {
        guard let row else { return }
        if let outcome = row.outcome, let moment = row.ended {
            let told = ScanEntries.Ended(
                participant: row.participant,
                scopes: scopes,
                technique: row.technique,
                outcome: outcome,
                coverage: coverage[row.scan],
                ended: moment
            )
            complete(told, scan: row.scan, at: moment, now: moment)
        } else {
            let told = ScanEntries.Declared(
                participant: row.participant,
                scopes: scopes,
                technique: row.technique,
                modelFamily: row.modelFamily,
                window: row.window,
                expires: row.expires
            )
            declare(told, scan: row.scan, now: lastChange)
        }
    }
}

extension Querying {
    /// The scopes of some scans, by scan.
    func scopesOfScans(where condition: Statement) throws -> [ScanID: [Scope]] {
        var scopes: [ScanID: [Scope]] = [:]
        let rows = try all(
            """
            SELECT scan_scopes.scan, scan_scopes.scope FROM scan_scopes
            JOIN scans ON scans.id = scan_scopes.scan
            WHERE \(fragment: condition) ORDER BY scan_scopes.scan, scan_scopes.place
            """
        ) { row in (scan: try row.read(ScanID.self), scope: try row.read(String.self)) }
        for row in rows {
            // What is stored was checked before; a type that is known no more is passed over.
            guard let scope = try? Scope(parsing: row.scope) else { continue }
            scopes[row.scan, default: []].append(scope)
        }
        return scopes
    }

    /// The records that stand of scans that ended after a moment, by scan.
    fileprivate func coverageOfScans(
        endedAfter moment: Instant
    ) throws -> [ScanID: ScanEntries.Coverage] {
        let rows = try all(
            """
            SELECT coverages.scan, coverages.id, coverages.digest, coverage_scopes.scope,
                coverage_scopes.completeness, coverage_scopes.revision
            FROM coverages JOIN coverage_scopes ON coverage_scopes.coverage = coverages.id
            WHERE coverages.ended > \(moment) AND coverages.corrected_by IS NULL
            ORDER BY coverages.id, coverage_scopes.place
            """
        ) { row in
            (
                scan: try row.read(ScanID.self), id: try row.read(CoverageID.self),
                digest: try row.read(String.self), scope: try row.read(String.self),
                completeness: try row.read(Completeness.self),
                revision: try row.read(String?.self)
            )
        }
        var coverage: [ScanID: ScanEntries.Coverage] = [:]
        for row in rows {
            guard let scope = try? Scope(parsing: row.scope) else { continue }
            let revision = row.revision.flatMap { scope.tells($0) ? $0 : nil }
            let part = ScanEntries.Coverage.Part(
                scope: scope,
                completeness: row.completeness,
                revision: revision
            )
            let known = coverage[row.scan]?.parts ?? []
            coverage[row.scan] = ScanEntries.Coverage(
                id: row.id,
                digest: row.digest,
                parts: known + [part]
            )
        }
        return coverage
    }

    /// How many leases a moment leaves in force, by the index alone.
    fileprivate func countScans(expiringAfter moment: Instant) throws -> Int {
        try first("SELECT COUNT(*) FROM scans WHERE expires > \(moment)") { try $0.read() } ?? 0
    }

    /// The moment of the last change to a scan.
    fileprivate func lastScanChange() throws -> Instant {
        let declared = try first("SELECT MAX(declared), MAX(renewed), MAX(ended) FROM scans") {
            row -> [Instant] in
            let moments: [Instant?] = [try row.read(), try row.read(), try row.read()]
            return moments.compactMap(\.self)
        }
        return declared?.max() ?? Instant(microseconds: 0)
    }
}
