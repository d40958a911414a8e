// SPDX-License-Identifier: Apache-2.0

/// Wrapped keys as rows of a database of their own (SQLite), or a schema of their own (PostgreSQL).
///
/// An erased key leaves its row without a key, so that one statement decides between adding and
/// erasing in two processes, and an erased scope never gets a second key.
package struct KeyRows: KeyVault {
    /// A look at the file takes some microseconds, more than opening a sealed body: a list of a
    /// hundred entries looks once.
    private static let fileNotice = Duration.milliseconds(10)

    package let noticeWithin: Duration
    private let connection: any KeyConnection

    /// Keys in a database file beside the main one.
    package static func file(_ path: String) throws -> KeyRows {
        let rows = KeyRows(connection: try KeyDatabase(path: path), noticeWithin: Self.fileNotice)
        try rows.makeTables()
        return rows
    }

    /// `connection` must find `scope_keys` outside of what the database's backup covers.
    package init(connection: any KeyConnection, noticeWithin: Duration) {
        self.connection = connection
        self.noticeWithin = noticeWithin
    }

    /// The tables of a SQLite key file; PostgreSQL's stand in `KeySchemaPostgres`.
    private func makeTables() throws {
        _ = try connection.rows(
            """
            CREATE TABLE IF NOT EXISTS scope_keys (
                scope BLOB PRIMARY KEY, wrapped BLOB
            ) STRICT, WITHOUT ROWID
            """
        )
        _ = try connection.rows(
            """
            CREATE INDEX IF NOT EXISTS scope_keys_erased ON scope_keys (scope)
            WHERE wrapped IS NULL
            """
        )
    }

    package func erasures() throws -> Int64 {
        let rows = try connection.rows("SELECT count(*) FROM scope_keys WHERE wrapped IS NULL")
        guard var row = rows.first.map({ Row($0) }) else { return 0 }
        return try row.read()
    }

    package func load(_ scopes: [SealingScope]) throws -> [SealingScope: WrappedKey] {
        guard !scopes.isEmpty else { return [:] }
        let found = try pairs(
            "SELECT scope, wrapped FROM scope_keys WHERE scope IN (\(each: scopes.map(\.id)))"
        )
        return Dictionary(found) { first, _ in first }
    }

    package func add(_ keys: [(scope: SealingScope, wrapped: [UInt8])]) throws {
        guard !keys.isEmpty else { return }
        let values = Self.values(keys.map { ($0.scope, .wrapped($0.wrapped)) })
        _ = try connection.rows(
            """
            INSERT INTO scope_keys (scope, wrapped) VALUES \(fragment: values)
            ON CONFLICT (scope) DO NOTHING
            """
        )
    }

    package func erase(_ scope: SealingScope) throws {
        _ = try connection.rows(
            """
            INSERT INTO scope_keys (scope, wrapped) VALUES (\(scope.id), NULL)
            ON CONFLICT (scope) DO UPDATE SET wrapped = NULL
            """
        )
    }

    package func page(
        after scope: SealingScope?,
        limit: Int
    ) throws -> [(SealingScope, WrappedKey)] {
        let bound = scope?.id.bytes ?? []
        return try pairs(
            """
            SELECT scope, wrapped FROM scope_keys WHERE scope > \(bound)
            ORDER BY scope LIMIT \(limit)
            """
        )
    }

    package func restore(_ keys: [(SealingScope, WrappedKey)]) throws {
        guard !keys.isEmpty else { return }
        // What was erased here stays erased, whatever an older export still holds.
        _ = try connection.rows(
            """
            INSERT INTO scope_keys (scope, wrapped) VALUES \(fragment: Self.values(keys))
            ON CONFLICT (scope) DO UPDATE SET wrapped =
            CASE WHEN scope_keys.wrapped IS NULL THEN NULL ELSE excluded.wrapped END
            """
        )
    }

    package func replace(_ keys: [(scope: SealingScope, wrapped: [UInt8])]) throws {
        try restore(keys.map { ($0.scope, .wrapped($0.wrapped)) })
    }

    private func pairs(_ statement: Statement) throws -> [(SealingScope, WrappedKey)] {
        try connection.rows(statement).map { values in
            var row = Row(values)
            let scope = SealingScope(try row.read(ID<AnyThing>.self))
            let wrapped = try row.read([UInt8]?.self)
            return (scope, wrapped.map { .wrapped($0) } ?? .erased)
        }
    }

    private static func values(_ keys: [(SealingScope, WrappedKey)]) -> Statement {
        var list: Statement = ""
        for (index, (scope, key)) in keys.enumerated() {
            let wrapped: [UInt8]? =
                switch key {
                case .wrapped(let bytes): bytes
                case .erased: nil
                }
            let comma: Statement = index == 0 ? "" : ", "
            list = list + comma + "(\(scope.id), \(wrapped))"
        }
        return list
    }
}
