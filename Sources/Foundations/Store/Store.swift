// SPDX-License-Identifier: Apache-2.0

/// Where a clearinghouse keeps everything: one database, its journal, its blobs and its keys.
package final class Store: Sendable {
    /// Threads that read; more than a few only compete for the disk.
    static let readerThreads = 4
    /// Threads for files and other blocking work that needs no connection.
    static let blockingThreads = 2

    let parts: StoreParts
    private let writer: Writer
    private let readers: ThreadPool<ReaderConnection>
    private let blockers: ThreadPool<Void>

    init(parts: StoreParts) throws {
        self.parts = parts
        writer = try Writer(parts: parts)
        readers = try ThreadPool(threads: Self.readerThreads) {
            ReaderConnection(parts: parts)
        }
        blockers = try ThreadPool(threads: Self.blockingThreads) {}
    }

    /// Commits a command and answers once it is durable; nothing is answered before (RULES S5, S7).
    package func submit<Asked: Command>(
        _ command: Asked,
        by actor: ActorID,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<Asked.Answer> {
        try await withCheckedThrowingContinuation { continuation in
            writer.put(
                Submission(command, actor: actor, key: key, continuation: continuation)
            )
        }
    }

    /// Reads in one snapshot, after the position if one is given (RULES J4).
    ///
    /// The body runs on a reader's thread and may run twice when a connection is lost.
    package func read<Value: Sendable>(
        atLeast position: Position? = nil,
        _ body: @escaping @Sendable (any Querying) throws -> Value
    ) async throws -> Value {
        try await waiting(for: position) { position in
            try await self.readers.run { try $0.read(atLeast: position, body) }
        }
    }

    /// Reads a follower's committed index, in memory and without a copy; keep nothing of it.
    ///
    /// Another process's changes are in it once this process's writer has seen them, which a
    /// position that is given here makes it do.
    package func committed<Index: Follower, Value: Sendable>(
        _ type: Index.Type,
        atLeast position: Position? = nil,
        _ body: (Index) throws -> Value
    ) async throws -> Value {
        if let position {
            try await waiting(for: position) { position in
                guard let position, self.parts.followers.position < position else { return }
                try await withCheckedThrowingContinuation { self.writer.put(CatchUp($0)) }
                guard self.parts.followers.position >= position else {
                    throw StoreFault.behind(position)
                }
            }
        }
        return try parts.followers.committed(type, body)
    }

    /// Runs work that may block on a thread of its own, off Swift's cooperative pool (RULES S1).
    package func blocking<Value: Sendable>(
        _ body: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await blockers.run { _ in try body() }
    }

    /// Whether the database answers; what `/ready` asks.
    package func ping() async throws {
        _ = try await read { try $0.position() }
    }

    /// What was done since the start, for `/metrics`.
    package var statistics: StoreStatistics {
        var counted = parts.statistics.counted
        counted.waiting = writer.waiting
        return counted
    }

    /// How far this process has seen the journal.
    package var position: Position { parts.followers.position }

    /// Which engine is below, for the doctor and the log at start.
    package var engine: EngineKind { parts.engine.kind }

    /// The one clock of the process.
    package var clock: any WallClock { parts.clock }

    /// Commits what waits, then lets go of the database; nothing can be asked afterwards.
    package func close() async {
        await withCheckedContinuation { continuation in
            do {
                try OSThread.start {
                    self.closeAll()
                    continuation.resume()
                }
            } catch {
                closeAll()
                continuation.resume()
            }
        }
    }

    private func closeAll() {
        writer.close()
        readers.close()
        blockers.close()
    }

    private func waiting<Value>(
        for position: Position?,
        _ body: (Position?) async throws -> Value
    ) async throws -> Value {
        let deadline = ContinuousClock.now + ReaderConnection.patience
        var pause = Duration.milliseconds(1)
        while true {
            do {
                return try await body(position)
            } catch StoreFault.behind(let position) {
                guard ContinuousClock.now + pause < deadline else {
                    throw StoreFault.behind(position)
                }
            }
            try await Task.sleep(for: pause)
            pause = min(pause * 2, ReaderConnection.longestPause)
        }
    }
}
