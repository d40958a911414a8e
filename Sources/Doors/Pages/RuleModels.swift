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

    /// What came of setting a rule.
    struct Told: Sendable {
        let what: String
        let sentences: [String]
        /// The rule, where setting it again stops more.
        let again: String?
    }

    let frame: PageFrame
    let todo: Todo
    let told: Told?
    let rules: [Line]
    let hasRules: Bool
    let next: String?
    let canSet: Bool
    /// Whether the viewer may set one for somebody without an account.
    let isCoordinator: Bool
    /// What the form does: set a rule, or change one that it is filled with.
    let heading: String
    let form: FilledForm
    let stances: [Choice]
    let intensities: [Choice]

    init(
        frame: PageFrame,
        rules all: [ScanRule],
        viewer: Viewer,
        form: FilledForm,
        changed: ScanRule?,
        told: Told?
    ) {
        let shown = all.prefix(Self.rows)
        self.frame = frame
        self.form = form
        self.told = told
        heading = changed.map { "Change the rule on \($0.scope.text)" } ?? "Set a rule"
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

extension RulesPage {
    /// The words that stand beside the field of a place in the rule.
    static func label(of place: String) -> String? {
        switch place.split(separator: "/").first {
        case "scope": "Scope"
        case "stance": "Stance"
        case "contact": "Contact"
        case "format": "How you want reports"
        case "requestsPerHour": "Requests an hour"
        case "intensity": "The highest intensity"
        case "refused": "Techniques that you do not want"
        case "quiet": "Quiet windows"
        case "until": "Until when"
        case "onBehalf": "For whom"
        case "listed": "Let everybody read it"
        default: place
        }
    }
}

/// What came of setting a rule, as the address says it to which that leads.
///
/// Of all that an address may say only words of ours are shown, on a rule of the viewer's own.
struct RuleOutcome: Sendable {
    let rule: ScanRuleID
    /// Scans that it stopped; nil for a rule that stops none.
    private let stopped: Int?
    fileprivate let isMoreLeft: Bool
    /// The stance of the rule that it replaced; nil where nothing of that was lost.
    private let replaced: Stance?
    private let dropped: [RuleTerm]

    init(_ answer: SetRule.Answer, stance: Stance) {
        rule = answer.rule
        stopped = stance.refuses ? answer.stopped : nil
        isMoreLeft = answer.isMoreLeft
        dropped = answer.replaced?.dropped ?? []
        let isOther = answer.replaced?.stance != stance || !dropped.isEmpty
        replaced = isOther ? answer.replaced?.stance : nil
    }

    /// Nil where it is not about a rule that was set.
    init?(_ query: [String: String]) {
        guard let rule = query["set"].flatMap({ ScanRuleID($0) }) else { return nil }
        self.rule = rule
        let count = query["stopped"].flatMap { Int($0) }
        stopped = count.flatMap { (0...SetRule.stopLimit).contains($0) ? $0 : nil }
        isMoreLeft = query["left"] == "1"
        replaced = query["was"].flatMap { Stance(rawValue: $0) }
        let named = Set((query["dropped"] ?? "").split(separator: ","))
        dropped = RuleTerm.allCases.filter { named.contains($0.rawValue[...]) }
    }

    /// The page that shows it.
    var path: String {
        let said = [
            stopped.map { "stopped=\($0)" }, isMoreLeft ? "left=1" : nil,
            replaced.map { "was=\($0.rawValue)" },
            dropped.isEmpty
                ? nil : "dropped=\(dropped.map(\.rawValue).joined(separator: ","))",
        ]
        return (["/rules?set=\(rule)"] + said.compactMap(\.self)).joined(separator: "&")
    }

    /// What it says in sentences.
    fileprivate var sentences: [String] {
        let names = dropped.map(\.words).joined(separator: ", ")
        let counted: String? =
            switch stopped {
            case nil: nil
            case 0: "It stopped no scan: none was planned or ran there."
            case 1: "It stopped one scan."
            case let count?: "It stopped \(count) scans."
            }
        return [
            counted,
            isMoreLeft ? "Scans are left there, more than one setting stops: set it again." : nil,
            replaced.map { "Before, its stance was \($0.rawValue)." },
            names.isEmpty ? nil : "It had, and has no more: \(names).",
        ].compactMap(\.self)
    }
}

extension RulesPage.Told {
    init(_ outcome: RuleOutcome, _ rule: ScanRule) {
        what = "The rule on \(rule.scope.text) is set: \(rule.stance.label)."
        sentences = outcome.sentences
        again = outcome.isMoreLeft ? rule.id.description : nil
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
