// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// Ends a scan: completed or abandoned once it has begun, cancelled before.
package struct EndScan: Command {
    package let viewer: Viewer
    package let scan: ScanID
    package let outcome: ScanOutcome
    /// What it looked at, where it was completed or abandoned.
    package let coverage: CoverageRecord?

    package init(
        viewer: Viewer,
        scan: ScanID,
        outcome: ScanOutcome,
        coverage: CoverageRecord? = nil
    ) {
        self.viewer = viewer
        self.scan = scan
        self.outcome = outcome
        self.coverage = coverage
    }

    package var scopes: [SealingScope] {
        guard coverage != nil, let participant = viewer.participant else { return [] }
        return [Participant.scope(of: participant)]
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeScan, on: scan, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ScanID {
        var row = try transaction.leased(scan)
        try row.lease.end(outcome, now: transaction.now)
        guard coverage == nil || outcome.tellsCoverage else { throw Refusal.nothingCovered }
        let told = try coverage.map { coverage in
            try transaction.record(
                coverage,
                of: row,
                outcome: outcome,
                ended: transaction.now,
                corrects: nil,
                by: viewer
            )
        }
        try transaction.end(row, as: outcome, coverage: told)
        return scan
    }
}

extension Transaction {
    /// Writes down how a scan ended, in its row and in the journal.
    func end(
        _ row: ScanRow,
        as outcome: ScanOutcome,
        coverage: ScanEntries.Coverage? = nil
    ) throws {
        try run("UPDATE scans SET outcome = \(outcome), ended = \(now) WHERE id = \(row.id)")
        try run("DELETE FROM introductions_wanted WHERE scan = \(row.id)")
        let told = ScanEntries.Ended(
            participant: row.participant,
            scopes: row.scopes,
            technique: row.technique,
            outcome: outcome,
            coverage: coverage,
            ended: now
        )
        try append(EntryDraft(.scanEnded, subject: row.id, body: told.body))
    }
}

extension Refusal {
    static let nothingCovered = Refusal(
        .conflict,
        code: "nothing-covered",
        detail: "A scan that never began, or that was stopped, has no coverage: leave it out."
    )
}
