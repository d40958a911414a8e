// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// To whom something is said on a case.
package enum MessageCircle: String, Sendable, CaseIterable, SQLConvertible {
    /// Everybody on the case who keeps its terms.
    case everybody
    case coordinators
}

/// Says something on a case; the words are sealed with its key.
package struct WriteMessage: Command {
    /// Some pages of text, in UTF-8 bytes; what is longer is a file.
    package static let textBytes = 20_000
    /// A case with more needs another means.
    package static let mostMessages = 10_000

    package let viewer: Viewer
    package let onCase: CaseID
    package let text: String
    package let circle: MessageCircle

    package init(viewer: Viewer, onCase: CaseID, text: String, circle: MessageCircle) {
        self.viewer = viewer
        self.onCase = onCase
        self.text = text
        self.circle = circle
    }

    package var scopes: [SealingScope] { [SealingScope(onCase)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .writeMessage, on: onCase, now: transaction.now)
    }

    package func perform(in transaction: any Transaction) throws -> MessageID {
        let now = transaction.now
        guard let record = try transaction.caseForSystem(onCase) else { throw Refusal.notFound }
        guard let member = record.member(viewer.participant) else { throw Refusal.notOnCase }
        guard let author = viewer.holder else { throw Refusal.forbidden }
        guard record.isReadable(by: member.participant, at: now) else {
            throw Refusal.consentFirst
        }
        guard record.closed == nil else { throw Refusal.caseClosed }
        try check(in: transaction)
        let id = transaction.newID(MessageMark.self)
        let body = try transaction.seal(Array(text.utf8), for: record.scope)
        try transaction.run(
            """
            INSERT INTO case_messages (id, on_case, participant, author, circle, body, written)
            VALUES (\(id), \(onCase), \(member.participant), \(author), \(circle), \(body), \(now))
            """
        )
        let thread = circle == .everybody ? record.talk : record.desk
        try transaction.append(
            EntryDraft(
                .messageWritten,
                subject: thread,
                body: ["message": .string(id.description)],
                scope: record.scope
            )
        )
        return id
    }

    private func check(in transaction: any Transaction) throws {
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/text", maximumBytes: Self.textBytes, required: true, lines: true)
            .check(text, &faults)
        guard faults.isEmpty else { throw Refusal.invalidCase(faults) }
        let count: Int? = try transaction.first(
            "SELECT COUNT(*) FROM case_messages WHERE on_case = \(onCase)"
        ) { try $0.read() }
        guard (count ?? 0) < Self.mostMessages else { throw Refusal.tooManyMessages }
    }
}
