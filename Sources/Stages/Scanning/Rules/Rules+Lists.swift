// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// The most rules that one page of a list, or one document, holds.
    package static var rulesPerPage: Int { 500 }

    /// The rules that the viewer set, newest first; `after` is the last id of the page before.
    package func ownRules(
        viewer: Viewer,
        now: Instant,
        after: ScanRuleID? = nil,
        limit: Int = 50
    ) throws -> [ScanRule] {
        guard let participant = viewer.participant else { return [] }
        let from: Statement = after.map { "scan_rules.id < \($0)" } ?? "1 = 1"
        return try states(
            of: ruleRows(
                where: """
                    \(fragment: from) AND participant = \(participant) AND ended IS NULL
                    AND \(fragment: visibleRules(to: viewer, now: now))
                    """,
                limit: limit
            ),
            at: now
        )
    }

    /// The rules that stand in public documents, newest first, and where they go on; whether they
    /// hold is asked last.
    package func listedRules(
        now: Instant,
        after: ScanRuleID? = nil,
        limit: Int = 50
    ) throws -> (rules: [ScanRule], next: ScanRuleID?) {
        let from: Statement = after.map { "scan_rules.id < \($0)" } ?? "1 = 1"
        let rows = try ruleRows(
            where: """
                listed = \(true) AND \(fragment: from) AND ended IS NULL
                AND (until IS NULL OR until > \(now))
                AND \(fragment: visibleRules(to: .nobody, now: now))
                """,
            limit: limit
        )
        let next = rows.count < min(limit, Self.rulesPerPage) ? nil : rows.last?.id
        var work = Scope.workLimit
        let holding = try holding(rows.map(RuleSearch.Ground.init), at: now, work: &work)
        return (rows.filter { holding.contains($0.id) }, next)
    }

    /// The rule of the viewer's participant on this very scope, where there is one.
    package func ownRule(on scope: Scope, viewer: Viewer, now: Instant) throws -> ScanRule? {
        guard let participant = viewer.participant else { return nil }
        return try ruleRows(
            where: """
                participant = \(participant) AND scope_key = \(scope.key.bytes)
                AND scope = \(scope.text) AND ended IS NULL
                AND \(fragment: visibleRules(to: viewer, now: now))
                """,
            limit: 1
        ).first
    }

    /// One rule that the viewer may see; absent and hidden are one refusal.
    package func rule(_ id: ScanRuleID, viewer: Viewer, now: Instant) throws -> ScanRule {
        try one(.scanRule, id, in: "scan_rules", to: viewer, now: now) {
            try states(
                of: ruleRows(where: "\(fragment: $0) AND ended IS NULL", limit: 1),
                at: now
            )
        }
    }

    /// Rules with what they are at that moment.
    private func states(of rules: [ScanRule], at now: Instant) throws -> [ScanRule] {
        var work = Scope.workLimit
        let holding = try holding(rules.map(RuleSearch.Ground.init), at: now, work: &work)
        return rules.map { rule in
            var rule = rule
            rule.state = holding.contains(rule.id) ? .inForce : .resting
            if let until = rule.until, until <= now { rule.state = .expired }
            return rule
        }
    }

    private func visibleRules(to viewer: Viewer, now: Instant) -> Statement {
        VisibilityRule.visible(.scanRule, column: "scan_rules.id", to: viewer, now: now)
    }

    private func ruleRows(where condition: Statement, limit: Int) throws -> [ScanRule] {
        try all(
            """
            SELECT \(fragment: ScanRuleRow.columns) FROM scan_rules
            WHERE \(fragment: condition)
            ORDER BY id DESC LIMIT \(min(max(limit, 1), Self.rulesPerPage))
            """
        ) { try ScanRuleRow(&$0, in: self).rule }.compactMap(\.self)
    }
}
