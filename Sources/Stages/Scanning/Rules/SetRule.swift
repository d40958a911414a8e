// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Sets what an owner asks of scanners of a scope, or replaces what it asked before.
///
/// A coordinator may set one for somebody who has no account here, and names for whom. One that
/// refuses ends what is planned or runs there by now.
package struct SetRule: Command {
    /// Rules of one participant at most.
    package static let limit = 1_000
    /// Leases that one command ends at most, the latest declared first; set again, it ends more.
    package static let stopLimit = 1_000

    package let viewer: Viewer
    package let terms: RuleTerms
    private let stops: Int

    package init(viewer: Viewer, terms: RuleTerms, stops: Int = Self.stopLimit) {
        self.viewer = viewer
        self.terms = terms
        self.stops = stops
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .setRule).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> Answer {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        try check(participant, in: transaction)
        let before = try standing(participant, in: transaction)
        if before == nil { try checkRoom(participant, in: transaction) }
        let replaced = before.map { replacing($0, at: transaction.now) }
        let id = before?.id ?? transaction.newID(ScanRuleMark.self)
        try write(id, of: participant, isNew: before == nil, in: transaction)
        try transaction.append(
            EntryDraft(
                .ruleSet,
                subject: id,
                body: [
                    "scope": .string(terms.scope.text), "stance": .string(terms.stance.rawValue),
                ]
            )
        )
        guard terms.stance.refuses else { return Answer(rule: id, replaced: replaced) }
        var budget = StopBudget(stops: stops)
        let (stopped, isMoreLeft) = try transaction.stopLeases(
            on: terms.scope,
            contact: terms.contact,
            &budget
        )
        return Answer(rule: id, stopped: stopped, isMoreLeft: isMoreLeft, replaced: replaced)
    }

    /// The rule of the participant that stands on this very scope.
    private func standing(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws -> ScanRuleRow? {
        try transaction.first(
            """
            SELECT \(fragment: ScanRuleRow.columns) FROM scan_rules
            WHERE participant = \(participant) AND scope_key = \(terms.scope.key.bytes)
                AND scope = \(terms.scope.text) AND ended IS NULL
            """
        ) { try ScanRuleRow(&$0, in: transaction) }
    }

    private func checkRoom(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let count = try transaction.first(
            """
            SELECT COUNT(*) FROM scan_rules
            WHERE participant = \(participant) AND ended IS NULL
            """
        ) { try $0.read(Int.self) }
        guard (count ?? 0) < Self.limit else { throw Refusal.tooManyRules }
    }

    /// What a rule was that these terms replace; what had ended of it is no loss.
    private func replacing(_ row: ScanRuleRow, at now: Instant) -> ReplacedRule {
        var old = row.rule.map { RuleDraft($0) } ?? RuleDraft()
        old.quiet.removeAll { $0.end <= now }
        let dropped = old.said.filter { !terms.said.contains($0) }
        return ReplacedRule(stance: row.stance, dropped: dropped)
    }

    /// A rule rests on its owner's control, or on a coordinator who says for whom.
    private func check(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        if try transaction.controls(participant, terms.scope, at: transaction.now) {
            guard terms.onBehalf == nil else {
                let reason = "This scope is your own; leave out for whom."
                throw Refusal.invalidOnBehalf("own-scope", reason)
            }
            return
        }
        guard try transaction.current(viewer).roles.contains(.coordinator) else {
            throw Refusal.invalidRule([RuleTerms.outsideControl])
        }
        guard terms.onBehalf != nil else {
            let reason = "Name for whom you set it: the scope is not your own."
            throw Refusal.invalidOnBehalf("missing", reason)
        }
    }

    private func insert(
        _ id: ScanRuleID,
        of participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        try transaction.run(
            """
            INSERT INTO scan_rules (id, participant, scope, scope_key, scope_bits, stance,
                rank, quiet, refused, listed, changed)
            VALUES (\(id), \(participant), \(terms.scope.text), \(terms.scope.key.bytes),
                \(terms.scope.key.bits), \(terms.stance), \(terms.stance.rank), \(""), \(""),
                \(terms.isListed), \(transaction.now))
            """
        )
    }

    private func write(
        _ id: ScanRuleID,
        of participant: ParticipantID,
        isNew: Bool,
        in transaction: any Transaction
    ) throws {
        if isNew { try insert(id, of: participant, in: transaction) }
        if !isNew { try transaction.unmark(id) }
        let refused = terms.refused.map(\.rawValue).joined(separator: ",")
        try transaction.run(
            """
            UPDATE scan_rules SET stance = \(terms.stance), rank = \(terms.stance.rank),
                contact = \(try transaction.sealWords(terms.contact)),
                format = \(try transaction.sealWords(terms.format)),
                rate = \(terms.requestsPerHour), quiet = \(ScanRuleRow.text(of: terms.quiet)),
                refused = \(refused), intensity = \(terms.intensity), until = \(terms.until),
                listed = \(terms.isListed),
                on_behalf = \(try transaction.sealWords(terms.onBehalf)),
                changed = \(transaction.now)
            WHERE id = \(id)
            """
        )
        try transaction.mark(
            Marking(
                thing: ID(id),
                kind: .scanRule,
                owner: participant,
                tlp: terms.isListed ? .clear : .amberStrict,
                reach: terms.isListed ? .everyone : .named
            )
        )
    }
}

extension SetRule {
    /// What came of it.
    package struct Answer: Hashable, StoredAnswer {
        package let rule: ScanRuleID
        /// How many scans it stopped.
        package let stopped: Int
        /// Whether scans are left there that it did not stop: set again, it stops more.
        package let isMoreLeft: Bool
        /// The rule that stood on the scope before; nil where none did.
        package let replaced: ReplacedRule?

        init(
            rule: ScanRuleID,
            stopped: Int = 0,
            isMoreLeft: Bool = false,
            replaced: ReplacedRule? = nil
        ) {
            self.rule = rule
            self.stopped = stopped
            self.isMoreLeft = isMoreLeft
            self.replaced = replaced
        }

        package var stored: [UInt8] {
            let count = UInt16(clamping: stopped).bigEndian
            return rule.bytes + withUnsafeBytes(of: count) { Array($0) } + [isMoreLeft ? 1 : 0]
                + (replaced?.stored ?? [])
        }

        /// One of a rule's id alone is of a server that did not count, one that ends with the count
        /// replaced nothing.
        package init?(stored: [UInt8]) {
            let (bytes, rest) = (Array(stored.prefix(16)), Array(stored.dropFirst(16)))
            guard let rule = ScanRuleID(bytes: bytes), [0, 3, 5].contains(rest.count) else {
                return nil
            }
            let replaced = ReplacedRule(stored: Array(rest.dropFirst(3)))
            guard (replaced != nil) == (rest.count == 5) else { return nil }
            self.init(
                rule: rule,
                stopped: rest.prefix(2).reduce(0) { $0 << 8 | Int($1) },
                isMoreLeft: rest.dropFirst(2).first == 1,
                replaced: replaced
            )
        }
    }
}

/// A rule that another one took the place of.
package struct ReplacedRule: Hashable, Sendable {
    package let stance: Stance
    /// What it said besides, and the new one does not.
    package let dropped: [RuleTerm]
}

extension ReplacedRule {
    /// Two bytes: the stance's rank, and a bit for each term.
    fileprivate var stored: [UInt8] {
        let bits = RuleTerm.allCases.enumerated().reduce(0) { bits, term in
            dropped.contains(term.element) ? bits | 1 << term.offset : bits
        }
        return [UInt8(clamping: stance.rank), UInt8(truncatingIfNeeded: bits)]
    }

    fileprivate init?(stored: [UInt8]) {
        guard stored.count == 2,
            let stance = Stance.allCases.first(where: { $0.rank == Int(stored[0]) })
        else { return nil }
        self.stance = stance
        dropped = RuleTerm.allCases.enumerated()
            .filter { stored[1] >> $0.offset & 1 == 1 }.map(\.element)
    }
}

/// Takes a rule back.
package struct EndRule: Command {
    package let viewer: Viewer
    package let rule: ScanRuleID

    package init(viewer: Viewer, rule: ScanRuleID) {
        self.viewer = viewer
        self.rule = rule
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeRule, on: rule, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> ScanRuleID {
        try transaction.endRules(where: "id = \(rule)")
        return rule
    }
}

extension Transaction {
    /// Ends rules: they are told to nobody any more, and their words are gone.
    func endRules(where condition: Statement) throws {
        let rules: [ScanRuleID] = try all(
            """
            SELECT id FROM scan_rules WHERE \(fragment: condition) AND ended IS NULL ORDER BY id
            """
        ) { try $0.read() }
        for rule in rules {
            try run(
                """
                UPDATE scan_rules SET ended = \(now), listed = \(false), contact = NULL,
                    format = NULL, on_behalf = NULL
                WHERE id = \(rule)
                """
            )
            try append(EntryDraft(.ruleEnded, subject: rule, body: [:]))
            try unmark(rule)
        }
    }
}

extension EntryKind {
    package static let ruleSet = EntryKind("rule.set")
    package static let ruleEnded = EntryKind("rule.ended")
}
