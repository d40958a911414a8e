// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// Records what a scan that has ended looked at: the first record, or a later one that corrects it.
///
/// A record is never changed: whoever was wrong says so in another one, which names it.
package struct RecordCoverage: Command {
    package let viewer: Viewer
    package let scan: ScanID
    package let coverage: CoverageRecord
    /// The record that stands, if there is one; naming another is refused.
    package let corrects: CoverageID?

    package init(
        viewer: Viewer,
        scan: ScanID,
        coverage: CoverageRecord,
        corrects: CoverageID? = nil
    ) {
        self.viewer = viewer
        self.scan = scan
        self.coverage = coverage
        self.corrects = corrects
    }

    package var scopes: [SealingScope] {
        viewer.participant.map { [Participant.scope(of: $0)] } ?? []
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeScan, on: scan, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> CoverageID {
        let row = try transaction.leased(scan)
        guard let ended = row.ended, let outcome = row.lease.outcome else {
            throw Refusal.scanNotEnded
        }
        guard outcome.tellsCoverage else { throw Refusal.nothingCovered }
        let standing = try transaction.standingCoverage(of: scan)
        guard standing == corrects else {
            throw standing == nil ? Refusal.noCoverageYet : .coverageStands
        }
        let told = try transaction.record(
            coverage,
            of: row,
            outcome: outcome,
            ended: ended,
            corrects: corrects,
            by: viewer
        )
        let body = ScanEntries.Ended(
            participant: row.participant,
            scopes: row.scopes,
            technique: row.technique,
            outcome: outcome,
            coverage: told,
            ended: ended
        ).body
        try transaction.append(EntryDraft(.scanCovered, subject: scan, body: body))
        return told.id
    }
}

extension ScanOutcome {
    /// Whether there is anything to say of what was looked at.
    package var tellsCoverage: Bool { self == .completed || self == .abandoned }
}

extension Querying {
    /// The record of a scan that no later one corrects.
    func standingCoverage(of scan: ScanID) throws -> CoverageID? {
        try first(
            "SELECT id FROM coverages WHERE scan = \(scan) AND corrected_by IS NULL"
        ) { try $0.read() }
    }
}

extension Transaction {
    /// Stores a record with its statement, and answers what the journal is told of it.
    func record(
        _ coverage: CoverageRecord,
        of row: ScanRow,
        outcome: ScanOutcome,
        ended: Instant,
        corrects: CoverageID?,
        by viewer: Viewer
    ) throws -> ScanEntries.Coverage {
        let coverage = try coverage.matched(to: row.scopes, outcome: outcome)
        let facts = CoverageStatement.Facts(
            id: newID(CoverageMark.self),
            scan: row.id,
            corrects: corrects,
            outcome: outcome,
            technique: row.technique,
            modelFamily: row.modelFamily,
            window: row.lease.window,
            recorded: now,
            name: coverage.isNamed
                ? try participant(row.participant, viewer: viewer, now: now)?.name : nil
        )
        let payload = CoverageStatement.payload(coverage, facts)
        let digest = CoverageStatement.digest(payload)
        if let corrects { try retire(corrects, for: facts.id, of: row) }
        let sealed = try seal(payload, for: Participant.scope(of: row.participant))
        try run(
            """
            INSERT INTO coverages (id, scan, participant, technique, outcome, ended, recorded,
                completeness, set_aside, corrects, digest, statement)
            VALUES (\(facts.id), \(row.id), \(row.participant), \(row.technique), \(outcome),
                \(ended), \(now), \(coverage.completeness), \(Int64(coverage.setAsideCount)),
                \(corrects), \(digest), \(sealed))
            """
        )
        try keep(coverage, as: facts.id, row)
        return ScanEntries.Coverage(id: facts.id, digest: digest, parts: coverage.parts.map(\.told))
    }

    private func keep(_ coverage: CoverageRecord, as id: CoverageID, _ row: ScanRow) throws {
        for (place, part) in coverage.parts.enumerated() {
            try keep(part, at: place, of: id, row)
        }
        try mark(
            Marking(thing: ID(id), kind: .coverage, owner: row.participant, tlp: .amberStrict)
        )
    }

    private func keep(
        _ part: CoverageRecord.Part,
        at place: Int,
        of coverage: CoverageID,
        _ row: ScanRow
    ) throws {
        try run(
            """
            INSERT INTO coverage_scopes (coverage, place, participant, subject, scope, revision,
                completeness)
            VALUES (\(coverage), \(place), \(row.participant), \(part.scope.subject),
                \(part.scope.text), \(part.revision), \(part.completeness))
            """
        )
        try run(
            """
            INSERT INTO coverage_cells (subject, technique, completeness, participant, kind, last)
            VALUES (\(part.scope.subject), \(row.technique), \(part.completeness),
                \(row.participant), \(part.scope.kind.rawValue), \(now))
            ON CONFLICT (subject, technique, completeness, participant)
            DO UPDATE SET last = excluded.last
            """
        )
        try tell(part.scope.subject, row.technique, part.completeness)
    }

    /// Works out anew since when enough participants stand in a cell.
    private func tell(
        _ subject: String,
        _ technique: Technique,
        _ completeness: Completeness
    ) throws {
        let cell: Statement = """
            subject = \(subject) AND technique = \(technique) AND completeness = \(completeness)
            """
        try run("DELETE FROM coverage_told WHERE \(fragment: cell)")
        try run(
            """
            INSERT INTO coverage_told (subject, technique, completeness, since)
            SELECT subject, technique, completeness, last FROM coverage_cells
            WHERE \(fragment: cell)
                AND kind IN (\(Scope.Kind.package.rawValue), \(Scope.Kind.source.rawValue))
            ORDER BY last DESC LIMIT 1 OFFSET \(CoverageMap.leastOthers - 1)
            """
        )
    }

    /// A corrected record counts no more: its cells are worked out again from those that stand.
    private func retire(_ old: CoverageID, for new: CoverageID, of row: ScanRow) throws {
        try run("UPDATE coverages SET corrected_by = \(new) WHERE id = \(old)")
        let parts = try all(
            "SELECT DISTINCT subject, completeness FROM coverage_scopes WHERE coverage = \(old)"
        ) { (subject: try $0.read(String.self), completeness: try $0.read(Completeness.self)) }
        for part in parts {
            let last: Instant? =
                try first(
                    """
                    SELECT MAX(coverages.recorded) FROM coverage_scopes
                    JOIN coverages ON coverages.id = coverage_scopes.coverage
                    WHERE coverage_scopes.subject = \(part.subject)
                        AND coverage_scopes.participant = \(row.participant)
                        AND coverage_scopes.completeness = \(part.completeness)
                        AND coverages.technique = \(row.technique)
                        AND coverages.corrected_by IS NULL
                    """
                ) { try $0.read(Instant?.self) } ?? nil
            let cell: Statement = """
                subject = \(part.subject) AND technique = \(row.technique)
                AND completeness = \(part.completeness) AND participant = \(row.participant)
                """
            if let last {
                try run("UPDATE coverage_cells SET last = \(last) WHERE \(fragment: cell)")
            } else {
                try run("DELETE FROM coverage_cells WHERE \(fragment: cell)")
            }
            try tell(part.subject, row.technique, part.completeness)
        }
    }
}

extension Refusal {
    static let scanNotEnded = Refusal(
        .conflict,
        code: "scan-not-ended",
        detail: "Say how the scan ended, and give its coverage with that."
    )
    static let noCoverageYet = Refusal(
        .conflict,
        code: "no-coverage-yet",
        detail: "The scan has no coverage record to correct: leave `corrects` out."
    )
    static let coverageStands = Refusal(
        .conflict,
        code: "coverage-stands",
        detail: "Another record of the scan stands: name it in `corrects` to replace it."
    )
}
