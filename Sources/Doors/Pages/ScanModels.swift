// SPDX-License-Identifier: Apache-2.0

import API
import Scanning
import Server
import Store

/// The list of a participant's scans, with the form that declares one.
struct ScanListPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One scan in the list.
    struct Line: Sendable {
        let id: String
        let scope: String
        let technique: String
        let tool: String
        let window: String
        let state: String
        /// The lease's number, where a heartbeat can be sent.
        let fence: String?
    }

    let frame: PageFrame
    let todo: Todo
    let scans: [Line]
    let hasScans: Bool
    let timeline: Timeline?
    let coverage: Chart?
    let next: String?
    let canDeclare: Bool
    let form: FilledForm
    let hours: String
    let techniques: [Choice]
    let intensities: [Choice]

    init(
        frame: PageFrame,
        scans all: [Scan],
        spans: [ScanSpan],
        now: Instant,
        canDeclare: Bool,
        form: FilledForm
    ) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.canDeclare = canDeclare
        self.form = form
        hours = form.typed["hours"] ?? ScanForm.usualHours
        techniques = Technique.allCases.choices(form.typed["technique"])
        intensities = Intensity.allCases.choices(form.typed["intensity"])
        scans = shown.map { Line($0, now: now, canRenew: canDeclare) }
        hasScans = !shown.isEmpty
        timeline = Timeline(scans: spans, now: now)
        coverage = Chart(coverageOf: Array(shown), now: now)
        next = all.count > Self.rows ? shown.last?.id.description : nil
        todo = Todo.forScans(all, now: now)
    }
}

extension Timeline {
    /// The windows of scans; one is no picture.
    init?(scans: [ScanSpan], now: Instant) {
        guard scans.count > 1 else { return nil }
        let active = scans.count { $0.state == .active }
        let all = scans.count < ScanSpan.limit ? "" : "latest "
        self.init(
            scans.map { scan in
                Span(
                    label: "\(scan.scope): \(scan.window.forPeople)",
                    kind: scan.state.rawValue,
                    start: scan.window.start,
                    end: scan.window.end
                )
            },
            now: now,
            summary: "The windows of the \(all)\(scans.count) scans, of which \(active) run now."
        )
    }
}

extension ScanListPage.Line {
    fileprivate init(_ scan: Scan, now: Instant, canRenew: Bool) {
        let scopes = scan.intent.scopes
        id = scan.id.description
        scope =
            (scopes.first?.text ?? "") + (scopes.count > 1 ? " and \(scopes.count - 1) more" : "")
        technique = scan.intent.technique.forPeople
        tool = scan.intent.tool
        window = scan.intent.window.forPeople
        let state = scan.lease.state(at: now)
        self.state = state.rawValue
        fence = canRenew && state == .active ? scan.lease.fence.description : nil
    }
}

extension Todo {
    /// What is to be done about one's scans: the lease that runs out next comes first.
    fileprivate static func forScans(_ scans: [Scan], now: Instant) -> Todo {
        let active = scans.filter { $0.lease.state(at: now) == .active }
        let lapsed = scans.count { $0.lease.state(at: now) == .lapsed }
        if lapsed > 0 {
            return Todo(
                lapsed == 1
                    ? "A lease lapsed: end the scan, or declare it anew."
                    : "\(lapsed) leases lapsed: end the scans, or declare them anew.",
                why: "Without a heartbeat others are told that the scope is free."
            )
        }
        guard let soonest = active.map(\.lease.expires).min() else {
            return Todo("Nothing to do.", why: "No lease of yours is in force.")
        }
        let scans = active.count == 1 ? "one scan" : "\(active.count) scans"
        return Todo(
            "Keep \(scans) alive: next heartbeat before \(soonest.forPeople).",
            why: "A scan that says nothing for an hour no longer counts."
        )
    }
}

/// One scan, its lease, and who else is there.
struct ScanPage: Sendable {
    /// What it said that it looked at.
    struct Record: Sendable {
        let id: String
        let text: String

        init(_ coverage: Coverage) {
            id = coverage.id.description
            let standing = coverage.correctedBy == nil ? "" : ", corrected since"
            text = "\(coverage.completeness.rawValue), \(coverage.setAside) set aside\(standing)"
        }
    }

    /// Somebody whom both sides asked to meet.
    struct Told: Sendable {
        let who: String
        let when: String
        let contact: String
    }

    /// One way to end it.
    struct Ending: Sendable {
        let outcome: String
        let label: String
    }

    let frame: PageFrame
    let todo: Todo
    let id: String
    let scopes: [String]
    let technique: String
    let tool: String
    let window: String
    let state: String
    let fencing: String
    /// What its participant said of it for itself and for the owner; nothing where others look.
    let said: [ScanDetail]
    /// Whether nobody who is introduced would learn how to reach its participant.
    let lacksContact: Bool
    let advice: [String]
    let introductions: [Told]
    /// Whether it can be asked for here, and was.
    let canAsk: Bool
    let isWanted: Bool
    let endings: [Ending]
    let canEnd: Bool
    let canRenew: Bool
    /// Whether it can be said what it looked at.
    let tellsCoverage: Bool
    let records: [Record]
    let hasRecords: Bool

    private static let withheld = """
        Not told: your participant’s questions about this place are used up for that day.
        """

    /// What is shown of a scan.
    struct Known {
        let scan: Scan
        let advice: PlanAdvice?
        let records: [Coverage]
        let introductions: [Introduction]
        /// Whether it is the viewer's participant's.
        let isOwn: Bool
        /// Whether the viewer acts for its participant.
        let canChange: Bool
    }

    init(frame: PageFrame, _ known: Known, now: Instant) {
        let scan = known.scan
        let state = scan.lease.state(at: now)
        self.frame = frame
        self.state = state.rawValue
        id = scan.id.description
        scopes = scan.intent.scopes.map(\.text)
        technique = scan.intent.technique.forPeople
        tool = scan.intent.tool
        window = scan.intent.window.forPeople
        fencing = scan.lease.fence.description
        said = known.isOwn ? .said(of: scan.intent) : []
        lacksContact = scan.intent.contact == nil
        advice = known.advice.map { Wire.Advice($0).lines(on: ScanManner(scan)) } ?? [Self.withheld]
        introductions = known.introductions.map(Told.init)
        canAsk = known.canChange && (state == .active || state == .planned)
        isWanted = scan.wantsIntroduction
        endings = known.canChange ? Ending.all(of: state) : []
        canEnd = !endings.isEmpty
        tellsCoverage = endings.contains { $0.outcome == ScanOutcome.completed.rawValue }
        records = known.records.map(Record.init)
        hasRecords = !known.records.isEmpty
        canRenew = known.canChange && state == .active
        todo =
            known.canChange || state != .active
            ? Todo.forScan(scan, state)
            : Todo("Nothing to do.", why: "The scan runs; others of your participant keep it.")
    }
}

extension Todo {
    fileprivate static func forScan(_ scan: Scan, _ state: ScanState) -> Todo {
        switch state {
        case .active:
            Todo(
                "Send a heartbeat before \(scan.lease.expires.forPeople).",
                why: "When the scan is over, say so: others plan by it."
            )
        case .planned: Todo("Nothing yet.", why: "The window has not begun.")
        case .lapsed:
            Todo("The lease lapsed.", why: "End the scan, or declare it anew to go on.")
        case .over:
            Todo("Say how it went.", why: "The window has ended; others plan by what was seen.")
        case .completed, .abandoned, .cancelled:
            Todo("Nothing to do.", why: "The scan has ended.")
        case .stopped:
            Todo(
                "End the scan now.",
                why: "The owner of what it looks at stopped it."
                    + (scan.stopContact.map { " Ask at \($0)." } ?? "")
            )
        }
    }
}

extension ScanPage.Told {
    fileprivate init(_ introduction: Introduction) {
        who = introduction.name ?? introduction.other.description
        when = introduction.made.forPeople
        contact = introduction.contact.map { "reach them at \($0)" } ?? "no contact was given"
    }
}

extension ScanPage.Ending {
    /// The ways to end a scan in that state, the usual one first.
    fileprivate static func all(of state: ScanState) -> [Self] {
        switch state {
        case .planned: [Self(.cancelled, "Cancel the scan")]
        case .active, .lapsed, .over:
            [Self(.completed, "The scan is complete"), Self(.abandoned, "Abandon it")]
        case .completed, .abandoned, .cancelled, .stopped: []
        }
    }

    private init(_ outcome: ScanOutcome, _ label: String) {
        self.outcome = outcome.rawValue
        self.label = label
    }
}

extension ScanWindow {
    /// From when until when.
    var forPeople: String { "\(start.forPeople) to \(end.forPeople)" }
}
