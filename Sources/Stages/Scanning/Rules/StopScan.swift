// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// An owner stops a scan of what it controls; the scanner's next heartbeat is told so.
///
/// A coordinator stops one of what it set a rule on for somebody without an account.
package struct StopScan: Command {
    package let viewer: Viewer
    package let scan: ScanID
    /// How the scanner can ask why; told to it, or else what the owner's own rule there names.
    package let contact: String?

    package init(viewer: Viewer, scan: ScanID, contact: String?) {
        self.viewer = viewer
        self.scan = scan
        self.contact = contact
    }

    /// A scan of what is not the asker's own is absent for it.
    package func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        try decide(viewer, .stopScan).hiding()
        guard let owner = viewer.participant else { throw Refusal.forbidden }
        let now = transaction.now
        guard let row = try transaction.scanRows(where: "id = \(scan)", limit: 1).first else {
            throw Refusal.notFound
        }
        let held = try transaction.heldControls(of: owner, at: now)
        var work = Scope.workLimit
        let overlaps = row.scopes.contains { scope in
            held.contains { $0.scope.overlaps(scope, work: &work) }
        }
        // Keys decide where no work is left: nobody hides from an owner behind costly patterns.
        if overlaps { return }
        guard viewer.roles.contains(.coordinator),
            try row.scopes.contains(where: { scope in
                try transaction.hasRule(of: owner, onBehalfOn: scope, at: now)
            })
        else { throw Refusal.notFound }
    }

    package func perform(in transaction: any Transaction) throws -> ScanID {
        var faults: [Refusal.Fault] = []
        if let contact { RuleTerms.check(contact: contact, &faults) }
        guard faults.isEmpty else { throw Refusal.invalidStop(faults) }
        guard let owner = viewer.participant else { throw Refusal.forbidden }
        let row = try transaction.leased(scan)
        let told =
            try contact
            ?? transaction.contact(inRulesOf: owner, on: row.scopes, at: transaction.now)
        try transaction.stop(row, contact: told)
        return scan
    }
}

extension Querying {
    /// Whom a participant's own rules in force on some scopes name, the most telling first.
    ///
    /// Nil where none names anybody.
    fileprivate func contact(
        inRulesOf owner: ParticipantID,
        on scopes: [Scope],
        at now: Instant
    ) throws -> String? {
        var work = Scope.workLimit
        for scope in scopes {
            var search = RuleSearch(scope: scope, moment: now, limit: 1)
            search.condition = "participant = \(owner) AND contact IS NOT NULL"
            guard let rule = try search.rules(in: self, work: &work).first else { continue }
            let sealed: [UInt8]? = try first(
                "SELECT contact FROM scan_rules WHERE id = \(rule)"
            ) { try $0.read() }
            if let contact = try openWords(sealed) { return contact }
        }
        return nil
    }
}

/// What one command may spend on stopping leases, over all of its rules.
struct StopBudget {
    /// Leases that it ends.
    var stops: Int
    /// Scans that it looks at.
    var rows = 10_000
    /// Steps of comparing; past these, keys alone decide.
    var work = 4 * Scope.workLimit

    init(stops: Int) { self.stops = stops }
}

extension Transaction {
    /// Scans that are looked at together while what is on a scope is stopped, and what a look
    /// costs that finds none.
    private static var stopRows: Int { 250 }
    private static var emptyRows: Int { 10 }

    /// Ends a lease, planned or running, for the owner of what it looks at.
    func stop(_ row: ScanRow, contact: String?) throws {
        var row = row
        try row.lease.stop(now: now)
        try run(
            "UPDATE scans SET stop_contact = \(try sealWords(contact)) WHERE id = \(row.id)"
        )
        try end(row, as: .stopped)
    }

    /// Lets rules that rested refuse again: ends what was let through within a scope meanwhile, as
    /// much as setting one rule would.
    func enforceRules(within control: Control) throws {
        let rules = try all(
            """
            SELECT \(fragment: ScanRuleRow.columns) FROM scan_rules
            WHERE participant = \(control.participant) AND ended IS NULL
                AND rank < \(Stance.ask.rank) AND (until IS NULL OR until > \(now))
            ORDER BY id LIMIT \(SetRule.limit)
            """
        ) { try ScanRuleRow(&$0, in: self).rule }
        var budget = StopBudget(stops: SetRule.stopLimit)
        for rule in rules.compactMap(\.self) where budget.stops > 0 {
            guard control.scope.contains(rule.scope, work: &budget.work) else { continue }
            _ = try stopLeases(on: rule.scope, contact: rule.contact, &budget)
        }
    }

    /// Ends what is planned or runs on a scope that nobody is to scan, the latest declared first.
    ///
    /// Answers how many it ended, and whether there may be more than it looked at or could end.
    func stopLeases(
        on scope: Scope,
        contact: String?,
        _ budget: inout StopBudget
    ) throws -> (stopped: Int, isMoreLeft: Bool) {
        var (stopped, last) = (0, ScanID?.none)
        while budget.rows > 0 {
            let ids = try openScans(near: scope, before: last, at: now, limit: Self.stopRows)
            budget.rows -= max(ids.count, Self.emptyRows)
            let rows = try scanRows(where: "id IN (\(each: ids))", limit: ids.count)
                .filter { row in row.scopes.contains { $0.overlaps(scope, work: &budget.work) } }
            let stoppable = rows.prefix(budget.stops)
            for row in stoppable { try stop(row, contact: contact) }
            stopped += stoppable.count
            budget.stops -= stoppable.count
            if stoppable.count < rows.count { return (stopped, true) }
            guard ids.count == Self.stopRows else { return (stopped, false) }
            last = ids.last
        }
        return (stopped, true)
    }
}

extension Querying {
    /// What is planned or runs on scopes that may overlap with one, the latest declared first;
    /// `last` is the last one of those before.
    func openScans(
        near scope: Scope,
        before last: ScanID?,
        at now: Instant,
        limit: Int
    ) throws -> [ScanID] {
        let columns = ScopeColumns(key: "scan_scopes.scope_key", bits: "scan_scopes.scope_bits")
        let from: Statement = last.map { "scan_scopes.scan < \($0)" } ?? "1 = 1"
        return try all(
            """
            SELECT DISTINCT scan_scopes.scan FROM scan_scopes
            JOIN scans ON scans.id = scan_scopes.scan
            WHERE \(fragment: columns.meet(scope)) AND scans.outcome IS NULL
                AND scans.expires > \(now) AND \(fragment: from)
            ORDER BY scan_scopes.scan DESC LIMIT \(limit)
            """
        ) { try $0.read() }
    }

    /// What a scanner is told whose scan an owner stopped; nil for every other scan.
    func stopped(_ row: ScanRow) throws -> Refusal? {
        guard row.lease.outcome == .stopped else { return nil }
        let ask = try openWords(row.stopContact).map { " Ask at \($0)." } ?? ""
        return Refusal(
            .gone,
            code: "scan-stopped",
            detail: "The owner of what it looks at stopped this scan: end it now.\(ask)"
        )
    }
}
