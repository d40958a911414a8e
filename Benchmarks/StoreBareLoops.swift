// SPDX-License-Identifier: Apache-2.0
import CLibPQ
import GRDBSQLite
import Measuring

/// SQLite's own interface, with the settings that Store uses.
final class BareSQLite: BareLoop {
    private var database: OpaquePointer?
    private var note: OpaquePointer?
    private var entry: OpaquePointer?

    init(path: String) throws {
        sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
        try run("PRAGMA journal_mode = WAL")
        try run("PRAGMA synchronous = FULL")
        try run("PRAGMA foreign_keys = ON")
        sqlite3_prepare_v2(database, BareSQL.note { _ in "?" }, -1, &note, nil)
        sqlite3_prepare_v2(database, BareSQL.entry { _ in "?" }, -1, &entry, nil)
    }

    func begin() throws { try run("BEGIN IMMEDIATE") }
    func commit() throws { try run("COMMIT") }

    func write(_ row: BareRow) throws {
        bind(row.id, note, 1)
        bind(row.name, note, 2)
        sqlite3_bind_int64(note, 3, 1)
        sqlite3_bind_int64(note, 4, 0)
        try step(note)
        sqlite3_bind_int64(entry, 1, row.sequence)
        sqlite3_bind_int64(entry, 2, row.time)
        bind(row.zero, entry, 3)
        bind("ledger.added", entry, 4)
        sqlite3_bind_int64(entry, 5, 1)
        bind(row.id, entry, 6)
        bind(row.zero, entry, 7)
        bind(row.sealed, entry, 8)
        bind(row.commitment, entry, 9)
        try step(entry)
    }

    func close() {
        sqlite3_finalize(note)
        sqlite3_finalize(entry)
        sqlite3_close(database)
    }

    private static let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

    private func bind(_ bytes: [UInt8], _ statement: OpaquePointer?, _ number: Int32) {
        sqlite3_bind_blob(statement, number, bytes, Int32(bytes.count), Self.transient)
    }

    private func bind(_ text: String, _ statement: OpaquePointer?, _ number: Int32) {
        sqlite3_bind_text(statement, number, text, -1, Self.transient)
    }

    private func step(_ statement: OpaquePointer?) throws {
        guard sqlite3_step(statement) == SQLITE_DONE else { throw fault }
        sqlite3_reset(statement)
    }

    private func run(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw fault }
    }

    private var fault: BareFault { BareFault(String(cString: sqlite3_errmsg(database))) }
}

/// What a bare loop's database said.
struct BareFault: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}

/// libpq with prepared statements and binary values.
final class BarePostgres: BareLoop {
    private static let (int8, text, bytea): (Oid, Oid, Oid) = (20, 25, 17)
    private let connection: OpaquePointer?

    init(url: String) throws {
        connection = PQconnectdb(url)
        let note = [Self.bytea, Self.text, Self.int8, Self.int8]
        PQclear(PQprepare(connection, "note", BareSQL.note { "$\($0)" }, 4, note))
        let entry = [
            Self.int8, Self.int8, Self.bytea, Self.text, Self.int8, Self.bytea, Self.bytea,
            Self.bytea, Self.bytea,
        ]
        PQclear(PQprepare(connection, "entry", BareSQL.entry { "$\($0)" }, 9, entry))
    }

    func begin() throws { try finish(PQexec(connection, "BEGIN")) }
    func commit() throws { try finish(PQexec(connection, "COMMIT")) }

    func write(_ row: BareRow) throws {
        try run("note", [row.id, Array(row.name.utf8), number(1), number(0)])
        try run(
            "entry",
            [
                number(row.sequence), number(row.time), row.zero, Array("ledger.added".utf8),
                number(1), row.id, row.zero, row.sealed, row.commitment,
            ]
        )
    }

    func close() { PQfinish(connection) }

    private func number(_ value: Int64) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { Array($0) }
    }

    private func run(_ name: String, _ values: [[UInt8]]) throws {
        let lengths = values.map { Int32($0.count) }
        let formats = [Int32](repeating: 1, count: values.count)
        let bytes = values.flatMap { $0 }
        let result = bytes.withUnsafeBytes { raw in
            var offset = 0
            let pointers = values.map { value in
                defer { offset += value.count }
                return raw.baseAddress.map {
                    ($0 + offset).assumingMemoryBound(to: CChar.self)
                }
            }
            return PQexecPrepared(
                connection,
                name,
                Int32(values.count),
                pointers,
                lengths,
                formats,
                1
            )
        }
        try finish(result)
    }

    private func finish(_ result: OpaquePointer?) throws {
        defer { PQclear(result) }
        guard PQresultStatus(result) == PGRES_COMMAND_OK else {
            throw BareFault(String(cString: PQerrorMessage(connection)))
        }
    }
}
