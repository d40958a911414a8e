// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// Looks for rules in force that overlap a scope, stance by stance along an index: it reads what
/// may overlap, a page at a time, and of a rule no more than says whether it applies.
struct RuleSearch {
    /// Rules read at once.
    private static let pageSize = 64
    /// What reading a rule, or a control, costs next to a step of comparing.
    private static let rowWork = 20
    /// Rules looked at for one scope: past these their keys alone decide, so that no number of
    /// rules on ports or paths hides the next.
    private static let lookedAt = 2_048

    /// What of a rule says whether it applies.
    struct Ground {
        let id: ScanRuleID
        let owner: ParticipantID
        /// Nil where it is of a kind that this version knows no more.
        let scope: Scope?
        /// Whether a coordinator set it for somebody, so that it rests on no control.
        let standsAlone: Bool
    }

    let scope: Scope
    let moment: Instant
    let limit: Int
    var stances = Stance.allCases
    /// What rules have to be besides.
    var condition = Listing.any.condition
    /// Whether only those count that stand on all of the scope.
    var isAround = false

    /// The first rules that are found, the most telling stance first.
    ///
    /// Takes from `work` what it cost; when nothing is left, keys alone decide.
    func rules(
        in tables: any Querying,
        work: inout Int
    ) throws -> [ScanRuleID] {
        var found: [ScanRuleID] = []
        var looked = 0
        let columns = ScopeColumns(key: "scan_rules.scope_key", bits: "scan_rules.scope_bits")
        for stance in stances {
            var ofStance: Set<ScanRuleID> = []
            for part in [columns.contain(scope)] + (isAround ? [] : [columns.areWithin(scope)]) {
                var last: Cursor?
                while found.count + ofStance.count < limit {
                    let page = try read(stance, part, after: last, in: tables)
                    last = page.last?.cursor
                    let open = page.map(\.ground).filter { ground in
                        work -= Self.rowWork
                        looked += 1
                        return applies(ground, isLookedAt: looked <= Self.lookedAt, &work)
                    }
                    for id in try tables.holding(open, at: moment, work: &work)
                    where found.count + ofStance.count < limit {
                        ofStance.insert(id)
                    }
                    if page.count < Self.pageSize { break }
                }
            }
            found += ofStance.sorted()
        }
        return found
    }

    private func applies(_ ground: Ground, isLookedAt: Bool, _ work: inout Int) -> Bool {
        guard let rule = ground.scope else { return false }
        if isAround { return rule.contains(scope, work: &work) || work <= 0 }
        return !isLookedAt || rule.overlaps(scope, work: &work)
    }

    private typealias Cursor = (key: [UInt8], id: ScanRuleID)

    private func read(
        _ stance: Stance,
        _ part: Statement,
        after last: Cursor?,
        in tables: any Querying
    ) throws -> [(ground: Ground, cursor: Cursor)] {
        let from: Statement = last.map { "(scope_key, id) > (\($0.key), \($0.id))" } ?? "1 = 1"
        return try tables.all(
            """
            SELECT id, participant, scope, CASE WHEN on_behalf IS NULL THEN 0 ELSE 1 END,
                scope_key
            FROM scan_rules
            WHERE rank = \(stance.rank) AND \(fragment: condition) AND \(fragment: part)
                AND \(fragment: from) AND ended IS NULL
                AND (until IS NULL OR until > \(moment))
            ORDER BY scope_key, id LIMIT \(Self.pageSize)
            """
        ) { row in
            let ground = Ground(
                id: try row.read(),
                owner: try row.read(),
                scope: try? Scope(parsing: try row.read()),
                standsAlone: try row.read()
            )
            return (ground, (key: try row.read(), id: ground.id))
        }
    }
}

extension RuleSearch {
    /// Who may read a rule.
    enum Listing {
        case any
        /// Everybody.
        case listed
        case unlisted

        var condition: Statement {
            switch self {
            case .any: "1 = 1"
            case .listed: "listed = \(true)"
            case .unlisted: "listed = \(false)"
            }
        }
    }

    /// Unlisted rules that refuse, where they stand on all of a scope, and all other rules.
    static func forStrangers(
        _ scope: Scope,
        at moment: Instant,
        limit: Int
    ) -> (around: RuleSearch, others: RuleSearch) {
        var around = RuleSearch(scope: scope, moment: moment, limit: limit)
        around.stances = Stance.allCases.filter(\.refuses)
        around.condition = Listing.unlisted.condition
        around.isAround = true
        var others = RuleSearch(scope: scope, moment: moment, limit: limit)
        others.condition = "NOT (listed = \(false) AND rank < \(Stance.ask.rank))"
        return (around, others)
    }
}

extension RuleSearch.Ground {
    init(_ rule: ScanRule) {
        self.init(
            id: rule.id,
            owner: rule.owner,
            scope: rule.scope,
            standsAlone: rule.onBehalf != nil
        )
    }
}

extension Querying {
    /// Those of some rules whose owners control their scopes at that moment.
    ///
    /// One question for all of them; when no work is left, the keys of their scopes decide.
    func holding(
        _ rules: [RuleSearch.Ground],
        at moment: Instant,
        work: inout Int
    ) throws -> Set<ScanRuleID> {
        var found = Set(rules.filter(\.standsAlone).map(\.id))
        let resting = rules.filter { !$0.standsAlone }
        guard !resting.isEmpty else { return found }
        var held: [ParticipantID: [(key: ScopeKey, scope: String)]] = [:]
        _ = try all(
            """
            SELECT participant, scope, scope_key, scope_bits FROM controls
            WHERE participant IN (\(each: Array(Set(resting.map(\.owner)))))
                AND ended IS NULL AND until > \(moment)
            """
        ) { row in
            let (owner, scope): (ParticipantID, String) = (try row.read(), try row.read())
            let (bytes, bits): ([UInt8], Int) = (try row.read(), try row.read())
            guard let tag = bytes.first else { return }
            let key = ScopeKey(tag: tag, bytes.dropFirst(), bits: bits - 8)
            held[owner, default: []].append((key, scope))
        }
        for rule in resting {
            guard let scope = rule.scope else { continue }
            let isHeld = (held[rule.owner] ?? []).contains { control in
                guard control.key.begins(scope.key) else { return false }
                let whole = try? Scope(parsing: control.scope)
                return whole?.contains(scope, work: &work) == true || work <= 0
            }
            if isHeld { found.insert(rule.id) }
        }
        return found
    }
}
