// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store

/// The rules that a participant set, with the form that sets one.
struct RulesPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One rule in the list.
    struct Line: Sendable {
        let id: String
        let scope: String
        let stance: String
        let state: String
        let words: [String]
        let isListed: Bool
    }

    let frame: PageFrame
    let todo: Todo
    let rules: [Line]
    let hasRules: Bool
    let next: String?
    let canSet: Bool
    /// Whether the viewer may set one for somebody without an account.
    let isCoordinator: Bool
    let form: FilledForm
    let stances: [Choice]
    let intensities: [Choice]

    init(frame: PageFrame, rules all: [ScanRule], viewer: Viewer, form: FilledForm) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.form = form
        rules = shown.map(Line.init)
        hasRules = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        canSet = decide(viewer, .setRule).isAllowed
        isCoordinator = viewer.roles.contains(.coordinator)
        stances = Stance.allCases.reversed().choices(form.typed["stance"], label: \.label)
        intensities = Intensity.allCases.choices(form.typed["intensity"])
        todo =
            shown.isEmpty
            ? Todo("Say what you ask of scanners.", why: "Whoever asks about a scope is told it.")
            : shown.contains { $0.state == .resting }
                ? Todo(
                    "Prove again what you control.",
                    why: "A rule that rests is told to nobody."
                )
                : Todo("Nothing to do.", why: "Whoever asks about these scopes is told your rules.")
    }
}

extension RulesPage.Line {
    fileprivate init(_ rule: ScanRule) {
        id = rule.id.description
        scope = rule.scope.text
        stance = rule.stance.rawValue
        state =
            switch rule.state {
            case .inForce: "in force"
            case .resting: "resting: control of it ended or ran out"
            case .expired: "expired"
            }
        isListed = rule.isListed
        let refused = rule.refused.map(\.rawValue).joined(separator: ", ")
        let said = [
            rule.onBehalf.map { "for \($0)" }, rule.contact, rule.format,
            rule.requestsPerHour.map { "\($0) requests an hour" },
            rule.intensity.map { "at most \($0.rawValue)" },
            refused.isEmpty ? nil : "not \(refused)",
            rule.until.map { "until \($0.forPeople)" },
        ]
        words = said.compactMap(\.self) + rule.quiet.map { "quiet \($0.forPeople)" }
    }
}

extension Stance {
    /// The stance in words.
    fileprivate var label: String {
        switch self {
        case .neverScan: "never scan: lives depend on it"
        case .optedOut: "opted out: do not scan it"
        case .ask: "ask first"
        case .welcome: "welcome"
        }
    }
}

/// Whom one allowed to scan, and by whom one is allowed.
struct AuthorizationsPage: Sendable {
    /// Rows of one page.
    static let rows = 50

    /// One authorization.
    struct Line: Sendable {
        let id: String
        let scope: String
        let side: String
        let intensity: String
        let until: String
        let untilText: String
        let state: String
        let canEnd: Bool
    }

    let frame: PageFrame
    let todo: Todo
    let authorizations: [Line]
    let hasAuthorizations: Bool
    let next: String?
    let canGive: Bool
    let form: FilledForm
    let intensities: [Choice]

    init(
        frame: PageFrame,
        authorizations all: [Authorization],
        viewer: Viewer,
        now: Instant,
        form: FilledForm
    ) {
        let shown = all.prefix(Self.rows)
        let canGive = decide(viewer, .giveAuthorization).isAllowed
        self.frame = frame
        self.form = form
        self.canGive = canGive
        authorizations = shown.map { Line($0, viewer: viewer, now: now, canEnd: canGive) }
        hasAuthorizations = !shown.isEmpty
        next = all.count > Self.rows ? shown.last?.id.description : nil
        intensities = Intensity.allCases.choices(form.typed["intensity"])
        todo = Todo("Nothing to do.", why: "Your word ends when you take it back.")
    }
}

extension AuthorizationsPage.Line {
    fileprivate init(_ given: Authorization, viewer: Viewer, now: Instant, canEnd: Bool) {
        let isGiver = given.owner == viewer.participant
        let state = given.state(at: now)
        id = given.id.description
        scope = given.scope.text
        side = isGiver ? "you allow \(given.participant)" : "you may scan"
        intensity = given.intensity.rawValue
        until = given.until.description
        untilText = given.until.forPeople
        self.state = state.rawValue.replacing("-", with: " ")
        self.canEnd = canEnd && isGiver && state == .inForce
    }
}
