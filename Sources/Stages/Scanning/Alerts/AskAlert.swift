// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Marks the id of an alert.
package enum AlertMark {}
package typealias AlertID = ID<AlertMark>

/// Asks whether something that was seen on one's own target was a declared scan, and relays it to
/// those whose scan it may have been.
///
/// Nobody is told of it for a source alone: whoever declared one on something else has no word of
/// anybody for what is the asker's.
package struct AskAlert: Command {
    /// Alerts of one participant within a day: each is relayed to people.
    package static let dayLimit = 500
    /// The longest note, in UTF-8 bytes.
    package static let noteBytes = 2_000

    package let viewer: Viewer
    package let question: AlertQuestion
    /// A token whose signature was found good.
    package let token: ProbeToken?
    /// Why a token that was sent proves nothing, as a code.
    package let tokenFault: String?
    /// For those whose scan it may have been; sealed.
    package let note: String?
    /// Whether they are told who asks.
    package let isNamed: Bool

    package init(
        viewer: Viewer,
        question: AlertQuestion,
        token: ProbeToken? = nil,
        tokenFault: String? = nil,
        note: String? = nil,
        isNamed: Bool = false
    ) {
        self.viewer = viewer
        self.question = question
        self.token = token
        self.tokenFault = tokenFault
        self.note = note
        self.isNamed = isNamed
    }

    package var scopes: [SealingScope] {
        guard note != nil, let participant = viewer.participant else { return [] }
        return [Participant.scope(of: participant)]
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .askAlert).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> AlertID {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        let now = transaction.now
        try checkNote()
        let moment = question.moment
        var lookup = AlertLookup(transaction, for: participant, span: moment...moment, now: now)
        guard try lookup.isControlled(question.target) else {
            throw Refusal.invalidAlert([.notControlled("/target")])
        }
        try checkLimit(of: participant, in: transaction)
        let found = try lookup.judge(question, token: token)
        let allowance = try transaction.tell(AlertTally([found]), to: participant)
        let judgement = allowance == .within ? found : found.silent
        let alert = transaction.newID(AlertMark.self)
        try store(alert, of: participant, judgement, in: transaction)
        let others = judgement.relays.map(\.lease.participant).filter { $0 != participant }
        try transaction.mark(
            Marking(
                thing: ID(alert),
                kind: .alert,
                owner: participant,
                tlp: .amberStrict,
                audience: Set(others)
            )
        )
        let body: JSONValue = ["verdict": .string(judgement.verdict.rawValue)]
        try transaction.append(EntryDraft(.alertAsked, subject: alert, body: body))
        return alert
    }

    private func checkNote() throws {
        guard let note else { return }
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/note", maximumBytes: Self.noteBytes, lines: true).check(note, &faults)
        guard faults.isEmpty else { throw Refusal.invalidAlert(faults) }
    }

    private func checkLimit(
        of participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let yesterday = AlertID(leastAt: transaction.now.adding(seconds: -86_400))
        let asked = try transaction.first(
            "SELECT COUNT(*) FROM alerts WHERE asker = \(participant) AND id >= \(yesterday)"
        ) { try $0.read(Int.self) }
        guard (asked ?? 0) < Self.dayLimit else {
            throw Refusal(
                .limit,
                code: "too-many-alerts",
                detail: """
                    At most \(Self.dayLimit) alerts are relayed a day. Ask about whole logs in \
                    bulk: nothing of that is relayed.
                    """
            )
        }
    }

    private func store(
        _ alert: AlertID,
        of participant: ParticipantID,
        _ judgement: AlertJudgement,
        in transaction: any Transaction
    ) throws {
        let sealed = try transaction.sealWords(note, for: Participant.scope(of: participant))
        try transaction.run(
            """
            INSERT INTO alerts (id, asker, named, source, target, seen, reason, token_fault, note,
                asked)
            VALUES (\(alert), \(participant), \(isNamed), \(question.source.text),
                \(question.target.text), \(question.moment), \(judgement.reason), \(tokenFault),
                \(sealed), \(transaction.now))
            """
        )
        for (place, relay) in judgement.relays.enumerated() {
            try transaction.run(
                """
                INSERT INTO alert_relays (alert, place, participant, scan, on_target, in_force)
                VALUES (\(alert), \(place), \(relay.lease.participant), \(relay.lease.scan),
                    \(true), \(relay.standing == .inForce))
                """
            )
        }
    }
}

/// What the participant whose scan it may have been says.
package enum AlertAnswer: String, Sendable, CaseIterable, SQLConvertible {
    case ours = "it-was-us"
    case notOurs = "it-was-not-us"
}

/// Answers an alert for the participant whose scan it may have been; once.
package struct AnswerAlert: Command {
    package let viewer: Viewer
    package let alert: AlertID
    package let answer: AlertAnswer
    /// For whoever asked; sealed.
    package let words: String?

    package init(viewer: Viewer, alert: AlertID, answer: AlertAnswer, words: String?) {
        self.viewer = viewer
        self.alert = alert
        self.answer = answer
        self.words = words
    }

    package var scopes: [SealingScope] {
        guard words != nil, let participant = viewer.participant else { return [] }
        return [Participant.scope(of: participant)]
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .answerAlert, on: alert, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> AlertID {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/words", maximumBytes: AskAlert.noteBytes, lines: true)
            .check(words ?? "", &faults)
        guard faults.isEmpty else { throw Refusal.invalidAlert(faults) }
        let sealed = try transaction.sealWords(words, for: Participant.scope(of: participant))
        let changed = try transaction.change(
            """
            UPDATE alert_relays
            SET answer = \(answer), words = \(sealed), answered = \(transaction.now)
            WHERE alert = \(alert) AND participant = \(participant) AND answered IS NULL
            """
        )
        guard changed == 1 else {
            let relayed = try transaction.first(
                """
                SELECT 1 FROM alert_relays
                WHERE alert = \(alert) AND participant = \(participant)
                """
            ) { try $0.read(Int.self) }
            throw relayed == nil ? Refusal.notRelayed : Refusal.alertAnswered
        }
        let body: JSONValue = ["answer": .string(answer.rawValue)]
        try transaction.append(EntryDraft(.alertAnswered, subject: alert, body: body))
        return alert
    }
}

extension EntryKind {
    package static let alertAsked = EntryKind("alert.asked")
    package static let alertAnswered = EntryKind("alert.answered")
    /// Questions were asked in bulk; the body counts them.
    package static let alertsChecked = EntryKind("alert.checked")
}

extension Refusal {
    fileprivate static let notRelayed = Refusal(
        .conflict,
        code: "alert-not-relayed",
        detail: "This alert is not about a scan of your participant: there is nothing to answer."
    )
    fileprivate static let alertAnswered = Refusal(
        .conflict,
        code: "alert-answered",
        detail: "Your participant has answered this alert already."
    )
}

extension Refusal.Fault {
    /// A target that the asker has not proven to be its own.
    package static func notControlled(_ place: String) -> Refusal.Fault {
        Refusal.Fault(
            place: place,
            code: "not-controlled",
            reason: """
                Only who has proven control of a target hears of scans on it: first claim it, or \
                what contains it.
                """
        )
    }
}
