// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import PackageURLs
import StrictJSON

/// Two versions read and compared, beside univers on the same pairs, ecosystem by ecosystem; and
/// how the cost of one version grows with its length.
func versions(_ bench: Bench) async throws {
    guard let shared = bench.shared else {
        return bench.say("Not measured: the versions to compare are in CLEARINGHOUSE_SHARED/data")
    }
    for ecosystem in VersionEcosystem.all {
        let pairs = try ecosystem.pairs(in: shared.appending(path: "data"))
        let rounds = VersionEcosystem.comparisons / pairs.count + 1
        let timing = await timed {
            var descending = 0
            for _ in 0..<rounds {
                for pair in pairs where ecosystem.comparesDescending(pair) { descending += 1 }
            }
            keep(descending)
        }
        try bench.record(
            Figure(
                "versions.\(ecosystem.scheme)",
                Double(rounds * pairs.count) / timing.processorSeconds,
                "pairs/s",
                better: .more,
                peer: ecosystem.peer.map { peer in
                    bench.peer("univers \(peer)") { try ecosystem.peerRate(bench, peer, pairs) }
                },
                bar: ecosystem.peer.map { _ in .ratio(10) },
                note: "two read and compared, \(pairs.count) pairs of the suite"
                    + (ecosystem.peer == nil ? "; univers has no order of its own for it" : "")
            )
        )
    }
    try await parsedComparisons(bench, shared)
    try await versionGrowth(bench)
}

/// Versions that are read already, compared: Debian's, which have the longest keys.
private func parsedComparisons(_ bench: Bench, _ shared: URL) async throws {
    let debian = VersionEcosystem.debian
    let pairs = try debian.pairs(in: shared.appending(path: "data")).map {
        (try Version($0.0, scheme: debian.scheme), try Version($0.1, scheme: debian.scheme))
    }
    let rounds = 100
    let timing = await timed {
        var descending = 0
        for _ in 0..<rounds {
            for pair in pairs where pair.1 < pair.0 { descending += 1 }
        }
        keep(descending)
    }
    try bench.record(
        Figure(
            "versions.read-already",
            Double(rounds * pairs.count) / timing.processorSeconds,
            "pairs/s",
            better: .more,
            note: "only compared: \(pairs.count) pairs of Debian's, read before"
        )
    )
}

/// The dearest of each scheme's hostile texts, by length: nanoseconds a byte.
private func versionGrowth(_ bench: Bench) async throws {
    for length in [1_000, 10_000, 100_000, 1_000_000] {
        var worst = (nanoseconds: 0.0, text: "")
        for scheme in VersionScheme.allCases {
            for unit in ["1", "1.", "0.", "00.a.", "a1", "-", "-0-", "~", "..", "_p", "+"] {
                let start = scheme == .datetime ? "2024-01-01T00:00:00." : "1.0.0"
                let count = (length - start.utf8.count) / unit.utf8.count
                let text = start + String(repeating: unit, count: count)
                let timing = await timed { keep(try? Version(text, scheme: scheme)) }
                let nanoseconds = timing.processorSeconds * 1e9 / Double(length)
                if nanoseconds > worst.nanoseconds { worst = (nanoseconds, "\(scheme) \(unit)") }
            }
        }
        try bench.record(
            Figure(
                "versions.growth-\(length)",
                worst.nanoseconds,
                "ns/byte",
                better: .less,
                note: "dearest of 25 schemes and 11 hostile texts of this length: \(worst.text)"
            )
        )
    }
}

/// An ecosystem, and what univers compares its versions by.
private struct VersionEcosystem {
    /// Comparisons a run, so that each takes some milliseconds at least.
    static let comparisons = 50_000

    static let debian = Self(.deb, "versions/debian", "DebianVersion")

    /// The ecosystems, the suite's files with their versions, and univers's class for them.
    ///
    /// The class is the one by which its ranges of that scheme compare. What Semantic Versioning
    /// orders has one file.
    static let all = [
        Self(.semver, "versions/semver", "SemverVersion"),
        Self(.pypi, "versions/pypi", "PypiVersion"),
        Self(.maven, "versions/maven", "MavenVersion"),
        debian,
        Self(.rpm, "versions/redhat", "RpmVersion"),
        Self(.gem, "versions/rubygems", "RubygemsVersion"),
        Self(.nuget, "versions/nuget", "NugetVersion"),
        Self(.apk, "versions/alpine", "AlpineLinuxVersion"),
        Self(.composer, "versions/packagist", "ComposerVersion"),
        Self(.alpm, "vers/tests/alpm_version_cmp", "ArchLinuxVersion"),
        Self(.conan, "vers/tests/conan_version_cmp", "ConanVersion"),
        Self(.gentoo, "vers/tests/gentoo_version_cmp", "GentooVersion"),
        Self(.openssl, "vers/tests/openssl_version_cmp", "OpensslVersion"),
        Self(.datetime, "vers/tests/datetime_version_cmp", "DatetimeVersion"),
        Self(.golang, "versions/semver", "GolangVersion"),
        Self(.npm, "versions/semver", "SemverVersion"),
        Self(.cargo, "versions/semver", "SemverVersion"),
        Self(.hex, "versions/semver", "SemverVersion"),
        Self(.nginx, "versions/semver", "NginxVersion"),
        Self(.intdot, "versions/semver", "IntdotVersion"),
        Self(.lexicographic, "vers/tests/lexicographic", "LexicographicVersion"),
        Self(.pub, "versions/pub", nil),
        Self(.cran, "versions/cran", nil),
        Self(.hackage, "versions/hackage", nil),
        // Its GenericVersion compares texts.
        Self(.generic, "versions/semver", nil),
    ]

    /// Reads pairs, leaves out what it cannot read, and times the rest as ours are timed.
    private static let peerScript = """
        import json, statistics, sys, time
        from univers import versions
        kind = getattr(versions, sys.argv[1])
        pairs = []
        for line in open(sys.argv[2], encoding="utf-8"):
            left, right = line.rstrip("\\n").split("\\t")
            try:
                kind(left) < kind(right)
                pairs.append((left, right))
            except Exception:
                pass
        rounds = 4000 // len(pairs) + 1
        times = []
        for _ in range(6):
            began = time.process_time()
            for _ in range(rounds):
                for left, right in pairs:
                    kind(left) < kind(right)
            times.append(time.process_time() - began)
        rate = rounds * len(pairs) / statistics.median(times[1:])
        print(json.dumps({"pairs_per_s": rate}))
        """

    let scheme: VersionScheme
    let files: String
    let peer: String?

    private init(_ scheme: VersionScheme, _ files: String, _ peer: String?) {
        self.scheme = scheme
        self.files = files
        self.peer = peer
    }

    func comparesDescending(_ pair: (String, String)) -> Bool {
        guard let left = try? Version(pair.0, scheme: scheme),
            let right = try? Version(pair.1, scheme: scheme)
        else { return false }
        return right < left
    }

    /// The suite's pairs that the scheme reads: one that it refuses is no comparison.
    func pairs(in data: URL) throws -> [(String, String)] {
        try allPairs(in: data).filter { pair in
            let left = try? Version(pair.0, scheme: scheme)
            let right = try? Version(pair.1, scheme: scheme)
            return left != nil && right != nil
        }
    }

    /// The suite's pairs: lines `A < B`, or JSON cases with two versions or more.
    private func allPairs(in data: URL) throws -> [(String, String)] {
        let prefix = data.appending(path: files)
        let folder = prefix.deletingLastPathComponent()
        var pairs: [(String, String)] = []
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        where name.hasPrefix(prefix.lastPathComponent) {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: name)))
            if name.hasSuffix(".json") {
                for value in try JSONValue(parsing: bytes)["tests"]?.arrayValue ?? [] {
                    let texts = value["input"]?["versions"]?.arrayValue?.compactMap(\.stringValue)
                    guard let texts, texts.count > 1 else { continue }
                    pairs.append((texts[0], texts[1]))
                }
            } else {
                for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
                    let words = line.split(separator: " ")
                    guard words.count == 3, ["<", "=", ">"].contains(words[1]) else { continue }
                    pairs.append((String(words[0]), String(words[2])))
                }
            }
        }
        return pairs
    }

    /// Pairs a second that univers reads and compares, of the same pairs.
    func peerRate(_ bench: Bench, _ peer: String, _ pairs: [(String, String)]) throws -> Double {
        let python = try bench.python()
        let file = bench.peersFolder.appending(path: "versions-\(scheme).txt")
        let text = pairs.map { "\($0.0)\t\($0.1)\n" }.joined()
        try Data(text.utf8).write(to: file)
        let peer = Child(python, ["-c", Self.peerScript, peer, file.path])
        return try figure("pairs_per_s", in: try peer.lines().last ?? "")
    }
}
