// SPDX-License-Identifier: Apache-2.0

import GRDB

/// The embedded database: one file in WAL mode beside its keys and blobs.
struct SQLiteEngine: Engine {
    /// How long a writer waits for another process that writes, in seconds.
    static let busySeconds = 10.0
    /// The WAL file is cut back to this many bytes after a checkpoint, so that a burst does not
    /// keep its disk.
    static let journalBytes = 64 << 20

    let path: String

    var kind: EngineKind { .sqlite }

    init(folder: String) {
        path = folder + "/clearinghouse.db"
    }

    func openWriter() throws -> any Session {
        let session = try SQLiteSession(path: path, configuration: Self.configuration)
        try expect(session, "PRAGMA journal_mode = WAL", "wal")
        // GRDB and builds of SQLite choose lower levels by themselves, so it is set last and read
        // back.
        try session.script("PRAGMA synchronous = FULL")
        try expect(session, "PRAGMA synchronous", "2")
        try expect(session, "PRAGMA foreign_keys", "1")
        try session.script("PRAGMA journal_size_limit = \(Self.journalBytes)")
        try session.script("PRAGMA case_sensitive_like = ON")
        return session
    }

    func openReader() throws -> any Session {
        let session = try SQLiteSession(path: path, configuration: Self.configuration)
        try session.script("PRAGMA case_sensitive_like = ON")
        try session.script("PRAGMA query_only = ON")
        return session
    }

    func openKeys(folder: String) throws -> any KeyVault {
        try KeyRows.file(folder + "/keys/scope-keys.db")
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(busySeconds)
        configuration.foreignKeysEnabled = true
        configuration.label = "store"
        return configuration
    }

    private func expect(_ session: SQLiteSession, _ pragma: Statement, _ wanted: String) throws {
        var found = "nothing"
        try session.rows(pragma) { row in
            let value: SQLValue = try row.readValue()
            switch value {
            case .integer(let number): found = String(number)
            case .text(let text): found = text
            case .null, .bytes: break
            }
        }
        guard found == wanted else {
            throw StoreFault.unsafe("SQLite answers \(found) to \(pragma.text(for: .sqlite))")
        }
    }
}
