// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Store

@testable import Scanning

/// Writes rows of many others straight into the tables, as many as make an engine choose.
struct PlantMany: Command {
    /// Rows of each table: few enough to write quickly, far too many to be read for one question.
    static let count: Int64 = 12_000

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        let now = transaction.now
        let end = now.adding(seconds: 86_400)
        var participant = transaction.newID(ParticipantMark.self)
        for place in 0..<Self.count {
            if place % 10 == 0 { participant = transaction.newID(ParticipantMark.self) }
            let scan = transaction.newID(ScanMark.self)
            try transaction.run(
                """
                INSERT INTO scans (id, participant, technique, tool, starts, ends, fence, declared,
                    renewed, expires)
                VALUES (\(scan), \(participant), 'fuzzing', 'planted', \(now), \(end), \(place),
                    \(now), \(now), \(end))
                """
            )
        }
        let statements =
            Self.scans(at: now) + Self.owners(at: now, until: end) + Self.coverage(at: now)
            + Self.alerts(at: now)
        for statement in statements { try transaction.run(statement) }
        if transaction.engine == .postgres { try transaction.run("ANALYZE") }
        return Done()
    }

    /// The scans from which the rows of the other tables are made.
    private static let planted: Statement = "FROM scans WHERE tool = 'planted'"

    /// Who else scans, and who is named on it; each row has its own key and name.
    private static func scans(at now: Instant) -> [Statement] {
        [
            """
            INSERT INTO markings (thing, kind, owner, tlp, reach)
            SELECT id, 'scan', participant, 'amber+strict', 'named' \(fragment: planted)
            """,
            """
            INSERT INTO audiences (thing, participant, kind)
            SELECT id, participant, 'scan' \(fragment: planted)
            """,
            """
            INSERT INTO participants (id, kind, state, registered_at)
            SELECT id, 'supplier', 'active', \(now) \(fragment: planted)
            """,
            """
            INSERT INTO introductions_wanted (scan, asked) SELECT id, \(now) \(fragment: planted)
            """,
            """
            INSERT INTO introductions (id, first_scan, second_scan, first_participant,
                second_participant, made)
            SELECT id, id, id, participant, id, \(now) \(fragment: planted)
            """,
            """
            INSERT INTO scan_scopes (scan, place, scope, scope_key, scope_bits)
            SELECT id, 0, 'pkg:npm/planted-' || fence, id, 128 \(fragment: planted)
            """,
            """
            INSERT INTO scan_sources (scan, place, source)
            SELECT id, 0, '10.' || (fence / 200) || '.' || (fence % 200) || '.0/24'
            \(fragment: planted)
            """,
        ]
    }

    /// What others hold, ask and allow.
    private static func owners(at now: Instant, until end: Instant) -> [Statement] {
        [
            """
            INSERT INTO controls (id, participant, scope, scope_key, scope_bits, method, token,
                claimed, proven, until)
            SELECT id, participant, 'pkg:npm/planted-' || fence, id, 128, 'dns', 't', \(now),
                \(now), \(end) \(fragment: planted)
            """,
            """
            INSERT INTO scan_rules (id, participant, scope, scope_key, scope_bits, stance, rank,
                quiet, refused, listed, changed)
            SELECT id, participant, 'pkg:npm/planted-' || fence, id, 128, 'ask', 2, '', '',
                CASE WHEN fence % 100 = 0 THEN 1 ELSE 0 END, \(now) \(fragment: planted)
            """,
            """
            INSERT INTO scan_authorizations (id, owner, participant, scope, scope_key, scope_bits,
                intensity, given, until)
            SELECT id, participant, id, 'pkg:npm/planted-' || fence, id, 128, 'active', \(now),
                \(end) \(fragment: planted)
            """,
        ]
    }

    /// What others looked at.
    private static func coverage(at now: Instant) -> [Statement] {
        [
            """
            INSERT INTO coverages (id, scan, participant, technique, outcome, ended, recorded,
                completeness, set_aside, digest, statement)
            SELECT id, id, participant, 'fuzzing', 'completed', \(now), \(now), 'complete', 0,
                'digest', id \(fragment: planted)
            """,
            """
            INSERT INTO coverage_scopes (coverage, place, participant, subject, scope,
                completeness)
            SELECT id, 0, participant, 'pkg:npm/planted-' || fence, 'pkg:npm/planted-' || fence,
                'complete' \(fragment: planted)
            """,
            """
            INSERT INTO coverage_cells (subject, technique, completeness, participant, kind, last)
            SELECT 'pkg:npm/planted-' || fence, 'fuzzing', 'complete', participant, 'package',
                \(now) \(fragment: planted)
            """,
            """
            INSERT INTO coverage_told (subject, technique, completeness, since)
            SELECT 'pkg:npm/planted-' || fence, 'fuzzing', 'complete', \(now) \(fragment: planted)
            """,
        ]
    }

    /// What others asked about.
    private static func alerts(at now: Instant) -> [Statement] {
        [
            """
            INSERT INTO alerts (id, asker, named, source, target, seen, reason, asked)
            SELECT id, participant, 0, '10.0.0.1', '192.0.2.1', \(now), 'nothing', \(now)
            \(fragment: planted)
            """,
            """
            INSERT INTO alert_relays (alert, place, participant, scan, on_target, in_force)
            SELECT id, 0, participant, id, 1, 1 \(fragment: planted)
            """,
            """
            INSERT INTO alert_tellings (participant, day, scan)
            SELECT participant, 1, id \(fragment: planted)
            """,
        ]
    }
}
