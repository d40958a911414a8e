// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// An owner stops a scan of what it controls; the scanner's next heartbeat is told so.
package struct StopScan: Command {
    package let viewer: Viewer
    package let scan: ScanID
    /// How the scanner can ask why; told to it.
    package let contact: String?

    package init(viewer: Viewer, scan: ScanID, contact: String?) {
        self.viewer = viewer
        self.scan = scan
        self.contact = contact
    }

    /// A scan of what is not the asker's own is absent for it.
    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        try decide(viewer, .stopScan).hiding()
        guard let owner = viewer.participant else { throw Refusal.forbidden }
        let held = try transaction.heldControls(of: owner, at: transaction.now)
        let row = try transaction.scanRows(where: "id = \(scan)", limit: 1).first
        let isOwn = row?.scopes.contains { scope in held.contains { $0.scope.contains(scope) } }
        guard isOwn == true else { throw Refusal.notFound }
    }

    package func perform(in transaction: any Transaction) throws -> ScanID {
        var faults: [Refusal.Fault] = []
        if let contact { RuleTerms.check(contact: contact, &faults) }
        guard faults.isEmpty else { throw Refusal.invalidRule(faults) }
        var row = try transaction.leased(scan)
        try row.lease.stop(now: transaction.now)
        try transaction.run(
            """
            UPDATE scans SET stop_contact = \(try transaction.sealWords(contact)) WHERE id = \(scan)
            """
        )
        try transaction.end(row, as: .stopped)
        return scan
    }
}

extension Querying {
    /// What a scanner is told whose scan an owner stopped; nil for every other scan.
    func stopped(_ row: ScanRow) throws -> Refusal? {
        guard row.lease.outcome == .stopped else { return nil }
        let ask = try openWords(row.stopContact).map { " Ask at \($0)." } ?? ""
        return Refusal(
            .gone,
            code: "scan-stopped",
            detail: "The owner of what it looks at stopped this scan: end it now.\(ask)"
        )
    }
}
