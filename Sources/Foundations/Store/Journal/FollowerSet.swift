// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// All followers of a process, kept at the position of the database (RULES S6).
///
/// Only the writer changes them; others read what is committed, under a lock, without a copy.
final class FollowerSet: Sendable {
    /// Entries read at once while catching up; bounds the memory of a long absence.
    static let catchUpEntries = 1_000

    private struct Reached {
        var position = Position(next: 0)
        var epoch: Int64 = -1
    }

    private let slots: [ObjectIdentifier: any FollowerSlot]
    private let reached = Mutex(Reached())

    init(_ types: [any Follower.Type]) {
        var slots: [ObjectIdentifier: any FollowerSlot] = [:]
        for type in types { slots[ObjectIdentifier(type)] = makeSlot(type) }
        self.slots = slots
    }

    var position: Position { reached.withLock { $0.position } }

    /// The names of the indexes, for health and metrics.
    var names: [String] { slots.values.map { $0.name }.sorted() }

    /// Takes in what other processes committed; begins anew where the journal is another one.
    func catchUp(from tables: any Querying, to head: JournalHead) throws {
        let (now, epoch) = reached.withLock { ($0.position, $0.epoch) }
        guard epoch == head.epoch, now.next <= head.next else {
            for slot in slots.values { try slot.rebuild(from: tables) }
            return reach(Position(next: head.next), epoch: head.epoch)
        }
        guard now.next < head.next else { return }
        guard !slots.isEmpty else { return reach(Position(next: head.next), epoch: epoch) }
        var next = now
        while next.next < head.next {
            let entries = try tables.entries(from: next, limit: Self.catchUpEntries)
            guard let last = entries.last else {
                throw StoreFault.unsafe("the journal has a gap at \(next.next)")
            }
            for slot in slots.values { slot.commit(entries) }
            next = Position(next: last.sequence + 1)
            reach(next, epoch: epoch)
        }
    }

    /// The batch's entries became durable.
    func merge(_ entries: [Entry], to head: JournalHead) {
        for slot in slots.values {
            slot.dropPending()
            slot.commit(entries)
        }
        reach(Position(next: head.next), epoch: head.epoch)
    }

    /// The batch's entries are gone, or some of them are.
    func dropPending() {
        for slot in slots.values { slot.dropPending() }
    }

    /// One follower with the batch's entries so far.
    func followed<Index: Follower>(_: Index.Type, pending: [Entry]) throws -> Followed<Index> {
        try slot(Index.self).followed(pending)
    }

    func committed<Index: Follower, Value>(
        _: Index.Type,
        _ body: (Index) throws -> Value
    ) throws
        -> Value
    {
        try slot(Index.self).withCommitted(body)
    }

    private func slot<Index: Follower>(_: Index.Type) throws -> Slot<Index> {
        guard let slot = slots[ObjectIdentifier(Index.self)] as? Slot<Index> else {
            throw StoreFault.unsafe("no follower \(Index.name) was named at opening")
        }
        return slot
    }

    private func reach(_ position: Position, epoch: Int64) {
        reached.withLock { $0 = Reached(position: position, epoch: epoch) }
    }
}

private protocol FollowerSlot: Sendable {
    var name: String { get }
    func rebuild(from tables: any Querying) throws
    func commit(_ entries: [Entry])
    func dropPending()
}

private func makeSlot<Index: Follower>(_: Index.Type) -> any FollowerSlot {
    Slot<Index>()
}

private final class Slot<Index: Follower>: FollowerSlot {
    private struct State {
        var committed = Index()
        var pending = Index()
        /// How many of the batch's entries `pending` holds.
        var applied = 0
    }

    private let state = Mutex(State())

    var name: String { Index.name }

    func rebuild(from tables: any Querying) throws {
        let rebuilt = try Index.rebuilt(from: tables)
        state.withLock { $0 = State(committed: rebuilt) }
    }

    func commit(_ entries: [Entry]) {
        state.withLock { state in
            for entry in entries { state.committed.apply(entry) }
        }
    }

    func dropPending() {
        state.withLock { state in
            guard state.applied > 0 else { return }
            state.pending = Index()
            state.applied = 0
        }
    }

    /// An overlay that was cut back begins anew: a batch is short.
    func followed(_ entries: [Entry]) -> Followed<Index> {
        state.withLock { state in
            for entry in entries[state.applied...] { state.pending.apply(entry) }
            state.applied = entries.count
            return Followed(committed: state.committed, pending: state.pending)
        }
    }

    func withCommitted<Value>(_ body: (Index) throws -> Value) rethrows -> Value {
        try state.withLock { try body($0.committed) }
    }
}
