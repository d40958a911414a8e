// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GRDB
import Glibc

/// The SQLite file of wrapped keys: small, always synced, and zeroed where a key was erased.
struct KeyDatabase: KeyConnection {
    /// How long another process's write is waited for.
    private static let busySeconds = 10.0

    private let queue: DatabaseQueue

    init(path: String) throws {
        try DurableFile.makeFolder(DurableFile.parent(of: path))
        // Made by us first, so that nobody else can read it, whatever the umask is.
        _ = try OpenFile(path, flags: O_RDWR | O_CREAT)
        var configuration = Configuration()
        configuration.busyMode = .timeout(Self.busySeconds)
        configuration.prepareDatabase { database in
            // Deleted content is overwritten in the file; the rollback journal is cut after each
            // change, so that no second copy of an erased key stays in a log beside it.
            try database.execute(sql: "PRAGMA journal_mode = TRUNCATE")
            try database.execute(sql: "PRAGMA synchronous = FULL")
            try database.execute(sql: "PRAGMA secure_delete = ON")
        }
        queue = try DatabaseQueue(path: path, configuration: configuration)
        let level = try queue.inDatabase { try Int.fetchOne($0, sql: "PRAGMA synchronous") }
        guard level == 2 else { throw StoreFault.unsafe("the key file is not synced") }
    }

    /// Runs before a batch begins, so where it fails nothing is stored (RULES S5).
    func rows(_ statement: Statement) throws -> [[SQLValue]] {
        do {
            return try run(statement)
        } catch let error as DatabaseError {
            throw StoreFault.notStored("the key file: \(error)")
        }
    }

    private func run(_ statement: Statement) throws -> [[SQLValue]] {
        try queue.writeWithoutTransaction { database in
            let prepared = try database.cachedStatement(sql: statement.text(for: .sqlite))
            prepared.setUncheckedArguments(StatementArguments(statement.values.map(Self.bound)))
            let cursor = try GRDB.Row.fetchCursor(prepared)
            var rows: [[SQLValue]] = []
            while let row = try cursor.next() {
                rows.append(row.databaseValues.map(Self.value))
            }
            return rows
        }
    }

    private static func bound(_ value: SQLValue) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> SQLValue {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .integer(Int64(number))
        case .string(let text): .text(text)
        case .blob(let data): .bytes(Array(data))
        }
    }
}
