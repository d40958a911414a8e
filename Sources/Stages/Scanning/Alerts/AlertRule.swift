// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What deconfliction says of an alert.
package enum AlertVerdict: String, Sendable, CaseIterable, SQLConvertible {
    /// A declared scan, authorized for this target, and shown to be this one.
    case confirmed
    /// Something is declared that may be it, and nothing shows that it is.
    case undetermined
    /// Nobody here declared anything that could be it.
    case unrelated
}

/// Why; each belongs to one verdict.
package enum AlertReason: String, Sendable, CaseIterable, SQLConvertible {
    /// Confirmed: the source is one that a lease in force on the target declared.
    case source
    /// Confirmed: the token proves a lease in force on the target.
    case token
    /// It would be, but the lease rests on a document that nobody here saw the owner sign.
    case documentOnly = "document-only"
    /// A lease on the target declared the source, and was not in force: declared later, lapsed,
    /// ended, or stopped.
    case notInForce = "not-in-force"
    /// A lease that declared the source covers a part of the target, or some of its ports.
    case partOfTarget = "part-of-target"
    /// The token is good and for this target, and counted before or after that moment.
    case tokenNotInTime = "token-not-in-time"
    /// A lease covers the target; the source is none that it declared.
    case otherSource = "other-source"
    /// The source is declared, or the token good, for something else than this target.
    case otherTarget = "other-target"
    /// More leases come into question than are looked at.
    case tooMany = "too-many"
    /// Unrelated: no lease covers the target, and none declared the source.
    case nothing

    package var verdict: AlertVerdict {
        switch self {
        case .source, .token: .confirmed
        case .documentOnly, .notInForce, .partOfTarget, .tokenNotInTime, .otherSource,
            .otherTarget, .tooMany:
            .undetermined
        case .nothing: .unrelated
        }
    }
}

/// A lease as far as an alert asks.
package struct AlertLease: Hashable, Sendable {
    /// What a lease was at a moment, give or take the clocks.
    package enum Standing: Int, Sendable, Comparable {
        /// Its window lies elsewhere, or it was cancelled before it began.
        case none
        /// Its window says so, and the lease was not in force.
        case claimed
        case inForce

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    package let scan: ScanID
    package let participant: ParticipantID
    package let window: ScanWindow
    package let declared: Instant
    package let expires: Instant
    package let ended: Instant?
    package let outcome: ScanOutcome?

    package init(
        scan: ScanID,
        participant: ParticipantID,
        window: ScanWindow,
        declared: Instant,
        expires: Instant,
        ended: Instant?,
        outcome: ScanOutcome?
    ) {
        self.scan = scan
        self.participant = participant
        self.window = window
        self.declared = declared
        self.expires = expires
        self.ended = ended
        self.outcome = outcome
    }

    /// What it was within `ProbeToken.clockSeconds` of a moment.
    ///
    /// In force is a lease from its start, or from when it was declared if that was later, until
    /// it ran out or ended: a heartbeat never revives one that ran out, so that is one span. What
    /// is declared for a time that is past claims, and proves nothing. When it was declared stands
    /// by the server's own clock, so that no probe of before then is taken for a part of it.
    package func standing(at moment: Instant) -> Standing {
        guard outcome != .cancelled else { return .none }
        let until = min(expires, ended ?? expires)
        if moment >= declared, Self.near(moment, max(window.start, declared), until) {
            return .inForce
        }
        return Self.near(moment, window.start, window.end) ? .claimed : .none
    }

    /// Whether a moment lies in a span or as near to it as clocks may be apart.
    private static func near(_ moment: Instant, _ start: Instant, _ end: Instant) -> Bool {
        start < end && start <= moment.adding(seconds: ProbeToken.clockSeconds)
            && moment < end.adding(seconds: ProbeToken.clockSeconds)
    }
}

/// What is known of a question: the leases that come into it.
package struct AlertEvidence: Hashable, Sendable {
    /// A lease with a scope of it that overlaps the target.
    package struct Match: Hashable, Sendable {
        package let lease: AlertLease
        /// Whether all of the target lies in that scope.
        package let covers: Bool
        /// On what the scan of that scope rests.
        package let basis: ScanBasis

        package init(_ lease: AlertLease, covers: Bool, basis: ScanBasis) {
            self.lease = lease
            self.covers = covers
            self.basis = basis
        }
    }

    /// Leases on the target, or on a part of it.
    package var onTarget: [Match] = []
    /// Leases that declared the source, whatever they are on.
    package var fromSource: [AlertLease] = []
    /// Those of both.
    package var both: [Match] = []
    /// What a good token proves: its lease, and that lease's scopes that overlap the target.
    package var ofToken: [Match] = []
    /// A token's signature is good, whatever it is for.
    package var hasToken = false
    /// That token is for this target, and counted before or after the moment.
    package var isTokenOutOfTime = false
    /// Whether there are more leases from the source on the target than stand here.
    package var isCutOff = false
    /// Whether there are more leases from the source, or on the target, than stand here.
    package var areListsCutOff = false

    package init() {}
}

/// What is said of a question, and which leases it is about, the most telling first.
package struct AlertJudgement: Hashable, Sendable {
    /// Leases that an alert is relayed to at most.
    package static let relayLimit = 16

    /// A lease that may be it.
    package struct Relay: Hashable, Sendable {
        package let lease: AlertLease
        /// Whether it is on the target; of others the owner is told nothing.
        package let isOnTarget: Bool
        package let standing: AlertLease.Standing

        package init(
            _ lease: AlertLease,
            isOnTarget: Bool,
            standing: AlertLease.Standing
        ) {
            self.lease = lease
            self.isOnTarget = isOnTarget
            self.standing = standing
        }
    }

    package let reason: AlertReason
    package let relays: [Relay]

    package var verdict: AlertVerdict { reason.verdict }
}

/// Says what an alert is; docs/reference/alerts.md argues each case.
package enum AlertRule {
    /// The answer by what is known, at the moment that was asked about.
    package static func judge(_ evidence: AlertEvidence, at moment: Instant) -> AlertJudgement {
        let standing = { (lease: AlertLease) in lease.standing(at: moment) }
        let fitting = { (match: AlertEvidence.Match) in
            match.covers && standing(match.lease) == .inForce
        }
        // Whoever declares states a document; only an owner's own word here proves.
        let proving = { (match: AlertEvidence.Match) in match.basis.isProven && fitting(match) }
        let onTarget = evidence.onTarget.filter { standing($0.lease) != .none }
        let both = evidence.both.filter { standing($0.lease) != .none }
        let ofToken = evidence.ofToken.filter { standing($0.lease) != .none }
        let fromSource = evidence.fromSource.filter { standing($0) != .none }
        var relays = Relays(moment: moment)
        let reason: AlertReason
        if both.contains(where: proving) {
            reason = .source
            relays.add(both.filter(proving).map(\.lease), isOnTarget: true)
        } else if ofToken.contains(where: proving) {
            reason = .token
            relays.add(ofToken.filter(proving).map(\.lease), isOnTarget: true)
        } else {
            reason =
                !evidence.isCutOff && (both + ofToken).contains(where: fitting)
                ? .documentOnly
                : undetermined(both + ofToken, onTarget, fromSource, evidence)
            relays.add((both + ofToken + onTarget).map(\.lease), isOnTarget: true)
            relays.add(fromSource, isOnTarget: false)
        }
        return AlertJudgement(reason: reason, relays: relays.all)
    }

    private static func undetermined(
        _ proven: [AlertEvidence.Match],
        _ onTarget: [AlertEvidence.Match],
        _ fromSource: [AlertLease],
        _ evidence: AlertEvidence
    ) -> AlertReason {
        if evidence.isCutOff { return .tooMany }
        if proven.contains(where: \.covers) { return .notInForce }
        if !proven.isEmpty { return .partOfTarget }
        if evidence.isTokenOutOfTime { return .tokenNotInTime }
        if !onTarget.isEmpty { return .otherSource }
        if !fromSource.isEmpty || evidence.hasToken { return .otherTarget }
        return evidence.areListsCutOff ? .tooMany : .nothing
    }

    /// The leases to tell, one a participant: whoever scans much hears of an alert once.
    private struct Relays {
        let moment: Instant
        private(set) var all: [AlertJudgement.Relay] = []

        init(moment: Instant) { self.moment = moment }

        mutating func add(_ leases: [AlertLease], isOnTarget: Bool) {
            let sorted = leases.map { (lease: $0, standing: $0.standing(at: moment)) }
                .sorted { ($0.standing, $0.lease.scan) > ($1.standing, $1.lease.scan) }
            for (lease, standing) in sorted {
                guard all.count < AlertJudgement.relayLimit,
                    !all.contains(where: { $0.lease.participant == lease.participant })
                else { continue }
                all.append(.init(lease, isOnTarget: isOnTarget, standing: standing))
            }
        }
    }
}
