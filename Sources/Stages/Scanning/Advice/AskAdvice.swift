// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// Counts what is asked about others' scans, so that many narrow questions lead to nobody.
///
/// Questions on one place (`Scope.place`) share a budget, whether advice is asked for or a scan
/// declared; what is over it is counted, too, and shows in the audit.
package struct AskAdvice: Command {
    /// Questions on one place a day: one every half hour, and some.
    package static let perPlace = 60
    /// Questions on all places a day.
    package static let perDay = 1_000
    /// In the place of a place: what was declared, which no key of a place is.
    static let declared: [UInt8] = [0]
    /// Days for which counts are kept.
    package static let days: Int64 = 90

    package let viewer: Viewer
    package let scopes: [Scope]

    package init(viewer: Viewer, scopes: [Scope]) {
        self.viewer = viewer
        self.scopes = scopes
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .adviseScan).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> AdviceAllowance {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        return try transaction.count(questionsOn: scopes, of: participant)
    }
}

extension Store {
    /// Counts a plan that rests on a stated document, before it is declared.
    ///
    /// So no refusal takes that back. It is nil for every other plan, which its declaration counts.
    /// Nobody has an owner's word for what a document allows: whether such a plan is refused tells
    /// where others ask to be left alone, as a question would.
    package func allowance(
        of viewer: Viewer,
        declaring intent: ScanIntent
    ) async throws -> AdviceAllowance? {
        guard intent.restsOnDocument else { return nil }
        try decide(viewer, .declareScan).hiding()
        // All that a plan has in a place is refused together: one question, whatever stands there.
        let places = Set(intent.scopes.filter(\.kind.needsOwner).map(\.place))
        let scopes =
            places.sorted { $0.text < $1.text } + intent.scopes.filter { !$0.kind.needsOwner }
        let asking = AskAdvice(viewer: viewer, scopes: scopes)
        return try await submit(asking, by: viewer.actor).answer
    }
}

extension ScanIntent {
    /// Whether a document may be all that allows some of it.
    var restsOnDocument: Bool { evidence != nil && scopes.contains(where: \.kind.needsOwner) }
}

/// Whether a question is answered.
package enum AdviceAllowance: UInt8, Sendable, StoredAnswer {
    case within
    /// The budget of a place is used up.
    case placeExhausted
    /// The budget of the day is used up.
    case dayExhausted

    package var stored: [UInt8] { [rawValue] }

    package init?(stored: [UInt8]) {
        guard stored.count == 1 else { return nil }
        self.init(rawValue: stored[0])
    }

    /// Throws the refusal that it stands for.
    package func checked() throws(Refusal) {
        switch self {
        case .within: return
        case .placeExhausted: throw .placeExhausted
        case .dayExhausted: throw .dayExhausted
        }
    }
}

extension Refusal {
    static let placeExhausted = Refusal(
        .limit,
        code: "advice-budget",
        detail: """
            Your participant has asked \(AskAdvice.perPlace) times today about this place and what \
            lies close by. Declare what you mean to scan, or ask again after midnight UTC.
            """
    )
    static let dayExhausted = Refusal(
        .limit,
        code: "advice-budget",
        detail: """
            Your participant has asked about \(AskAdvice.perDay) scopes today. Ask again after \
            midnight UTC.
            """
    )
}

extension Transaction {
    /// Counts one question on each scope's place, and says whether they are within the budget.
    ///
    /// The empty place stands for all of a day.
    func count(
        questionsOn scopes: [Scope],
        of participant: ParticipantID
    ) throws -> AdviceAllowance {
        let day = now.day
        var asked: [[UInt8]: Int] = [[]: scopes.count]
        for scope in scopes { asked[scope.place.key.bytes, default: 0] += 1 }
        let before = try questions(of: participant, on: day, Array(asked.keys))
        // The first of a day makes room.
        if before.isEmpty { try forgetQuestions(of: participant, before: day - AskAdvice.days) }
        let all = before[[], default: 0] + scopes.count
        // Places past the day's budget are not told apart: nobody fills the table.
        let kept = all > AskAdvice.perDay ? asked.filter { $0.key.isEmpty } : asked
        for (place, count) in kept { try self.count(count, of: participant, on: place) }
        if all > AskAdvice.perDay { return .dayExhausted }
        let isOver = asked.contains { place, count in
            !place.isEmpty && before[place, default: 0] + count > AskAdvice.perPlace
        }
        return isOver ? .placeExhausted : .within
    }

    /// Scopes that a participant declared today.
    func scopesDeclared(by participant: ParticipantID) throws -> Int {
        let row = AskAdvice.declared
        return try questions(of: participant, on: now.day, [row])[row, default: 0]
    }

    /// Counts scopes that a participant declares.
    func count(declared scopes: Int, by participant: ParticipantID) throws {
        try count(scopes, of: participant, on: AskAdvice.declared)
    }

    private func count(_ count: Int, of participant: ParticipantID, on place: [UInt8]) throws {
        try run(
            """
            INSERT INTO scan_questions (participant, day, place, asked)
            VALUES (\(participant), \(now.day), \(place), \(count))
            ON CONFLICT (participant, day, place)
            DO UPDATE SET asked = scan_questions.asked + \(count)
            """
        )
    }

    private func questions(
        of participant: ParticipantID,
        on day: Int64,
        _ places: [[UInt8]]
    ) throws -> [[UInt8]: Int] {
        let rows = try all(
            """
            SELECT place, asked FROM scan_questions
            WHERE participant = \(participant) AND day = \(day) AND place IN (\(each: places))
            """
        ) { row in (place: try row.read([UInt8].self), asked: try row.read(Int.self)) }
        return rows.reduce(into: [:]) { $0[$1.place] = $1.asked }
    }

    private func forgetQuestions(of participant: ParticipantID, before day: Int64) throws {
        try run(
            "DELETE FROM scan_questions WHERE participant = \(participant) AND day < \(day)"
        )
    }
}

extension Instant {
    /// The UTC day since 1970.
    package var day: Int64 { microseconds / 86_400_000_000 }
}
