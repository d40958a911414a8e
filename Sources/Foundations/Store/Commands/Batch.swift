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
    private var firstCommitment: [UInt8] = []
    /// More statements than this are not kept back: it bounds memory, and what the database has to
    /// say to them at once.
    private static let mostPending = 128
    /// What is to be written before the next read or with the commit, so that it costs no trip of
    /// its own to the database.
    private var pending: [Statement] = []
    private var asked = 0

    /// Begins the transaction.
    init(session: any Session, keys: PreparedKeys, parts: StoreParts) throws {
        self.session = session
        self.keys = keys
        self.parts = parts
        head = try JournalHead.begin(session)
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
        fileprivate let pending: Int
        fileprivate let asked: Int
    }

    func begin(by actor: ActorID) -> Mark {
        self.actor = actor
        now = max(parts.clock.now(), head.lastTime)
        return Mark(
            head: head,
            entries: entries.count,
            writes: session.writes,
            pending: pending.count,
            asked: asked
        )
    }

    func hasWritten(since mark: Mark) -> Bool {
        session.writes != mark.writes || asked != mark.asked
    }

    /// Runs a command inside a savepoint, with everything before it written outside of it.
    func undoable(_ body: () throws -> Void) throws {
        try writePending()
        try session.undoable {
            try body()
            try writePending()
        }
    }

    /// Forgets the entries of a refused command; its rows are undone by the savepoint.
    func cutBack(to mark: Mark) {
        pending.removeLast(max(0, pending.count - mark.pending))
        guard entries.count > mark.entries else { return }
        head = mark.head
        entries.removeLast(entries.count - mark.entries)
        parts.followers.dropPending()
    }

    /// What the batch still has to write, and by what it is known to be stored afterwards.
    func ending() -> (owed: [Statement], trace: BatchTrace) {
        guard head.next == start else {
            return (pending + [head.saving], .entry(sequence: start, commitment: firstCommitment))
        }
        let id = newID(Batch.self)
        let row: Statement = "INSERT INTO batches (id, time) VALUES (\(id), \(now))"
        return (pending + [row], .id(id))
    }

    private func writePending() throws {
        guard !pending.isEmpty else { return }
        defer { pending = [] }
        try session.runAll(pending)
    }

    var repeats: Repeats { Repeats(session: session, actor: actor, now: now) }
    var position: Position { Position(next: head.next) }
    var engine: EngineKind { session.engine }

    func newID<Kind>(_ kind: Kind.Type) -> ID<Kind> { parts.ids.next(kind, at: now) }

    func run(_ statement: Statement) throws {
        asked += 1
        pending.append(statement)
        if pending.count >= Self.mostPending { try writePending() }
    }

    func change(_ statement: Statement) throws -> Int {
        try writePending()
        return try session.run(statement)
    }

    /// What a command reads is never behind what it wrote.
    func all<Value>(_ statement: Statement, _ read: (inout Row) throws -> Value) throws -> [Value] {
        try writePending()
        return try session.all(statement, read)
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
        let salt = Entropy.bytes(Commitment.saltBytes)
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
        try run(
            """
            INSERT INTO journal (sequence, time, actor, kind, version, subject, scope, sealed, \
            commitment) VALUES (\(sequence), \(now), \(actor.id), \(draft.kind.name), \
            \(draft.kind.version), \(draft.subject), \(draft.scope.id), \(sealed), \(commitment))
            """
        )
        if sequence == start { firstCommitment = commitment }
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
