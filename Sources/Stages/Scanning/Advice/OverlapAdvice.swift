// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What the index knows of a scope: how many others scan it and of what nature, never who.
///
/// Neither participant, tool, model family nor note is a part of it; times are whole days and
/// counts are coarse, so that asking often and narrowly does not lead to anybody.
package struct OverlapAdvice: Hashable, Sendable {
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
        /// Whether one of them uses the family of models that was asked about; nil where none was,
        /// or where there are more families than the index tells apart.
        package let sameModelFamily: Bool?
        /// Whether one of them looks at the very revision or version that was asked about; nil
        /// where none was.
        package let sameRevision: Bool?
        /// The end of the last UTC day on which one of them may still run.
        package let until: Instant
    }

    package let scope: Scope
    /// In force or planned within the days asked about.
    package let overlapping: Others?
    /// Completed within the last `OverlapIndex.recentDays` days.
    package let covered: Covered?
    /// The asker's own scans on the scope, which do not count among the others: those that begin
    /// latest, `OverlapTally.limit` in each of what runs and what was completed.
    package let own: [ScanID]
}

/// What advice is asked about; it can be asked without declaring anything.
package struct OverlapQuestion: Hashable, Sendable {
    package let scopes: [Scope]
    package let technique: Technique
    package var modelFamily: String?
    package var intensity: Intensity = .passive
    package let window: ScanWindow
    /// Whether a document of an owner was stated.
    package var hasDocument = false
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

    /// Checks what was sent, of which a question needs less than a plan; throws one refusal with
    /// all faults.
    package static func checked(
        _ draft: ScanDraft,
        viewer: Viewer,
        now: Instant
    ) throws(Refusal) -> OverlapQuestion {
        var faults: [Refusal.Fault] = []
        let scopes = ScanIntent.scopes(draft.scopes, faults: &faults)
        let technique = Technique(draft.technique, at: "/technique", &faults)
        let intensity = ScanIntent.intensity(
            draft.intensity ?? Intensity.passive.rawValue,
            of: scopes,
            faults: &faults
        )
        ScanIntent.check(draft.window, now: now, &faults)
        guard faults.isEmpty, let technique, let intensity else { throw .invalidScan(faults) }
        var question = OverlapQuestion(
            scopes: scopes,
            technique: technique,
            window: draft.window,
            participant: viewer.participant
        )
        question.modelFamily = draft.modelFamily
        question.intensity = intensity
        return question
    }

    /// The same question about other scopes, in another window.
    func asked(of scopes: [Scope], in window: ScanWindow? = nil) -> OverlapQuestion {
        var question = OverlapQuestion(
            scopes: scopes,
            technique: technique,
            window: window ?? self.window,
            participant: participant,
            besides: besides
        )
        question.modelFamily = modelFamily
        question.intensity = intensity
        question.hasDocument = hasDocument
        return question
    }
}
