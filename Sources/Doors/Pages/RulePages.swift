// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store
import Timestamps

extension WebPages {
    /// What owners ask of scanners, and whom they allow.
    var rules: [Route] {
        [ruleList, ruleForm, endRuleForm, authorizationList, authorizeForm, endAuthorizationForm]
    }

    private var ruleList: Route {
        ownPage("/rules") { try await rules($0) }
    }

    private func rules(_ exchange: Exchange, _ refused: Refusal? = nil) async throws -> Answer {
        let (viewer, now, after) = (exchange.viewer, exchange.now, exchange.after(ScanRuleID.self))
        let change = refused == nil ? exchange.query["change"].flatMap { ScanRuleID($0) } : nil
        let outcome = RuleOutcome(exchange.query)
        let (rules, changed, set) = try await exchange.services.store.read { tables in
            (
                try tables.ownRules(
                    viewer: viewer,
                    now: now,
                    after: after,
                    limit: RulesPage.rows + 1
                ),
                try change.flatMap { try tables.ownRule($0, viewer: viewer, now: now) },
                try outcome.flatMap { try tables.ownRule($0.rule, viewer: viewer, now: now) }
            )
        }
        let form = changed.map { filled(with: $0.typed(at: now)) }
        return page(
            .rules,
            RulesPage(
                frame: frame("Your rules for scanners", .scans, exchange),
                rules: rules,
                viewer: viewer,
                form: form ?? filled(exchange, refused, label: RulesPage.label),
                changed: changed,
                told: set.flatMap { rule in outcome.map { RulesPage.Told($0, rule) } }
            ),
            refused: refused
        )
    }

    /// A form that is filled before anything was typed.
    private func filled(with typed: [String: String]) -> FilledForm {
        FilledForm(key: newFormKey(), typed: typed, faults: [], hasFaults: false)
    }

    private var ruleForm: Route {
        ownForm("/rules", again: rules) { exchange in
            try decide(exchange.viewer, .setRule).hiding()
            var unread: [Refusal.Fault] = []
            let draft = RuleDraft(exchange, &unread)
            let terms = try RuleTerms(draft, now: exchange.now, besides: unread)
            let set = SetRule(viewer: exchange.viewer, terms: terms)
            let answer = try await submit(set, exchange, form: "/rules")
            return RuleOutcome(answer, stance: terms.stance).path
        }
    }

    private var endRuleForm: Route {
        ownForm("/rules/{id}/withdraw") { exchange in
            try await submit(EndRule(viewer: exchange.viewer, rule: exchange.id()), exchange)
            return "/rules"
        }
    }

    private var authorizationList: Route {
        ownPage("/authorizations") { try await authorizations($0) }
    }

    private func authorizations(
        _ exchange: Exchange,
        _ refused: Refusal? = nil
    ) async throws -> Answer {
        let after = exchange.after(AuthorizationID.self)
        let (viewer, now) = (exchange.viewer, exchange.now)
        let found = try await exchange.services.store.read {
            try $0.authorizations(
                viewer: viewer,
                now: now,
                after: after,
                limit: AuthorizationsPage.rows + 1
            )
        }
        return page(
            .authorizations,
            AuthorizationsPage(
                frame: frame("Authorizations", .scans, exchange),
                authorizations: found,
                viewer: viewer,
                now: now,
                form: filled(exchange, refused)
            ),
            refused: refused
        )
    }

    private var authorizeForm: Route {
        ownForm("/authorizations", again: authorizations) { exchange in
            try decide(exchange.viewer, .giveAuthorization).hiding()
            let form = exchange.form
            let give = try GiveAuthorization(
                viewer: exchange.viewer,
                participant: form["participant"] ?? "",
                scope: form["scope"] ?? "",
                intensity: form["intensity"] ?? "",
                until: RuleDraft.end(form["until"] ?? "") ?? exchange.now,
                now: exchange.now
            )
            try await submit(give, exchange, form: "/authorizations")
            return "/authorizations"
        }
    }

    private var endAuthorizationForm: Route {
        ownForm("/authorizations/{id}/withdraw") { exchange in
            let end = EndAuthorization(viewer: exchange.viewer, authorization: try exchange.id())
            try await submit(end, exchange)
            return "/authorizations"
        }
    }
}

extension Querying {
    /// A rule that the viewer's own participant set; nil for every other id, also of a listed one.
    fileprivate func ownRule(_ id: ScanRuleID, viewer: Viewer, now: Instant) throws -> ScanRule? {
        do {
            let found = try rule(id, viewer: viewer, now: now)
            return found.owner == viewer.participant ? found : nil
        } catch let refusal as Refusal where refusal.kind == .notFound {
            return nil
        }
    }
}

extension RuleDraft {
    /// How windows are typed, for whoever typed something else.
    private static let windowForms = """
        is no quiet window. On a line stands a day (2026-12-24), a first and a last day \
        (2026-12-24 2026-12-26), or two times (2026-12-24T22:00:00Z 2026-12-25T06:00:00Z).
        """
    private static let endForms =
        "A day such as 2027-01-31, to its end in UTC, or a time such as 2027-01-31T12:00:00Z."
    /// Characters of a line that are told again at most.
    private static let toldCharacters = 40

    /// Reads the form; what is left empty is not said, and what cannot be read is a fault.
    fileprivate init(_ exchange: Exchange, _ faults: inout [Refusal.Fault]) {
        let form = exchange.form
        self.init()
        scope = form["scope"] ?? ""
        stance = form["stance"] ?? ""
        contact = exchange.typed("contact")
        format = exchange.typed("format")
        // What is no number is out of range, and said so.
        requestsPerHour = exchange.typed("rate").map { Int($0) ?? 0 }
        intensity = exchange.typed("intensity")
        refused = (form["refused"] ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        isListed = form["listed"] == "yes"
        onBehalf = exchange.typed("onBehalf")
        if let typed = exchange.typed("until") {
            until = Self.end(typed)
            if until == nil { faults.note("/until", "not-a-time", Self.endForms) }
        }
        // One more than a rule holds, so that too many are found out.
        let lines = (form["quiet"] ?? "").split(whereSeparator: \.isNewline)
            .filter { !$0.allSatisfy(\.isWhitespace) }.prefix(RuleTerms.quietLimit + 1)
        for (place, line) in lines.enumerated() {
            if let window = Self.window(line) {
                quiet.append(window)
            } else {
                let told = line.prefix(Self.toldCharacters)
                faults.note("/quiet/\(place)", "not-a-window", "“\(told)” \(Self.windowForms)")
            }
        }
    }

    /// One line: a day, a first and a last one, or two times, all of UTC.
    private static func window(_ line: Substring) -> ScanWindow? {
        let ends = line.split { $0.isWhitespace || $0 == "/" }.map(String.init)
        guard let first = ends.first, let last = ends.last, ends.count <= 2,
            ends.count == 2 || CalendarDate(first) != nil,
            let start = Self.start(first), let end = Self.end(last)
        else { return nil }
        return ScanWindow(start: start, end: end)
    }

    /// A time, or the first moment of a day.
    private static func start(_ text: String) -> Instant? {
        let day = CalendarDate(text).map(Timestamp.init(startOf:))
        return (day ?? Timestamp(rfc3339: text)).map { Instant($0) }
    }

    /// A time, or the moment after a day's last.
    fileprivate static func end(_ text: String) -> Instant? {
        let day = CalendarDate(text)?.adding(days: 1).map(Timestamp.init(startOf:))
        return (day ?? Timestamp(rfc3339: text)).map { Instant($0) }
    }
}

extension ScanRule {
    /// The rule as its form has it, to be changed; quiet windows that have ended are left out.
    fileprivate func typed(at now: Instant) -> [String: String] {
        let windows = quiet.filter { $0.end > now }.map(\.typed)
        let said: [String: String?] = [
            "scope": scope.text, "stance": stance.rawValue, "contact": contact, "format": format,
            "rate": requestsPerHour.map { "\($0)" }, "intensity": intensity?.rawValue,
            "refused": refused.map(\.rawValue).joined(separator: ", "),
            "quiet": windows.joined(separator: "\n"), "until": until?.typedEnd,
            "listed": isListed ? "yes" : nil, "onBehalf": onBehalf,
        ]
        return said.compactMapValues(\.self)
    }
}

extension ScanWindow {
    /// A line of the form, in the shortest way that reads as this very window.
    fileprivate var typed: String {
        let (first, last) = (start.typedStart, end.typedEnd)
        return first == last ? first : "\(first) \(last)"
    }
}

extension Instant {
    /// The day that it begins, and otherwise the time.
    fileprivate var typedStart: String {
        guard let day = timestamp.date, timestamp == Timestamp(startOf: day) else { return typed }
        return day.description
    }

    /// The day that it is the end of, and otherwise the time.
    fileprivate var typedEnd: String {
        guard let day = timestamp.date, timestamp == Timestamp(startOf: day),
            let last = day.adding(days: -1)
        else { return typed }
        return last.description
    }

    /// To the second where it is a whole one.
    private var typed: String { description.replacing(".000000Z", with: "Z") }
}
