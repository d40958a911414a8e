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

/// Whether what was asked in bulk is answered.
package enum AlertAllowance: UInt8, Sendable, StoredAnswer {
    case within
    /// The answers would tell of more strangers than anybody is told of in a day.
    case exhausted

    package var stored: [UInt8] { [rawValue] }

    package init?(stored: [UInt8]) {
        guard stored.count == 1 else { return nil }
        self.init(rawValue: stored[0])
    }

    /// Throws the refusal that it stands for.
    package func checked() throws(Refusal) {
        if self == .exhausted { throw .tooManyStrangers }
    }
}

/// Keeps count of questions that were asked in bulk, and says whether they are answered.
///
/// Those that tell too much of others are counted all the same: no refusal takes that back.
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
        try transaction.requireStrangersLeft(for: participant, now: transaction.now)
        let allowance = try transaction.tell(tally, to: participant)
        var body: JSONObject = ["refused": .number(JSONNumber(tally.refused))]
        for verdict in AlertVerdict.allCases {
            body[verdict.rawValue] = .number(JSONNumber(tally.verdicts[verdict] ?? 0))
        }
        try transaction.append(
            EntryDraft(.alertsChecked, subject: participant, body: .object(body))
        )
        return allowance
    }
}

extension Querying {
    /// Refuses whoever was told of as many strangers on that day as anybody is.
    ///
    /// It asks before it is known what the answer would be: else the refusal itself would tell.
    package func requireStrangersLeft(for participant: ParticipantID, now: Instant) throws {
        guard try strangers(toldTo: participant, on: now.day).count < AlertTally.strangersLimit
        else { throw Refusal.tooManyStrangers }
    }

    fileprivate func strangers(
        toldTo participant: ParticipantID,
        on day: Int64
    ) throws -> [ScanID] {
        try all(
            """
            SELECT scan FROM alert_tellings WHERE participant = \(participant) AND day = \(day)
            """
        ) { try $0.read() }
    }
}

extension Transaction {
    /// Keeps of whom is about to be told, and says whether that is within a day's bound on
    /// strangers; the step that crosses it is kept, too, as far as the bound.
    @discardableResult
    func tell(_ tally: AlertTally, to participant: ParticipantID) throws -> AlertAllowance {
        let day = now.day
        let known = try strangers(toldTo: participant, on: day)
        let new = tally.strangers.subtracting(known)
        let room = max(AlertTally.strangersLimit - known.count, 0)
        for scan in new.sorted().prefix(room) {
            try run(
                """
                INSERT INTO alert_tellings (participant, day, scan)
                VALUES (\(participant), \(day), \(scan))
                """
            )
        }
        return new.count <= room ? .within : .exhausted
    }
}

extension Refusal {
    fileprivate static let tooManyStrangers = Refusal(
        .limit,
        code: "too-many-strangers",
        detail: """
            The sources that you asked about today belong to \(AlertTally.strangersLimit) scans \
            on the targets of others; no more questions are answered before tomorrow (UTC).
            """
    )
}
