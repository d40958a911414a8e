// SPDX-License-Identifier: Apache-2.0

import CLibPQ

/// A connection to PostgreSQL: prepared statements, values and answers in binary form.
final class PostgresSession: Session {
    /// One lock for all writers of a database (RULES S3); the number only has to be the same
    /// everywhere.
    private static let writersLock: Int64 = 0x434C_4541_5249_4E47

    private static let begin: Statement = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"
    private static let lock: Statement = "SELECT pg_advisory_xact_lock(\(writersLock))"

    let connection: OpaquePointer
    private var cache = StatementCache<String, String>()
    private var prepared = 0
    private var evicted: [String] = []
    private var isClosed = false
    /// Whether the client itself failed: after a failed write its status still says all is well.
    private var isLost = false
    private(set) var writes = 0

    var engine: EngineKind { .postgres }

    /// Connects and sets what every connection needs.
    init(url: String) throws {
        let settings = [
            ("dbname", url),
            ("connect_timeout", String(PostgresLimits.connectSeconds)),
            ("tcp_user_timeout", String(PostgresLimits.silenceMilliseconds)),
            ("fallback_application_name", "clearinghouse"),
            ("client_encoding", "UTF8"),
        ]
        let names = CStrings(settings.map(\.0))
        let values = CStrings(settings.map(\.1))
        let connected = withExtendedLifetime((names, values)) {
            PQconnectdbParams(names.pointers, values.pointers, 1)
        }
        guard let connection = connected else {
            throw StoreFault.disconnected("no memory for a connection")
        }
        self.connection = connection
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        // No DETAIL: it quotes rows, and faults are logged (RULES D3).
        _ = PQsetErrorVerbosity(connection, PQERRORS_TERSE)
        do {
            guard PQstatus(connection) == CONNECTION_OK else { throw lost() }
            try script(PostgresLimits.settings)
        } catch {
            close()
            throw error
        }
    }

    deinit {
        close()
    }

    var isUsable: Bool { !isClosed && !isLost && PQstatus(connection) == CONNECTION_OK }

    func close() {
        guard !isClosed else { return }
        isClosed = true
        PQfinish(connection)
    }

    func rows(_ statement: Statement, _ each: (inout Row) throws -> Void) throws {
        let result = try execute(statement)
        defer { PQclear(result) }
        try Self.forEachRow(of: result, each)
    }

    func run(_ statement: Statement) throws -> Int {
        let result = try execute(statement)
        defer { PQclear(result) }
        return Int(String(cString: PQcmdTuples(result))) ?? 0
    }

    func script(_ text: String) throws {
        try checkUsable()
        PQclear(try checked(PQexec(connection, text)))
    }

    func beginWriting() throws {
        _ = try beginWriting(reading: "SELECT 1") { try $0.read(Int.self) }
    }

    func beginWriting<Value>(
        reading statement: Statement,
        _ read: (inout Row) throws -> Value
    ) throws -> [Value] {
        try forgetEvicted()
        // The lock is a statement of its own, so that what is read next sees the last holder's
        // commit.
        let results = try inOneTrip([Self.begin, Self.lock, statement])
        defer { for result in results { PQclear(result) } }
        return try results.last.map { try Self.values(of: $0, read) } ?? []
    }

    func beginReading() throws {
        try forgetEvicted()
        try script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    }

    func runAll(_ statements: [Statement]) throws {
        writes += statements.count
        for answer in try inOneTrip(statements) { PQclear(answer) }
    }

    func commit(after statements: [Statement]) throws {
        let (answers, fault) = try answersOrUnfinished(to: statements + ["COMMIT"])
        defer { for answer in answers { PQclear(answer) } }
        if let fault {
            // Only a server that refused a statement before the COMMIT has surely not run that one.
            let isEarlier = answers.count < statements.count && isUsable
            throw isEarlier ? Unfinished(cause: fault) : fault
        }
        // A transaction that failed before answers COMMIT with success, and with the word ROLLBACK.
        guard let last = answers.last, String(cString: PQcmdStatus(last)) == "COMMIT" else {
            throw StoreFault.engine(code: "25P02", message: "the transaction had failed")
        }
    }

    func rollback() {
        guard isUsable, PQtransactionStatus(connection) != PQTRANS_IDLE else { return }
        do { try script("ROLLBACK") } catch { close() }
    }

    func databaseTime() throws -> Instant {
        let now: Instant? = try first(
            "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"
        ) { try $0.read() }
        return now ?? Instant(microseconds: 0)
    }
}

extension PostgresSession {
    private func execute(_ statement: Statement) throws -> OpaquePointer {
        try checkUsable()
        let values = try PostgresParameters(statement.values)
        let name = try prepare(statement.text(for: .postgres), values)
        let result = values.withPointers { pointers, lengths, formats, count in
            PQexecPrepared(connection, name, count, pointers, lengths, formats, 1)
        }
        let checked = try checked(result)
        // The tag of what only reads is SELECT or SHOW; everything else changed rows or could have.
        let tag = PQcmdStatus(checked).map { UInt8(bitPattern: $0[0]) } ?? 0
        if tag != UInt8(ascii: "S") { writes += 1 }
        return checked
    }

    /// A statement is prepared once for each combination of types: NULL has none of its own.
    func prepare(_ text: String, _ values: PostgresParameters) throws -> String {
        let key = values.signature + text
        if let name = cache.find(key) { return name }
        try Statement.checkPortable(text)
        prepared += 1
        let name = "s\(prepared)"
        let result = values.types.withUnsafeBufferPointer { types in
            PQprepare(connection, name, text, Int32(types.count), types.baseAddress)
        }
        PQclear(try checked(result))
        if let old = cache.keep(name, for: key) { evicted.append(old) }
        return name
    }

    /// Statements can be given back only outside of a failed transaction.
    private func forgetEvicted() throws {
        guard !evicted.isEmpty else { return }
        try script(evicted.map { "DEALLOCATE \($0)" }.joined(separator: ";"))
        evicted = []
    }

    func checkUsable() throws {
        guard !isClosed else { throw StoreFault.disconnected("the connection is closed") }
    }

    func checked(_ result: OpaquePointer?) throws -> OpaquePointer {
        guard let result else { throw lost() }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return result
        default:
            defer { PQclear(result) }
            // What was sent and failed may have been a change; a rerun with savepoints finds out.
            writes += 1
            func field(_ code: Int32) -> String? {
                PQresultErrorField(result, code).map { String(cString: $0) }
            }
            // After these the server says nothing more, and what it said before may be lost.
            let isLast = ["FATAL", "PANIC"].contains(field(PostgresLimits.severity) ?? "")
            guard let code = field(PostgresLimits.sqlState), !isLast,
                PQstatus(connection) == CONNECTION_OK
            else { throw lost() }
            throw StoreFault.engine(
                code: code,
                message: String(cString: PQresultErrorMessage(result))
            )
        }
    }

    func lost() -> StoreFault {
        isLost = true
        return .disconnected(String(cString: PQerrorMessage(connection)))
    }
}

extension PostgresSession {
    static func forEachRow(
        of result: OpaquePointer,
        _ each: (inout Row) throws -> Void
    ) throws {
        let width = PQnfields(result)
        for index in 0..<PQntuples(result) {
            var row = Row(
                try (0..<width).map { try PostgresValue.read(result, row: index, column: $0) }
            )
            try each(&row)
        }
    }

    static func values<Value>(
        of result: OpaquePointer,
        _ read: (inout Row) throws -> Value
    ) throws -> [Value] {
        var values: [Value] = []
        try forEachRow(of: result) { values.append(try read(&$0)) }
        return values
    }
}
