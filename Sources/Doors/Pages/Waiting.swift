// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Directives
import Distribution
import FrontierModels
import Prioritization
import Scanning
import Store

/// What waits for whoever looks: what, by whom, until when; what ends first stands first.
///
/// One list from all stages, read under the viewer's own rights: it shows nothing that the page it
/// leads to would not show.
struct Waiting: Sendable {
    /// Deliveries, cases and engagements that are looked at: the newest.
    static let looked = 50
    /// Cases whose bundles are looked at for a signature that is missing.
    static let casesWithReleases = 20
    /// Exposures and positions of the queue at most: the rest stands on their own pages.
    static let ofEach = 10
    /// Days before an access window's end from which it is said what ends with it.
    static let soonDays = 3
    /// Days before a proof's end from which it is said: a coordinator's word takes some.
    static let proofDays: Int64 = 30
    /// Scans of what an owner holds that are looked at: the latest declared.
    static let leasesLooked = 20

    /// One that waits.
    struct Line: Sendable {
        let href: String
        let kind: String
        let title: String
        let step: String
        let by: String
        /// For programs; nil where nobody named an end.
        var until: String?
        var untilText: String?
        var isOverdue = false
        /// Whether the viewer's side has anything to do about it; a clock runs without that.
        var isTurn = true
        var end: Instant?
    }

    let lines: [Line]
    /// The first patch, which goes before everything else.
    let patch: Line?

    /// What is to be done first.
    var first: Line? { lines.first(where: \.isTurn) }

    init(_ groups: [[Line]]) {
        patch = groups.first?.first
        // Stable: of what has no end, or the same, the order of the groups decides.
        lines = groups.joined().enumerated().sorted { left, right in
            let ends = (left.element.end ?? .never, right.element.end ?? .never)
            return ends.0 == ends.1 ? left.offset < right.offset : ends.0 < ends.1
        }.map(\.element)
    }
}

extension Instant {
    fileprivate static let never = Instant(microseconds: .max)
}

extension Querying {
    /// What waits for a viewer, from every stage.
    func waiting(for viewer: Viewer, now: Instant) throws -> Waiting {
        let deliveries = try deliveries(viewer: viewer, now: now, limit: Waiting.looked)
        let cases = try cases(viewer: viewer, now: now, limit: Waiting.looked)
        return Waiting([
            deliveries.filter { $0.step != .nothing }.map(Waiting.Line.init),
            try releases(on: cases, viewer: viewer, now: now),
            cases.filter(\.waitsForViewer).map(Waiting.Line.init),
            try dueExposures(viewer, now: now).prefix(Waiting.ofEach)
                .map { Waiting.Line($0, now: now) },
            try ownDuties(viewer, now: now),
            try engagements(viewer: viewer, now: now, limit: Waiting.looked)
                .compactMap { Waiting.Line($0) },
            try ownAlerts(viewer, now: now),
            try owned(viewer, now: now),
            try waitingClaims(viewer, now: now),
            try ownLeases(viewer, now: now),
            try queued(viewer, now: now),
        ])
    }

    /// What affects the viewer and has a patch to come: a workaround does not end its day.
    private func dueExposures(_ viewer: Viewer, now: Instant) throws -> [Exposure] {
        guard decide(viewer, .readInventory).isAllowed, let own = viewer.participant else {
            return []
        }
        return try exposure(of: own, viewer: viewer, now: now)
            .filter { $0.settled == nil || $0.isPatchDue }
    }

    /// What owners stopped, and the next heartbeat, for those who can send it.
    private func ownLeases(_ viewer: Viewer, now: Instant) throws -> [Waiting.Line] {
        guard decide(viewer, .declareScan).isAllowed else { return [] }
        let stopped = try stoppedScans(viewer: viewer, now: now).map(Waiting.Line.init)
        let inForce = try leasesInForce(viewer: viewer, now: now).map(Waiting.Line.init)
        return [stopped, inForce].compactMap(\.self)
    }

    /// What an owner is to know: proofs that end, rules that rest without one, scans of its own.
    private func owned(_ viewer: Viewer, now: Instant) throws -> [Waiting.Line] {
        var lines: [Waiting.Line?] = []
        if decide(viewer, .claimControl).isAllowed {
            let soon = now.adding(seconds: Waiting.proofDays * 86_400)
            lines += [
                try endingProofs(viewer: viewer, now: now, before: soon).map(Waiting.Line.init),
                try restingRules(viewer: viewer, now: now).map(Waiting.Line.init),
            ]
        }
        if decide(viewer, .readLeases).isAllowed {
            let (leases, next) = try leasesOnControls(
                viewer: viewer,
                now: now,
                limit: Waiting.leasesLooked
            )
            lines.append(Waiting.Line(onOwn: leases, isAll: next == nil))
        }
        return lines.compactMap(\.self)
    }

    /// Claims of control that wait for a coordinator's word.
    private func waitingClaims(_ viewer: Viewer, now: Instant) throws -> [Waiting.Line] {
        guard viewer.roles.contains(.coordinator) else { return [] }
        let count = try claimsForWord(of: viewer, now: now, limit: Waiting.looked)
        return count == 0 ? [] : [Waiting.Line(claims: count)]
    }

    /// Alerts that may be about the viewer's scans, for those who can answer.
    private func ownAlerts(_ viewer: Viewer, now: Instant) throws -> [Waiting.Line] {
        guard decide(viewer, .answerAlert).isAllowed else { return [] }
        let count = try openAlerts(of: viewer, now: now, upTo: Waiting.looked)
        return count == 0 ? [] : [Waiting.Line(alerts: count)]
    }

    /// Bundles that lack a signature which the viewer could give.
    private func releases(
        on cases: [CaseFile],
        viewer: Viewer,
        now: Instant
    ) throws -> [Waiting.Line] {
        let open = cases.filter { $0.isReadable && $0.closed == nil && $0.own != nil }
        return try open.prefix(Waiting.casesWithReleases).flatMap { file in
            try bundles(of: file.id, viewer: viewer, now: now).filter { $0.state == .prepared }
                .map { try bundle($0.id, viewer: viewer, now: now) }
                .filter(\.canSign).map(Waiting.Line.init)
        }
    }

    /// Duties of the viewer's agency that are still ahead, or that it says are under way.
    private func ownDuties(_ viewer: Viewer, now: Instant) throws -> [Waiting.Line] {
        guard try directiveForce(for: viewer) == .binding else { return [] }
        return try duties(viewer: viewer, now: now).filter { file in
            let own = file.own?.status
            let isAhead = file.duty.source == .directive && (file.daysLeft(at: now) ?? -1) >= 0
            return own == .underWay || (isAhead && own != .done)
        }.map { Waiting.Line($0, now: now) }
    }

    /// For whoever triages: the head of the queue.
    private func queued(_ viewer: Viewer, now: Instant) throws -> [Waiting.Line] {
        guard viewer.roles.contains(.coordinator), decide(viewer, .readQueue).isAllowed else {
            return []
        }
        return try queue(viewer: viewer, now: now, limit: Waiting.ofEach)
            .filter { $0.band != .standard }.map(Waiting.Line.init)
    }
}

extension CaseFile {
    /// Whether it is the viewer's turn to do more than to keep silent.
    var waitsForViewer: Bool { step.actor == .you && step.kind != .keepSilent }
}
