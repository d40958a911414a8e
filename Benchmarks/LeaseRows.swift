// SPDX-License-Identifier: Apache-2.0
import GRDBSQLite

/// Copies of the first scan, written by SQLite's own interface.
final class LeaseRows {
    private var database: OpaquePointer?
    private var statements: [OpaquePointer?] = []

    init(_ path: String) throws {
        guard sqlite3_open(path, &database) == SQLITE_OK else { throw fault }
        let own = [
            "id": "?1", "scan": "?1", "thing": "?1", "participant": "?2", "owner": "?2",
            "scope": "?3", "starts": "?4", "ends": "?5", "expires": "?5",
        ]
        try run("CREATE TEMP TABLE first AS SELECT id FROM scans LIMIT 1")
        for (table, key) in [("scans", "id"), ("scan_scopes", "scan"), ("markings", "thing")] {
            let columns = try names(of: table)
            let values = columns.map { own[$0] ?? $0 }
            let sql =
                "INSERT INTO \(table) (\(columns.joined(separator: ", "))) "
                + "SELECT \(values.joined(separator: ", ")) FROM \(table), first "
                + "WHERE \(table).\(key) = first.id"
            var statement: OpaquePointer?
            guard sqlite3_prepare_v2(database, sql, -1, &statement, nil) == SQLITE_OK else {
                throw fault
            }
            statements.append(statement)
        }
        try run("BEGIN")
    }

    func insert(_ number: Int, _ plan: PlannedLease, at start: Int64) throws {
        let (high, low) = (UInt64(number) << 16 | 0x7000, UInt64(number) | 1 << 63)
        for statement in statements {
            sqlite3_reset(statement)
            bind([high, low], statement, 1)
            bind([plan.holder, 1 << 63], statement, 2)
            sqlite3_bind_text(statement, 3, plan.scope, -1, Self.transient)
            sqlite3_bind_int64(statement, 4, start + Int64(plan.start) * 1_000_000)
            sqlite3_bind_int64(statement, 5, start + Int64(plan.end) * 1_000_000)
            guard sqlite3_step(statement) == SQLITE_DONE else { throw fault }
        }
    }

    func finish() throws {
        try run("COMMIT")
        for statement in statements { sqlite3_finalize(statement) }
        sqlite3_close(database)
    }

    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func bind(_ words: [UInt64], _ statement: OpaquePointer?, _ number: Int32) {
        var bytes: [UInt8] = []
        for word in words { withUnsafeBytes(of: word.bigEndian) { bytes += $0 } }
        sqlite3_bind_blob(statement, number, bytes, Int32(bytes.count), Self.transient)
    }

    private func names(of table: String) throws -> [String] {
        var statement: OpaquePointer?
        sqlite3_prepare_v2(database, "PRAGMA table_info(\(table))", -1, &statement, nil)
        defer { sqlite3_finalize(statement) }
        var names: [String] = []
        while sqlite3_step(statement) == SQLITE_ROW {
            names.append(String(cString: sqlite3_column_text(statement, 1)))
        }
        return names
    }

    private func run(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw fault }
    }

    private var fault: PeerAbsent { PeerAbsent(String(cString: sqlite3_errmsg(database))) }
}
