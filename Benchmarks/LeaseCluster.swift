// SPDX-License-Identifier: Apache-2.0
import CLibPQ
import TestSupport

/// A PostgreSQL server with room for a million leases, gone with this process.
final class LeaseCluster {
    /// As somebody would set it who has this task alone on a small machine.
    private static let settings = [
        "shared_buffers=2GB", "maintenance_work_mem=1GB", "max_wal_size=8GB", "jit=off",
        "max_parallel_workers_per_gather=0", "enable_bitmapscan=off", "random_page_cost=1.1",
    ]

    let cluster: TestCluster
    private var urls: [String: String] = [:]

    init() throws {
        do {
            cluster = try TestCluster(settings: Self.settings)
        } catch {
            throw PeerAbsent("\(error)")
        }
    }

    /// A connection to a database that is made when it is first asked for.
    func connection(database: String = "networks") throws -> PostgresConnection {
        let url = try urls[database] ?? cluster.makeDatabase()
        urls[database] = url
        return try PostgresConnection(url)
    }

    func version() throws -> String {
        let text = try cluster.run("SHOW server_version")
        return "PostgreSQL " + text.prefix { $0 != " " }
    }

    /// The table with its exclusion constraint, filled with leases of which many overlap.
    ///
    /// The constraint's index is set aside while they are put in, and then built over all of them
    /// without asking whether they exclude each other, as `VACUUM FULL` does.
    func makeExcluding(_ plans: [PlannedLease]) throws {
        let connection = try connection()
        try connection.run(
            """
            CREATE TABLE lease (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, holder int NOT NULL,
                target inet NOT NULL, during tstzrange NOT NULL,
                CONSTRAINT alone EXCLUDE USING gist (target inet_ops WITH &&, during WITH &&)
            )
            """
        )
        let mark = "UPDATE pg_index SET indisready = %s WHERE indexrelid = 'alone'::regclass"
        try connection.run(mark.replacing("%s", with: "false"))
        try connection.copy(
            "lease (holder, target, during)",
            plans.lazy.map { "\($0.holder)\t\($0.network.text)\t\($0.range)" }
        )
        try connection.run(mark.replacing("%s", with: "true"))
        try connection.run("VACUUM FULL ANALYZE lease")
    }
}

/// One connection by libpq, for text.
final class PostgresConnection {
    private let connection: OpaquePointer?

    init(_ url: String) throws {
        connection = PQconnectdb(url)
        guard PQstatus(connection) == CONNECTION_OK else {
            throw PeerAbsent(String(cString: PQerrorMessage(connection)))
        }
    }

    deinit { PQfinish(connection) }

    func run(_ sql: String) throws { _ = try value(sql) }

    /// The first field of the first row; empty for none.
    func value(_ sql: String) throws -> String {
        try finish(PQexec(connection, sql))
    }

    func prepare(_ name: String, _ sql: String) throws {
        _ = try finish(PQprepare(connection, name, sql, 0, nil))
    }

    /// Runs a prepared statement with two texts.
    func run(prepared name: String, _ first: String, _ second: String) throws {
        try first.withCString { first in
            try second.withCString { second in
                let values: [UnsafePointer<CChar>?] = [first, second]
                _ = try finish(PQexecPrepared(connection, name, 2, values, nil, nil, 0))
            }
        }
    }

    /// Puts lines into a table.
    func copy(_ table: String, _ lines: some Sequence<String>) throws {
        let begun = PQexec(connection, "COPY \(table) FROM STDIN")
        defer { PQclear(begun) }
        guard PQresultStatus(begun) == PGRES_COPY_IN else { throw fault }
        var pending = ""
        for line in lines {
            pending += line + "\n"
            if pending.utf8.count > 1 << 16 {
                try put(pending)
                pending = ""
            }
        }
        try put(pending)
        guard PQputCopyEnd(connection, nil) == 1 else { throw fault }
        _ = try finish(PQgetResult(connection))
        PQclear(PQgetResult(connection))
    }

    private func put(_ text: String) throws {
        guard PQputCopyData(connection, text, Int32(text.utf8.count)) == 1 else { throw fault }
    }

    private func finish(_ result: OpaquePointer?) throws -> String {
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK: return ""
        case PGRES_TUPLES_OK:
            return PQntuples(result) == 0 ? "" : String(cString: PQgetvalue(result, 0, 0))
        default: throw fault
        }
    }

    private var fault: PeerAbsent { PeerAbsent(String(cString: PQerrorMessage(connection))) }
}

extension PlannedLease {
    /// The window as a range of moments.
    var range: String { "[\(Self.moment(start)),\(Self.moment(end)))" }

    /// Addresses and seconds, both to the last.
    var box: String { "(\(network.last),\(end - 1)),(\(network.address),\(start))" }

    /// A moment in the form that PostgreSQL reads fastest of those with a zone.
    private static func moment(_ second: UInt32) -> String {
        let day = Int(second / 86_400) - Int(epoch / 86_400)
        let rest = Int(second % 86_400)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        // The windows of the plans begin in January 2026 and end in February.
        let date = day < 31 ? "2026-01-\(two(day + 1))" : "2026-02-\(two(day - 30))"
        let time = "\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
        return "\(date) \(time)+00"
    }
}
