// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON

/// Advisories held against every test, beside the Python validator on the same documents; and how
/// the cost of large and of hostile ones grows.
func csaf(_ bench: Bench) async throws {
    if let shared = bench.shared {
        try await csafValidation(bench, shared.appending(path: "data/csaf/real"))
    } else {
        bench.say("Not measured: the advisories to check are in CLEARINGHOUSE_SHARED/data")
    }
    try await csafGrowth(bench)
    try await csafGroups(bench)
}

private func csafValidation(_ bench: Bench, _ folder: URL) async throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        .filter { $0.hasSuffix(".json") }.map { folder.appending(path: $0) }
    let documents = try files.map { [UInt8](try Data(contentsOf: $0)) }
    let rounds = 20
    let timing = await timed {
        for _ in 0..<rounds { for bytes in documents { keep(CSAF.validate(bytes)) } }
    }
    let rate = Double(rounds * documents.count) / timing.processorSeconds
    let bytes = documents.reduce(0) { $0 + $1.count } / documents.count
    let note = "\(documents.count) advisories of CISA, \(bytes) bytes each, all tests"
    try bench.record(
        Figure(
            "csaf.validate-command",
            rate,
            "documents/s",
            better: .more,
            peer: bench.peer("Python csaf, the command") { try commandRate(bench, files) },
            bar: .ratio(100),
            note: note + "; ours in one process, the peer's start-up counted"
        )
    )
    try bench.record(
        Figure(
            "csaf.validate",
            rate,
            "documents/s",
            better: .more,
            peer: bench.peer("Python csaf, in one process") { try libraryRate(bench, folder) },
            bar: .ratio(CSAFBar.inProcess),
            note: note + "; both in one process, bytes to findings"
        )
    )
}

private enum CSAFBar {
    /// Start-up apart; unlike the peer we find lines and columns and look at spelling.
    static let inProcess = 5.0
    /// Ten files: each run of the command takes some tenths of a second.
    static let commandFiles = 10
}

/// Whole runs of the peer's command, one for a file, in seconds on the clock.
private func commandRate(_ bench: Bench, _ files: [URL]) throws -> Double {
    let program = URL(filePath: try bench.python()).deletingLastPathComponent()
        .appending(path: "csaf").path
    let some = files.prefix(CSAFBar.commandFiles)
    let began = seconds()
    for file in some {
        let arguments = [
            "validate", "--spec-version", "v20", "--preset", "full", "--no-network", "-s",
            file.path,
        ]
        let process = try Child(program, arguments).start()
        process.waitUntilExit()
    }
    return Double(some.count) / (seconds() - began)
}

/// The peer's library on all documents again and again in one process, by its processor time.
private func libraryRate(_ bench: Bench, _ folder: URL) throws -> Double {
    let script = """
        import glob, sys, time
        import msgspec.json
        from csaf.csaf.v20 import _validator
        texts = [open(f, 'rb').read() for f in sorted(glob.glob(sys.argv[1] + '/*.json'))]
        best = None
        for _ in range(4):
            began = time.process_time()
            for text in texts:
                _validator.validate(msgspec.json.decode(text), preset='full')
            took = time.process_time() - began
            best = took if best is None else min(best, took)
        print(len(texts) / best)
        """
    let lines = try Child(try bench.python(), ["-c", script, folder.path]).lines()
    guard let rate = lines.last.flatMap(Double.init) else {
        throw PeerAbsent("it printed no figure")
    }
    return rate
}

/// Products that everything speaks of: what one costs must not depend on how many there are.
private func csafGrowth(_ bench: Bench) async throws {
    var nanoseconds: [Double] = []
    for count in [100, 1_000, 10_000, 100_000] {
        let bytes = advisory(products: count, vulnerabilities: 1)
        let timing = await timed { keep(CSAF.validate(bytes)) }
        nanoseconds.append(timing.processorSeconds / Double(count) * 1e9)
    }
    try bench.record(
        Figure(
            "csaf.growth",
            (nanoseconds.last ?? 0) / (nanoseconds.first ?? 1),
            "times",
            better: .less,
            // Memory beyond the caches; quadratic work would take a thousand.
            bar: .value(10),
            note: "time a product at 10⁵ by that at 10²; at 10², 10³, 10⁴, 10⁵: "
                + nanoseconds.map { String(format: "%.0f", $0) }.joined(separator: ", ") + " ns"
        )
    )
}

/// One group of many products, named by each of many vulnerabilities: cut at a limit.
private func csafGroups(_ bench: Bench) async throws {
    let bytes = advisory(products: 50_000, vulnerabilities: 5_000)
    let timing = await timed { keep(CSAF.validate(bytes)) }
    try bench.record(
        Figure(
            "csaf.groups",
            timing.processorSeconds,
            "s",
            better: .less,
            bar: .value(30),
            note: "5000 vulnerabilities that name a group of 50 000, \(bytes.count) bytes"
        )
    )
}

/// An advisory of so many products in one group, which every vulnerability names.
private func advisory(products count: Int, vulnerabilities: Int) -> [UInt8] {
    let ids = (0..<count).map { "P\($0)" }
    let products = ids.map { "{\"name\":\"Pump\",\"product_id\":\"\($0)\"}" }
    let list = ids.map { "\"\($0)\"" }.joined(separator: ",")
    let status = vulnerabilities == 1 ? list : "\"P1\""
    let one = """
        {"flags":[{"group_ids":["G"],"label":"component_not_present"}],
        "product_status":{"known_not_affected":[\(status)]},
        "remediations":[{"category":"mitigation","details":"Stop it.","group_ids":["G"]}]}
        """
    let all = Array(repeating: one, count: vulnerabilities).joined(separator: ",")
    let text = """
        {"document":{"category":"csaf_vex","csaf_version":"2.0",
        "publisher":{"category":"vendor","name":"A","namespace":"https://a.example"},
        "title":"Pump","tracking":{"current_release_date":"2026-01-01T00:00:00Z","id":"A-1",
        "initial_release_date":"2026-01-01T00:00:00Z","revision_history":[
        {"date":"2026-01-01T00:00:00Z","number":"1","summary":"First."}],
        "status":"final","version":"1"}},
        "product_tree":{"full_product_names":[\(products.joined(separator: ","))],
        "product_groups":[{"group_id":"G","product_ids":[\(list)]}]},
        "vulnerabilities":[\(all)]}
        """
    return Array(text.utf8)
}
