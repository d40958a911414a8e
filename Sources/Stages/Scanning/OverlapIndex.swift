// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// Who scans what, in memory: the follower that answers advice and stands in for no table.
///
/// A question costs one lookup by key, a binary search in that key's scans and a walk over those
/// that touch the days asked about. It grows with scans whose lease still holds or that were
/// completed in the last 30 days (about 200 bytes a scope); what has run out is swept when the
/// index has doubled.
package struct OverlapIndex: Follower {
    package static let name = "scanning.overlap"
    /// For how long a completed scan counts as recent, in days: about one release of most projects.
    package static let recentDays: Int64 = 30
    /// Below so many scans there is nothing worth sweeping; a batch's overlay stays far below it.
    private static let sweepFloor = 4_096

    private var timelines: [String: ScopeTimeline] = [:]
    /// Where each scan stands.
    private var places: [ScanID: (keys: [String], start: Instant)] = [:]
    /// In an overlay: what the batch did to scans that are committed.
    private var ended: Set<ScanID> = []
    private var renewals: [ScanID: Instant] = [:]
    private var sweepAt = sweepFloor

    package init() {}

    /// How many scans are held.
    package var count: Int { places.count }

    /// Takes in one entry.
    package mutating func apply(_ entry: Entry) {
        let scan = ScanID(entry.subject)
        switch (entry.kind.name, entry.kind.version) {
        case ("scan.declared", 1):
            guard let told = ScanEntries.Declared(entry.body) else { return }
            declare(told, scan: scan, now: entry.time)
        case ("scan.renewed", 1):
            guard let expires = ScanEntries.renewed(entry.body) else { return }
            renew(scan, until: expires)
        case ("scan.ended", 1):
            guard let told = ScanEntries.Ended(entry.body) else { return }
            end(told, scan: scan, at: entry.time)
        default: break
        }
    }

    /// Advice on each scope, from this index and what the batch has changed since.
    package func advice(
        _ question: OverlapQuestion,
        now: Instant,
        pending: OverlapIndex? = nil
    ) -> [OverlapAdvice] {
        question.scopes.map { scope in
            var tally = OverlapTally(scope: scope, question: question)
            timelines[scope.key]?.count(into: &tally, now: now, pending: pending)
            pending?.timelines[scope.key]?.count(into: &tally, now: now, pending: nil)
            return tally.advice()
        }
    }

    /// Whether a completion still counts as recent.
    static func isRecent(_ moment: Instant, now: Instant) -> Bool {
        moment.adding(seconds: recentDays * 86_400) > now
    }

    func hasEnded(_ scan: ScanID) -> Bool { ended.contains(scan) }

    func renewal(of scan: ScanID) -> Instant? { renewals[scan] }

    mutating func declare(_ told: ScanEntries.Declared, scan: ScanID, now: Instant) {
        let days = told.window.days
        for scope in told.scopes {
            let held = HeldScan(
                scan: scan,
                participant: told.participant,
                technique: told.technique,
                version: scope.version,
                window: days,
                expires: told.expires
            )
            timelines[scope.key, default: ScopeTimeline()].insert(held)
        }
        places[scan] = (told.scopes.map(\.key), days.start)
        if places.count >= sweepAt { sweep(now: now) }
    }

    private mutating func renew(_ scan: ScanID, until expires: Instant) {
        guard let place = places[scan] else {
            renewals[scan] = expires
            return
        }
        for key in place.keys {
            timelines[key]?.renew(scan, start: place.start, until: expires)
        }
    }

    private mutating func end(_ told: ScanEntries.Ended, scan: ScanID, at moment: Instant) {
        if let place = places.removeValue(forKey: scan) {
            for key in place.keys { timelines[key]?.remove(scan, start: place.start) }
        } else {
            ended.insert(scan)
        }
        if told.outcome == .completed { complete(told, scan: scan, at: moment) }
    }

    mutating func complete(_ told: ScanEntries.Ended, scan: ScanID, at moment: Instant) {
        for scope in told.scopes {
            let done = HeldScan(
                scan: scan,
                participant: told.participant,
                technique: told.technique,
                version: scope.version,
                window: ScanWindow(start: moment, end: moment).days,
                expires: moment
            )
            timelines[scope.key, default: ScopeTimeline()].complete(done, at: moment)
        }
    }

    private mutating func sweep(now: Instant) {
        for key in timelines.keys {
            let gone = timelines[key]?.sweep(now: now) ?? []
            for scan in gone { places[scan] = nil }
            if timelines[key]?.isEmpty == true { timelines[key] = nil }
        }
        // In the committed index these are only of scans that were swept before they ended.
        ended.removeAll()
        renewals.removeAll()
        sweepAt = max(Self.sweepFloor, places.count * 2)
    }
}

extension Followed<OverlapIndex> {
    /// Advice from what is committed and what the batch has done so far.
    package func advice(_ question: OverlapQuestion, now: Instant) -> [OverlapAdvice] {
        committed.advice(question, now: now, pending: pending)
    }
}
