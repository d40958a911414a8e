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

    var standing = LeaseIndex()
    var completed = LeaseIndex()
    private(set) var notes = CoverageNotes()
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
        case ("scan.ended", 1), ("scan.ended", 2):
            guard let told = ScanEntries.Ended(entry.body) else { return }
            if !standing.remove(scan) { remember { $0.ended.insert(scan) } }
            complete(told, scan: scan, at: told.ended ?? entry.time, now: entry.time)
        case ("scan.covered", 1):
            guard let told = ScanEntries.Ended(entry.body), let ended = told.ended else { return }
            if !completed.remove(scan) { remember { $0.ended.insert(scan) } }
            complete(told, scan: scan, at: ended, now: entry.time)
        default: break
        }
    }

    /// Advice on each scope, from this index and what the batch has changed since.
    package func advice(
        _ question: OverlapQuestion,
        now: Instant,
        pending: OverlapIndex? = nil
    ) -> [OverlapAdvice] {
        var work = OverlapTally.workLimit
        return advice(question, now: now, pending: pending, work: &work)
    }

    /// The same; takes from `work` what it cost, so that one request has one budget.
    func advice(
        _ question: OverlapQuestion,
        now: Instant,
        pending: OverlapIndex? = nil,
        work: inout Int
    ) -> [OverlapAdvice] {
        let changes = pending.flatMap { $0.isEmpty ? nil : $0 }
        return question.scopes.map { scope in
            let view = View(scope: scope, question: question, now: now, pending: changes)
            var overlapping = view.overlapping(standing, &work)
            var covered = view.covered(self, &work)
            var own = view.own(standing, completed, &work)
            if let changes {
                let view = View(scope: scope, question: question, now: now, pending: nil)
                overlapping.add(view.overlapping(changes.standing, &work))
                covered += view.covered(changes, &work)
                own.formUnion(view.own(changes.standing, changes.completed, &work))
            }
            return OverlapAdvice(
                scope: scope,
                overlapping: .init(overlapping, until: overlapping.lastEnd, of: view),
                covered: .init(covered, question.technique),
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
    mutating func declare(_ told: ScanEntries.Declared, scan: ScanID, now: Instant) {
        let start = told.window.start.second
        let lease = LeaseIndex.Lease(
            scan,
            of: told.participant,
            technique: told.technique,
            model: standing.number(ofModel: told.modelFamily),
            seconds: start..<max(start, told.window.end.lastSecond) + 1,
            expires: told.expires
        )
        standing.insert(lease, on: told.scopes, now: now)
    }

    mutating func complete(
        _ told: ScanEntries.Ended,
        scan: ScanID,
        at moment: Instant,
        now: Instant
    ) {
        let covered = told.covered
        guard !covered.isEmpty else { return }
        let until = moment.adding(seconds: Self.recentDays * 86_400)
        notes.insert(covered, of: scan, until: until, now: now)
        let lease = LeaseIndex.Lease(
            scan,
            of: told.participant,
            technique: told.technique,
            seconds: moment.second..<until.lastSecond + 1,
            expires: until
        )
        completed.insert(lease, on: covered.map(\.scope), now: now)
    }
}

extension Instant {
    /// The second of the time since 1970 in which it lies; what lies outside counts as the nearest.
    var second: UInt32 { UInt32(clamping: microseconds / 1_000_000) }

    /// The last second that has begun before it.
    var lastSecond: UInt32 { UInt32(clamping: (max(microseconds, 1) - 1) / 1_000_000) }
}

extension Followed<OverlapIndex> {
    /// Advice from what is committed and what the batch has done so far.
    package func advice(_ question: OverlapQuestion, now: Instant) -> [OverlapAdvice] {
        committed.advice(question, now: now, pending: pending)
    }
}
