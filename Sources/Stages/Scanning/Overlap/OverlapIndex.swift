// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// Who scans what, in memory: the follower that answers advice and stands in for no table.
///
/// It holds scans whose lease is in force or planned, and those completed in the last 30 days.
/// `LeaseIndex` says what a question costs; an entry costs a few such questions.
package struct OverlapIndex: Follower {
    package static let name = "scanning.overlap"
    /// For how long a completed scan counts as recent, in days: about one release of most projects.
    package static let recentDays: Int64 = 30

    /// Changes to unknown scans that are remembered: more than a batch can hold.
    ///
    /// In the committed index they are only of leases that ran out and were taken out before.
    private static let remembered = 65_536

    private var standing = LeaseIndex()
    private var completed = LeaseIndex()
    /// In an overlay: what the batch did to scans that are committed.
    private var ended: Set<ScanID> = []
    private var renewals: [ScanID: Instant] = [:]

    package init() {}

    /// How many scans are held.
    package var count: Int { standing.count + completed.count }

    /// Bytes that it takes, as allocated; ranges and globs of scopes are not counted.
    package var bytes: Int { standing.bytes + completed.bytes }

    /// Takes in one entry.
    package mutating func apply(_ entry: Entry) {
        let scan = ScanID(entry.subject)
        switch (entry.kind.name, entry.kind.version) {
        case ("scan.declared", 1):
            guard let told = ScanEntries.Declared(entry.body) else { return }
            declare(told, scan: scan, now: entry.time)
        case ("scan.renewed", 1):
            guard let expires = ScanEntries.renewed(entry.body) else { return }
            if !standing.renew(scan, until: expires) { remember { $0.renewals[scan] = expires } }
        case ("scan.ended", 1):
            guard let told = ScanEntries.Ended(entry.body) else { return }
            if !standing.remove(scan) { remember { $0.ended.insert(scan) } }
            if told.outcome == .completed { complete(told, scan: scan, at: entry.time) }
        default: break
        }
    }

    /// Advice on each scope, from this index and what the batch has changed since.
    package func advice(
        _ question: OverlapQuestion,
        now: Instant,
        pending: OverlapIndex? = nil
    ) -> [OverlapAdvice] {
        let changes = pending.flatMap { $0.isEmpty ? nil : $0 }
        return question.scopes.map { scope in
            let view = View(scope: scope, question: question, now: now, pending: changes)
            var (overlapping, covered) = (view.overlapping(standing), view.covered(completed))
            var own = view.own(standing, completed)
            if let changes {
                let view = View(scope: scope, question: question, now: now, pending: nil)
                overlapping += view.overlapping(changes.standing)
                covered += view.covered(changes.completed)
                own.formUnion(view.own(changes.standing, changes.completed))
            }
            return OverlapAdvice(
                scope: scope,
                overlapping: .init(overlapping.map { ($0.technique, $0.end) }, question.technique),
                covered: .init(covered.map { ($0.technique, $0.start + 1) }, question.technique),
                own: own.sorted()
            )
        }
    }

    var isEmpty: Bool { count == 0 && ended.isEmpty && renewals.isEmpty }

    func hasEnded(_ scan: ScanID) -> Bool { ended.contains(scan) }

    func renewal(of scan: ScanID) -> Instant? { renewals[scan] }

    private mutating func remember(_ change: (inout OverlapIndex) -> Void) {
        if ended.count + renewals.count >= Self.remembered {
            ended.removeAll()
            renewals.removeAll()
        }
        change(&self)
    }
}

extension OverlapIndex {
    /// One scope of a question, asked of one index.
    fileprivate struct View {
        let scope: Scope
        let question: OverlapQuestion
        let now: Instant
        let pending: OverlapIndex?

        func overlapping(_ index: LeaseIndex) -> [LeaseIndex.Lease] {
            let days = question.window.days
            return index.others(asked(days.start.second, days.end.second))
        }

        func covered(_ index: LeaseIndex) -> [LeaseIndex.Lease] {
            index.others(asked(now.second, now.second + 1))
        }

        func own(_ standing: LeaseIndex, _ completed: LeaseIndex) -> Set<ScanID> {
            guard let asker = question.participant else { return [] }
            let days = question.window.days
            var own = Set(
                standing.own(asker, on: scope).filter { lease in
                    lease.start < days.end.second && lease.end > days.start.second
                        && pending?.hasEnded(lease.scan) != true
                        && (pending?.renewal(of: lease.scan) ?? lease.expires) > now
                }.map(\.scan)
            )
            own.formUnion(completed.own(asker, on: scope).filter { $0.expires > now }.map(\.scan))
            question.besides.map { _ = own.remove($0) }
            return own
        }

        private func asked(_ start: UInt32, _ end: UInt32) -> OverlapTally.Question {
            OverlapTally.Question(
                scope: scope,
                start: start,
                end: end,
                now: now,
                asker: question.participant,
                besides: question.besides,
                pending: pending
            )
        }
    }

    mutating func declare(_ told: ScanEntries.Declared, scan: ScanID, now: Instant) {
        let start = told.window.start.second
        let lease = LeaseIndex.Lease(
            scan,
            of: told.participant,
            technique: told.technique,
            model: standing.number(ofModel: nil),
            seconds: start..<max(start, told.window.end.lastSecond) + 1,
            expires: told.expires
        )
        standing.insert(lease, on: told.scopes, now: now)
    }

    mutating func complete(_ told: ScanEntries.Ended, scan: ScanID, at moment: Instant) {
        let until = moment.adding(seconds: Self.recentDays * 86_400)
        let lease = LeaseIndex.Lease(
            scan,
            of: told.participant,
            technique: told.technique,
            model: completed.number(ofModel: nil),
            seconds: moment.second..<until.lastSecond + 1,
            expires: until
        )
        completed.insert(lease, on: told.scopes, now: moment)
    }
}

extension LeaseIndex {
    /// The leases of others that overlap, those that begin latest, `OverlapTally.limit` at most.
    func others(_ question: OverlapTally.Question) -> [Lease] {
        var tally = OverlapTally(question, in: self)
        trie.show(question.scope.key, &tally)
        return tally.found
    }
}

extension Instant {
    /// The second of the time since 1970 in which it lies; what lies outside counts as the nearest.
    var second: UInt32 { UInt32(clamping: microseconds / 1_000_000) }

    /// The last second that has begun before it.
    var lastSecond: UInt32 { UInt32(clamping: (max(microseconds, 1) - 1) / 1_000_000) }
}

extension OverlapAdvice.Others {
    /// What is told of leases, each with its technique and the second before which it is over.
    fileprivate init?(_ leases: [(technique: Technique, end: UInt32)], _ technique: Technique) {
        guard let extent = OverlapAdvice.Extent(leases.count), let last = leases.map(\.end).max()
        else { return nil }
        var techniques = TechniqueSet()
        for lease in leases { techniques.insert(lease.technique) }
        let end = Instant(microseconds: Int64(last) * 1_000_000)
        self.init(
            extent: extent,
            techniques: techniques,
            sameTechnique: techniques.contains(technique),
            until: ScanWindow(start: end.adding(seconds: -1), end: end).days.end
        )
    }
}

extension Followed<OverlapIndex> {
    /// Advice from what is committed and what the batch has done so far.
    package func advice(_ question: OverlapQuestion, now: Instant) -> [OverlapAdvice] {
        committed.advice(question, now: now, pending: pending)
    }
}
