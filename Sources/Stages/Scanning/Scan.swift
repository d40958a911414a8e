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
