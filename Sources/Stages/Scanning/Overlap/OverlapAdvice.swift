// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What a participant is told about a scope: how many others scan it and of what nature, never who.
///
/// Neither participant, tool, model family nor note is a part of it; times are whole days and
/// counts are coarse, so that asking often and narrowly does not lead to anybody.
package struct OverlapAdvice: Hashable, Sendable {
    /// What it comes to, the most telling first.
    package enum Verdict: String, Sendable, CaseIterable {
        case overlapping
        /// Nobody scans it now or plans to, but a scan of it was completed not long ago.
        case recentlyCovered = "recently-covered"
        case free
    }

    /// How many, coarsely: an exact count would tell when one more comes or goes.
    package enum Extent: String, Sendable, CaseIterable {
        case one = "1"
        case few = "2-4"
        case many = "5-or-more"

        init?(_ count: Int) {
            switch count {
            case ..<1: return nil
            case 1: self = .one
            case 2...4: self = .few
            default: self = .many
            }
        }
    }

    /// Scans of other participants on the scope.
    package struct Others: Hashable, Sendable {
        package let extent: Extent
        package let techniques: TechniqueSet
        /// Whether one of them uses the technique that was asked about.
        package let sameTechnique: Bool
        /// The end of the last UTC day on which one of them may still run, or on which one was
        /// completed.
        package let until: Instant
    }

    package let scope: Scope
    /// In force or planned within the days asked about.
    package let overlapping: Others?
    /// Completed within the last `OverlapIndex.recentDays` days.
    package let covered: Others?
    /// The asker's own scans on the scope, which do not count among the others: those that begin
    /// latest, `OverlapTally.limit` in each of what runs and what was completed.
    package let own: [ScanID]

    package var verdict: Verdict {
        if overlapping != nil { return .overlapping }
        return covered == nil ? .free : .recentlyCovered
    }
}

/// What advice is asked about; it can be asked without declaring anything.
package struct OverlapQuestion: Hashable, Sendable {
    package let scopes: [Scope]
    package let technique: Technique
    package let window: ScanWindow
    /// Who asks, so that its own scans are told apart.
    package let participant: ParticipantID?
    /// The asker's scan that is left out, where the question is about that scan itself.
    package let besides: ScanID?

    package init(
        scopes: [Scope],
        technique: Technique,
        window: ScanWindow,
        participant: ParticipantID?,
        besides: ScanID? = nil
    ) {
        self.scopes = scopes
        self.technique = technique
        self.window = window
        self.participant = participant
        self.besides = besides
    }

    /// Checks what was sent; throws one refusal with all faults.
    package static func checked(
        scopes: [String],
        technique: String,
        window: ScanWindow,
        viewer: Viewer,
        now: Instant
    ) throws(Refusal) -> OverlapQuestion {
        var faults: [Refusal.Fault] = []
        let parsed = ScanIntent.scopes(scopes, faults: &faults)
        let known = ScanIntent.technique(technique, faults: &faults)
        faults += ScanIntent.faults(of: window, now: now)
        guard faults.isEmpty, let known else { throw .invalidScan(faults) }
        return OverlapQuestion(
            scopes: parsed,
            technique: known,
            window: window,
            participant: viewer.participant
        )
    }
}
