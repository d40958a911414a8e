// SPDX-License-Identifier: Apache-2.0
import Discovery
import Foundation
import Glibc
import Measuring
import SecurityFormats
import StrictJSON

/// A large SARIF log taken in as a report is: read, brought into normal form, fingerprinted.
func sarif(_ bench: Bench) async throws {
    try await sarifImport(bench)
    try await sarifGrowth(bench)
    try sarifMemory(bench)
}

private func sarifImport(_ bench: Bench) async throws {
    let work: ParseWork
    do {
        work = try ParseWork(bench)
    } catch let absent as PeerAbsent {
        return bench.say("Not measured: the log to read is made by a peer's script; \(absent)")
    }
    let peers = ParsePeers(bench, log: work.file)
    let usual = peers.measured("orjson.loads", "\"orjson.loads\"")
    let best = peers.measured("orjson.loads, collector off", "its best case")
    let simd = bench.peer("simdjson on demand, SHA-256 of four fields") {
        let program = try bench.compiled(
            "parse/simd_bench.cpp",
            libraries: ["simdjson", "crypto", "stdc++"]
        )
        let lines = try Child(program, [work.file.path]).lines()
        let line = lines.first { $0.contains("sha256") || $0.contains("fingerprint") }
        return try figure("results_per_s", in: line ?? lines.last ?? "")
    }
    let taken = try await timed { keep(try importAll(work.bytes)) }
    let note = "100 000 results, 112 MB, each a claim with its fingerprints; the peer only decodes"
    try bench.record(.results("sarif.import", taken, usual, .ratio(4), note))
    let bestNote = "the same; Python's collector switched off, the peer's best case"
    try bench.record(.results("sarif.import-best", taken, best, nil, bestNote))
    let simdNote = "the same; the limit: lazily read, one hash of raw fields a result"
    try bench.record(.results("sarif.import-limit", taken, simd, nil, simdNote))
    let normal = try await timed {
        var count = 0
        try SARIF.readNormal(work.bytes) { count += $0.artifact?.uri.utf8.count ?? 0 }
        keep(count)
    }
    try bench.record(.results("sarif.normal", normal, usual, nil, "without fingerprints"))
    let details = try await timed {
        var count = 0
        try SARIF.read(work.bytes, details: .all) { count += $0.codeFlows.count }
        keep(count)
    }
    try bench.record(.results("sarif.details", details, usual, nil, "with code flows and all else"))
}

private func importAll(_ bytes: [UInt8]) throws -> Int {
    var keys = 0
    try SARIFClaims.read(bytes, package: "pkg:npm/a", version: nil) { fate in
        if case .claim(let claim) = fate { keys += claim.fingerprints.count }
    }
    return keys
}

/// The time for a byte of a log that tells its tool and artifacts last.
private func sarifGrowth(_ bench: Bench) async throws {
    try await bench.recordGrowth("sarif.growth") { count in
        var log = LateLog(results: count)
        var bytes: [UInt8] = []
        while let chunk = log.next() { bytes += chunk }
        return bytes
    } _: { bytes in
        _ = try? SARIF.readNormal(bytes, limits: LateLog.limits) { keep($0.region?.startLine) }
    }
}

/// The most memory that a log in chunks takes, which tells its tool and artifacts last.
private func sarifMemory(_ bench: Bench) throws {
    _ = try memoryGrowth(1_000)
    let mebibytes = try [1_000, 10_000, 100_000, 1_000_000].map { count in
        Double(try memoryGrowth(count)) / Double(1 << 20)
    }
    let all = mebibytes.map { String(format: "%.1f", $0) }.joined(separator: ", ")
    try bench.record(
        Figure(
            "sarif.memory",
            mebibytes.last ?? 0,
            "MiB",
            better: .less,
            // A million results that were kept would take some 600.
            bar: .value(16),
            note: "resident memory above the start; at 10³, 10⁴, 10⁵, 10⁶ results: \(all)"
        )
    )
}

/// How far resident memory rises while a log of so many results is read in chunks, in bytes.
private func memoryGrowth(_ count: Int) throws -> Int {
    var first = LateLog(results: count)
    var taken = 0
    let before = try residentBytes()
    var most = before
    let again: SARIF.Reopening = { offsets in
        var log = LateLog(results: count)
        var left = offsets
        return { log.next(&left) }
    }
    let source: JSONReader.Source = { first.next() }
    try SARIF.read(chunks: source, again: again, limits: LateLog.limits) { _ in
        taken += 1
        if taken % 1_000 == 0 { most = max(most, try residentBytes()) }
    }
    guard taken == count else { throw PeerAbsent("only \(taken) of \(count) results came") }
    return most - before
}

/// Memory of this process that is resident, in bytes.
private func residentBytes() throws -> Int {
    let pages = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
        .split(separator: " ").dropFirst().first.flatMap { Int($0) }
    return (pages ?? 0) * sysconf(Int32(_SC_PAGESIZE))
}

/// A log made chunk by chunk, so that it takes no memory: results first, then what they refer to.
private struct LateLog {
    static let limits = SARIF.Limits(
        json: JSONLimits(bytes: 1 << 30),
        resultsPerRun: 1_000_000,
        waitingResults: 0
    )
    private static let head = Array(#"{"version":"2.1.0","runs":[{"results":["#.utf8)
    private static let tail = Array(
        #"""
        ],"artifacts":[{"location":{"uri":"src/a.c","uriBaseId":"SRC"}}],
        "originalUriBaseIds":{"SRC":{"uri":"file:///src/"}},"tool":{"driver":{"name":"Tiny",
        "rules":[{"id":"R","messageStrings":{"m":{"text":"value {0} is not checked"}}}]}}}]}
        """#.utf8
    )

    let results: Int
    private var place = -1

    init(results: Int) { self.results = results }

    mutating func next() -> [UInt8]? {
        defer { place += 1 }
        if place < 0 { return Self.head }
        if place == results { return Self.tail }
        guard place < results else { return nil }
        let result = """
            {"ruleIndex":0,"message":{"id":"m","arguments":["\(place)"]},"locations":[{
            "physicalLocation":{"artifactLocation":{"index":0},"region":{"startLine":\(place + 1)
            }}}]}
            """
        return Array(((place == 0 ? "" : ",") + result).utf8)
    }

    /// What of the next chunk lies within these bytes of the log, which are shortened by it.
    mutating func next(_ left: inout Range<Int>) -> [UInt8]? {
        while let chunk = next() {
            let from = min(left.lowerBound, chunk.count)
            let to = min(left.upperBound, chunk.count)
            left = left.lowerBound - from..<left.upperBound - to
            if from < to { return Array(chunk[from..<to]) }
            if left.isEmpty { return nil }
        }
        return nil
    }
}
