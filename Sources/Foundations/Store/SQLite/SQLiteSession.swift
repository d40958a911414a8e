// SPDX-License-Identifier: Apache-2.0

import GRDB
import GRDBSQLite

/// A connection to SQLite.
///
/// GRDB opens, configures and closes it. Statements are stepped here directly: a row then costs one
/// array and not three conversions, and an engine's fault keeps its extended code.
final class SQLiteSession: Session {
    private let queue: DatabaseQueue
    private let handle: OpaquePointer
    private var cache = StatementCache<StatementShape, OpaquePointer>()
    private var isClosed = false
    private var expectsTransaction = false
    private(set) var writes = 0

    var engine: EngineKind { .sqlite }

    init(path: String, configuration: Configuration) throws {
        do {
            queue = try DatabaseQueue(path: path, configuration: configuration)
            guard let handle = queue.inDatabase({ $0.sqliteConnection }) else {
                throw StoreFault.disconnected("SQLite gave no connection")
            }
            self.handle = handle
        } catch let error as DatabaseError {
            throw StoreFault.engine(
                code: String(error.extendedResultCode.rawValue),
                message: error.message ?? "cannot open"
            )
        }
        sqlite3_extended_result_codes(handle, 1)
        // GRDB's observers see statements that GRDB runs; those that are stepped here are not for
        // them.
        sqlite3_commit_hook(handle, nil, nil)
        sqlite3_rollback_hook(handle, nil, nil)
        sqlite3_update_hook(handle, nil, nil)
        sqlite3_set_authorizer(handle, nil, nil)
    }

    deinit {
        close()
    }

    /// SQLite ends a transaction by itself on a full disk or a failed write; what would run after
    /// that would be committed alone, so nothing may.
    var isUsable: Bool { !isClosed && (!expectsTransaction || isInTransaction) }

    private var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        for statement in cache.removeAll() { sqlite3_finalize(statement) }
        try? queue.close()
    }

    func rows(_ statement: Statement, _ each: (inout Row) throws -> Void) throws {
        let prepared = try bound(statement)
        defer { reset(prepared) }
        let width = sqlite3_column_count(prepared)
        while try step(prepared) {
            var row = Row(try (0..<width).map { try column(prepared, $0) })
            try each(&row)
        }
    }

    func run(_ statement: Statement) throws -> Int {
        let prepared = try bound(statement)
        defer { reset(prepared) }
        while try step(prepared) {}
        return sqlite3_stmt_readonly(prepared) == 0 ? Int(sqlite3_changes64(handle)) : 0
    }

    func script(_ text: String) throws {
        try checkUsable()
        try check(sqlite3_exec(handle, text, nil, nil, nil))
    }

    func beginWriting() throws {
        try script("BEGIN IMMEDIATE")
        expectsTransaction = true
    }

    func beginWriting<Value>(
        reading statement: Statement,
        _ read: (inout Row) throws -> Value
    ) throws -> [Value] {
        try beginWriting()
        return try all(statement, read)
    }

    func runAll(_ statements: [Statement]) throws {
        for statement in statements { _ = try run(statement) }
    }

    func beginReading() throws {
        try script("BEGIN DEFERRED")
        expectsTransaction = true
    }

    func commit(after statements: [Statement]) throws {
        do { try runAll(statements) } catch { throw Unfinished(cause: error) }
        try script("COMMIT")
        expectsTransaction = false
    }

    func rollback() {
        expectsTransaction = false
        guard !isClosed, isInTransaction else { return }
        if sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) != SQLITE_OK { close() }
    }

    func databaseTime() throws -> Instant {
        let milliseconds: Int64? = try first(
            "SELECT CAST(ROUND((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER)"
        ) { try $0.read() }
        return Instant(microseconds: (milliseconds ?? 0) * 1_000)
    }
}

extension SQLiteSession {
    private func bound(_ statement: Statement) throws -> OpaquePointer {
        try checkUsable()
        let prepared = try prepare(statement)
        var number: Int32 = 0
        for case .value(let value) in statement.parts {
            number += 1
            let code = bind(value, to: prepared, at: number)
            guard code == SQLITE_OK else {
                reset(prepared)
                throw fault(code)
            }
        }
        if sqlite3_stmt_readonly(prepared) == 0 { writes += 1 }
        return prepared
    }

    private func checkUsable() throws {
        guard isUsable else {
            throw StoreFault.disconnected("SQLite is closed or has ended the transaction")
        }
    }

    private func prepare(_ statement: Statement) throws -> OpaquePointer {
        let shape = StatementShape(statement)
        if let prepared = cache.find(shape) { return prepared }
        let text = statement.text(for: .sqlite)
        try Statement.checkPortable(text)
        var prepared: OpaquePointer?
        let persistent = UInt32(SQLITE_PREPARE_PERSISTENT)
        try check(sqlite3_prepare_v3(handle, text, -1, persistent, &prepared, nil))
        guard let prepared else {
            throw StoreFault.engine(code: "1", message: "an empty statement")
        }
        if let evicted = cache.keep(prepared, for: shape) { sqlite3_finalize(evicted) }
        return prepared
    }

    /// The bytes need to live only until the statement is reset; SQLite copies them all the same.
    private func bind(_ value: SQLValue, to prepared: OpaquePointer, at number: Int32) -> Int32 {
        switch value {
        case .null: return sqlite3_bind_null(prepared, number)
        case .integer(let value): return sqlite3_bind_int64(prepared, number, value)
        case .text(var value):
            return value.withUTF8 { bytes in
                guard !bytes.contains(0) else { return Self.zeroInText }
                return bytes.withMemoryRebound(to: CChar.self) { bytes in
                    sqlite3_bind_text64(
                        prepared,
                        number,
                        bytes.baseAddress ?? Self.emptyText,
                        UInt64(bytes.count),
                        Self.transient,
                        UInt8(SQLITE_UTF8)
                    )
                }
            }
        case .bytes(let value):
            guard !value.isEmpty else { return sqlite3_bind_zeroblob(prepared, number, 0) }
            return value.withUnsafeBytes { bytes in
                sqlite3_bind_blob64(
                    prepared,
                    number,
                    bytes.baseAddress,
                    UInt64(bytes.count),
                    Self.transient
                )
            }
        }
    }

    private func step(_ prepared: OpaquePointer) throws -> Bool {
        switch sqlite3_step(prepared) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw fault(code)
        }
    }

    private func reset(_ prepared: OpaquePointer) {
        sqlite3_reset(prepared)
        sqlite3_clear_bindings(prepared)
    }

    private func column(_ prepared: OpaquePointer, _ index: Int32) throws -> SQLValue {
        switch sqlite3_column_type(prepared, index) {
        case SQLITE_INTEGER: return .integer(sqlite3_column_int64(prepared, index))
        case SQLITE_TEXT:
            let count = Int(sqlite3_column_bytes(prepared, index))
            guard let start = sqlite3_column_text(prepared, index) else { return .text("") }
            return .text(
                String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
            )
        case SQLITE_BLOB:
            let count = Int(sqlite3_column_bytes(prepared, index))
            guard let start = sqlite3_column_blob(prepared, index) else { return .bytes([]) }
            return .bytes([UInt8](UnsafeRawBufferPointer(start: start, count: count)))
        case SQLITE_NULL: return .null
        default:
            // A sum past 64 bits turns into a real number; PostgreSQL refuses it (RULES S9).
            throw StoreFault.engine(code: "22003", message: "a number out of range")
        }
    }

    private func check(_ code: Int32) throws {
        guard code == SQLITE_OK else { throw fault(code) }
    }

    private func fault(_ code: Int32) -> StoreFault {
        guard code != Self.zeroInText else { return .zeroInText }
        let extended = sqlite3_extended_errcode(handle)
        return .engine(
            code: String(extended == SQLITE_OK ? code : extended),
            message: String(cString: sqlite3_errmsg(handle))
        )
    }

    /// Not a code of SQLite.
    private static var zeroInText: Int32 { -1 }

    /// Tells SQLite to copy the bytes before the call returns.
    ///
    /// SAFETY: SQLITE_TRANSIENT is the number -1 in the place of a function; SQLite never calls it.
    private static var transient: sqlite3_destructor_type {
        // SAFETY: SQLite compares this value with its constant SQLITE_TRANSIENT and never calls it.
        unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    }

    /// Where the text without bytes begins: a null pointer would be NULL.
    private static var emptyText: UnsafePointer<CChar>? {
        StaticString("").utf8Start.withMemoryRebound(to: CChar.self, capacity: 1) { $0 }
    }
}

extension StoreFault {
    /// Neither engine stores U+0000 in text alike; hostile text is bytes or refused at the door
    /// (RULES S9).
    static let zeroInText = StoreFault.engine(code: "22021", message: "U+0000 in text")
}
