// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

extension Querying {
    /// The introductions that the viewer was given, newest first, all or those of one scan;
    /// `after` is the last id of the page before.
    package func introductions(
        viewer: Viewer,
        now: Instant,
        of scan: ScanID? = nil,
        after: IntroductionID? = nil,
        limit: Int = 50
    ) throws -> [Introduction] {
        let ofScan: Statement =
            scan.map { "(first_scan = \($0) OR second_scan = \($0))" } ?? "1 = 1"
        let from: Statement = after.map { "introductions.id < \($0)" } ?? "1 = 1"
        let visible = VisibilityRule.visible(
            .introduction,
            column: "introductions.id",
            to: viewer,
            now: now
        )
        let rows = try all(
            """
            SELECT \(fragment: IntroductionRow.columns) FROM introductions
            WHERE (first_participant = \(viewer.participant)
                OR second_participant = \(viewer.participant))
                AND \(fragment: ofScan) AND \(fragment: from) AND \(fragment: visible)
            ORDER BY id DESC LIMIT \(bounded(limit))
            """
        ) { try IntroductionRow(&$0) }
        return try rows.map { row in
            let own = row.participants[0] == viewer.participant ? 0 : 1
            let other = row.participants[1 - own]
            let scan = try scanRows(where: "id = \(row.scans[1 - own])", limit: 1).first
            return Introduction(
                id: row.id,
                scan: row.scans[own],
                other: other,
                name: try nameNow(of: other),
                contact: try scan?.scan(in: self).intent.contact,
                made: row.made
            )
        }
    }
}
