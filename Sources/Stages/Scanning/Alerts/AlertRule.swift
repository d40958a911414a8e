// SPDX-License-Identifier: Apache-2.0

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
    /// It would be, but the lease rests on the word of another owner, and not on the asker's.
    case otherOwner = "other-owner"
    /// A lease on the target declared the source, and was not in force: declared later, or lapsed.
    case notInForce = "not-in-force"
    /// A lease that declared the source covers a part of the target, or some of its ports.
    case partOfTarget = "part-of-target"
    /// The token is good and for this target, and counted before or after that moment.
    case tokenNotInTime = "token-not-in-time"
    /// A lease covers the target; the source is none that it declared.
    case otherSource = "other-source"
    /// The source is declared, or the token good, for something else than this target.
    case otherTarget = "other-target"
    /// A lease covers what else the asker controls, names for an address or networks for a name;
    /// which of these belong together nobody here knows.
    case otherKind = "other-kind"
    /// The asker was told of so many others' sources that day that of these no more is said.
    case noMoreToday = "no-more-today"
    /// More leases come into question than are looked at.
    case tooMany = "too-many"
    /// Unrelated: no lease covers the target or what else is the asker's, and none declared the
    /// source.
    case nothing

    package var verdict: AlertVerdict {
        switch self {
        case .source, .token: .confirmed
        case .documentOnly, .otherOwner, .notInForce, .partOfTarget, .tokenNotInTime, .otherSource,
            .otherTarget, .otherKind, .noMoreToday, .tooMany:
            .undetermined
        case .nothing: .unrelated
        }
    }
}

/// What is said of a question, and which leases it is about, the most telling first.
package struct AlertJudgement: Hashable, Sendable {
    /// Leases that an alert is relayed to at most.
    package static let relayLimit = 16

    /// A lease that may be it, and whose participant is told of the alert.
    package struct Relay: Hashable, Sendable {
        package let lease: AlertLease
        package let standing: AlertLease.Standing

        package init(_ lease: AlertLease, standing: AlertLease.Standing) {
            self.lease = lease
            self.standing = standing
        }
    }

    package let reason: AlertReason
    /// Scans on the target that it may be, one a participant, for who asks.
    package let scans: [ScanID]
    /// Whom an alert is relayed to.
    package let relays: [Relay]
    /// Leases elsewhere of which the reason tells that they declared the source.
    ///
    /// Where there are none it tells that, too; nil where the reason is the same whatever was
    /// declared elsewhere.
    package let strangers: [AlertLease]?

    init(
        _ reason: AlertReason,
        scans: [ScanID] = [],
        relays: [Relay] = [],
        strangers: [AlertLease]? = nil
    ) {
        self.reason = reason
        self.scans = scans
        self.relays = relays
        self.strangers = strangers
    }

    package var verdict: AlertVerdict { reason.verdict }

    /// The same for whom nothing more is told of what was declared elsewhere.
    ///
    /// One answer for all that hangs on that: else it would itself tell.
    package var silent: AlertJudgement {
        strangers == nil ? self : AlertJudgement(.noMoreToday)
    }
}

/// Says what an alert is; docs/reference/alerts.md argues each case.
package enum AlertRule {
    /// The answer by what is known, at the moment that was asked about.
    package static func judge(_ evidence: AlertEvidence, at moment: Instant) -> AlertJudgement {
        let evidence = evidence.standing(at: moment)
        for (reason, matches) in [(.source, evidence.both), (.token, evidence.ofToken)]
            as [(AlertReason, [AlertEvidence.Match])]
        {
            let proving = matches.filter { fits($0, at: moment) && evidence.isAskersWord($0) }
            guard !proving.isEmpty else { continue }
            let relays = telling([proving], at: moment)
            return AlertJudgement(reason, scans: relays.map(\.lease.scan), relays: relays)
        }
        let linked = evidence.both + evidence.ofToken
        guard let reason = undetermined(evidence, linked, at: moment) else {
            return byStrangers(evidence)
        }
        // Whoever states a document and nothing else that shows is told of nobody's alerts: else
        // anybody could have them by stating one.
        let proven = evidence.onTarget.filter(\.basis.isProven)
        return AlertJudgement(
            reason,
            scans: telling([linked, evidence.onTarget], at: moment).map(\.lease.scan),
            relays: telling([linked, proven], at: moment)
        )
    }

    private static func fits(_ match: AlertEvidence.Match, at moment: Instant) -> Bool {
        match.covers && match.lease.standing(at: moment) == .inForce
    }

    /// Why it is undetermined, whatever others declared elsewhere; nil where that decides.
    private static func undetermined(
        _ evidence: AlertEvidence,
        _ linked: [AlertEvidence.Match],
        at moment: Instant
    ) -> AlertReason? {
        if evidence.isCutOff { return .tooMany }
        let fitting = linked.filter { fits($0, at: moment) }
        // Whoever declares states a document; an owner's word here shows that there is one.
        if fitting.contains(where: \.basis.isProven) { return .otherOwner }
        if !fitting.isEmpty { return .documentOnly }
        if linked.contains(where: \.covers) { return .notInForce }
        if !linked.isEmpty { return .partOfTarget }
        if evidence.isTokenOutOfTime { return .tokenNotInTime }
        if !evidence.onTarget.isEmpty { return .otherSource }
        let isOwnSource = evidence.fromSource.contains { $0.participant == evidence.asker }
        if evidence.hasToken || isOwnSource { return .otherTarget }
        let isOther = evidence.ofOtherKind.contains { $0.standing(at: moment) != .none }
        return isOther ? .otherKind : nil
    }

    /// The answer where nothing is declared on what the asker controls.
    private static func byStrangers(_ evidence: AlertEvidence) -> AlertJudgement {
        let strangers = evidence.fromSource
        if !strangers.isEmpty { return AlertJudgement(.otherTarget, strangers: strangers) }
        return AlertJudgement(evidence.areListsCutOff ? .tooMany : .nothing, strangers: [])
    }

    /// Leases, the most telling first, one a participant: whoever scans much hears of an alert
    /// once.
    private static func telling(
        _ groups: [[AlertEvidence.Match]],
        at moment: Instant
    ) -> [AlertJudgement.Relay] {
        var all: [AlertJudgement.Relay] = []
        for group in groups {
            let sorted = group.map { match in
                AlertJudgement.Relay(match.lease, standing: match.lease.standing(at: moment))
            }
            .sorted { ($0.standing, $0.lease.scan) > ($1.standing, $1.lease.scan) }
            for relay in sorted {
                guard all.count < AlertJudgement.relayLimit,
                    !all.contains(where: { $0.lease.participant == relay.lease.participant })
                else { continue }
                all.append(relay)
            }
        }
        return all
    }
}
