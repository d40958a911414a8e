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
        .page("/rules") { exchange in
            try requireAccount(exchange)
            return page(.rules, try await rules(exchange))
        }
    }

    private func rules(
        _ exchange: Exchange,
        typed: [String: String] = [:],
        faults: [String] = []
    ) async throws -> RulesPage {
        let after = exchange.query["after"].flatMap { ScanRuleID($0) }
        let (viewer, now) = (exchange.viewer, exchange.now)
        let rules = try await exchange.services.store.read {
            try $0.ownRules(viewer: viewer, now: now, after: after, limit: RulesPage.rows + 1)
        }
        return RulesPage(
            frame: frame("Your rules for scanners", .scans, exchange),
            rules: rules,
            viewer: viewer,
            key: newFormKey(),
            typed: typed,
            faults: faults
        )
    }

    private var ruleForm: Route {
        .form("/rules") { exchange in
            try requireAccount(exchange)
            try decide(exchange.viewer, .setRule).hiding()
            do {
                let terms = try RuleTerms(RuleDraft(form: exchange.form), now: exchange.now)
                _ = try await exchange.services.store.submit(
                    SetRule(viewer: exchange.viewer, terms: terms),
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/rules")
                )
                return .seeOther("/rules")
            } catch let refusal as Refusal where refusal.isToBeShown {
                let again = try await rules(
                    exchange,
                    typed: exchange.form,
                    faults: refusal.reasons
                )
                return page(.rules, again, status: 422)
            }
        }
    }

    private var endRuleForm: Route {
        .form("/rules/{id}/withdraw") { exchange in
            try requireAccount(exchange)
            guard let id = ScanRuleID(exchange.parameter("id")) else { throw Refusal.notFound }
            let end = EndRule(viewer: exchange.viewer, rule: id)
            _ = try await exchange.services.store.submit(end, by: exchange.viewer.actor)
            return .seeOther("/rules")
        }
    }

    private var authorizationList: Route {
        .page("/authorizations") { exchange in
            try requireAccount(exchange)
            return page(.authorizations, try await authorizations(exchange))
        }
    }

    private func authorizations(
        _ exchange: Exchange,
        typed: [String: String] = [:],
        faults: [String] = []
    ) async throws -> AuthorizationsPage {
        let after = exchange.query["after"].flatMap { AuthorizationID($0) }
        let (viewer, now) = (exchange.viewer, exchange.now)
        let found = try await exchange.services.store.read {
            try $0.authorizations(
                viewer: viewer,
                now: now,
                after: after,
                limit: AuthorizationsPage.rows + 1
            )
        }
        return AuthorizationsPage(
            frame: frame("Authorizations", .scans, exchange),
            authorizations: found,
            viewer: viewer,
            now: now,
            key: newFormKey(),
            typed: typed,
            faults: faults
        )
    }

    private var authorizeForm: Route {
        .form("/authorizations") { exchange in
            try requireAccount(exchange)
            try decide(exchange.viewer, .giveAuthorization).hiding()
            let form = exchange.form
            do {
                let give = try GiveAuthorization(
                    viewer: exchange.viewer,
                    participant: form["participant"] ?? "",
                    scope: form["scope"] ?? "",
                    intensity: form["intensity"] ?? "",
                    until: RuleDraft.end(ofDay: form["until"] ?? "") ?? exchange.now,
                    now: exchange.now
                )
                _ = try await exchange.services.store.submit(
                    give,
                    by: exchange.viewer.actor,
                    repeating: repeatKey(exchange, form: "/authorizations")
                )
                return .seeOther("/authorizations")
            } catch let refusal as Refusal where refusal.isToBeShown {
                let again = try await authorizations(
                    exchange,
                    typed: form,
                    faults: refusal.reasons
                )
                return page(.authorizations, again, status: 422)
            }
        }
    }

    private var endAuthorizationForm: Route {
        .form("/authorizations/{id}/withdraw") { exchange in
            try requireAccount(exchange)
            guard let id = AuthorizationID(exchange.parameter("id")) else {
                throw Refusal.notFound
            }
            let end = EndAuthorization(viewer: exchange.viewer, authorization: id)
            _ = try await exchange.services.store.submit(end, by: exchange.viewer.actor)
            return .seeOther("/authorizations")
        }
    }
}

extension RuleDraft {
    /// Reads the form; what is left empty is not said.
    fileprivate init(form: [String: String]) {
        func said(_ name: String) -> String? { form[name].flatMap { $0.isEmpty ? nil : $0 } }
        self.init()
        scope = form["scope"] ?? ""
        stance = form["stance"] ?? ""
        contact = said("contact")
        format = said("format")
        // What is no number is out of range, and said so.
        requestsPerHour = said("rate").map { Int($0) ?? 0 }
        intensity = said("intensity")
        refused = (form["refused"] ?? "").split { $0 == "," || $0 == " " }.map(String.init)
        isListed = form["listed"] == "yes"
        onBehalf = said("onBehalf")
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
