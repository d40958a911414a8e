// SPDX-License-Identifier: Apache-2.0

import StrictJSON
import Synchronization

/// What a process has one of, shared by its writer and its readers.
struct StoreParts: Sendable {
    let engine: any Engine
    /// Where files lie beside the database.
    let folder: String
    let keys: KeyRing
    let clock: any WallClock
    let ids: IDSource
    let followers: FollowerSet
    let statistics: StatisticsBox
}

/// One transaction with all its commands: what each of them sees as its `Transaction`.
final class Batch: Transaction {
    private let session: any Session
    private let keys: PreparedKeys
    private let parts: StoreParts
    private(set) var head: JournalHead
    private(set) var entries: [Entry] = []
    private(set) var actor = ActorID.system
    private(set) var now: Instant
    private let start: Int64

    init(session: any Session, keys: PreparedKeys, parts: StoreParts) throws {
        self.session = session
        self.keys = keys
        self.parts = parts
        head = try JournalHead.load(from: session)
        now = head.lastTime
        start = head.next
        parts.followers.dropPending()
        try parts.followers.catchUp(
            from: Snapshot(session: session, keys: parts.keys),
            to: head
        )
    }

    /// Where the batch would go back to if the command that begins now is refused.
    struct Mark {
        fileprivate let head: JournalHead
        fileprivate let entries: Int
        fileprivate let writes: Int
    }

    func begin(by actor: ActorID) -> Mark {
        self.actor = actor
        now = max(parts.clock.now(), head.lastTime)
        return Mark(head: head, entries: entries.count, writes: session.writes)
    }

    func hasWritten(since mark: Mark) -> Bool { session.writes != mark.writes }

    /// Forgets the entries of a refused command; its rows are undone by the savepoint.
    func cutBack(to mark: Mark) {
        guard entries.count > mark.entries else { return }
        head = mark.head
        entries.removeLast(entries.count - mark.entries)
        parts.followers.dropPending()
    }

    /// Writes what the batch owes: the journal's new head and the batch's own id.
    func finish(id: ID<Batch>) throws {
        if head.next != start { try head.save(to: session) }
        _ = try session.run("INSERT INTO batches (id, time) VALUES (\(id), \(now))")
    }

    var repeats: Repeats { Repeats(session: session, actor: actor, now: now) }
    var position: Position { Position(next: head.next) }
    var engine: EngineKind { session.engine }

    func newID<Kind>(_ kind: Kind.Type) -> ID<Kind> { parts.ids.next(kind, at: now) }

    func run(_ statement: Statement) throws -> Int { try session.run(statement) }

    func all<Value>(_ statement: Statement, _ read: (inout Row) throws -> Value) throws -> [Value] {
        try session.all(statement, read)
    }

    func seal(_ bytes: [UInt8], for scope: SealingScope) throws -> [UInt8] {
        try keys.seal(bytes, for: scope)
    }

    func open(_ sealed: [UInt8], for scope: SealingScope) throws -> [UInt8]? {
        try keys.open(sealed, for: scope)
    }

    func follower<Index: Follower>(_ type: Index.Type) throws -> Followed<Index> {
        try parts.followers.followed(type, pending: entries)
    }

    func append(_ draft: EntryDraft) throws -> Position {
        let body = try draft.body.canonical()
        let salt = SystemRandomNumberGenerator.bytes(Commitment.saltBytes)
        let sequence = head.next
        let commitment = Commitment.of(
            opening: Commitment.opening(
                sequence: sequence,
                time: now,
                actor: actor,
                kind: draft.kind,
                subject: draft.subject,
                body: body
            ),
            salt: salt
        )
        let sealed = try keys.seal(salt + body, for: draft.scope)
        _ = try session.run(
            """
            INSERT INTO journal (sequence, time, actor, kind, version, subject, scope, sealed, \
            commitment) VALUES (\(sequence), \(now), \(actor.id), \(draft.kind.name), \
            \(draft.kind.version), \(draft.subject), \(draft.scope.id), \(sealed), \(commitment))
            """
        )
        head.advance(over: commitment, at: now)
        entries.append(
            Entry(
                sequence: sequence,
                time: now,
                actor: actor,
                kind: draft.kind,
                subject: draft.subject,
                body: draft.body,
                scope: draft.scope
            )
        )
        return position
    }

    func enqueue(_ job: JobDraft) throws { try JobQueue.add(job, in: self) }
}
