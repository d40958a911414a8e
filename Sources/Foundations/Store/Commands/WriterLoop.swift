// SPDX-License-Identifier: Apache-2.0

/// What the writer thread does with one batch; it lives on that thread only.
final class WriterLoop {
    /// A process this far off the database's clock refuses writes (RULES S8), in microseconds.
    static let clockTolerance: Int64 = 2_000_000
    /// The clocks are compared again after this long: they drift slowly.
    static let clockCheckEvery = Duration.seconds(10)
    /// Old batch ids and expired repeats are deleted this often.
    static let sweepEvery = Duration.seconds(60)
    /// How long the id of a batch is kept for whoever looks it up after a broken commit, in
    /// seconds.
    static let batchKeptSeconds: Int64 = 3_600

    /// A command was refused after it had written: the batch is run again with savepoints (RULES
    /// S2).
    private struct Rerun: Error {}

    private let parts: StoreParts
    private var session: (any Session)?
    private var clockChecked: ContinuousClock.Instant?
    private var swept = ContinuousClock.now

    init(parts: StoreParts) {
        self.parts = parts
    }

    func close() {
        session?.close()
        session = nil
    }

    /// Takes commands that wait, given how many are in the batch and which of them may join it.
    typealias Joining = (_ taken: Int, _ mayJoin: (any Submitted) -> Bool) -> [any Submitted]

    /// Runs the commands as one transaction, with those that join, and answers each of them.
    func commit(_ items: [any Submitted], joining: @escaping Joining) {
        let (ready, keys) = prepareKeys(items)
        guard let keys, !ready.isEmpty else { return }
        var members = ready
        do {
            let session = try openSession()
            do {
                try run(&members, keys, session, joining)
            } catch is Rerun {
                parts.statistics.change { $0.reruns += 1 }
                session.rollback()
                try run(&members, keys, session, nil)
            }
        } catch {
            abandon()
            parts.statistics.change { $0.failures += 1 }
            let fault = Self.fault(error)
            for item in members { item.fail(fault) }
        }
    }

    /// One attempt at the batch; the second has savepoints and nobody joins it.
    private func run(
        _ members: inout [any Submitted],
        _ keys: PreparedKeys,
        _ session: any Session,
        _ joining: Joining?
    ) throws {
        let batch = try Batch(session: session, keys: keys, parts: parts)
        try checkClock(session)
        let first = batch.begin(by: .system)
        var refused = 0
        var done = 0
        while done < members.count {
            if try !attempt(members[done], in: batch, session, undoable: joining == nil) {
                refused += 1
            }
            done += 1
            if done == members.count, let joining {
                members += joining(done) { keys.hold($0.scopes) }
            }
        }
        if batch.hasWritten(since: first) {
            try end(batch, session, undoable: joining == nil)
        } else {
            session.rollback()
        }
        parts.statistics.change { counts in
            counts.batches += 1
            counts.commands += done - refused
            counts.refusals += refused
        }
        for item in members { item.answer() }
    }

    /// Does one command; false where it was refused.
    private func attempt(
        _ item: any Submitted,
        in batch: Batch,
        _ session: any Session,
        undoable: Bool
    ) throws -> Bool {
        let mark = batch.begin(by: item.actor)
        do {
            if undoable {
                try batch.undoable { try item.attempt(in: batch) }
            } else {
                try item.attempt(in: batch)
            }
            return true
        } catch {
            guard session.isUsable else { throw error }
            // An engine's fault poisons a PostgreSQL transaction, whatever ran before it.
            if !undoable, batch.hasWritten(since: mark) || error is StoreFault { throw Rerun() }
            batch.cutBack(to: mark)
            item.refuse(error)
            return false
        }
    }

    private func end(_ batch: Batch, _ session: any Session, undoable: Bool) throws {
        let (owed, trace) = batch.ending()
        try sweep(session, now: batch.now)
        do {
            try session.commit(after: owed)
        } catch let unfinished as Unfinished {
            // One command's statement may be at fault, and savepoints tell whose.
            throw undoable || !session.isUsable ? unfinished.cause : Rerun()
        } catch {
            abandon()
            try Settlement(parts: parts).settle(trace, after: error)
        }
        parts.followers.merge(batch.entries, to: batch.head)
    }

    /// Ends what is left of a failed batch; the next one opens the database anew (RULES S5).
    private func abandon() {
        session?.rollback()
        session?.close()
        session = nil
        parts.followers.dropPending()
    }

    private func openSession() throws -> any Session {
        if let session, session.isUsable { return session }
        let opened = try parts.engine.openWriter()
        session = opened
        clockChecked = nil
        return opened
    }

    /// A scope whose key is lost must not keep the other commands of the batch from being done.
    private func prepareKeys(_ items: [any Submitted]) -> ([any Submitted], PreparedKeys?) {
        let scopes = Set(items.flatMap(\.scopes))
        if let keys = try? parts.keys.prepare(scopes) { return (items, keys) }
        let ready = items.filter { item in
            do {
                _ = try parts.keys.prepare(item.scopes)
                return true
            } catch {
                item.fail(Self.fault(error))
                return false
            }
        }
        do {
            return (ready, try parts.keys.prepare(ready.flatMap(\.scopes)))
        } catch {
            for item in ready { item.fail(Self.fault(error)) }
            return ([], nil)
        }
    }

    private func checkClock(_ session: any Session) throws {
        if let checked = clockChecked, ContinuousClock.now - checked < Self.clockCheckEvery {
            return
        }
        let difference =
            parts.clock.wall().microseconds
            - (try session.databaseTime()).microseconds
        guard abs(difference) <= Self.clockTolerance else {
            throw StoreFault.notStored("the clock is \(difference) µs off the database's")
        }
        clockChecked = ContinuousClock.now
    }

    private func sweep(_ session: any Session, now: Instant) throws {
        guard ContinuousClock.now - swept > Self.sweepEvery else { return }
        swept = ContinuousClock.now
        _ = try session.run("DELETE FROM repeats WHERE expires_at <= \(now)")
        let old = now.adding(seconds: -Self.batchKeptSeconds)
        _ = try session.run("DELETE FROM batches WHERE time < \(old)")
    }

    /// Before the commit nothing can have been stored, whatever went wrong.
    private static func fault(_ error: any Error) -> StoreFault {
        switch error {
        case StoreFault.outcomeUnknown: .outcomeUnknown
        case StoreFault.notStored(let reason): .notStored(reason)
        case let error: .notStored("\(error)")
        }
    }
}
