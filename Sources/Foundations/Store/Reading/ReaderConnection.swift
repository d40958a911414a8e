// SPDX-License-Identifier: Apache-2.0

/// The connection of one reading thread, opened when first needed and again when it was lost.
final class ReaderConnection {
    /// How long a reader waits for a position before it says that this process is behind (RULES
    /// J4).
    static let patience = Duration.seconds(5)
    /// Between two looks for a position.
    static let longestPause = Duration.milliseconds(50)

    private let parts: StoreParts
    private var session: (any Session)?

    init(parts: StoreParts) {
        self.parts = parts
    }

    deinit {
        session?.close()
    }

    /// Runs the body in one snapshot; anew on a new connection if the old one turned out to be
    /// gone.
    func read<Value>(
        atLeast position: Position?,
        _ body: (any Querying) throws -> Value
    ) throws -> Value {
        if let session, session.isUsable {
            do {
                return try read(session, atLeast: position, body)
            } catch {
                guard !session.isUsable else { throw error }
            }
        }
        session?.close()
        let opened = try parts.engine.openReader()
        session = opened
        return try read(opened, atLeast: position, body)
    }

    private func read<Value>(
        _ session: any Session,
        atLeast position: Position?,
        _ body: (any Querying) throws -> Value
    ) throws -> Value {
        try session.beginReading()
        defer { session.rollback() }
        let snapshot = Snapshot(session: session, keys: parts.keys)
        if let position, parts.followers.position < position {
            guard try snapshot.position() >= position else { throw StoreFault.behind(position) }
        }
        return try body(snapshot)
    }
}
