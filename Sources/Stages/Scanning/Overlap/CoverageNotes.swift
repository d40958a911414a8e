// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// What was said of how completely, and at which revision, completed scans looked at their scopes.
///
/// It stands beside the index of completed leases: most scans have one scope, and of those that
/// said nothing nothing is kept.
struct CoverageNotes: Sendable {
    /// What is told of one scan's look at one scope.
    struct Told: Hashable, Sendable {
        var completeness = Completeness.unknown
        var revision: String?
    }

    /// A completed scan, and what is told of it.
    typealias Covered = (lease: LeaseIndex.Lease, told: Told)

    private enum Note: Sendable {
        /// The same of all scopes.
        case all(Told)
        case each([(scope: Scope, told: Told)])
    }

    /// Notes that are taken out with one change at most.
    private static let sweptAtOnce = 8

    private var notes: [ScanID: Note] = [:]
    private var queue: [(until: Instant, scan: ScanID)] = []
    private var first = 0

    /// Keeps what was said of a scan, in place of what was said of it before.
    mutating func insert(
        _ parts: [ScanEntries.Coverage.Part],
        of scan: ScanID,
        until: Instant,
        now: Instant
    ) {
        sweep(now: now)
        let told = parts.map {
            (scope: $0.scope, told: Told(completeness: $0.completeness, revision: $0.revision))
        }
        guard let one = told.first?.told, told.contains(where: { $0.told != Told() }) else {
            notes[scan] = nil
            return
        }
        notes[scan] = told.allSatisfy { $0.told == one } ? .all(one) : .each(told)
        queue.append((until, scan))
    }

    /// What was said of a scan's look at what it has in common with a scope; nil where nothing was.
    func told(of scan: ScanID, on scope: Scope, work: inout Int) -> Told? {
        switch notes[scan] {
        case nil: return nil
        case .all(let told): return told
        case .each(let parts):
            var best: Told?
            for part in parts where part.scope.key.meets(scope.key) {
                guard ScopeResidue.meet(part.scope.residue, scope.residue, work: &work) else {
                    continue
                }
                if best.map({ $0.completeness < part.told.completeness }) ?? true {
                    best = part.told
                }
            }
            return best
        }
    }

    private mutating func sweep(now: Instant) {
        for _ in 0..<Self.sweptAtOnce {
            guard first < queue.count, queue[first].until <= now else { break }
            notes[queue[first].scan] = nil
            first += 1
        }
        // As many are dropped as are left: each is moved once.
        guard first > 1_024, first * 2 > queue.count else { return }
        queue.removeFirst(first)
        first = 0
    }
}

extension ScanEntries.Ended {
    /// What was looked at as far as anybody said; the scope's own revision where nobody did.
    ///
    /// Of an abandoned scan only what it told of counts.
    var covered: [ScanEntries.Coverage.Part] {
        let told = coverage?.parts
        guard outcome == .completed else {
            return outcome.tellsCoverage
                ? (told ?? []).filter { $0.completeness != .unknown } : []
        }
        return told ?? scopes.map { CoverageRecord.Part(unknown: $0).told }
    }
}

extension OverlapAdvice {
    /// Scans of other participants on the scope that were completed not long ago, and those that
    /// were abandoned and told what they had looked at.
    package struct Covered: Hashable, Sendable {
        /// Revisions that are told at most.
        static let revisionLimit = 3

        package let extent: Extent
        package let techniques: TechniqueSet
        /// Whether one of them used the technique that was asked about.
        package let sameTechnique: Bool
        /// The end of the last UTC day on which one of them ended.
        package let until: Instant
        /// The most complete of them.
        package let completeness: Completeness
        /// Commits and versions that they looked at, the latest first, three at most.
        package let revisions: [String]

        /// What is told of scans, each with what was said of it.
        init?(_ scans: [CoverageNotes.Covered], _ technique: Technique) {
            let scans = scans.sorted { $0.lease.isLater(than: $1.lease) }
            guard let extent = Extent(scans.count),
                let last = scans.map(\.lease.start).max()
            else { return nil }
            var techniques = TechniqueSet()
            var revisions: [String] = []
            for scan in scans {
                techniques.insert(scan.lease.technique)
                guard let revision = scan.told.revision, revisions.count < Self.revisionLimit,
                    !revisions.contains(revision)
                else { continue }
                revisions.append(revision)
            }
            self.extent = extent
            self.techniques = techniques
            self.revisions = revisions
            sameTechnique = techniques.contains(technique)
            completeness = scans.map(\.told.completeness).max() ?? .unknown
            let end = Instant(microseconds: (Int64(last) + 1) * 1_000_000)
            until = ScanWindow(start: end.adding(seconds: -1), end: end).days.end
        }
    }
}

extension LeaseIndex.Lease {
    /// Whether it begins after another, by its id where they begin together.
    fileprivate func isLater(than other: LeaseIndex.Lease) -> Bool {
        start == other.start ? scan > other.scan : start > other.start
    }
}
