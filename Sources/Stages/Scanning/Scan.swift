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
    /// Whom to ask why its owner stopped it, if the owner said so.
    package let stopContact: String?
    /// Whether its questions were within its participant's budget; only then it is advised.
    package let isAdvised: Bool
    /// Whether its participant wants to be introduced to those who overlap.
    package let wantsIntroduction: Bool

    /// The question whose answer is "who else is here", without this scan itself.
    package var overlapQuestion: OverlapQuestion {
        var question = OverlapQuestion(
            scopes: intent.scopes,
            technique: intent.technique,
            window: intent.window,
            participant: participant,
            besides: id
        )
        question.modelFamily = intent.modelFamily
        question.intensity = intent.intensity
        question.hasDocument = intent.evidence != nil
        return question
    }
}
