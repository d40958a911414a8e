// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// What a number of questions came to: all that is kept of those asked in bulk.
package struct AlertTally: Hashable, Sendable {
    /// Leases elsewhere that one participant can learn of in a day, by their sources: far more
    /// than scan it by mistake, far fewer than a search over addresses would find.
    package static let strangersLimit = 64

    package private(set) var verdicts: [AlertVerdict: Int] = [:]
    /// Questions about targets that are not the asker's.
    package private(set) var refused = 0
    /// Leases that are not on the asker's targets and whose source was asked about.
    private(set) var strangers: Set<ScanID> = []

    /// Counts judgements; nil is a question that was refused.
    package init(_ judgements: [AlertJudgement?]) {
        for judgement in judgements {
            guard let judgement else {
                refused += 1
                continue
            }
            verdicts[judgement.verdict, default: 0] += 1
            strangers.formUnion(judgement.relays.filter { !$0.isOnTarget }.map(\.lease.scan))
        }
    }
}

/// Keeps count of questions that were asked in bulk; throws where they tell too much of others.
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

    package func perform(in transaction: any Transaction) throws -> Done {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        try transaction.tell(tally, to: participant)
        var body: JSONObject = ["refused": .number(JSONNumber(tally.refused))]
        for verdict in AlertVerdict.allCases {
            body[verdict.rawValue] = .number(JSONNumber(tally.verdicts[verdict] ?? 0))
        }
        try transaction.append(
            EntryDraft(.alertsChecked, subject: participant, body: .object(body))
        )
        return Done()
    }
}

extension Transaction {
    /// Counts what is about to be told, unless a day's bound on strangers would be passed.
    func tell(_ tally: AlertTally, to participant: ParticipantID) throws {
        let day = now.wholeSeconds / 86_400
        let known = try all(
            """
            SELECT scan FROM alert_tellings WHERE participant = \(participant) AND day = \(day)
            """
        ) { try $0.read(ScanID.self) }
        let new = tally.strangers.subtracting(known)
        guard known.count + new.count <= AlertTally.strangersLimit else {
            throw Refusal.tooManyStrangers
        }
        for scan in new.sorted() {
            try run(
                """
                INSERT INTO alert_tellings (participant, day, scan)
                VALUES (\(participant), \(day), \(scan))
                """
            )
        }
        let counts = AlertVerdict.allCases.map { tally.verdicts[$0] ?? 0 }
        try run(
            """
            INSERT INTO alert_tallies (participant, day, confirmed, undetermined, unrelated,
                refused)
            VALUES (\(participant), \(day), \(counts[0]), \(counts[1]), \(counts[2]),
                \(tally.refused))
            ON CONFLICT (participant, day) DO UPDATE SET
                confirmed = alert_tallies.confirmed + excluded.confirmed,
                undetermined = alert_tallies.undetermined + excluded.undetermined,
                unrelated = alert_tallies.unrelated + excluded.unrelated,
                refused = alert_tallies.refused + excluded.refused
            """
        )
    }
}

extension Refusal {
    fileprivate static let tooManyStrangers = Refusal(
        .limit,
        code: "too-many-strangers",
        detail: """
            The sources that you asked about today belong to \(AlertTally.strangersLimit) scans \
            on the targets of others; of more you are not told before tomorrow (UTC).
            """
    )
}
