// SPDX-License-Identifier: Apache-2.0

import Synchronization
package import TransparencyLog

/// Signs the log's head every few seconds, and only over what is committed (RULES J2, J3).
///
/// Several processes may publish beside each other: tiles follow from the journal, all sign with
/// the same key, and a checkpoint never takes the place of a later one.
package final class LogPublisher: Sendable {
    /// How often the head is looked at: fresh enough for finders, too coarse to tell single
    /// commands.
    package static let pauseSeconds: Int64 = 2
    /// Tiles kept in one command: half a megabyte of hashes, over 16 384 entries.
    private static let tilesAtOnce = 64

    private let store: Store
    private let name: String?
    private let outside: OutsideCheckpoint
    private let refusal = Mutex<LogFault?>(nil)

    /// `name` is the first line of checkpoints, by custom a URL without scheme.
    ///
    /// Nil keeps the name that the log was founded with. `outsideFile` lies on another disk or host
    /// than the database if it can.
    package init(store: Store, name: String?, outsideFile: String) {
        self.store = store
        self.name = name
        outside = OutsideCheckpoint(path: outsideFile)
    }

    /// Why nothing is signed at present; health tells it.
    package var refused: LogFault? { refusal.withLock { $0 } }

    /// The key that others check the log's checkpoints with.
    package func verifierKey() async throws -> NoteVerifierKey {
        let state = try await store.read { try $0.logState() }
        return try await signingKey(for: state.origin).verifierKey
    }

    /// Publishes until the task is cancelled, and a last time then.
    package func run() async {
        while !Task.isCancelled {
            _ = try? await publish()
            try? await Task.sleep(for: .seconds(Self.pauseSeconds))
        }
        _ = await Task { try? await self.publish() }.value
    }

    /// Signs the present head if it is new; false when there was nothing to do.
    ///
    /// Once at start, so that a journal that was set back is told before anything is served.
    @discardableResult
    package func publish() async throws -> Bool {
        do {
            let isNew = try await publishChecked()
            refusal.withLock { $0 = nil }
            return isNew
        } catch let fault as LogFault {
            refusal.withLock { $0 = fault }
            throw fault
        }
    }

    private func publishChecked() async throws -> Bool {
        // Read before the journal: what stands outside was committed by then, so a shorter journal
        // was set back and is not merely an older snapshot.
        let outside = outside
        let outsideHead = try await store.blocking { try outside.read() }
        let state = try await namedState(outsideHead)
        try await check(state, against: outsideHead)
        let isKnown = state.published.map {
            $0.epoch == state.origin.epoch && $0.size == state.next
        }
        if isKnown == true, outsideHead != nil { return false }
        try await keepTiles(upTo: state.next)
        let root = try await store.read { try $0.logRoot(at: state.next) }
        guard root == state.range.root else {
            throw LogFault.damaged("the journal's head has another root than its entries")
        }
        try await sign(state, root: root)
        return true
    }

    /// The journal's end; the first look at a new journal gives the log its name.
    ///
    /// Where nobody asked for a name it is that of the checkpoint outside, so that a database that
    /// was emptied is told from a new one, or else one of its own: never where a server listens.
    private func namedState(_ outside: Checkpoint?) async throws -> LogState {
        let state = try await store.read { try $0.logState() }
        if let name {
            guard state.origin.name != name else { return state }
        } else {
            guard state.origin.name.isEmpty else { return state }
        }
        let known = outside.map { LogOrigin(parsing: $0.origin).name }
        let command = NameLog(name: name ?? known ?? LogOrigin.ownName(), isAsked: name != nil)
        let named = try await store.submit(command, by: .system)
        return try await store.read(atLeast: named.position) { try $0.logState() }
    }

    private func sign(_ state: LogState, root: LogHash) async throws {
        let checkpoint = try Checkpoint(
            origin: state.origin.description,
            size: UInt64(state.next),
            root: root
        )
        let key = try await signingKey(for: state.origin)
        let note = try checkpoint.signed(by: [key])
        // Outside first: whatever anybody saw of the log is then known there.
        let outside = outside
        try await store.blocking { try outside.write(note, over: checkpoint) }
        let head = PublishedHead(
            epoch: state.origin.epoch,
            size: state.next,
            root: root,
            note: note.bytes
        )
        _ = try await store.submit(RecordCheckpoint(head: head), by: .system)
    }

    /// Refuses a journal that is not a continuation of every checkpoint that was published.
    private func check(_ state: LogState, against outside: Checkpoint?) async throws {
        if let published = state.published, published.epoch == state.origin.epoch {
            try await check(state, size: published.size, root: published.root)
        }
        guard let outside else { return }
        let origin = LogOrigin(parsing: outside.origin)
        guard origin.name == state.origin.name else {
            throw LogFault.outsideFile(self.outside.path)
        }
        guard origin.epoch <= state.origin.epoch else {
            throw LogFault.laterEpoch(
                published: outside.origin,
                found: state.origin.description
            )
        }
        guard origin.epoch == state.origin.epoch else { return }
        try await check(state, size: Int64(clamping: outside.size), root: outside.root)
    }

    private func check(_ state: LogState, size: Int64, root: LogHash) async throws {
        guard size <= state.next else {
            throw LogFault.shorter(published: size, found: state.next)
        }
        if size == state.next {
            guard state.range.root == root else { throw LogFault.differs(size: size) }
        } else {
            try await keepTiles(upTo: state.next)
            let found = try await store.read { try $0.logRoot(at: size) }
            guard found == root else { throw LogFault.differs(size: size) }
        }
    }

    private func keepTiles(upTo size: Int64) async throws {
        while true {
            let rows = try await store.read { database in
                try database.missingTiles(size: size, limit: Self.tilesAtOnce)
            }
            guard !rows.isEmpty else { return }
            _ = try await store.submit(KeepTiles(rows: rows), by: .system)
        }
    }

    private func signingKey(for origin: LogOrigin) async throws -> NoteSigningKey {
        try NoteSigningKey(name: origin.description, seed: try await store.secret(.log))
    }
}
