// SPDX-License-Identifier: Apache-2.0
import CLibPQ
import GRDBSQLite
import Measuring
import TestSupport

/// The same leases and questions where others keep them.
struct PeerTables {
    /// Questions of a kind that PostgreSQL is asked in a round, and SQLite.
    private static let (few, many) = (300, 2_000)
    private let bench: Bench
    private let plans: [PlannedLease]

    init(_ bench: Bench, _ plans: [PlannedLease]) {
        self.bench = bench
        self.plans = plans
    }

    /// An exclusion constraint's index, a box's under GiST, an R*Tree.
    func peers(_ questions: [LeasePlanner.Question: [PlannedLease]]) throws -> [PeerTimes] {
        let cluster = try LeaseCluster()
        let tables: [any LeasePeer] = [
            try ExcludePeer(cluster, plans, questions.mapValues { Array($0.prefix(Self.few)) }),
            try BoxPeer(cluster, plans, questions.mapValues { Array($0.prefix(Self.many)) }),
            try RTreePeer(plans, questions.mapValues { Array($0.prefix(Self.many)) }),
        ]
        return tables.map(PeerTimes.init)
    }
}

/// A table with an index that answers what overlaps.
protocol LeasePeer: AnyObject {
    /// A word for the names of figures.
    var label: String { get }
    var name: String { get }
    /// How many leases the questions of a kind found in all, and seconds a question.
    func ask(_ kind: LeasePlanner.Question) throws -> (found: Int, seconds: Double)
    /// How many of the questions of a kind it is asked.
    func count(_ kind: LeasePlanner.Question) -> Int
}

/// What a peer took, round by round.
final class PeerTimes {
    private let peer: any LeasePeer
    private var seconds: [LeasePlanner.Question: [Double]] = [:]
    private var found: [LeasePlanner.Question: Int] = [:]

    init(_ peer: any LeasePeer) { self.peer = peer }

    var label: String { peer.label }

    func ask(_ kind: LeasePlanner.Question, isCounted: Bool) throws {
        let answer = try peer.ask(kind)
        found[kind] = answer.found
        if isCounted { seconds[kind, default: []].append(answer.seconds) }
    }

    /// Refuses to compare sides that answer differently.
    func check(_ kind: LeasePlanner.Question, _ ours: [Int]) throws {
        let wanted = ours.prefix(peer.count(kind)).reduce(0, +)
        guard found[kind] == wanted else {
            throw PeerAbsent("\(name): \(kind) finds \(found[kind] ?? -1), ours \(wanted)")
        }
    }

    func figure(_ kind: LeasePlanner.Question) -> Figure.Peer {
        .measured(name, percentile(50, of: seconds[kind] ?? []) * 1e9)
    }

    private var name: String { peer.name }
}

// MARK: PostgreSQL

/// `EXCLUDE USING gist (target inet_ops WITH &&, during WITH &&)`.
///
/// Leases overlap, so the index is built with them in place and refuses only what comes later.
private final class ExcludePeer: LeasePeer {
    let label = "exclude"
    let name: String
    private let connection: PostgresConnection
    private let counts: [LeasePlanner.Question: Int]

    init(
        _ cluster: LeaseCluster,
        _ plans: [PlannedLease],
        _ questions: [LeasePlanner.Question: [PlannedLease]]
    ) throws {
        connection = try cluster.connection()
        name = try cluster.version() + " EXCLUDE inet_ops, in the engine"
        counts = questions.mapValues(\.count)
        try cluster.makeExcluding(plans)
        try connection.run("CREATE TABLE asked (kind text, target inet, during tstzrange)")
        try connection.copy(
            "asked",
            questions.flatMap { kind, all in
                all.map { "\(kind)\t\($0.network.text)\t\($0.range)" }
            }
        )
        try connection.run("ANALYZE asked")
    }

    func count(_ kind: LeasePlanner.Question) -> Int { counts[kind] ?? 0 }

    func ask(_ kind: LeasePlanner.Question) throws -> (found: Int, seconds: Double) {
        try connection.each(
            kind,
            count(kind),
            "SELECT upper(during) AS until FROM lease "
                + "WHERE lease.target && asked.target AND lease.during && asked.during"
        )
    }
}

/// Addresses and seconds as the sides of a box: the fastest form known there.
private final class BoxPeer: LeasePeer {
    let label = "box"
    let name: String
    private let connection: PostgresConnection
    private let counts: [LeasePlanner.Question: Int]

    init(
        _ cluster: LeaseCluster,
        _ plans: [PlannedLease],
        _ questions: [LeasePlanner.Question: [PlannedLease]]
    ) throws {
        connection = try cluster.connection(database: "boxes")
        name = try cluster.version() + " box under GiST, in the engine"
        counts = questions.mapValues(\.count)
        try connection.run("CREATE TABLE lease (holder int NOT NULL, target box NOT NULL)")
        try connection.copy("lease", plans.lazy.map { "\($0.holder)\t\($0.box)" })
        try connection.run("CREATE INDEX ON lease USING gist (target)")
        try connection.run("VACUUM ANALYZE lease")
        try connection.run("CREATE TABLE asked (kind text, target box)")
        try connection.copy(
            "asked",
            questions.flatMap { kind, all in all.map { "\(kind)\t\($0.box)" } }
        )
        try connection.run("ANALYZE asked")
    }

    func count(_ kind: LeasePlanner.Question) -> Int { counts[kind] ?? 0 }

    func ask(_ kind: LeasePlanner.Question) throws -> (found: Int, seconds: Double) {
        try connection.each(
            kind,
            count(kind),
            "SELECT (lease.target[0])[1] AS until FROM lease WHERE lease.target && asked.target"
        )
    }
}

extension PostgresConnection {
    /// Asks all questions of a kind in one statement: no round trip, no plan for each.
    fileprivate func each(
        _ kind: LeasePlanner.Question,
        _ count: Int,
        _ found: String
    ) throws -> (found: Int, seconds: Double) {
        func all(_ inner: String) -> String {
            """
            SELECT coalesce(sum(answer.count), 0) FROM asked CROSS JOIN LATERAL (
                SELECT count(*) AS count, max(until) AS until FROM (\(inner) LIMIT 16) AS few
            ) AS answer WHERE kind = '\(kind)'
            """
        }
        let began = seconds()
        _ = try value(all("SELECT 1 AS until WHERE asked.target IS NULL"))
        let between = seconds()
        let answer = try value(all(found))
        let taken = seconds() - between - (between - began)
        return (Int(answer) ?? -1, taken / Double(count))
    }
}

// MARK: SQLite

/// SQLite's R*Tree over addresses and seconds, in memory.
private final class RTreePeer: LeasePeer {
    let label = "rtree"
    let name = "SQLite \(String(cString: sqlite3_libversion())) R*Tree in memory"
    private var database: OpaquePointer?
    private var query: OpaquePointer?
    private let questions: [LeasePlanner.Question: [PlannedLease]]

    init(
        _ plans: [PlannedLease],
        _ questions: [LeasePlanner.Question: [PlannedLease]]
    ) throws {
        self.questions = questions
        sqlite3_open(":memory:", &database)
        try run("CREATE VIRTUAL TABLE lease USING rtree_i32(id, low, high, starts, ends)")
        var insert: OpaquePointer?
        sqlite3_prepare_v2(database, "INSERT INTO lease VALUES (?, ?, ?, ?, ?)", -1, &insert, nil)
        try run("BEGIN")
        for (number, plan) in plans.enumerated() {
            sqlite3_reset(insert)
            sqlite3_bind_int64(insert, 1, Int64(number))
            bind(plan, insert, from: 2)
            guard sqlite3_step(insert) == SQLITE_DONE else { throw fault }
        }
        sqlite3_finalize(insert)
        try run("COMMIT")
        let sql =
            "SELECT ends FROM lease WHERE high >= ?1 AND low <= ?2 AND ends >= ?3 "
            + "AND starts <= ?4 LIMIT 16"
        sqlite3_prepare_v2(database, sql, -1, &query, nil)
    }

    deinit {
        sqlite3_finalize(query)
        sqlite3_close(database)
    }

    func count(_ kind: LeasePlanner.Question) -> Int { questions[kind]?.count ?? 0 }

    func ask(_ kind: LeasePlanner.Question) throws -> (found: Int, seconds: Double) {
        let asked = questions[kind] ?? []
        var (found, latest) = (0, Int32.min)
        let began = seconds()
        for plan in asked {
            sqlite3_reset(query)
            bind(plan, query, from: 1)
            while sqlite3_step(query) == SQLITE_ROW {
                found += 1
                latest = max(latest, sqlite3_column_int(query, 0))
            }
        }
        let taken = seconds() - began
        keep(latest)
        return (found, taken / Double(asked.count))
    }

    /// Addresses as signed numbers in their order; the last second instead of the one after it.
    private func bind(_ plan: PlannedLease, _ statement: OpaquePointer?, from first: Int32) {
        func signed(_ address: UInt32) -> Int32 { Int32(bitPattern: address ^ 1 << 31) }
        sqlite3_bind_int(statement, first, signed(plan.network.address))
        sqlite3_bind_int(statement, first + 1, signed(plan.network.last))
        sqlite3_bind_int(statement, first + 2, Int32(plan.start))
        sqlite3_bind_int(statement, first + 3, Int32(plan.end - 1))
    }

    private func run(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else { throw fault }
    }

    private var fault: PeerAbsent { PeerAbsent(String(cString: sqlite3_errmsg(database))) }
}
