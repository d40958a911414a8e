// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import Severity
import StrictJSON

/// What prioritization reads every day: EPSS's file, the KEV catalogue, decisions by SSVC.
func ranking(_ bench: Bench) async throws {
    try await scoreFile(bench)
    try await rankingGrowth(bench)
    do {
        try await catalogAndTables(bench)
    } catch let absent as PeerAbsent {
        bench.say("Not measured: the catalogue and the tables are outside data; \(absent)")
    }
}

/// A daily file of today's size, read and sorted, beside Python's `csv` with `float`.
private func scoreFile(_ bench: Bench) async throws {
    let rows = 300_000
    var text = "#model_version:v2025.03.14,score_date:2025-03-17T12:55:00Z\ncve,epss,percentile\n"
    for row in 0..<rows {
        let share = String(format: "%.5f", Double(row) / Double(rows))
        text += "CVE-\(1999 + row / 12_000)-\(10_000 + row % 12_000),\(share),\(share)\n"
    }
    let bytes = Array(text.utf8)
    let ours = try await timed { keep(try EPSS.ScoreFile(parsing: bytes)) }
    let peer = bench.peer("Python csv, float") {
        let file = bench.peersFolder.appending(path: "epss.csv")
        let folder = bench.peersFolder
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        let script = """
            import csv, json, statistics, sys, time
            times = []
            for _ in range(6):
                began = time.process_time()
                with open(sys.argv[1]) as file:
                    next(file)
                    rows = {r[0]: (float(r[1]), float(r[2])) for r in list(csv.reader(file))[1:]}
                times.append(time.process_time() - began)
            print(json.dumps({"rows_per_s": len(rows) / statistics.median(times[1:])}))
            """
        let lines = try Child(bench.python(), ["-c", script, file.path]).lines()
        return try figure("rows_per_s", in: lines.last ?? "")
    }
    try bench.record(
        Figure(
            "ranking.epss-read",
            Double(rows) / ours.processorSeconds,
            "rows/s",
            better: .more,
            peer: peer,
            note: "\(rows) scores, checked and sorted"
        )
    )
}

private func catalogAndTables(_ bench: Bench) async throws {
    guard let shared = bench.shared else { throw PeerAbsent("CLEARINGHOUSE_SHARED is not set") }
    let data = shared.appending(path: "data")
    let file = data.appending(path: "kev/known_exploited_vulnerabilities.json")
    let catalog = [UInt8](try Data(contentsOf: file))
    let reading = try await timed {
        for _ in 0..<10 { keep(try KEV.Catalog(parsing: catalog)) }
    }
    try bench.record(
        Figure(
            "ranking.kev-read",
            10 * 1404 / reading.processorSeconds,
            "entries/s",
            better: .more,
            note: "the whole catalogue, typed, indexed by CVE"
        )
    )
    let path = "ssvc/json/decision_tables/cvss/cvss_v4_equivalence_set_6_1_0_0.json"
    let bytes = [UInt8](try Data(contentsOf: data.appending(path: path)))
    let table = try SSVC.DecisionTable(parsing: bytes)
    let rows = (0..<table.rowCount).compactMap { table.row($0) }
    let answers = rows.map { row in
        Dictionary(uniqueKeysWithValues: zip(table.inputs.map(\.id), row.values.map(\.key)))
    }
    let deciding = try await timed {
        for answer in answers { keep(try table.outcome(of: answer)) }
    }
    try bench.record(
        Figure(
            "ranking.ssvc-decide",
            Double(answers.count) / deciding.processorSeconds,
            "decisions/s",
            better: .more,
            note: "six answers by identifier and key, 729 rows"
        )
    )
}

/// How the time for a hostile byte grows from 10³ to 10⁶ entries, for each reader.
private func rankingGrowth(_ bench: Bench) async throws {
    for reader in HostileReader.allCases {
        try await bench.recordGrowth(
            "ranking.growth-\(reader.rawValue)",
            of: reader.document,
            reader.read
        )
    }
}

/// Readers of this group, each with what costs it most.
private enum HostileReader: String, CaseIterable {
    case epssDescending = "epss-descending"
    case epssRepeated = "epss-repeated"
    case csvQuotes = "csv-quotes"
    case kevRepeated = "kev-repeated"
    case kevUnknown = "kev-unknown"
    case ssvcRows = "ssvc-rows"
    case ssvcSelections = "ssvc-selections"
    case ssvcVector = "ssvc-vector"

    func document(_ count: Int) -> [UInt8] {
        let numbers = 0..<count
        let text =
            switch self {
            case .epssDescending:
                "cve,epss\n"
                    + numbers.reversed().map { "CVE-2020-\(1_000_000 + $0),0.5\n" }.joined()
            case .epssRepeated:
                "cve,epss\n" + numbers.map { "CVE-2020-\(1_000 + $0 % 999),1e-2\n" }.joined()
            case .csvQuotes: "\"" + String(repeating: "\"\"\n", count: count)
            case .kevRepeated:
                "{\"vulnerabilities\":["
                    + numbers.map { "{\"cveID\":\"CVE-2020-\(1_000 + $0 % 999)\"}" }
                    .joined(separator: ",") + "]}"
            case .kevUnknown:
                "{" + numbers.map { "\"k\($0)\":{\"a\":[\($0)]}" }.joined(separator: ",") + "}"
            case .ssvcRows:
                "{\"mapping\":["
                    + numbers.map { "{\"ssvc:E:1.0.0\":\"\($0)\"}" }.joined(separator: ",") + "]}"
            case .ssvcSelections:
                "{\"target_ids\":[" + numbers.map { "\"\($0)\"" }.joined(separator: ",") + "]}"
            case .ssvcVector: "SSVCv2/" + numbers.map { "K\($0):A/" }.joined()
            }
        return Array(text.utf8)
    }

    func read(_ bytes: [UInt8]) {
        switch self {
        case .epssDescending, .epssRepeated, .csvQuotes:
            keep(try? EPSS.ScoreFile(parsing: bytes))
        case .kevRepeated, .kevUnknown: keep(try? KEV.Catalog(parsing: bytes))
        case .ssvcRows: keep(try? SSVC.DecisionTable(parsing: bytes))
        case .ssvcSelections: keep(try? SSVC.SelectionList(parsing: bytes))
        case .ssvcVector:
            keep(try? SSVC.Vector(parsing: String(decoding: bytes, as: UTF8.self)))
        }
    }
}
