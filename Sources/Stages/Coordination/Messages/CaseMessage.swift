// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Something said on a case, as one viewer may see it.
package struct CaseMessage: Sendable, Hashable {
    package let id: MessageID
    package let isOwn: Bool
    /// Who said it, if it is shown to this viewer.
    package let author: String?
    /// What they are on the case, which is said always.
    package let roles: [CaseRole]
    package let circle: MessageCircle
    /// Nil once the case's key is erased.
    package let text: String?
    package let written: Instant
}

/// One page of what was said on a case.
package struct CaseTalk: Sendable, Hashable {
    package let messages: [CaseMessage]
    /// Where the next page begins; nil on the last one.
    package let next: MessageID?
}

/// One page of messages, and those of them that the viewer is handed for the first time.
struct MessagePage: Sendable {
    let talk: CaseTalk
    let unseen: [MessageID]
    let isEmbargoed: Bool
}

extension Store {
    /// What was said on a case, the newest first; `after` is the last id of the page before.
    ///
    /// While an embargo is in force, that somebody is handed a message for the first time is
    /// durable before its words leave (RULES J4): an entry a page, not one a look.
    package func caseMessages(
        _ id: CaseID,
        for viewer: Viewer,
        now: Instant,
        atLeast position: Position? = nil,
        after: MessageID? = nil,
        limit: Int = 50
    ) async throws -> CaseTalk {
        let page = try await read(atLeast: position) {
            try $0.messagePage(id, viewer: viewer, now: now, after: after, limit: limit)
        }
        if page.isEmbargoed, !page.unseen.isEmpty {
            let viewing = ViewMessages(viewer: viewer, onCase: id, messages: page.unseen)
            _ = try await submit(viewing, by: viewer.actor)
        }
        return page.talk
    }
}

/// Records that somebody is about to be handed messages under embargo (RULES J4).
struct ViewMessages: Command {
    typealias Answer = Done

    let viewer: Viewer
    let onCase: CaseID
    let messages: [MessageID]

    var scopes: [SealingScope] { [SealingScope(onCase)] }

    func authorize(in transaction: any Transaction) throws {
        let viewer = try transaction.current(viewer)
        let record = try transaction.requireCase(
            onCase,
            viewer: viewer,
            action: .readMessage,
            now: transaction.now
        )
        guard record.isReadable(by: viewer.participant, at: transaction.now) else {
            throw Refusal.consentFirst
        }
    }

    func perform(in transaction: any Transaction) throws -> Done {
        guard let reader = viewer.holder, let participant = viewer.participant,
            let record = try transaction.caseForSystem(onCase)
        else { throw Refusal.notFound }
        for message in messages {
            try transaction.run(
                """
                INSERT INTO case_views (message, reader) VALUES (\(message), \(reader))
                ON CONFLICT (message, reader) DO NOTHING
                """
            )
        }
        try transaction.note(
            .messagesViewed,
            of: participant,
            on: record,
            ["messages": .array(messages.map { .string($0.description) })]
        )
        return Done()
    }
}

extension Querying {
    /// What the viewer's participant has just said.
    package func ownMessage(
        _ id: MessageID,
        on onCase: CaseID,
        viewer: Viewer,
        now: Instant
    ) throws -> CaseMessage {
        let record = try requireCase(onCase, viewer: viewer, action: .writeMessage, now: now)
        let row = try first(
            """
            SELECT id, participant, author, circle, body, written, 1 FROM case_messages
            WHERE id = \(id) AND on_case = \(onCase) AND participant = \(viewer.participant)
            """
        ) { try MessageRow(&$0) }
        guard let row else { throw Refusal.notFound }
        return try message(row, on: record, for: viewer, now: now)
    }

    /// A page of messages that the viewer may read.
    fileprivate func messagePage(
        _ id: CaseID,
        viewer: Viewer,
        now: Instant,
        after: MessageID?,
        limit: Int
    ) throws -> MessagePage {
        let record = try requireCase(id, viewer: viewer, action: .readMessage, now: now)
        guard record.isReadable(by: viewer.participant, at: now), let reader = viewer.holder else {
            throw Refusal.consentFirst
        }
        let from: Statement = after.map { "AND case_messages.id < \($0)" } ?? ""
        let shown = min(max(limit, 1), Self.casesPerPage)
        let found = try all(
            """
            SELECT id, participant, author, circle, body, written, (SELECT 1 FROM case_views
                WHERE case_views.message = case_messages.id AND case_views.reader = \(reader))
            FROM case_messages WHERE on_case = \(id) \(fragment: from)
                AND \(fragment: record.circles(of: viewer))
            ORDER BY id DESC LIMIT \(shown + 1)
            """
        ) { try MessageRow(&$0) }
        let rows = found.prefix(shown)
        let messages = try rows.map { try message($0, on: record, for: viewer, now: now) }
        // What was erased hands nothing out.
        let isUnseen = { (row: MessageRow, message: CaseMessage) in
            !row.isSeen && row.author != reader && message.text != nil
        }
        return MessagePage(
            talk: CaseTalk(messages: messages, next: found.count > shown ? rows.last?.id : nil),
            unseen: zip(rows, messages).filter(isUnseen).map(\.0.id),
            isEmbargoed: record.embargo.terms(at: now) != nil
        )
    }

    private func message(
        _ row: MessageRow,
        on record: CaseRecord,
        for viewer: Viewer,
        now: Instant
    ) throws -> CaseMessage {
        // Who has left is not shown any more, but what it was stays beside what it said.
        let member = record.members.first { $0.participant == row.participant }
        let isShown = member.map { $0.isCurrent && record.shows($0, to: viewer, now: now) } ?? false
        return CaseMessage(
            id: row.id,
            isOwn: row.participant == viewer.participant,
            author: isShown ? try name(of: row.participant, now: now) : nil,
            roles: member?.roles.sorted ?? [],
            circle: row.circle,
            text: try open(row.body, for: record.scope).map { String(decoding: $0, as: UTF8.self) },
            written: row.written
        )
    }
}

extension CaseRecord {
    /// What a viewer may read of all that was said: a coordinator on the case everything.
    fileprivate func circles(of viewer: Viewer) -> Statement {
        guard member(viewer.participant)?.roles.contains(.coordinator) != true else {
            return "1 = 1"
        }
        return """
            (case_messages.circle = \(MessageCircle.everybody)
                OR case_messages.participant = \(viewer.participant))
            """
    }
}

/// A row of `case_messages`, and whether the reader was handed it before.
private struct MessageRow {
    let id: MessageID
    let participant: ParticipantID
    let author: ID<AnyThing>
    let circle: MessageCircle
    let body: [UInt8]
    let written: Instant
    let isSeen: Bool

    init(_ row: inout Row) throws {
        id = try row.read()
        participant = try row.read()
        author = try row.read()
        circle = try row.read()
        body = try row.read()
        written = try row.read()
        isSeen = try row.read(Int?.self) != nil
    }
}
