// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// One scan on one scope, as the overlap index holds it.
struct HeldScan: Sendable {
    let scan: ScanID
    let participant: ParticipantID
    let technique: Technique
    let version: String?
    /// In whole days.
    let window: ScanWindow
    /// Up to when its lease holds.
    var expires: Instant
}

/// The scans on one key: sorted by start, with the latest end so far, so that a question about a
/// window looks only at what can touch it.
struct ScopeTimeline: Sendable {
    private var held: [HeldScan] = []
    /// At each place the latest end of a window up to and including it.
    private var latestEnds: [Instant] = []
    /// Completed scans with the moment, in no order: few, and swept after `recentDays`.
    private var completed: [(scan: HeldScan, moment: Instant)] = []

    var isEmpty: Bool { held.isEmpty && completed.isEmpty }

    /// Puts a scan in its place.
    mutating func insert(_ scan: HeldScan) {
        let place = firstIndex { ($0.window.start, $0.scan) >= (scan.window.start, scan.scan) }
        held.insert(scan, at: place)
        latestEnds.insert(scan.window.end, at: place)
        refreshEnds(from: place)
    }

    /// Moves the expiry of a scan.
    mutating func renew(_ scan: ScanID, start: Instant, until expires: Instant) {
        guard var place = place(of: scan, start: start) else { return }
        while place < held.count, held[place].scan == scan {
            held[place].expires = expires
            place += 1
        }
    }

    /// Takes a scan out.
    mutating func remove(_ scan: ScanID, start: Instant) {
        guard let place = place(of: scan, start: start) else { return }
        held.remove(at: place)
        latestEnds.remove(at: place)
        refreshEnds(from: place)
    }

    /// Remembers a completed scan.
    mutating func complete(_ scan: HeldScan, at moment: Instant) {
        completed.append((scan, moment))
    }

    /// Drops what no question from `now` on can be answered with; answers the scans that are gone.
    mutating func sweep(now: Instant) -> [ScanID] {
        let gone = held.filter { $0.expires <= now }.map(\.scan)
        if !gone.isEmpty {
            held.removeAll { $0.expires <= now }
            latestEnds = held.map(\.window.end)
            refreshEnds(from: 0)
        }
        completed.removeAll { !OverlapIndex.isRecent($0.moment, now: now) }
        return gone
    }

    /// Counts what overlaps; `pending` says what the batch has ended or renewed since.
    func count(into tally: inout OverlapTally, now: Instant, pending: OverlapIndex?) {
        let asked = tally.question.window.days
        var place = firstIndex { $0.window.start >= asked.end }
        while place > 0 {
            place -= 1
            guard latestEnds[place] > asked.start else { break }
            let scan = held[place]
            guard scan.window.end > asked.start, pending?.hasEnded(scan.scan) != true else {
                continue
            }
            guard (pending?.renewal(of: scan.scan) ?? scan.expires) > now else { continue }
            tally.count(held: scan)
        }
        for (scan, moment) in completed where OverlapIndex.isRecent(moment, now: now) {
            tally.count(completed: scan)
        }
    }

    private func place(of scan: ScanID, start: Instant) -> Int? {
        let place = firstIndex { ($0.window.start, $0.scan) >= (start, scan) }
        return place < held.count && held[place].scan == scan ? place : nil
    }

    /// The first place where the condition holds; it fails before and holds after.
    private func firstIndex(where isReached: (HeldScan) -> Bool) -> Int {
        var low = 0
        var high = held.count
        while low < high {
            let middle = (low + high) / 2
            if isReached(held[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private mutating func refreshEnds(from place: Int) {
        var latest = place > 0 ? latestEnds[place - 1] : Instant(microseconds: .min)
        for index in place..<held.count {
            latest = max(latest, held[index].window.end)
            latestEnds[index] = latest
        }
    }
}
