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

    /// Proofs of control that run out soon, the first of them by its end.
    init(_ proofs: EndingProofs) {
        let isOne = proofs.count == 1
        self.init(
            href: isOne ? "/controls/\(proofs.first.id)" : "/controls",
            kind: "Control",
            title: isOne
                ? "Your proof of \(proofs.first.scope.text) ends"
                : "\(proofs.count) proofs of what is yours end",
            step: "Prove \(isOne ? "it" : "them") again before: without, your rules there rest, "
                + "and what you allowed there counts no more.",
            by: "you",
            until: proofs.until.description,
            untilText: proofs.until.forPeople,
            end: proofs.until
        )
    }

    /// Rules that are told to nobody until their owner proves control again.
    init(_ rules: RestingRules) {
        let isOne = rules.count == 1
        let refusing =
            switch rules.refusing {
            case 0: ""
            case rules.count: isOne ? " It asks that nobody scans." : " All ask that nobody scans."
            case 1: " One of them asks that nobody scans."
            default: " \(rules.refusing) of them ask that nobody scans."
            }
        self.init(
            href: "/rules",
            kind: "Rule",
            title: (isOne ? "A rule rests" : "\(rules.count) rules rest")
                + ": prove again what you control",
            step: "Until then \(isOne ? "it is" : "they are") told to nobody.\(refusing) "
                + "Take back what you ask no more.",
            by: "you"
        )
    }

    /// Scans of what the viewer controls that run now; nil for none.
    ///
    /// Only a document asks for a look: whoever may have signed it knows whether it did.
    init?(onOwn leases: [SeenLease], isAll: Bool) {
        let running = leases.filter { $0.state == .active }
        let onDocument = running.count { $0.basis == .document }
        guard !running.isEmpty else { return nil }
        let isOne = running.count == 1
        let count = isAll ? "\(running.count)" : "At least \(running.count)"
        let some = isOne ? "scan of what is yours runs" : "scans of what is yours run"
        let unsigned = "\(isOne ? "" : "\(onDocument) ")on a document you may not have signed"
        self.init(
            href: "/leases",
            kind: "Scan",
            title: "\(count) \(some)" + (onDocument == 0 ? "" : ", \(unsigned)"),
            step: onDocument == 0
                ? "See from where, and on what word; stop one if you must."
                : "See which document that is; stop the scan if you signed none.",
            by: onDocument == 0 ? "you, if you want to" : "you",
            isTurn: onDocument > 0
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
