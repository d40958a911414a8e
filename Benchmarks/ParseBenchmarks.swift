// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import SecurityFormats
import StrictJSON

/// A large SARIF log read into typed values, beside what orjson takes merely to decode its bytes.
func strictJSON(_ bench: Bench) async throws {
    let work: ParseWork
    do {
        work = try ParseWork(bench)
    } catch let absent as PeerAbsent {
        return bench.say("Not measured: the log to read is made by a peer's script; \(absent)")
    }
    let peers = ParsePeers(bench, log: work.file)
    let usual = peers.measured("orjson.loads", "\"orjson.loads\"")
    let best = peers.measured("orjson.loads, collector off", "its best case")
    let typed = try await timed { keep(try work.readTyped()) }
    let note = "100 000 results, 112 MB, typed and handed over; the peer only decodes"
    try bench.record(.results("strict-json.sarif-results", typed, usual, .ratio(4), note))
    let bestNote = "the same; Python's collector switched off, the peer's best case"
    try bench.record(.results("strict-json.sarif-results-best", typed, best, nil, bestNote))
    let kept = try await timed { keep(try work.readAll()) }
    let keptNote = "the same, every result kept to the end and then freed"
    try bench.record(.results("strict-json.sarif-results-kept", kept, best, nil, keptNote))
    let checked = try await timed { try work.check() }
    try bench.record(
        Figure(
            "strict-json.check",
            Double(work.bytes.count) / checked.processorSeconds / 1e6,
            "MB/s",
            better: .more,
            bar: .value(400),
            note: "the same log: grammar, UTF-8, repeated keys; nothing built"
        )
    )
}

extension Figure {
    /// Results a second of processor time.
    static func results(
        _ name: String,
        _ timing: Timing,
        _ peer: Figure.Peer,
        _ bar: Figure.Bar?,
        _ note: String
    ) -> Figure {
        Figure(
            name,
            Double(ParseWork.results) / timing.processorSeconds,
            "results/s",
            better: .more,
            peer: peer,
            bar: bar,
            note: note
        )
    }
}

/// Reading the log that the peer's script makes.
struct ParseWork {
    static let results = 100_000

    let file: URL
    let bytes: [UInt8]

    init(_ bench: Bench) throws {
        let script = try bench.script("parse/gen_sarif.py")
        file = bench.peersFolder.appending(path: "results-\(Self.results).sarif")
        if !FileManager.default.fileExists(atPath: file.path) {
            try FileManager.default.createDirectory(
                at: bench.peersFolder,
                withIntermediateDirectories: true
            )
            let made = file.appendingPathExtension("part")
            _ = try Child("python3", [script, "\(Self.results)", made.path]).lines()
            try FileManager.default.moveItem(at: made, to: file)
        }
        bytes = [UInt8](try Data(contentsOf: file))
    }

    func readTyped() throws -> Int {
        var lines = 0
        let summary = try SARIF.read(bytes) { lines &+= $0.locations.first?.region?.startLine ?? 0 }
        return summary.resultCount + lines
    }

    func readAll() throws -> [SARIF.Result] {
        var results: [SARIF.Result] = []
        try SARIF.read(bytes) { results.append($0) }
        return results
    }

    func check() throws {
        try JSONReader.read(bytes, limits: SARIF.Limits.standard.json) { try $0.skip() }
    }
}

/// What the peers' script prints on the same log, run once.
struct ParsePeers {
    private let lines: Result<[String], any Error>
    private let bench: Bench

    init(_ bench: Bench, log: URL) {
        self.bench = bench
        lines = Result {
            let script = try bench.script("parse/parse_bench.py")
            let peer = Child(try bench.python(), [script, log.path])
            return try peer.lines { $0.contains("its best case") }
        }
    }

    /// The results a second in the line that holds this text.
    func measured(_ name: String, _ text: String) -> Figure.Peer {
        bench.peer(name) {
            let line = try lines.get().first { $0.contains(text) }
            return try figure("results_per_s", in: line ?? "")
        }
    }
}
