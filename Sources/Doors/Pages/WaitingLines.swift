// SPDX-License-Identifier: Apache-2.0

import Coordination
import Directives
import Distribution
import FrontierModels
import Prioritization
import Scanning
import Store

extension Waiting.Line {
    init(_ delivery: Delivery) {
        self.init(
            href: "/deliveries/\(delivery.id)",
            kind: "Patch",
            title: delivery.description?.title ?? "A patch",
            step: delivery.step.sentence,
            by: "your operations"
        )
    }

    init(_ file: CaseFile) {
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

    init(_ detail: BundleDetail) {
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

    init(_ exposure: Exposure, now: Instant) {
        let deadline = exposure.deadline
        self.init(
            href: "/vulnerabilities/\(exposure.vulnerability.id)",
            kind: "Exposure",
            title: exposure.vulnerability.name,
            step: exposure.isPatchDue
                ? "Mitigated; the patch is still due. \(deadline.sentence)"
                : "\(exposure.step) \(deadline.sentence)",
            by: "your operations",
            until: deadline.dueText,
            untilText: deadline.dueText.map { "\($0) UTC" },
            isOverdue: deadline.isOverdue(at: now),
            end: deadline.dueText.flatMap { Instant(day: $0)?.adding(seconds: 86_400) }
        )
    }

    init(_ file: DutyFile, now: Instant) {
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
    init?(_ line: EngagementLine) {
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

    /// The next heartbeat; a scanner at work sends it, so it stands before nothing that only
    /// people can do.
    init(_ leases: LeasesInForce) {
        let isOne = leases.count == 1
        self.init(
            href: isOne ? "/scans/\(leases.first)" : "/scans",
            kind: "Heartbeat",
            title: isOne ? "A scan under way" : "\(leases.count) scans under way",
            step: (isOne ? "Its lease runs" : "The first lease runs")
                + " out without a heartbeat; others are then told that the scope is free.",
            by: "your scanner",
            until: leases.expires.description,
            untilText: leases.expires.forPeople,
            isTurn: false,
            end: leases.expires
        )
    }

    init(_ stopped: StoppedScans) {
        let isOne = stopped.count == 1
        self.init(
            href: isOne ? "/scans/\(stopped.last)" : "/scans",
            kind: "Scan",
            title: isOne
                ? "An owner stopped a scan of yours"
                : "Owners stopped \(stopped.count) scans of yours",
            step:
                "End \(isOne ? "it" : "them") now, unless your scanner has; "
                + "the page says whom to ask.",
            by: "you"
        )
    }

    init(claims count: Int) {
        self.init(
            href: "/controls",
            kind: "Control",
            title: count == 1
                ? "A claim waits for your word" : "\(count) claims wait for your word",
            step: "See that the scope is the claimant’s, then say so with your reason.",
            by: "you"
        )
    }

    /// Owners who saw what may be a scan of the viewer's participant.
    init(alerts count: Int) {
        self.init(
            href: "/alerts",
            kind: "Alert",
            title: count == 1
                ? "Was it your scan?"
                : "\(count == Waiting.looked ? "Many" : "\(count)") alerts: your scans?",
            step: "An owner saw it, and waits to hear from you before it is called an attack.",
            by: "you"
        )
    }

    init(_ item: QueueItem) {
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
