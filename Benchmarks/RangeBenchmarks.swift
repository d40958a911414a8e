// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import PackageURLs

/// Whether a version is in a range, beside univers; how the cost of hostile ranges grows, from
/// VERS, npm, Maven, OSV and CVE records.
func versionRanges(_ bench: Bench) async throws {
    try await containment(bench)
    for length in [1_000, 10_000, 100_000, 1_000_000] {
        try await growth(bench, "ranges.vers", length, hostileRanges(length)) { text in
            keep(try? VersionRange(canonicalizing: text))
        }
        let natives = hostileNatives(length)
        try await growth(bench, "ranges.native", length, natives) { text in
            for scheme in [VersionScheme.npm, .maven, .composer, .deb, .pypi] {
                keep(try? VersionRange(native: text, scheme: scheme))
            }
        }
        try await advisoryGrowth(bench, count: length / 10)
    }
}

/// CPE names found in an index, by how many there are.
func cpeNames(_ bench: Bench) async throws {
    for count in [1_000, 10_000, 100_000, 1_000_000] {
        try await cpeGrowth(bench, count: count)
    }
}

private func containment(_ bench: Bench) async throws {
    let range = try VersionRange(parsing: "vers:npm/>=1.2.3|<1.9.9|>=2.0.0|<2.4.1")
    let versions = try (0..<2_000).map { index in
        try Version("\(index % 4).\(index / 4 % 13).\(index / 52 % 21)", scheme: .npm)
    }
    let timing = await timed {
        var inside = 0
        for _ in 0..<100 {
            for version in versions where range.contains(version) { inside += 1 }
        }
        keep(inside)
    }
    let peer = bench.peer("univers 32.0.1") {
        let lines = try Child(try bench.python(), ["-c", containmentPeer]).lines()
        return try figure("per_s", in: lines.last ?? "")
    }
    try bench.record(
        Figure(
            "ranges.contains",
            Double(100 * versions.count) / timing.processorSeconds,
            "versions/s",
            better: .more,
            peer: peer,
            bar: .ratio(10),
            note: "versions read before, in a range of two intervals, on both sides"
        )
    )
}

private let containmentPeer = """
    import json, statistics, time
    from univers.versions import SemverVersion
    from univers.version_range import VersionRange
    vers = VersionRange.from_string("vers:npm/>=1.2.3|<1.9.9|>=2.0.0|<2.4.1")
    versions = [SemverVersion(f"{i % 4}.{i // 4 % 13}.{i // 52 % 21}") for i in range(2000)]
    times = []
    for _ in range(6):
        began = time.process_time()
        inside = sum(1 for version in versions if version in vers)
        times.append(time.process_time() - began)
    print(json.dumps({"per_s": len(versions) / statistics.median(times[1:])}))
    """

/// Descending, alternating and equal versions, signs without end, and one long version.
private func hostileRanges(_ length: Int) -> [String] {
    let count = length / 8
    let descending = (0..<count).map { "<\(count - $0)" }.joined(separator: "|")
    let alternating = (0..<count).map { ($0 % 2 == 0 ? ">=" : "<") + "\($0)" }
        .joined(separator: "|")
    let bodies =
        [descending, alternating]
        + ["!=1|", "|", ">", "%", "%41", "1.", " ", "*"].map {
            String(repeating: $0, count: length / $0.utf8.count)
        }
    return bodies.map { "vers:npm/\($0)" }.map { String($0.prefix(length)) }
}

private func hostileNatives(_ length: Int) -> [String] {
    let units = [
        "1||", ">1 ", "1 - 2 ", "^1.x,", "[1,2],", "(", "~", "!=1,", "1.", "*", "|", "=1|",
    ]
    let ranges = (0..<length / 16).map { "[\($0),\($0).5)" }.joined(separator: ",")
    let carets = (0..<length / 16).map { "^\(length - $0).1" }.joined(separator: " || ")
    return [ranges, carets]
        + units.map { String(repeating: $0, count: length / $0.utf8.count) }
}

/// Events and entries in an order that makes each meet all others: nanoseconds each.
private func advisoryGrowth(_ bench: Bench, count: Int) async throws {
    let events = (0..<count).map { index -> OSVEvent in
        let version = "\(count - index).0.0"
        return index % 2 == 0 ? .fixed(version) : .introduced(version)
    }
    let entries = (0..<count).map { index in
        CVEVersion("\(index).0.0", index % 3 == 0 ? .unaffected : .affected, to: .lessThan("*"))
    }
    let osv = await timed { keep(try? VersionRange(osv: events, scheme: .semver)) }
    let cve = await timed { keep(try? VersionRange(cve: entries.reversed(), scheme: .semver)) }
    for (name, timing) in [("osv", osv), ("cve", cve)] {
        try bench.record(
            Figure(
                "ranges.\(name).growth-\(count)",
                timing.processorSeconds * 1e9 / Double(count),
                "ns/entry",
                better: .less,
                note: "\(count) entries, each of which overlaps the others"
            )
        )
    }
}

/// An index of so many names, asked for products among them: nanoseconds a question.
private func cpeGrowth(_ bench: Bench, count: Int) async throws {
    let names = try (0..<count).map { index in
        let version = index % 8 == 0 ? "*" : index % 8 == 1 ? "\(index)*" : "\(index)"
        let vendor = index % 1_000 == 999 ? "*" : "v\(index % 97)"
        return try CPEName(parsing: "cpe:2.3:a:\(vendor):p\(index / 8):\(version):*:*:*:*:*:*:*")
    }
    let index = CPEIndex(names)
    let targets = names.prefix(1_000)
    let timing = await timed {
        var found = 0
        for target in targets { found += index.matches(target).count }
        keep(found)
    }
    try bench.record(
        Figure(
            "cpe.index-\(count)",
            timing.processorSeconds * 1e9 / Double(targets.count),
            "ns/question",
            better: .less,
            note: "which of \(count) names, patterns among them, match a product"
        )
    )
}
