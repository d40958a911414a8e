// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import Severity

/// Vectors read and scored, beside the Python library on the same vectors.
func cvss(_ bench: Bench) async throws {
    let work: CVSSWork
    do {
        work = try CVSSWork(bench)
    } catch let absent as PeerAbsent {
        bench.say("Not measured: the vectors are made by a peer's script; \(absent)")
        return try await cvssGrowth(bench)
    }
    for set in CVSSWork.Set.allCases {
        let vectors = try work.vectors(set)
        let ours = try await timed {
            var tenths = 0
            for text in vectors { tenths &+= try score(text) }
            keep(tenths)
        }
        try bench.record(
            Figure(
                "cvss.\(set.name)",
                Double(vectors.count) / ours.processorSeconds,
                "vectors/s",
                better: .more,
                peer: work.peer(set),
                bar: .ratio(100),
                note: "\(vectors.count) random vectors, \(set.what), read and scored"
            )
        )
    }
    try await cvssGrowth(bench)
}

/// What the peer computes as well: all scores of 3.1, the one of 4.0.
private func score(_ text: String) throws -> Int {
    let vector = try CVSSVector(parsing: text)
    guard vector.version != .v40 else { return vector.score.tenths }
    let scores = vector.scores
    return scores.base.tenths &+ scores.threat.tenths &+ scores.environmental.tenths
}

/// The vectors that the peer's script makes, and what it takes for them, run once.
private struct CVSSWork {
    enum Set: String, CaseIterable {
        case base31 = "cvss31_base"
        case full31 = "cvss31_full"
        case base40 = "cvss40_base"
        case full40 = "cvss40_full"

        var name: String {
            switch self {
            case .base31: "score-31-base"
            case .full31: "score-31"
            case .base40: "score-40-base"
            case .full40: "score-40"
            }
        }

        var what: String {
            switch self {
            case .base31: "8 metrics of 3.1"
            case .full31: "all 22 metrics of 3.1"
            case .base40: "11 metrics of 4.0"
            case .full40: "26 metrics of 4.0"
            }
        }
    }

    private let bench: Bench
    private let folder: URL
    private let lines: [String]

    init(_ bench: Bench) throws {
        self.bench = bench
        folder = bench.peersFolder.appending(path: "cvss")
        let script = try bench.script("cvss/cvss_bench.py")
        let python = try bench.python()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        lines = try Child(python, [script, "20000"], environment: ["OUT": folder.path]).lines()
    }

    func vectors(_ set: Set) throws -> [String] {
        let file = folder.appending(path: "\(set.rawValue).txt")
        let text = try String(contentsOf: file, encoding: .utf8)
        // Strings of their own, as a caller has them.
        return text.split(separator: "\n").map { String(decoding: Array($0.utf8), as: UTF8.self) }
    }

    func peer(_ set: Set) -> Figure.Peer {
        bench.peer("Python cvss") {
            try figure("per_s", in: lines.first { $0.contains("\"\(set.rawValue)\"") } ?? "")
        }
    }
}

/// How the time for hostile texts grows from 10³ to 10⁶ bytes: not at all, they are cut first.
private func cvssGrowth(_ bench: Bench) async throws {
    let prefix = "CVSS:3.1/AV:N"
    let repeated = ["/AV:N", "A", "/", ":", "/E:X/RL:X", "é"]
    var times: [Double] = []
    for size in [1_000, 10_000, 100_000, 1_000_000] {
        times.append(
            try await nanoseconds(
                repeated.map { prefix + String(repeating: $0, count: size / $0.utf8.count) }
            )
        )
    }
    try bench.record(
        Figure(
            "cvss.growth",
            (times.last ?? 0) / (times.first ?? 1),
            "times",
            better: .less,
            bar: .value(3),
            note: "time for 10⁶ hostile bytes by that for 10³; 10³, 10⁴, 10⁵, 10⁶ take "
                + times.map { String(format: "%.0f", $0) }.joined(separator: ", ") + " ns"
        )
    )
    // Within the limit the worst is a vector whose every metric is looked for to the end.
    let metrics = CVSSMetric.all(of: .v31).map { "\($0):\($0.values[1])" }
    let ordered = try await nanoseconds([CVSSVersion.v31.prefix + metrics.joined(separator: "/")])
    let reversed = try await nanoseconds(
        [CVSSVersion.v31.prefix + metrics.reversed().joined(separator: "/")]
    )
    try bench.record(
        Figure(
            "cvss.reversed",
            reversed / ordered,
            "times",
            better: .less,
            bar: .value(10),
            note: "all 22 metrics of 3.1 backwards by the same in order, \(Int(ordered)) ns"
        )
    )
}

/// What reading one of these texts takes.
private func nanoseconds(_ texts: [String]) async throws -> Double {
    let rounds = 10_000
    let timing = await timed {
        for _ in 0..<rounds { for text in texts { keep(try? CVSSVector(parsing: text)) } }
    }
    return timing.processorSeconds / Double(rounds * texts.count) * 1e9
}
