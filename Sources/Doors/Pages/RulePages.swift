// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store

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
        let rules = try await exchange.services.store.read {
            try $0.ownRules(viewer: viewer, now: now, after: after, limit: RulesPage.rows + 1)
        }
        return page(
            .rules,
            RulesPage(
                frame: frame("Your rules for scanners", .scans, exchange),
                rules: rules,
                viewer: viewer,
                form: filled(exchange, refused)
            ),
            refused: refused
        )
    }

    private var ruleForm: Route {
        ownForm("/rules", again: rules) { exchange in
            try decide(exchange.viewer, .setRule).hiding()
            let terms = try RuleTerms(RuleDraft(exchange), now: exchange.now)
            let set = SetRule(viewer: exchange.viewer, terms: terms)
            try await submit(set, exchange, form: "/rules")
            return "/rules"
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
                until: RuleDraft.end(ofDay: form["until"] ?? "") ?? exchange.now,
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

extension RuleDraft {
    /// Reads the form; what is left empty is not said.
    fileprivate init(_ exchange: Exchange) {
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
        quiet = (form["quiet"] ?? "").split(whereSeparator: \.isNewline).map(Self.quiet)
    }

    /// One line: the first and the last day, in UTC; what is none is a window that ends before it
    /// begins, and said so.
    private static func quiet(_ line: Substring) -> ScanWindow {
        let days = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard days.count == 2, let start = Instant("\(days[0])T00:00:00Z"),
            let end = end(ofDay: days[1])
        else {
            let zero = Instant(microseconds: 0)
            return ScanWindow(start: zero, end: zero)
        }
        return ScanWindow(start: start, end: end)
    }

    /// The moment after a day's last, such as 2026-12-24.
    fileprivate static func end(ofDay day: String) -> Instant? {
        Instant("\(day)T00:00:00Z")?.adding(seconds: 86_400)
    }
}
