// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// Rules told about one scope at most.
    package static var rulesTold: Int { 32 }

    /// Rules in force that overlap a scope, the most telling stance first, `rulesTold` at most.
    package func rules(on scope: Scope, at moment: Instant) throws -> [ScanRule] {
        var work = Scope.workLimit
        return try rules(on: scope, at: moment, work: &work)
    }

    /// The same; takes from `work` what it cost.
    ///
    /// When nothing is left, keys alone decide.
    func rules(on scope: Scope, at moment: Instant, work: inout Int) throws -> [ScanRule] {
        let search = RuleSearch(scope: scope, moment: moment, limit: Self.rulesTold)
        return try rules(search, work: &work)
    }

    /// Those of them that everybody may read.
    package func listedRules(on scope: Scope, at moment: Instant) throws -> [ScanRule] {
        var work = Scope.workLimit
        var search = RuleSearch(scope: scope, moment: moment, limit: Self.rulesTold)
        search.condition = RuleSearch.Listing.listed.condition
        return try rules(search, work: &work)
    }

    /// What somebody without an owner's word is told of a scope that needs one.
    ///
    /// An unlisted rule that refuses is told where it stands on all of what was asked, as one on
    /// just that: who means to scan exactly that learns to leave it alone, and a wide question does
    /// not learn where within it somebody asks for that.
    func rules(
        toldToStrangersOn scope: Scope,
        at moment: Instant,
        work: inout Int
    ) throws -> [ScanRule] {
        let (around, others) = RuleSearch.forStrangers(
            scope,
            at: moment,
            limit: Self.rulesTold
        )
        let hidden = try rules(around, work: &work).map { $0.told(of: scope) }
        let all = hidden + (try rules(others, work: &work))
        return Array(all.sorted { $0.stance.rank < $1.stance.rank }.prefix(Self.rulesTold))
    }

    /// Whether a participant's coordinator set a rule, in force, that overlaps a scope, for
    /// somebody without an account.
    func hasRule(
        of participant: ParticipantID,
        onBehalfOn scope: Scope,
        at moment: Instant
    ) throws -> Bool {
        var work = Scope.workLimit
        var search = RuleSearch(scope: scope, moment: moment, limit: 1)
        search.condition = "participant = \(participant) AND on_behalf IS NOT NULL"
        return try !search.rules(in: self, work: &work).isEmpty
    }

    /// Whether a rule in force that refuses scans overlaps a scope.
    ///
    /// It opens no words and stops at the first. Takes from `work` what it cost; when nothing is
    /// left, keys alone decide.
    func isRefused(
        _ scope: Scope,
        by listing: RuleSearch.Listing,
        at moment: Instant,
        work: inout Int
    ) throws -> Bool {
        var search = RuleSearch(scope: scope, moment: moment, limit: 1)
        search.stances = Stance.allCases.filter(\.refuses)
        search.condition = listing.condition
        return try !search.rules(in: self, work: &work).isEmpty
    }

    private func rules(_ search: RuleSearch, work: inout Int) throws -> [ScanRule] {
        let found = try search.rules(in: self, work: &work)
        guard !found.isEmpty else { return [] }
        return try all(
            """
            SELECT \(fragment: ScanRuleRow.columns) FROM scan_rules
            WHERE id IN (\(each: found)) ORDER BY rank, id
            """
        ) { try ScanRuleRow(&$0, in: self).rule }.compactMap(\.self)
    }

    /// Whether the participant's proven, unexpired control contains the scope.
    package func controls(
        _ participant: ParticipantID,
        _ scope: Scope,
        at moment: Instant
    ) throws -> Bool {
        var work = Scope.workLimit
        return try controls(participant, scope, at: moment, work: &work)
    }

    /// The same; takes from `work` what it cost, and says no when nothing is left.
    func controls(
        _ participant: ParticipantID,
        _ scope: Scope,
        at moment: Instant,
        work: inout Int
    ) throws -> Bool {
        try heldSince(scope, by: participant, at: moment, work: &work) != nil
    }

    /// From when on a participant that controls the scope has done so without a gap; nil where it
    /// does not.
    func heldSince(
        _ scope: Scope,
        by participant: ParticipantID,
        at moment: Instant
    ) throws -> Instant? {
        var work = Scope.workLimit
        return try heldSince(scope, by: participant, at: moment, work: &work)
    }

    private func heldSince(
        _ scope: Scope,
        by participant: ParticipantID,
        at moment: Instant,
        work: inout Int
    ) throws -> Instant? {
        let rows = try all(
            """
            SELECT since, scope FROM controls
            WHERE \(fragment: ScopeColumns().contain(scope)) AND participant = \(participant)
                AND ended IS NULL AND until > \(moment)
            ORDER BY since
            """
        ) { row in (since: try row.read(Instant.self), scope: try row.read(String.self)) }
        return rows.first { row in
            (try? Scope(parsing: row.scope))?.contains(scope, work: &work) == true
        }?.since
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
        var work = Scope.workLimit
        return try authorization(
            of: participant,
            on: scope,
            intensity: intensity,
            in: window,
            work: &work
        )
    }

    /// The same; takes from `work` what it cost, and finds none when nothing is left.
    func authorization(
        of participant: ParticipantID,
        on scope: Scope,
        intensity: Intensity,
        in window: ScanWindow,
        work: inout Int
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
            guard let allowed = try? Scope(parsing: row.scope),
                allowed.contains(scope, work: &work),
                try controls(row.owner, allowed, at: window.start, work: &work)
            else { continue }
            return row.id
        }
        return nil
    }
}
