// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// Ends a scan: completed or abandoned once it has begun, cancelled before.
package struct EndScan: Command {
    package let viewer: Viewer
    package let scan: ScanID
    package let outcome: ScanOutcome

    package init(viewer: Viewer, scan: ScanID, outcome: ScanOutcome) {
        self.viewer = viewer
        self.scan = scan
        self.outcome = outcome
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeScan, on: scan, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ScanID {
        var row = try transaction.leased(scan)
        try row.lease.end(outcome, now: transaction.now)
        try transaction.end(row, as: outcome)
        return scan
    }
}

extension Transaction {
    /// Writes down how a scan ended, in its row and in the journal.
    func end(_ row: ScanRow, as outcome: ScanOutcome) throws {
        try run("UPDATE scans SET outcome = \(outcome), ended = \(now) WHERE id = \(row.id)")
        try run("DELETE FROM introductions_wanted WHERE scan = \(row.id)")
        let told = ScanEntries.Ended(
            participant: row.participant,
            scopes: row.scopes,
            technique: row.technique,
            outcome: outcome
        )
        try append(EntryDraft(.scanEnded, subject: row.id, body: told.body))
    }
}
