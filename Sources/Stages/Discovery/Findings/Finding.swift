// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// A finding in the facts that all its finders share, under the title that the first one gave it.
package struct Finding: Hashable, Sendable {
    package let id: FindingID
    /// The first finder's own words for it; nil where it gave none or they were erased.
    package let words: String?
    package let package: String
    package let versions: [String]
    package let function: String?
    package let file: String?
    package let line: Int?
    package let weakness: Weakness?
    package let level: FindingLevel
    package let tlp: TLP
    /// When the first of its reports came, and when it last changed.
    package let found: Instant
    package let changed: Instant
    /// How many parties found it.
    package let finders: Int
    /// What is to be done about it by whoever looks.
    package private(set) var step: FindingStep

    /// What it is, in a line: as its first finder put it, else made of facts.
    package var title: String {
        if let words { return words }
        let what =
            weakness.map { weakness in
                weakness.name.map { "\($0) (\(weakness))" } ?? "\(weakness)"
            } ?? "A weakness"
        return "\(what) in \(symbol ?? self.package)"
    }

    /// The same after a vulnerability was recorded of it: nobody has to look whether it is one.
    package var settled: Finding {
        var finding = self
        if step == .triage || step == .wait { finding.step = .settled }
        return finding
    }

    /// Where it is: the function, else the file.
    package var symbol: String? { function ?? file }
}

/// What is to be done about a finding, by whoever looks at it.
package enum FindingStep: String, Sendable, CaseIterable {
    /// For a coordinator: another finding may be the same.
    case compare
    /// For a coordinator: nobody has looked at it yet.
    case triage
    /// For a finder: others found it too.
    case checkMerge = "check-merge"
    /// For a finder: it lies with the coordinator.
    case wait
    /// For whoever it was shared with.
    case read
    /// A vulnerability was recorded of it.
    case settled

    /// In one sentence.
    package var sentence: String {
        switch self {
        case .compare:
            "Compare it with the finding near it: same weakness and file, perhaps the same bug."
        case .triage: "Read what was reported, and check that it is one bug."
        case .checkMerge:
            "Another party found it too: see whether it is the same bug, else ask for a split."
        case .wait: "Nothing to do: it is with the coordinator."
        case .read: "It was shared with you: see whether it concerns you."
        case .settled: "Nothing to do: a vulnerability was recorded of it."
        }
    }
}

/// One who found it, as far as the viewer may know.
package struct Finder: Hashable, Sendable {
    package let finding: FindingID
    /// Whether it is the viewer's own participant.
    package let isOwn: Bool
    /// Who, where the viewer may know.
    package let participant: ParticipantID?
    /// How they want to be named, word for word; nil is unnamed, or not for this viewer.
    ///
    /// A co-finder learns it only where both chose a name (ORDER C2, C3).
    package internal(set) var credit: String?
    package let found: Instant
    /// What its claim came to; nil where the viewer may not see the report.
    package let verdict: DedupVerdict?
    package let report: ReportID?
    package let tool: String?
    package let rule: String?
    /// What the finder wrote, where the viewer may read it and it was not erased.
    package let prose: FindingProse?
}

/// How a finding stands to another that the viewer may see.
package struct RelatedFinding: Hashable, Sendable {
    package let finding: FindingID
    package let other: FindingID
    package let relation: FindingRelation
    package let scheme: FingerprintScheme
    package let made: Instant
    /// When it was undone; nil while it holds.
    package let ended: Instant?
}

/// A finding with everything about it that the viewer may see.
package struct FindingDetail: Hashable, Sendable {
    package var finding: Finding
    /// All its finders, the first one first.
    package let finders: [Finder]
    /// The keys of the claims that the viewer may read in full.
    package let fingerprints: [Fingerprint]
    /// Its history: what was merged, split or held to be near.
    package let relations: [RelatedFinding]
    /// Whether the viewer may split it, and it has more than one part.
    package let canSplit: Bool
}
