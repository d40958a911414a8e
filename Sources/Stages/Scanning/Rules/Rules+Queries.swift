// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// Rules told about one scope at most.
    package static var rulesTold: Int { 32 }
    /// Rules read at once, and those looked at for one scope: past these their keys alone decide,
    /// so that no number of rules on ports or paths hides the next.
    private static var rulesRead: Int { 128 }
    private static var rulesLookedAt: Int { 2_048 }

    /// Rules in force that overlap a scope, the most telling stance first, `rulesTold` at most.
    package func rules(on scope: Scope, at moment: Instant) throws -> [ScanRule] {
        try rules(where: "1 = 1", on: scope, at: moment)
    }

    /// Those of them that everybody may read.
    package func listedRules(on scope: Scope, at moment: Instant) throws -> [ScanRule] {
        try rules(where: "listed = \(true)", on: scope, at: moment)
    }

    /// What somebody without an owner's word is told of a scope that needs one.
    ///
    /// An unlisted rule that refuses is told where it stands on all of what was asked, as one on
    /// just that: who means to scan exactly that learns to leave it alone, and a wide question does
    /// not learn where within it somebody asks for that.
    func rules(toldToStrangersOn scope: Scope, at moment: Instant) throws -> [ScanRule] {
        let isHidden: Statement = "(listed = \(false) AND rank < \(Stance.ask.rank))"
        let columns = ScopeColumns(key: "scan_rules.scope_key", bits: "scan_rules.scope_bits")
        let hidden = try rules(
            where: "\(fragment: isHidden) AND \(fragment: columns.contain(scope))",
            on: scope,
            at: moment
        ) { $0.scope.contains(scope) }
        let others = try rules(where: "NOT \(fragment: isHidden)", on: scope, at: moment)
        let all = hidden.map { $0.told(of: scope) } + others
        return Array(all.sorted { $0.stance.rank < $1.stance.rank }.prefix(Self.rulesTold))
    }

    /// Whether a participant's coordinator set a rule, in force, that overlaps a scope, for
    /// somebody without an account.
    func hasRule(
        of participant: ParticipantID,
        onBehalfOn scope: Scope,
        at moment: Instant
    ) throws -> Bool {
        let theirs: Statement = "participant = \(participant) AND on_behalf IS NOT NULL"
        return try !rules(where: theirs, on: scope, at: moment).isEmpty
    }

    private func rules(
        where condition: Statement,
        on scope: Scope,
        at moment: Instant,
        isTold: (ScanRule) -> Bool = { _ in true }
    ) throws -> [ScanRule] {
        let columns = ScopeColumns(key: "scan_rules.scope_key", bits: "scan_rules.scope_bits")
        var found: [ScanRule] = []
        var (rank, last) = (-1, ScanRuleID(high: 0, low: 0))
        var seen = 0
        while found.count < Self.rulesTold {
            let page = try all(
                """
                SELECT \(fragment: ScanRuleRow.columns) FROM scan_rules
                WHERE \(fragment: columns.meet(scope)) AND \(fragment: condition)
                    AND ended IS NULL AND (until IS NULL OR until > \(moment))
                    AND (rank, id) > (\(rank), \(last))
                ORDER BY rank, id LIMIT \(Self.rulesRead)
                """
            ) { try ScanRuleRow(&$0, in: self) }
            for row in page where found.count < Self.rulesTold {
                (rank, last) = (row.stance.rank, row.id)
                seen += 1
                guard let rule = row.rule,
                    seen > Self.rulesLookedAt || rule.scope.overlaps(scope), isTold(rule),
                    try holds(rule, at: moment)
                else { continue }
                found.append(rule)
            }
            if page.count < Self.rulesRead { break }
        }
        return found
    }

    /// Whether the participant's proven, unexpired control contains the scope.
    package func controls(
        _ participant: ParticipantID,
        _ scope: Scope,
        at moment: Instant
    ) throws -> Bool {
        try controllers(
            where: "participant = \(participant)",
            of: scope,
            at: moment
        ).contains(participant)
    }

    /// Who of the community controls a scope, the narrowest first, for relaying.
    package func controllers(of scope: Scope, at moment: Instant) throws -> [ParticipantID] {
        try controllers(where: "1 = 1", of: scope, at: moment)
    }

    private func controllers(
        where condition: Statement,
        of scope: Scope,
        at moment: Instant
    ) throws -> [ParticipantID] {
        let rows = try all(
            """
            SELECT participant, scope FROM controls
            WHERE \(fragment: ScopeColumns().contain(scope)) AND \(fragment: condition)
                AND ended IS NULL AND until > \(moment)
            ORDER BY scope_bits DESC, id
            """
        ) { row in
            (participant: try row.read(ParticipantID.self), scope: try row.read(String.self))
        }
        var found: [ParticipantID] = []
        for row in rows where !found.contains(row.participant) {
            guard (try? Scope(parsing: row.scope))?.contains(scope) == true else { continue }
            found.append(row.participant)
        }
        return found
    }

    /// An owner's authorization that covers the scope, that intensity and the whole window.
    ///
    /// It covers nothing once its owner's control has run out or was given back.
    package func authorization(
        of participant: ParticipantID,
        on scope: Scope,
        intensity: Intensity,
        in window: ScanWindow
    ) throws -> AuthorizationID? {
        let rows = try all(
            """
            SELECT id, owner, scope, intensity FROM scan_authorizations
            WHERE participant = \(participant) AND \(fragment: ScopeColumns().contain(scope))
                AND ended IS NULL AND until >= \(window.end)
            ORDER BY scope_bits DESC, id
            """
        ) { row in
            (
                id: try row.read(AuthorizationID.self), owner: try row.read(ParticipantID.self),
                scope: try row.read(String.self), intensity: try row.read(Intensity.self)
            )
        }
        for row in rows where row.intensity >= intensity {
            guard let allowed = try? Scope(parsing: row.scope), allowed.contains(scope),
                try controls(row.owner, allowed, at: window.start)
            else { continue }
            return row.id
        }
        return nil
    }

    /// Whether a rule's owner still controls its scope; a coordinator's stands by itself.
    func holds(_ rule: ScanRule, at moment: Instant) throws -> Bool {
        try rule.onBehalf != nil || controls(rule.owner, rule.scope, at: moment)
    }
}
