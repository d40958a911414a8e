// SPDX-License-Identifier: Apache-2.0
import Access
import GRDBSQLite
import Measuring
import Scanning
import Store
import StrictJSON

/// Advice on one package and three days among many leases, against an index of SQLite.
func scanning(_ bench: Bench) async throws {
    for count in [10_000, 100_000] {
        let leases = (0..<count).map { BenchLease(number: $0, of: count) }
        var index = OverlapIndex()
        for lease in leases { index.apply(lease.entry) }
        let peer = try LeaseTable(leases)
        let asked = (0..<2_000).map { BenchLease(number: $0 * 37, of: count) }
        let questions = try asked.map { try $0.question() }
        let ours = await timed {
            for question in questions { keep(index.advice(question, now: BenchLease.now)) }
        }
        let theirs = try await timed {
            for lease in asked { keep(try peer.overlaps(lease)) }
        }
        try bench.record(
            Figure(
                count == 100_000 ? "scanning.overlap-query" : "scanning.overlap-query-10k",
                ours.processorSeconds / Double(asked.count) * 1e9,
                "ns",
                better: .less,
                peer: .measured(
                    "SQLite index (key, starts)",
                    theirs.processorSeconds / Double(asked.count) * 1e9
                ),
                note: "\(count) leases, four a package on average; one package and three days asked"
            )
        )
    }
}

/// A lease made from its number, so that both sides read the same data.
private struct BenchLease {
    static let now = Instant(microseconds: 1_767_225_600_000_000)

    let id: ScanID
    let participant: ParticipantID
    let package: String
    let window: ScanWindow

    init(number: Int, of count: Int) {
        var mixed = UInt64(number) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 31)) &* 0xBF58_476D_1CE4_E5B9
        id = ScanID(high: UInt64(number), low: mixed)
        participant = ParticipantID(high: mixed % 300, low: 1)
        package = "pkg:npm/package-\((mixed >> 8) % UInt64(count / 4))"
        let start = Self.now.adding(seconds: Int64((mixed >> 40) % 700) * 3_600)
        window = ScanWindow(start: start, end: start.adding(seconds: 172_800))
    }

    var entry: Entry {
        Entry(
            sequence: Int64(id.high),
            time: Self.now,
            actor: .system,
            kind: .scanDeclared,
            subject: ID(id),
            body: [
                "participant": .string(participant.description), "technique": "fuzzing",
                "scopes": .array([.string(package)]), "start": .string(window.start.description),
                "end": .string(window.end.description), "expires": .string(window.end.description),
            ],
            scope: .house
        )
    }

    func question() throws -> OverlapQuestion {
        OverlapQuestion(
            scopes: [try Scope(parsing: package)],
            technique: .fuzzing,
            window: window,
            participant: nil
        )
    }
}

/// The same leases in a table in memory, with the index that suits the question best.
private final class LeaseTable {
    private var database: OpaquePointer?
    private var query: OpaquePointer?

    init(_ leases: [BenchLease]) throws {
        sqlite3_open(":memory:", &database)
        try run("CREATE TABLE leases (key TEXT, starts INTEGER, ends INTEGER, technique TEXT)")
        try run("BEGIN")
        for lease in leases {
            let days = lease.window.days
            let times = "\(days.start.microseconds), \(days.end.microseconds)"
            try run("INSERT INTO leases VALUES ('\(lease.package)', \(times), 'fuzzing')")
        }
        try run("COMMIT")
        try run("CREATE INDEX leases_by_key ON leases (key, starts, ends, technique)")
        let sql = "SELECT ends, technique FROM leases WHERE key = ? AND starts < ? AND ends > ?"
        sqlite3_prepare_v2(database, sql, -1, &query, nil)
    }

    deinit {
        sqlite3_finalize(query)
        sqlite3_close(database)
    }

    func overlaps(_ lease: BenchLease) throws -> Int {
        let days = lease.window.days
        sqlite3_reset(query)
        let bytes = lease.package.utf8CString
        return bytes.withUnsafeBufferPointer { text in
            sqlite3_bind_text(query, 1, text.baseAddress, -1, nil)
            sqlite3_bind_int64(query, 2, days.end.microseconds)
            sqlite3_bind_int64(query, 3, days.start.microseconds)
            var count = 0
            while sqlite3_step(query) == SQLITE_ROW { count += 1 }
            return count
        }
    }

    private func run(_ sql: String) throws {
        guard sqlite3_exec(database, sql, nil, nil, nil) == SQLITE_OK else {
            throw BareFault(String(cString: sqlite3_errmsg(database)))
        }
    }
}
