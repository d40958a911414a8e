// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// A heartbeat: renews a lease that is in force, for whoever holds its fencing number.
///
/// One that comes within `ScanLease.quietSeconds` of the last writes nothing, so that an eager
/// scanner does not fill the journal.
package struct RenewScan: Command {
    package let viewer: Viewer
    package let scan: ScanID
    package let fence: Int64

    package init(viewer: Viewer, scan: ScanID, fence: Int64) {
        self.viewer = viewer
        self.scan = scan
        self.fence = fence
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeScan, on: scan, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ScanID {
        let row = try transaction.leased(scan)
        if let stopped = try transaction.stopped(row) { throw stopped }
        var lease = row.lease
        guard let expires = try lease.renew(fence: fence, now: transaction.now) else { return scan }
        try transaction.run(
            """
            UPDATE scans SET renewed = \(lease.renewed), expires = \(expires) WHERE id = \(scan)
            """
        )
        try transaction.append(
            EntryDraft(.scanRenewed, subject: scan, body: ScanEntries.renewed(until: expires))
        )
        return scan
    }
}
