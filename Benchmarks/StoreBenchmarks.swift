// SPDX-License-Identifier: Apache-2.0
import Measuring
import Store
import TestSupport

/// Commands a second through Store, against bare loops that write the same rows to the same tables.
func store(_ bench: Bench) async throws {
    for engine in Engine.allCases where bench.wants("store.\(engine.rawValue)") {
        let rates = try await StoreRates(engine)
        let (many, one) = (rates.many, rates.one)
        try bench.record(
            Figure(
                "store.\(engine.rawValue).64-callers",
                many,
                "commands/s",
                better: .more,
                peer: .measured("bare loop, 100 a transaction", rates.bareMany),
                bar: .ratio(0.5),
                note: "durable; a row, an index, an entry and a follower each"
            )
        )
        try bench.record(
            Figure(
                "store.\(engine.rawValue).1-caller",
                one,
                "commands/s",
                better: .more,
                peer: .measured("bare loop, one a transaction", rates.bareOne),
                bar: .ratio(0.6),
                note: "durable"
            )
        )
        try bench.record(
            Figure(
                "store.\(engine.rawValue).callers-gain",
                many / one,
                "times",
                better: .more,
                note: "64 callers against one"
            )
        )
    }
}

/// Medians of rounds that take turns, so that a slow moment of the disk is everybody's.
private struct StoreRates {
    let many: Double
    let one: Double
    let bareMany: Double
    let bareOne: Double

    init(_ engine: Engine) async throws {
        var rounds: [[Double]] = [[], [], [], []]
        for _ in 0..<Timing.fewestRuns {
            rounds[0].append(try await commands(engine, callers: 64, count: 20_000))
            rounds[1].append(try await bare(engine, count: 20_000, inTransaction: 100))
            rounds[2].append(try await commands(engine, callers: 1, count: 1_000))
            rounds[3].append(try await bare(engine, count: 1_000, inTransaction: 1))
        }
        many = percentile(50, of: rounds[0])
        bareMany = percentile(50, of: rounds[1])
        one = percentile(50, of: rounds[2])
        bareOne = percentile(50, of: rounds[3])
    }
}

private func commands(_ engine: Engine, callers: Int, count: Int) async throws -> Double {
    let test = try await TestStore.ledger(engine)
    let began = seconds()
    try await withThrowingTaskGroup(of: Void.self) { group in
        for caller in 0..<callers {
            group.addTask {
                for number in 0..<(count / callers) {
                    let note = AddNote(name: "note \(caller) \(number)")
                    _ = try await test.store.submit(note, by: .system)
                }
            }
        }
        try await group.waitForAll()
    }
    let rate = Double(count / callers * callers) / (seconds() - began)
    await test.close()
    return rate
}

private func bare(_ engine: Engine, count: Int, inTransaction: Int) async throws -> Double {
    let test = try await TestStore.ledger(engine)
    await test.store.close()
    let loop: any BareLoop =
        switch test.configuration {
        case .sqlite(let folder): try BareSQLite(path: folder + "/clearinghouse.db")
        case .postgres(let url, _): try BarePostgres(url: url)
        }
    let began = seconds()
    var number = 0
    while number < count {
        try loop.begin()
        for _ in 0..<inTransaction {
            try loop.write(BareRow(number: number))
            number += 1
        }
        try loop.commit()
    }
    let rate = Double(count) / (seconds() - began)
    loop.close()
    await test.close()
    return rate
}

/// The rows of one command, as Store would write them; made of nothing but their sizes.
struct BareRow {
    let sequence: Int64
    let id: [UInt8]
    let name: String
    let time: Int64 = 1_767_225_600_000_000
    let zero = [UInt8](repeating: 0, count: 16)
    /// Salt, body and seal.
    let sealed: [UInt8]
    let commitment: [UInt8]

    init(number: Int) {
        sequence = Int64(number)
        var bytes = [UInt8](repeating: 7, count: 8)
        withUnsafeBytes(of: UInt64(number).bigEndian) { bytes += $0 }
        id = bytes
        name = "note \(number % 64) \(number / 64)"
        sealed = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 80)
        commitment = [UInt8](repeating: UInt8(truncatingIfNeeded: number), count: 32)
    }
}

/// A database written to with nothing between.
protocol BareLoop {
    func begin() throws
    func write(_ row: BareRow) throws
    func commit() throws
    func close()
}

/// The two statements, in SQLite's dialect; PostgreSQL's differ in the placeholders.
enum BareSQL {
    static func note(_ value: (Int) -> String) -> String {
        "INSERT INTO notes (id, name, size, writer) VALUES "
            + "(\(value(1)), \(value(2)), \(value(3)), \(value(4)))"
    }

    static func entry(_ value: (Int) -> String) -> String {
        "INSERT INTO journal (sequence, time, actor, kind, version, subject, scope, sealed, "
            + "commitment) VALUES (\((1...9).map(value).joined(separator: ", ")))"
    }
}
