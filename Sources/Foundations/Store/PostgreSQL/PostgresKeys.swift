// SPDX-License-Identifier: Apache-2.0

import Synchronization

/// The wrapped keys' own connection: every statement is its own durable transaction (RULES K1).
final class PostgresKeys: KeyConnection {
    /// How old a look at other processes' erasures may be: looking costs a round trip for each
    /// batch.
    static let noticeWithin = Duration.seconds(1)
    /// A schema of its own keeps the keys out of what the product's backup covers.
    static let tables = """
        CREATE SCHEMA IF NOT EXISTS clearinghouse_keys;
        CREATE TABLE IF NOT EXISTS clearinghouse_keys.scope_keys (
            scope BYTEA PRIMARY KEY, wrapped BYTEA
        );
        CREATE INDEX IF NOT EXISTS scope_keys_erased ON clearinghouse_keys.scope_keys (scope)
        WHERE wrapped IS NULL
        """

    private let url: String
    private let opened = Mutex<PostgresSession?>(nil)

    init(url: String) {
        self.url = url
    }

    /// Opens a new connection when the old one is gone, and asks once more: each statement may be
    /// repeated.
    func rows(_ statement: Statement) throws -> [[SQLValue]] {
        try opened.withLock { opened in
            if let session = opened, session.isUsable {
                do {
                    return try Self.rows(statement, session)
                } catch {
                    guard !session.isUsable else { throw error }
                }
            }
            let session = try PostgresSession(url: url)
            try session.script("SET search_path = clearinghouse_keys")
            opened = session
            return try Self.rows(statement, session)
        }
    }

    private static func rows(
        _ statement: Statement,
        _ session: PostgresSession
    ) throws -> [[SQLValue]] {
        try session.all(statement) { row in
            try (0..<row.width).map { _ in try row.readValue() }
        }
    }
}
