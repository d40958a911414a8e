// SPDX-License-Identifier: Apache-2.0

import Access
import Discovery
import Store
import Validation

/// The inbox: one line a finding, the most severe first.
struct InboxPage: Sendable {
    /// Findings of one page: what fits a screen or two.
    static let rows = 50
    /// Notices above them at most.
    static let notices = 5

    /// One finding in the list.
    struct Line: Sendable {
        let id: String
        let title: String
        let why: String
        let level: String
        let rating: String
        let package: String
        let weakness: String
        let finders: Int
        let since: String
        let sinceText: String
    }

    /// One thing that the participant was told.
    struct Told: Sendable {
        let text: String
        let finding: String
        let at: String
        let atText: String
    }

    let frame: PageFrame
    let todo: Todo
    let waiting: [Waiting.Line]
    let hasWaiting: Bool
    /// Whether this is the first page, on which it stands.
    let isFirst: Bool
    let notices: [Told]
    let hasNotices: Bool
    let findings: [Line]
    let hasFindings: Bool
    let next: String?

    init(
        frame: PageFrame,
        findings all: [Finding],
        notices: [Notice],
        waiting: Waiting?
    ) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.notices = notices.map {
            Told(
                text: $0.text,
                finding: $0.finding.description,
                at: $0.made.description,
                atText: $0.made.forPeople
            )
        }
        self.waiting = waiting?.lines ?? []
        isFirst = waiting != nil
        hasWaiting = !self.waiting.isEmpty
        hasNotices = !notices.isEmpty
        findings = shown.map(Line.init)
        hasFindings = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        todo = Todo(forInbox: all, waiting)
    }
}

extension InboxPage.Line {
    fileprivate init(_ finding: Finding) {
        id = finding.id.description
        title = finding.title
        why = finding.step.sentence
        level = finding.level.name
        rating = finding.level.forPeople
        package = finding.package
        weakness = finding.weakness.map { "\($0)" } ?? "not said"
        finders = finding.finders
        since = finding.found.description
        sinceText = finding.found.forPeople
    }
}

extension Todo {
    /// The first thing to do: a patch, then what has an end, then findings that need a decision.
    fileprivate init(forInbox findings: [Finding], _ waiting: Waiting?) {
        if let patch = waiting?.patch {
            self.init("A patch waits for you: \(patch.title).", why: patch.step)
            return
        }
        let open = findings.filter { finding in
            switch finding.step {
            case .compare, .triage, .checkMerge: true
            case .wait, .read, .settled: false
            }
        }
        // What has an end goes before findings, which have none.
        if let first = waiting?.first, first.until != nil || open.isEmpty {
            let until = first.untilText.map { " Until \($0)." } ?? ""
            let dot = first.title.hasSuffix(".") ? "" : "."
            self.init("Waits for \(first.by): \(first.title)\(dot)", why: first.step + until)
            return
        }
        guard let first = open.first else {
            self.init("Nothing to do.", why: "Nothing on this page waits for you.")
            return
        }
        let count = open.count == 1 ? "One finding waits" : "\(open.count) findings wait"
        self.init("\(count) for you; begin with \(first.title).", why: first.step.sentence)
    }
}

/// A finding with its finders and the keys that brought them together.
struct FindingPage: Sendable {
    /// One finder, as far as the viewer may know.
    struct FinderLine: Sendable {
        let credit: String
        let tool: String
        let at: String
        let atText: String
        let verdict: String
        let report: String?
        /// The report, where it can be taken out of the finding.
        let splittable: String?
    }

    /// The root cause that a finding stands under.
    struct Cause: Sendable {
        /// Where the viewer may see it.
        let vulnerability: String?
        /// Whether the viewer may name one.
        let canRecord: Bool
    }

    /// One fingerprint.
    struct Key: Sendable {
        let name: String
        let scheme: String
        let value: String
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let package: String
    let place: String
    let hasPlace: Bool
    let weakness: String
    let level: String
    let rating: String
    let tlp: String
    let tlpClass: String
    let tlpMeaning: String
    let since: String
    let sinceText: String
    let messages: [String]
    let hasMessages: Bool
    let finders: [FinderLine]
    let fingerprints: [Key]
    let hasFingerprints: Bool
    let canSplit: Bool
    let validations: [ValidationLine]
    let hasValidations: Bool
    /// Whether the viewer could bring a reproducer.
    let canProve: Bool
    let cause: Cause

    init(
        frame: PageFrame,
        detail: FindingDetail,
        validations: [ValidationSummary],
        canProve: Bool,
        cause: Cause
    ) {
        let finding = detail.finding
        self.cause = cause
        self.frame = frame
        todo = Todo(finding.step.sentence)
        id = finding.id.description
        package = finding.package
        place = [finding.function, finding.file].compactMap(\.self).joined(separator: " in ")
        hasPlace = !place.isEmpty
        weakness = finding.weakness.map { "\($0) \($0.name ?? "")" } ?? "not said"
        level = finding.level.name
        rating = finding.level.forPeople
        tlp = finding.tlp.rawValue
        tlpMeaning = finding.tlp.forPeople
        tlpClass = String(finding.tlp.rawValue.prefix { $0 != "+" })
        since = finding.found.description
        sinceText = finding.found.forPeople
        messages = detail.finders.compactMap(\.prose?.message).filter { !$0.isEmpty }
        hasMessages = !messages.isEmpty
        finders = detail.finders.map { FinderLine($0, of: finding.id) }
        fingerprints = detail.fingerprints.map {
            Key(name: $0.scheme.forPeople, scheme: $0.scheme.rawValue, value: $0.text)
        }
        hasFingerprints = !detail.fingerprints.isEmpty
        canSplit = detail.canSplit
        self.validations = validations.map(ValidationLine.init)
        hasValidations = !validations.isEmpty
        self.canProve = canProve
    }
}

extension FindingPage.FinderLine {
    fileprivate init(_ finder: Finder, of lead: FindingID) {
        let own = finder.isOwn ? " (you)" : ""
        credit = (finder.credit ?? "a finder who is not named") + own
        tool = finder.tool ?? ""
        at = finder.found.description
        atText = finder.found.forPeople
        verdict = finder.verdict?.forPeople ?? ""
        report = finder.report?.description
        splittable = finder.finding == lead ? nil : finder.report?.description
    }
}

extension DedupVerdict {
    /// The verdict in words.
    fileprivate var forPeople: String {
        switch self {
        case .new: "the first to report it"
        case .dupSkip: "the same, found independently"
        case .dupBetter: "the same, told better"
        case .near: "near another finding"
        }
    }
}
