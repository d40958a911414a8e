// SPDX-License-Identifier: Apache-2.0

import Access
import Coordination
import Directives
import Distribution
import FrontierModels
import Prioritization
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
        fileprivate var end: Instant?
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
            try ownExposures(viewer, now: now).prefix(Waiting.ofEach)
                .map { Waiting.Line($0, now: now) },
            try ownDuties(viewer, now: now),
            try engagements(viewer: viewer, now: now, limit: Waiting.looked)
                .compactMap { Waiting.Line($0) },
            try queued(viewer, now: now),
        ])
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

extension Waiting.Line {
    fileprivate init(_ delivery: Delivery) {
        self.init(
            href: "/deliveries/\(delivery.id)",
            kind: "Patch",
            title: delivery.description?.title ?? "A patch",
            step: delivery.step.sentence,
            by: "your operations"
        )
    }

    fileprivate init(_ file: CaseFile) {
        self.init(
            href: "/cases/\(file.id)",
            kind: "Case",
            title: file.title ?? "A case you are invited to",
            step: file.step.sentence,
            by: "you",
            until: file.step.until?.description,
            untilText: file.step.until?.forPeople,
            end: file.step.until
        )
    }

    fileprivate init(_ detail: BundleDetail) {
        let moment = detail.bundle.moment
        self.init(
            href: "/bundles/\(detail.bundle.id)",
            kind: "Release to sign",
            title: detail.bundle.description?.title ?? "A bundle",
            step: "Read it, then sign its digest and its moment. \(detail.standing)",
            by: "you, as one of two persons",
            until: moment.description,
            untilText: moment.forPeople,
            end: moment
        )
    }

    fileprivate init(_ exposure: Exposure, now: Instant) {
        let deadline = exposure.deadline
        self.init(
            href: "/vulnerabilities/\(exposure.vulnerability.id)",
            kind: "Exposure",
            title: exposure.vulnerability.name,
            step: "\(exposure.step) \(deadline.sentence)",
            by: "your operations",
            until: deadline.dueText,
            untilText: deadline.dueText.map { "\($0) UTC" },
            isOverdue: deadline.isOverdue(at: now),
            end: deadline.dueText.flatMap { Instant(day: $0)?.adding(seconds: 86_400) }
        )
    }

    fileprivate init(_ file: DutyFile, now: Instant) {
        self.init(
            href: "/duties/\(file.duty.name)",
            kind: "Duty",
            title: file.duty.text,
            step: "\(file.duty.place), \(file.distance(at: now) ?? "no day is known").",
            by: "your agency",
            until: file.duty.dueText,
            untilText: file.duty.dueText,
            end: file.duty.dueText.flatMap { Instant(day: $0)?.adding(seconds: 86_400) }
        )
    }

    /// A window that lies ahead or counts down, for both its sides; or a partner who was proposed.
    ///
    /// Nothing of it has to be done: what the list tells is when it is over.
    fileprivate init?(_ line: EngagementLine) {
        let clock = line.clock.flatMap { $0.state == .over ? nil : $0 }
        let isAsked = line.step.kind == .answerPartner && line.step.actor == .you
        guard line.state != .withdrawn, clock != nil || isAsked else { return nil }
        let left = clock.map { "\($0.left.capitalizedFirst). " } ?? ""
        let isSoon = clock?.daysLeft.map { $0 <= Waiting.soonDays } ?? false
        let by =
            switch line.step.actor {
            case .you: "you, if you want to"
            case .other: "the other side, if it wants to"
            case .nobody: "nobody"
            }
        self.init(
            href: "/engagements/\(line.id)",
            kind: "Access window",
            title: line.codename ?? "An engagement",
            step: left + line.step.sentence + (isSoon ? " Every grant ends with it." : ""),
            by: by,
            until: clock?.window.ends.description,
            untilText: clock?.window.ends.forPeople,
            isTurn: line.step.actor == .you,
            end: clock?.window.ends
        )
    }

    fileprivate init(_ item: QueueItem) {
        self.init(
            href: "/vulnerabilities/\(item.id)",
            kind: item.band.forPeople,
            title: item.vulnerability.name,
            step: item.vulnerability.missing ?? item.vulnerability.standing.why,
            by: "you"
        )
    }
}

extension String {
    /// The same with a capital at its beginning.
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension CaseFile {
    /// Whether it is the viewer's turn to do more than to keep silent.
    var waitsForViewer: Bool { step.actor == .you && step.kind != .keepSilent }
}
