// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// A scan as its participant sees it: what was declared, and the lease that it became.
package struct Scan: Hashable, Sendable {
    package let id: ScanID
    package let participant: ParticipantID
    package let intent: ScanIntent
    package let lease: ScanLease
    package let declared: Instant
    /// When it was said to have ended; nil while nobody said so.
    package let ended: Instant?

    /// The question whose answer is "who else is here", without this scan itself.
    package var overlapQuestion: OverlapQuestion {
        OverlapQuestion(
            scopes: intent.scopes,
            technique: intent.technique,
            window: intent.window,
            participant: participant,
            besides: id
        )
    }
}

/// How many scans there are, for whoever triages for the community: counts, never whose.
package struct ScanCounts: Hashable, Sendable {
    package let planned: Int
    package let active: Int
    /// Completed within the last `OverlapIndex.recentDays` days.
    package let recentlyCompleted: Int
    /// Of the active ones.
    package let byTechnique: [Technique: Int]
}
