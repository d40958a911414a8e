// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// Marks the id of a finding.
package enum FindingMark {}
package typealias FindingID = ID<FindingMark>

/// What comparing a claim with what is known came to.
package enum DedupVerdict: String, Sendable, CaseIterable, SQLConvertible {
    /// Nothing like it is known.
    case new
    /// It is known, and this says no more.
    case dupSkip = "dup_skip"
    /// It is known, and this says more.
    case dupBetter = "dup_better"
    /// Something with the same weakness in the same file is known; whether it is the same is open.
    case near
}

/// How two findings stand to each other.
package enum FindingRelation: String, Sendable, CaseIterable, SQLConvertible {
    case duplicateOf = "duplicate_of"
    case relatedTo = "related_to"
}

/// A known finding that shares a fingerprint with a claim.
struct DedupCandidate: Hashable, Sendable {
    let finding: FindingID
    /// What it is a duplicate of, or itself.
    let lead: FindingID
    let owner: ParticipantID?
    let detail: Int
    let fingerprint: Fingerprint
}

/// The rule by which a claim is new, a duplicate or near: a pure function of what is known.
///
/// A claim joins the oldest finding that it is equal to and is only related to any other, so that
/// two findings are never glued by a third. A participant's own earlier finding comes first: what a
/// coordinator has split stays apart however often it is reported again.
struct Dedup {
    /// Other findings that a claim is related to at most.
    static let relatedLimit = 8

    let verdict: DedupVerdict
    /// What it is a duplicate of; nil where it stands for itself.
    let lead: FindingID?
    /// The participant's own earlier finding, which stands for this claim too.
    let standing: FindingID?
    /// Why: the fingerprint that it shares with `lead`, and those it shares with others.
    let evidence: Fingerprint?
    let related: [(finding: FindingID, fingerprint: Fingerprint)]

    init(owner: ParticipantID?, detail: Int, candidates: [DedupCandidate]) {
        let known = candidates.sorted { ($0.lead, $0.finding) < ($1.lead, $1.finding) }
        let equal = known.filter { $0.fingerprint.scheme.isEquality }
        let own = owner.flatMap { owner in equal.first { $0.owner == owner } }
        let chosen = own ?? equal.first
        lead = chosen?.lead
        evidence = chosen?.fingerprint
        var related: [(finding: FindingID, fingerprint: Fingerprint)] = []
        for candidate in known where candidate.lead != chosen?.lead {
            guard related.count < Self.relatedLimit,
                !related.contains(where: { $0.finding == candidate.lead })
            else { continue }
            related.append((candidate.lead, candidate.fingerprint))
        }
        self.related = related
        guard let chosen else {
            verdict = related.isEmpty ? .new : .near
            standing = nil
            return
        }
        let best = equal.filter { $0.lead == chosen.lead }.map(\.detail).max() ?? 0
        verdict = detail > best ? .dupBetter : .dupSkip
        standing = verdict == .dupSkip ? own?.finding : nil
    }
}
