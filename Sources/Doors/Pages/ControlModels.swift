// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store

/// The list of what a participant controls, with the form that claims more.
struct ControlsPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One claim in the list.
    struct Line: Sendable {
        let id: String
        let scope: String
        let method: String
        let state: String
        let until: String?
        let untilText: String
    }

    let frame: PageFrame
    let todo: Todo
    let controls: [Line]
    let hasControls: Bool
    let next: String?
    let canClaim: Bool
    let form: FilledForm
    let methods: [Choice]

    init(
        frame: PageFrame,
        controls all: [Control],
        viewer: Viewer,
        now: Instant,
        form: FilledForm
    ) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.form = form
        controls = shown.map { Line($0, now: now) }
        hasControls = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        canClaim = decide(viewer, .claimControl).isAllowed
        methods = ControlMethod.allCases.choices(form.typed["method"], label: \.label)
        todo = Todo.forControls(all, viewer: viewer, now: now)
    }
}

extension ControlsPage.Line {
    init(_ control: Control, now: Instant) {
        let state = control.state(at: now)
        id = control.id.description
        scope = control.scope.text
        method = control.method.label
        self.state = state.rawValue
        let isProven = state == .proven
        until = isProven ? control.until?.description : nil
        untilText = isProven ? control.until?.forPeople ?? "" : ""
    }
}

extension Todo {
    fileprivate static func forControls(
        _ controls: [Control],
        viewer: Viewer,
        now: Instant
    ) -> Todo {
        let waiting = controls.count { $0.waitsForWord(of: viewer, at: now) }
        if viewer.roles.contains(.coordinator), waiting > 0 {
            return Todo(
                waiting == 1 ? "A claim waits for your word." : "\(waiting) claims wait for you.",
                why: "See that the scope is the claimant's, then say so with your reason."
            )
        }
        let own = controls.filter { $0.participant == viewer.participant }
        if own.contains(where: { $0.state(at: now) == .expired }) {
            return Todo("Check an old proof again.", why: "Rules on its scope rest until then.")
        }
        if own.contains(where: { $0.state(at: now) == .claimed && $0.method != .coordinator }) {
            return Todo("Publish the proof of a claim, then check it.", why: "It says what where.")
        }
        return Todo(
            "Nothing to do.",
            why: "What you prove to be your own, you can set rules on and see who scans."
        )
    }
}

extension ControlMethod {
    /// The method in words.
    var label: String {
        switch self {
        case .dns: "record in DNS"
        case .file: "file on the host"
        case .coordinator: "coordinator’s word"
        }
    }
}

/// One claim: what to publish where, and what came of it.
struct ControlPage: Sendable {
    let frame: PageFrame
    let todo: Todo
    let id: String
    let scope: String
    let method: String
    let state: String
    let claimed: String
    let claimedText: String
    let until: String?
    let untilText: String
    let participant: String?
    /// What is to be published; nil where nothing is.
    let proof: Proof?
    let fault: String?
    let reason: String?
    let canCheck: Bool
    let canEnd: Bool
    let canApprove: Bool
    /// Whether a coordinator may say that it is not, or no more, the claimant's.
    let canRefuse: Bool
    let isTakenBack: Bool
    /// Whether the scope is the viewer's own, so that it sees who scans it.
    let isHeld: Bool
    /// When it is scanned.
    let timeline: Timeline?
    /// The same in words where there is no picture.
    let scanned: String?
    let form: FilledForm

    /// What is to be published, to be copied.
    struct Proof: Sendable {
        let isRecord: Bool
        let place: String
        let text: String
    }

    init(
        frame: PageFrame,
        control: Control,
        spans: [ScanSpan],
        viewer: Viewer,
        now: Instant,
        form: FilledForm
    ) {
        let state = control.state(at: now)
        let isOwn = control.participant == viewer.participant
        let isOpen = state != .ended
        let changes = decide(viewer, .changeControl, on: control.marking, now: now).isAllowed
        self.frame = frame
        self.form = form
        isHeld = isOwn && state == .proven
        timeline = Timeline(scans: spans, now: now)
        scanned = timeline == nil ? spans.first.inWords : nil
        id = control.id.description
        scope = control.scope.text
        method = control.method.label
        self.state = state.rawValue
        claimed = control.claimed.description
        claimedText = control.claimed.forPeople
        until = control.until?.description
        untilText = control.until?.forPeople ?? ""
        participant = isOwn ? nil : control.claimant ?? control.participant.description
        proof = isOpen && isOwn ? control.place.map { Proof($0, control.statement) } : nil
        fault = isOpen ? control.fault?.words : nil
        reason = control.reason
        canCheck = proof != nil && changes
        canEnd = isOpen && isOwn && changes
        isTakenBack = control.isTakenBack
        canRefuse =
            isOpen && !isOwn
            && decide(viewer, .vouchControl, on: control.marking, now: now).isAllowed
        canApprove = canRefuse && control.method == .coordinator
        todo = Todo.forControl(control, state, hasProof: proof != nil, canApprove: canApprove)
    }
}

extension ScanSpan? {
    /// The only scan of a scope, or that there is none.
    fileprivate var inWords: String {
        map { "One scan of it is declared: \($0.state.rawValue), \($0.window.forPeople)." }
            ?? "No scan of it is declared."
    }
}

extension ControlPage.Proof {
    fileprivate init(_ place: ControlPlace, _ statement: String) {
        if case .record = place { isRecord = true } else { isRecord = false }
        self.place = place.text
        text = statement
    }
}

extension Todo {
    fileprivate static func forControl(
        _ control: Control,
        _ state: ControlState,
        hasProof: Bool,
        canApprove: Bool
    ) -> Todo {
        let isOnWord = control.method == .coordinator
        return switch state {
        case .claimed where hasProof:
            Todo("Publish the text below, then check it.", why: "A record may take minutes.")
        case .claimed where canApprove:
            Todo("See whether it is so, and say it.", why: "Your reason stands in the journal.")
        case .claimed: Todo("A coordinator looks into it.", why: "You will see it here.")
        case .proven where isOnWord:
            Todo("Nothing to do.", why: "It rests on a coordinator’s word, for a year.")
        case .expired where canApprove:
            Todo("See whether it is still so, and say it.", why: "Your word holds for a year.")
        case .expired where isOnWord:
            Todo("A coordinator looks into it again.", why: "A word holds for a year.")
        case .proven: Todo("Nothing to do.", why: "Leave what you published in place.")
        case .expired: Todo("Check it again.", why: "A proof holds for a year.")
        case .ended where control.isTakenBack:
            Todo("Nothing to do.", why: "A coordinator refused this claim, for the reason below.")
        case .ended: Todo("Nothing to do.", why: "This claim was given up.")
        }
    }
}

extension Control {
    /// Whether it waits for this coordinator's word, the first or a new one.
    func waitsForWord(of viewer: Viewer, at now: Instant) -> Bool {
        let state = state(at: now)
        return method == .coordinator && (state == .claimed || state == .expired)
            && participant != viewer.participant
    }

    /// The marking that every claim has.
    fileprivate var marking: Marking {
        Marking(thing: ID(id), kind: .control, owner: participant, tlp: .amberStrict)
    }
}
