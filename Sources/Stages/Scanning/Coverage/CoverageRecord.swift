// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// Marks the id of a coverage record.
package enum CoverageMark {}
package typealias CoverageID = ID<CoverageMark>

/// What a scan looked at, how completely, and what it set aside, scope by scope; checked.
///
/// It never says more than it can: whoever set something aside, left paths out or looked at fewer
/// than the scope has, did not look at all of it (`CoverageDraft.checked`).
package struct CoverageRecord: Hashable, Sendable {
    /// Paths of one list at most: more is a pattern.
    package static let pathLimit = 256
    /// Things set aside in one record at most; the rest is a number at the last of them.
    package static let setAsideLimit = 500
    /// The longest text of something set aside, in UTF-8 bytes.
    package static let wordsBytes = 500
    /// The most of one sort that one line sets aside.
    package static let countLimit = 1_000_000_000

    /// One scope of the scan.
    package struct Part: Hashable, Sendable {
        package let scope: Scope
        /// The commit, tag or version that was looked at; nil where there is none or nobody said.
        package let revision: String?
        /// Paths looked at, as patterns; none is all of the scope.
        package let looked: [String]
        /// Paths that were left out of those.
        package let leftOut: [String]
        package let completeness: Completeness
        package let setAside: [SetAside]

        /// The revision as others are told it: none that moves, as a branch does, or says a name.
        package var toldRevision: String? { revision.flatMap { scope.tells($0) ? $0 : nil } }
    }

    /// Something that was set aside.
    package struct SetAside: Hashable, Sendable {
        package let what: String
        package let reason: SetAsideReason
        /// Why, in words, where the reason's code does not say it.
        package let words: String?
        /// How many of it.
        package let count: Int
    }

    package let parts: [Part]
    package let spent: [SpentAmount: Int64]
    /// Whether the statement names the participant, which it otherwise does not.
    package let isNamed: Bool

    /// All scopes taken together: as little as the least of them.
    package var completeness: Completeness { parts.map(\.completeness).min() ?? .unknown }

    /// How many things were set aside.
    package var setAsideCount: Int {
        parts.reduce(0) { $0 + $1.setAside.reduce(0) { $0 + $1.count } }
    }

    /// The record for a scan's scopes in their order; those it does not name are unknown.
    ///
    /// A scope that is not the scan's is refused with its place, and so is an abandoned scan that
    /// looked at everything.
    func matched(to scopes: [Scope], outcome: ScanOutcome) throws(Refusal) -> CoverageRecord {
        var faults: [Refusal.Fault] = []
        for (place, part) in parts.enumerated() where !scopes.contains(part.scope) {
            faults.append(
                Refusal.Fault(
                    place: "/coverage/scopes/\(place)/scope",
                    code: "not-of-this-scan",
                    reason: "The scan declared other scopes; `scan show` lists them."
                )
            )
        }
        let known = Dictionary(parts.map { ($0.scope, $0) }) { first, _ in first }
        let matched = CoverageRecord(
            parts: scopes.map { known[$0] ?? Part(unknown: $0) },
            spent: spent,
            isNamed: isNamed
        )
        if outcome == .abandoned, matched.completeness == .complete {
            faults.append(
                Refusal.Fault(
                    place: "/coverage/scopes/0/completeness",
                    code: "contradicts-outcome",
                    reason: "A scan that looked at everything is completed, not abandoned."
                )
            )
        }
        guard faults.isEmpty else { throw .invalidCoverage(faults) }
        return matched
    }
}

extension CoverageRecord.Part {
    /// A scope of which nobody said anything.
    init(unknown scope: Scope) {
        self.init(
            scope: scope,
            revision: scope.ownRevision,
            looked: [],
            leftOut: [],
            completeness: .unknown,
            setAside: []
        )
    }
}

extension Refusal {
    static func invalidCoverage(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-coverage",
            detail: "The coverage cannot be recorded like this; see the faults.",
            faults: faults
        )
    }
}
