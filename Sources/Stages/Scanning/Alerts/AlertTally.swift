// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// A number of questions asked in bulk, judged.
package struct AlertTally: Hashable, Sendable {
    /// Participants elsewhere of whom one is told in a day by their sources.
    ///
    /// Far more than scan it by mistake. Each counts once, so that none uses the day up for another
    /// by many leases.
    package static let strangersLimit = 64
    /// Leases of all these participants of which one is told in a day.
    ///
    /// More than one participant can have open and declare in a day, so that none uses the day up
    /// for another, and far fewer than a search over all addresses would find.
    package static let leasesLimit = 16_384

    /// Nil is a question that was refused, as its target is not the asker's.
    package let judgements: [AlertJudgement?]

    /// Of judgements in the order of their questions; nil is a question that was refused.
    package init(_ judgements: [AlertJudgement?]) {
        self.judgements = judgements
    }

    /// What is answered.
    package func told(_ allowance: AlertAllowance) -> [AlertJudgement?] {
        switch allowance {
        case .within: judgements
        case .exhausted: judgements.map { $0?.silent }
        }
    }
}

/// Whether answers may tell of what was declared elsewhere.
package enum AlertAllowance: UInt8, Sendable, StoredAnswer {
    case within
    /// They would tell of more strangers than anybody is told of in a day.
    case exhausted

    package var stored: [UInt8] { [rawValue] }

    package init?(stored: [UInt8]) {
        guard stored.count == 1 else { return nil }
        self.init(rawValue: stored[0])
    }
}

/// Keeps count of questions that were asked in bulk, and of whom their answers tell.
///
/// What would tell too much uses the day up, though it is not told: else it could be tried again.
package struct TallyAlerts: Command {
    package let viewer: Viewer
    package let tally: AlertTally

    package init(viewer: Viewer, tally: AlertTally) {
        self.viewer = viewer
        self.tally = tally
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .askAlert).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> AlertAllowance {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        let allowance = try transaction.tell(tally, to: participant)
        let told = tally.told(allowance)
        var body: JSONObject = [
            "refused": .number(JSONNumber(told.count { $0 == nil }))
        ]
        for verdict in AlertVerdict.allCases {
            let count = told.count { $0?.verdict == verdict }
            body[verdict.rawValue] = .number(JSONNumber(count))
        }
        try transaction.append(
            EntryDraft(.alertsChecked, subject: participant, body: .object(body))
        )
        return allowance
    }
}

/// Of whose leases elsewhere somebody was told on a day.
struct AlertTellings: Hashable {
    private(set) var leases: Set<ScanID> = []
    private var participants: Set<ParticipantID> = []

    /// Whether nothing more is told on that day.
    var areUsedUp: Bool {
        participants.count >= AlertTally.strangersLimit || leases.count >= AlertTally.leasesLimit
    }

    /// The lease that an answer tells of and none before did; one of them is all that it tells.
    func news(in judgement: AlertJudgement?) -> (scan: ScanID, participant: ParticipantID)? {
        guard let strangers = judgement?.strangers, let first = strangers.first,
            !strangers.contains(where: { leases.contains($0.scan) })
        else { return nil }
        return (first.scan, first.participant)
    }

    mutating func add(_ scan: ScanID, of participant: ParticipantID) {
        leases.insert(scan)
        participants.insert(participant)
    }
}

extension Querying {
    /// Of whom a participant was told on a day.
    func tellings(to participant: ParticipantID, on day: Int64) throws -> AlertTellings {
        let rows = try all(
            """
            SELECT alert_tellings.scan, scans.participant
            FROM alert_tellings JOIN scans ON scans.id = alert_tellings.scan
            WHERE alert_tellings.participant = \(participant) AND alert_tellings.day = \(day)
            """
        ) { row in (scan: try row.read(ScanID.self), of: try row.read(ParticipantID.self)) }
        return rows.reduce(into: AlertTellings()) { $0.add($1.scan, of: $1.of) }
    }
}

extension Transaction {
    /// Keeps of whom is about to be told, and says whether that is within a day's bound on
    /// strangers; the step that crosses it is kept, too, as far as the bound.
    func tell(_ tally: AlertTally, to participant: ParticipantID) throws -> AlertAllowance {
        let day = now.day
        var told = try tellings(to: participant, on: day)
        // Past the bound it is one answer for all, also for what was told before.
        guard !told.areUsedUp else { return .exhausted }
        for judgement in tally.judgements {
            guard let (scan, stranger) = told.news(in: judgement) else { continue }
            guard !told.areUsedUp else { return .exhausted }
            // The first of a day makes room: of other days nobody asks.
            if told.leases.isEmpty { try forgetTellings(to: participant, before: day) }
            try run(
                """
                INSERT INTO alert_tellings (participant, day, scan)
                VALUES (\(participant), \(day), \(scan))
                """
            )
            told.add(scan, of: stranger)
        }
        return .within
    }

    private func forgetTellings(to participant: ParticipantID, before day: Int64) throws {
        try run(
            "DELETE FROM alert_tellings WHERE participant = \(participant) AND day < \(day)"
        )
    }
}
