// SPDX-License-Identifier: Apache-2.0
import Foundation
import Measuring
import PackageURLs
import StrictJSON

/// Package URLs read into values of their own, beside packageurl-python on the same texts; and how
/// the cost of hostile ones grows with their length.
func packageURLs(_ bench: Bench) async throws {
    guard let shared = bench.shared else {
        return bench.say("Not measured: the texts to read are in CLEARINGHOUSE_SHARED/data")
    }
    let texts = try packageURLTexts(in: shared.appending(path: "data/purl/tests"))
    let peer = bench.peer("packageurl-python 0.17.6") { try peerRate(bench, texts) }
    try await record(bench, "purl.parse", texts, .ratio(15), "read; goal 30 times", peer) { $0 }
    let note = "read, then every part asked for"
    try await record(bench, "purl.parse-parts", texts, .ratio(15), note, peer) { package in
        keep((package.type, package.namespace, package.name, package.version))
        keep((package.qualifiers, package.subpath))
        return package
    }
    for length in [1_000, PackageURL.byteLimit, 10_000, 100_000, 1_000_000] {
        try await growth(bench, "purl", length, hostilePackageURLs(length)) { text in
            keep(try? PackageURL(canonicalizing: text))
        }
    }
}

private func record(
    _ bench: Bench,
    _ name: String,
    _ texts: [String],
    _ bar: Figure.Bar,
    _ note: String,
    _ peer: Figure.Peer,
    _ use: (PackageURL) -> PackageURL
) async throws {
    let rounds = 200
    let timing = try await timed {
        var bytes = 0
        for _ in 0..<rounds {
            for text in texts {
                bytes &+= use(try PackageURL(parsing: text)).description.utf8.count
            }
        }
        keep(bytes)
    }
    try bench.record(
        Figure(
            name,
            Double(rounds * texts.count) / timing.processorSeconds,
            "purls/s",
            better: .more,
            peer: peer,
            bar: bar,
            note: "the suite's \(texts.count) valid texts, \(note)"
        )
    )
}

/// Every text of the suite that is to be read and is.
private func packageURLTexts(in folder: URL) throws -> [String] {
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (all?.allObjects ?? []).compactMap { $0 as? URL }
        .filter { $0.pathExtension == "json" }
        .sorted { $0.path < $1.path }
    return try files.flatMap { file in
        let document = try JSONValue(parsing: [UInt8](Data(contentsOf: file)))
        return (document["tests"]?.arrayValue ?? []).compactMap { value -> String? in
            guard value["expected_failure"]?.boolValue != true else { return nil }
            return value["input"]?.stringValue
        }
    }.filter { (try? PackageURL(parsing: $0)) != nil }
}

private func hostilePackageURLs(_ length: Int) -> [String] {
    ["a/", "%41", "@", "#", "?", "&a=", "a=b&", "%C3%89", "/", "%2F", "..", ":"].flatMap { unit in
        ["pkg:npm/a", "pkg:git/a/", "pkg:npm/a?", "pkg:npm/a#"].map { start in
            start + String(repeating: unit, count: (length - start.utf8.count) / unit.utf8.count)
        }
    }
}

/// The dearest of some texts of one length: nanoseconds a byte.
func growth(
    _ bench: Bench,
    _ name: String,
    _ length: Int,
    _ texts: [String],
    _ read: (String) -> Void
) async throws {
    var worst = (nanoseconds: 0.0, text: "")
    for text in texts {
        let timing = await timed { read(text) }
        let nanoseconds = timing.processorSeconds * 1e9 / Double(length)
        if nanoseconds > worst.nanoseconds { worst = (nanoseconds, String(text.prefix(24))) }
    }
    try bench.record(
        Figure(
            "\(name).growth-\(length)",
            worst.nanoseconds,
            "ns/byte",
            better: .less,
            note: "dearest of \(texts.count) hostile texts of this length: \(worst.text)…"
        )
    )
}

/// Package URLs a second that the peer reads, of those that it can read at all.
private func peerRate(_ bench: Bench, _ texts: [String]) throws -> Double {
    let script = """
        import json, statistics, sys, time
        from packageurl import PackageURL
        texts = []
        for line in open(sys.argv[1], encoding="utf-8"):
            try:
                PackageURL.from_string(line.rstrip("\\n"))
                texts.append(line.rstrip("\\n"))
            except Exception:
                pass
        times = []
        for _ in range(6):
            began = time.process_time()
            for _ in range(20):
                for text in texts:
                    PackageURL.from_string(text)
            times.append(time.process_time() - began)
        rate = 20 * len(texts) / statistics.median(times[1:])
        print(json.dumps({"purls_per_s": rate}))
        """
    let python = try bench.python()
    let file = bench.peersFolder.appending(path: "purls.txt")
    try Data(texts.map { $0 + "\n" }.joined().utf8).write(to: file)
    let lines = try Child(python, ["-c", script, file.path]).lines()
    return try figure("purls_per_s", in: lines.last ?? "")
}
