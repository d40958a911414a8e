// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
package import StrictJSON

/// Marks the id of a rule for scanners.
package enum ScanRuleMark {}
/// Names a rule for scanners.
package typealias ScanRuleID = ID<ScanRuleMark>

/// What an owner asks of scanners in one word, the most telling first.
package enum Stance: String, Sendable, CaseIterable, SQLConvertible {
    /// Lives depend on it: nobody scans it, whatever else allows it.
    case neverScan = "never-scan"
    /// The owner does not want it scanned.
    case optedOut = "opted-out"
    /// Ask first, at the contact.
    case ask
    /// Scans are welcome, as the rule says how.
    case welcome

    /// Whether a scan is refused, whatever its evidence.
    package var refuses: Bool { self == .neverScan || self == .optedOut }

    /// What a scanner is to do about it, in one sentence.
    package var words: String {
        switch self {
        case .neverScan: "Lives depend on it: do not scan it, whatever else allows it."
        case .optedOut: "Its owner does not want it scanned: leave it out."
        case .ask: "Ask its owner first, at the contact."
        case .welcome: "Scans are welcome, as the rule says how; others may need the owner's word."
        }
    }

    /// The order in which several are told.
    var rank: Int {
        switch self {
        case .neverScan: 0
        case .optedOut: 1
        case .ask: 2
        case .welcome: 3
        }
    }
}

/// What a rule is at a moment; computed from the time, never stored (RULES S6).
package enum RuleState: String, Sendable, CaseIterable {
    /// It is told to whoever asks about its scope.
    case inForce = "in-force"
    /// Its owner's control ended or ran out; it is told to nobody until it is proven again.
    case resting
    /// The day that it named has come.
    case expired
}

/// What an owner or maintainer asks of scanners of a scope.
package struct ScanRule: Hashable, Sendable {
    package let id: ScanRuleID
    /// Who set it: whose control it rests on, or the coordinator's participant.
    package let owner: ParticipantID
    package let scope: Scope
    package let stance: Stance
    /// An address of e-mail, or one that begins with https: or mailto:.
    package let contact: String?
    /// How reports are wanted.
    package let format: String?
    /// What all scans of the scope may send together in an hour.
    package let requestsPerHour: Int?
    /// When nothing is to be scanned.
    package let quiet: [ScanWindow]
    package let refused: [Technique]
    /// The highest intensity that is welcome; nil for any.
    package let intensity: Intensity?
    /// Nil for as long as its owner holds the scope.
    package let until: Instant?
    /// Whether it stands in the documents that are read without an account.
    package let isListed: Bool
    /// For whom a coordinator set it, in words; nil where an owner did.
    package let onBehalf: String?
    package let changed: Instant
    /// As it was when it was looked up.
    package internal(set) var state = RuleState.inForce

    /// Requests an hour for one lease among so many others as advice tells: by the upper end of
    /// what is told, so that shares tell no exact count.
    ///
    /// Past `manyLeases` others nobody counts exactly, and each lease keeps to that share; nobody
    /// is given less than one.
    package func share(among others: OverlapAdvice.Extent?) -> Int? {
        requestsPerHour.map { rate in
            switch others {
            case nil: rate
            case .one: max(rate / 2, 1)
            case .few: max(rate / 5, 1)
            case .many: max(rate / (Self.manyLeases + 1), 1)
            }
        }
    }

    /// What is told of it to somebody who is not to learn where it stands: its stance on what they
    /// asked about, and whom to ask.
    func told(of scope: Scope) -> ScanRule {
        ScanRule(
            id: id,
            owner: owner,
            scope: scope,
            stance: stance,
            contact: contact,
            format: nil,
            requestsPerHour: nil,
            quiet: [],
            refused: [],
            intensity: nil,
            until: nil,
            isListed: isListed,
            onBehalf: nil,
            changed: changed
        )
    }

    /// The others that a share is reckoned with where advice says "5 or more".
    package static let manyLeases = 16
}

extension ScanRule {
    /// What it says, as documents have it; what it does not say is left out.
    package var json: JSONObject {
        var members: JSONObject = [
            "scope": .string(scope.text), "stance": .string(stance.rawValue),
            "changed": .string(changed.description),
        ]
        members["contact"] = contact.map { .string($0) }
        members["format"] = format.map { .string($0) }
        members["requestsPerHour"] = requestsPerHour.map { .number(JSONNumber($0)) }
        if !quiet.isEmpty {
            members["quiet"] = .array(
                quiet.map { window in
                    [
                        "start": .string(window.start.description),
                        "end": .string(window.end.description),
                    ]
                }
            )
        }
        if !refused.isEmpty {
            members["refused"] = .array(refused.map { .string($0.rawValue) })
        }
        members["intensity"] = intensity.map { .string($0.rawValue) }
        members["until"] = until.map { .string($0.description) }
        members["onBehalf"] = onBehalf.map { .string($0) }
        return members
    }
}

/// Rules of one participant that rest, in sum.
package struct RestingRules: Hashable, Sendable {
    package let count: Int
    /// How many of them refuse scans.
    package let refusing: Int
}

/// Proofs of control of one participant that run out soon, in sum; rules rest without them.
package struct EndingProofs: Hashable, Sendable {
    package let count: Int
    /// The one that runs out first.
    package let first: Control
    /// When that one does.
    package let until: Instant
}

extension Querying {
    /// The rules of the viewer's own participant that rest; nil where none does.
    ///
    /// Their words stay sealed: it is asked whenever somebody looks at what is to be done.
    package func restingRules(viewer: Viewer, now: Instant) throws -> RestingRules? {
        guard let owner = viewer.participant else { return nil }
        let visible = VisibilityRule.visible(
            .scanRule,
            column: "scan_rules.id",
            to: viewer,
            now: now
        )
        let rules = try all(
            """
            SELECT id, scope, stance FROM scan_rules
            WHERE participant = \(owner) AND ended IS NULL AND on_behalf IS NULL
                AND (until IS NULL OR until > \(now)) AND \(fragment: visible)
            ORDER BY id LIMIT \(SetRule.limit)
            """
        ) { row in
            let (id, scope): (ScanRuleID, String) = (try row.read(), try row.read())
            let ground = RuleSearch.Ground(
                id: id,
                owner: owner,
                scope: try? Scope(parsing: scope),
                standsAlone: false
            )
            return (ground: ground, stance: try row.read(Stance.self))
        }
        var work = Scope.workLimit
        let held = try holding(rules.map(\.ground), at: now, work: &work)
        let resting = rules.filter { $0.ground.scope != nil && !held.contains($0.ground.id) }
        guard !resting.isEmpty else { return nil }
        return RestingRules(count: resting.count, refusing: resting.count(where: \.stance.refuses))
    }

    /// The proofs of the viewer's own participant that all run out before a moment; nil for none.
    ///
    /// One whose scope another proof goes on holding is no loss and left out.
    package func endingProofs(
        viewer: Viewer,
        now: Instant,
        before end: Instant
    ) throws -> EndingProofs? {
        guard let owner = viewer.participant else { return nil }
        var (ending, lasting): ([(control: Control, until: Instant)], [Scope]) = ([], [])
        for control in try heldControls(of: owner, at: now) {
            guard let until = control.until, until < end else {
                lasting.append(control.scope)
                continue
            }
            ending.append((control, until))
        }
        var work = Scope.workLimit
        let lost = ending.filter { proof in
            !lasting.contains { $0.contains(proof.control.scope, work: &work) }
        }
        guard let first = lost.min(by: { $0.until < $1.until }) else { return nil }
        return EndingProofs(count: lost.count, first: first.control, until: first.until)
    }
}
