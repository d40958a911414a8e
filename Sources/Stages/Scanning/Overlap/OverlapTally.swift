// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// Counts leases of others that overlap with one scope, while an index is looked through.
///
/// It keeps those on the widest scopes, of as wide ones those that begin latest; where that is
/// asked, those that begin latest on whatever scopes. It keeps `limit` at most, and of one
/// participant `ofOneLimit` at most, so that nobody's many leases hide another's. What is counted
/// does not depend on the order in which an index came about: those kept are a greatest set of a
/// laminar matroid. A window costs a look at eight bytes of `LeaseIndex.Glance`; the lease itself
/// is read only at the end, or where two begin in the same second.
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
    /// What a look for a proposal costs next to such a step.
    static let lookWork = 50

    /// What is asked about; one object, since many look at it and none changes it.
    final class Question: Sendable {
        let scope: Scope
        /// In seconds since 1970, from the first up to before the end.
        let start: UInt32
        let end: UInt32
        let now: Instant
        /// Whose leases are not others'.
        let asker: ParticipantID?
        /// Whether the asker's own leases are looked for, instead of others'.
        let isOwn: Bool
        /// Whether those that begin latest are counted, on whatever scopes.
        let isLatestFirst: Bool
        /// A lease that is left out.
        let besides: ScanID?
        /// What the batch has changed since.
        let pending: OverlapIndex?

        init(
            scope: Scope,
            start: UInt32,
            end: UInt32,
            now: Instant,
            asker: ParticipantID?,
            isOwn: Bool = false,
            isLatestFirst: Bool = false,
            besides: ScanID?,
            pending: OverlapIndex?
        ) {
            self.scope = scope
            self.start = start
            self.end = end
            self.now = now
            self.asker = asker
            self.isOwn = isOwn
            self.isLatestFirst = isLatestFirst || isOwn
            self.besides = besides
            self.pending = pending
        }
    }

    /// A window that is counted.
    private struct Kept {
        var start: UInt32 = 0
        var end: UInt32 = 0
        var holding: UInt32 = 0
        var holder: UInt32 = 0
    }

    private let question: Question
    /// The asker as the index knows it; 0 for nobody there.
    private let asker: UInt32
    private let isOwn: Bool
    private let isLatestFirst: Bool
    private let ofOneLimit: Int
    private let second: UInt32
    /// Whether a lease has to be looked at before it counts.
    private let looksCloser: Bool
    /// Those on the widest scopes first, of as wide ones those that begin latest.
    private var kept = InlineArray<16, Kept>(repeating: Kept())
    private(set) var count = 0
    /// Those kept before this one are on wider scopes than what is looked at now.
    private var first = 0
    /// Steps that are left.
    private(set) var work: Int

    let start: UInt32
    let end: UInt32

    /// `asker` is the number of who asks, `work` the steps that are left.
    init(_ question: Question, asker: UInt32, work: Int) {
        self.question = question
        self.asker = asker
        self.work = work
        start = question.start
        end = question.end
        second = question.now.second
        isOwn = question.isOwn
        isLatestFirst = question.isLatestFirst
        ofOneLimit = question.isOwn ? Self.limit : Self.ofOneLimit
        looksCloser = question.besides != nil || question.pending != nil
    }

    /// The leases that were counted, each with what it says beyond its key.
    func found(in index: LeaseIndex) -> [LeaseIndex.Found] {
        (0..<count).compactMap { place in
            let holding = kept[place].holding
            return index.lease(of: holding).map {
                LeaseIndex.Found(lease: $0, residue: index.residue(of: holding))
            }
        }
    }

    /// The second before which the last of them ends; 0 for none.
    var until: UInt32 {
        var latest: UInt32 = 0
        for place in 0..<count { latest = max(latest, kept[place].end) }
        return latest
    }

    mutating func turn() -> Bool {
        if isLatestFirst { return true }
        first = count
        return count < Self.limit
    }

    mutating func meet(_ item: TimedItem, in index: LeaseIndex) -> Bool {
        take(item, index.glances[Int(item.item)], in: index)
    }

    /// Glances of several are read before any is looked at, so that one is not waited for after
    /// the other: where they lie has nothing to do with each other.
    mutating func meet(
        _ items: UnsafeBufferPointer<TimedItem>,
        in index: LeaseIndex
    ) -> Bool {
        var next = 0
        while next < items.count {
            var places = InlineArray<8, Int>(repeating: 0)
            var found = 0
            while next < items.count, found < places.count {
                if touches(items[next]) {
                    // What begins before all that is kept is not even looked up.
                    if count == Self.limit, items[next].start < kept[Self.limit - 1].start { break }
                    places[found] = next
                    found += 1
                }
                next += 1
            }
            let isLast = next < items.count && found < places.count
            var glances = InlineArray<8, LeaseIndex.Glance>(repeating: .none)
            for place in 0..<found {
                glances[place] = index.glances[Int(items[places[place]].item)]
            }
            for place in 0..<found {
                guard take(items[places[place]], glances[place], in: index) else { return false }
            }
            if isLast { return false }
        }
        return true
    }

    @inline(__always)
    private mutating func take(
        _ item: TimedItem,
        _ glance: LeaseIndex.Glance,
        in index: LeaseIndex
    ) -> Bool {
        let isFull = count == Self.limit
        if isFull, item.start < kept[Self.limit - 1].start { return false }
        guard counts(item.item, glance, in: index) else { return true }
        let new = Kept(
            start: item.start,
            end: item.end,
            holding: item.item,
            holder: glance.holder
        )
        var (ofOne, last) = (0, 0)
        for place in 0..<count where kept[place].holder == new.holder {
            if glance.isOfSeveral, isSame(kept[place].holding, item.item, in: index) { return true }
            last = place
            ofOne += 1
        }
        if ofOne == ofOneLimit {
            if last >= first { replace(last, by: new, in: index) }
        } else if isFull {
            replace(Self.limit - 1, by: new, in: index)
        } else {
            count += 1
            put(new, through: count - 1, in: index)
        }
        return true
    }

    @inline(__always)
    private mutating func counts(
        _ holding: UInt32,
        _ glance: LeaseIndex.Glance,
        in index: LeaseIndex
    ) -> Bool {
        guard (asker != 0 && glance.holder == asker) == isOwn else { return false }
        if looksCloser {
            guard countsCloser(holding, in: index) else { return false }
        } else {
            guard glance.expires >= second else { return false }
            if glance.expires == second {
                guard let lease = index.lease(of: holding), lease.expires > question.now
                else {
                    return false
                }
            }
        }
        guard glance.hasResidue, work > 0 else { return true }
        return ScopeResidue.meet(
            index.residue(of: holding),
            question.scope.residue,
            work: &work
        )
    }

    private func countsCloser(_ holding: UInt32, in index: LeaseIndex) -> Bool {
        guard let lease = index.lease(of: holding), lease.scan != question.besides else {
            return false
        }
        guard let pending = question.pending else { return lease.expires > question.now }
        guard !pending.hasEnded(lease.scan) else { return false }
        return pending.renewal(of: lease.scan) ?? lease.expires > question.now
    }

    private func isSame(_ left: UInt32, _ right: UInt32, in index: LeaseIndex) -> Bool {
        index.trie.holdings[Int(left)].lease == index.trie.holdings[Int(right)].lease
    }

    private mutating func replace(_ place: Int, by new: Kept, in index: LeaseIndex) {
        if goes(new, before: kept[place], in: index) { put(new, through: place, in: index) }
    }

    /// Puts one where it goes; those after it move on, over the one at a place.
    private mutating func put(_ new: Kept, through last: Int, in index: LeaseIndex) {
        var place = last
        while place > first, goes(new, before: kept[place - 1], in: index) {
            kept[place] = kept[place - 1]
            place -= 1
        }
        kept[place] = new
    }

    /// Whether a lease goes before another on as wide a scope: it begins later, or as late with a
    /// later id.
    @inline(__always)
    private func goes(_ left: Kept, before right: Kept, in index: LeaseIndex) -> Bool {
        left.start == right.start ? isLater(left, right, in: index) : left.start > right.start
    }

    private func isLater(_ left: Kept, _ right: Kept, in index: LeaseIndex) -> Bool {
        guard let left = index.lease(of: left.holding), let right = index.lease(of: right.holding)
        else { return false }
        return left.scan > right.scan
    }
}
