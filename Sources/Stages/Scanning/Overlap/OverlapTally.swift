// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// Counts leases of others that overlap with one scope, while an index is looked through.
///
/// It keeps those that begin latest, `limit` at most: so what is counted does not depend on the
/// order in which an index came about.
struct OverlapTally: WindowVisitor {
    /// Leases that are counted at most: the advice says the rest as "or more".
    static let limit = 16
    /// Steps of comparing what keys do not say, for one question: some milliseconds.
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
    private var starts = InlineArray<16, UInt32>(repeating: 0)
    private(set) var count = 0
    private var earliest = 0
    private var work = Self.workLimit

    let start: UInt32
    let end: UInt32

    init(_ question: Question, in index: LeaseIndex) {
        self.question = question
        start = question.start
        end = question.end
        leases = index.leases
        holdings = index.trie.holdings
        residues = index.residues
    }

    /// The leases that were counted.
    var found: [LeaseIndex.Lease] { (0..<count).compactMap { leases[Int(kept[$0])] } }

    mutating func meet(_ item: TimedItem) -> Bool {
        let isFull = count == Self.limit
        if isFull, item.start < starts[earliest] { return false }
        let holding = holdings[Int(item.item)]
        guard let lease = leases[Int(holding.lease)], counts(lease, holding) else { return true }
        for index in 0..<count where kept[index] == holding.lease { return true }
        if isFull {
            guard precedes(lease, than: earliest) else { return true }
            keep(holding.lease, item.start, at: earliest)
            findEarliest()
        } else {
            keep(holding.lease, item.start, at: count)
            count += 1
            if count == Self.limit { findEarliest() }
        }
        return true
    }

    private mutating func counts(_ lease: LeaseIndex.Lease, _ holding: ScopeTrie.Holding) -> Bool {
        guard lease.participant != question.asker, lease.scan != question.besides else {
            return false
        }
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

    private mutating func keep(_ lease: UInt32, _ start: UInt32, at index: Int) {
        kept[index] = lease
        starts[index] = start
    }

    /// Whether a lease goes before a kept one: it begins later, or as late with a later id.
    private func precedes(_ lease: LeaseIndex.Lease, than index: Int) -> Bool {
        guard lease.start == starts[index] else { return lease.start > starts[index] }
        return (leases[Int(kept[index])]?.scan).map { lease.scan > $0 } ?? true
    }

    private mutating func findEarliest() {
        earliest = 0
        for index in 1..<Self.limit {
            guard let lease = leases[Int(kept[earliest])] else { continue }
            if precedes(lease, than: index) { earliest = index }
        }
    }
}
