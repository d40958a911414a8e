// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// Counts leases of others that overlap with one scope, while an index is looked through.
///
/// It keeps those that begin latest, `limit` at most, and of one participant `ofOneLimit` at most,
/// so that nobody's many leases hide another's. What is counted does not depend on the order in
/// which an index came about: those kept are a greatest set of a laminar matroid.
struct OverlapTally: WindowVisitor {
    /// Leases that are counted at most: the advice says the rest as "or more".
    static let limit = 16
    /// Leases of one participant that are counted at most: as many as advice tells apart.
    static let ofOneLimit = 5
    /// Steps of comparing what keys do not say, for all scopes of one question: some milliseconds.
    ///
    /// Where many leases stand on one key with ranges and patterns that nearly meet, those looked
    /// at after that count as overlapping: advice errs towards telling.
    static let workLimit = 200_000

    /// What is asked about.
    struct Question {
        let scope: Scope
        /// In seconds since 1970, from the first up to before the end.
        let start: UInt32
        let end: UInt32
        let now: Instant
        /// Whose leases are not others'.
        let asker: ParticipantID?
        /// Whether the asker's own leases are looked for, instead of others'.
        var isOwn = false
        /// A lease that is left out.
        let besides: ScanID?
        /// What the batch has changed since.
        let pending: OverlapIndex?
    }

    private let question: Question
    private let leases: ContiguousArray<LeaseIndex.Lease?>
    private let holdings: ContiguousArray<ScopeTrie.Holding>
    private let residues: ContiguousArray<ScopeResidue?>
    private var kept = InlineArray<16, UInt32>(repeating: 0)
    private var residuesKept = InlineArray<16, UInt32>(repeating: 0)
    private var participants = InlineArray<16, ParticipantID>(
        repeating: ParticipantID(high: 0, low: 0)
    )
    private(set) var count = 0
    private var earliest = 0
    /// Steps that are left.
    private(set) var work: Int

    let start: UInt32
    let end: UInt32

    init(_ question: Question, in index: LeaseIndex, work: Int) {
        self.question = question
        self.work = work
        start = question.start
        end = question.end
        leases = index.leases
        holdings = index.trie.holdings
        residues = index.residues
    }

    /// The leases that were counted, each with what it says beyond its key.
    var found: [LeaseIndex.Found] {
        (0..<count).compactMap { place in
            leases[Int(kept[place])].map {
                LeaseIndex.Found(lease: $0, residue: residues[Int(residuesKept[place])])
            }
        }
    }

    mutating func meet(_ item: TimedItem) -> Bool {
        let isFull = count == Self.limit
        if isFull, let last = leases[Int(kept[earliest])], item.start < last.start { return false }
        let holding = holdings[Int(item.item)]
        guard let lease = leases[Int(holding.lease)], counts(lease, holding) else { return true }
        var (ofOne, earliestOfOne) = (0, 0)
        for index in 0..<count where participants[index] == lease.participant {
            if kept[index] == holding.lease { return true }
            if ofOne == 0 || goes(kept[earliestOfOne], before: kept[index]) {
                earliestOfOne = index
            }
            ofOne += 1
        }
        if ofOne == (question.isOwn ? Self.limit : Self.ofOneLimit) {
            replace(earliestOfOne, by: holding, of: lease.participant)
        } else if isFull {
            replace(earliest, by: holding, of: lease.participant)
        } else {
            (kept[count], participants[count]) = (holding.lease, lease.participant)
            residuesKept[count] = holding.residue
            count += 1
        }
        if count == Self.limit { findEarliest() }
        return true
    }

    private mutating func counts(_ lease: LeaseIndex.Lease, _ holding: ScopeTrie.Holding) -> Bool {
        guard (lease.participant == question.asker) == question.isOwn,
            lease.scan != question.besides
        else { return false }
        var expires = lease.expires
        if let pending = question.pending {
            guard !pending.hasEnded(lease.scan) else { return false }
            expires = pending.renewal(of: lease.scan) ?? expires
        }
        guard expires > question.now else { return false }
        guard holding.residue != 0, work > 0 else { return true }
        let residue = residues[Int(holding.residue)]
        return ScopeResidue.meet(residue, question.scope.residue, work: &work)
    }

    private mutating func replace(
        _ index: Int,
        by holding: ScopeTrie.Holding,
        of participant: ParticipantID
    ) {
        guard goes(holding.lease, before: kept[index]) else { return }
        (kept[index], participants[index]) = (holding.lease, participant)
        residuesKept[index] = holding.residue
    }

    /// Whether a lease goes before another: it begins later, or as late with a later id.
    private func goes(_ left: UInt32, before right: UInt32) -> Bool {
        guard let left = leases[Int(left)], let right = leases[Int(right)] else { return false }
        return left.start == right.start ? left.scan > right.scan : left.start > right.start
    }

    private mutating func findEarliest() {
        earliest = 0
        for index in 1..<Self.limit where goes(kept[earliest], before: kept[index]) {
            earliest = index
        }
    }
}
