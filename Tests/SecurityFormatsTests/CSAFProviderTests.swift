// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// What a party distributes, against section 7.1.
struct CSAFProviderTests {
    @Test func `a folder that we publish breaks no requirement`() throws {
        let folder = try Sample().folder
        #expect(folder.faults(digest: Sample.digest, isSigned: Sample.isSigned) == [])
        let others = folder.files.keys.sorted().filter { !$0.contains("2026/") }
        #expect(
            others == [
                "changes.csv", "feed-tlp-white.json", "index.txt", "provider-metadata.json",
                "tlp-red/changes.csv", "tlp-red/feed-tlp-red.json", "tlp-red/index.txt",
            ]
        )
    }

    /// Each breach: what is done to the folder, and the requirement and file that are named.
    static let breaches: [(String, Int, String, @Sendable (inout [String: [UInt8]]) -> Void)] = [
        ("a document that is none", 1, "2026/a-1.json", { $0["2026/a-1.json"] = Array("{}".utf8) }),
        (
            "a document that fails a mandatory test", 1, "2026/a-1.json",
            { $0.replace("\"version\":\"1\"", "\"version\":\"2\"", in: "2026/a-1.json") }
        ),
        ("another name", 2, "2026/A-1.json", { $0.move("2026/a-1.json", to: "2026/A-1.json") }),
        (
            "no TLS", 3, "provider-metadata.json",
            { $0.replace("https://example.org/csaf/", "http://example.org/csaf/") }
        ),
        (
            "a protected document among open ones", 5, "2026/a-2.json",
            { $0.move("tlp-red/2026/a-2.json", to: "2026/a-2.json") }
        ),
        ("no metadata", 7, "", { $0["provider-metadata.json"] = nil }),
        (
            "another year", 11, "2025/a-1.json",
            { $0.move("2026/a-1.json", to: "2025/a-1.json") }
        ),
        ("an index that lacks a document", 12, "index.txt", { $0["index.txt"] = [] }),
        (
            "an index that leads out of the folder", 12, "index.txt",
            { $0["index.txt"] = Array("../2026/a-1.json\n".utf8) }
        ),
        ("no changes", 13, "changes.csv", { $0["changes.csv"] = nil }),
        (
            "another date", 13, "changes.csv",
            { $0["changes.csv"] = Array("\"2026/a-1.json\",\"2026-01-01T00:00:00Z\"\n".utf8) }
        ),
        (
            "no feed", 15, "feed-tlp-white.json", { $0["feed-tlp-white.json"] = nil }
        ),
        (
            "a hash that is not linked", 15, "feed-tlp-white.json",
            { $0["2026/a-1.json.sha512"] = $0["2026/a-1.json.sha256"] }
        ),
        ("no hash", 18, "2026/a-1.json", { $0["2026/a-1.json.sha256"] = nil }),
        (
            "a changed document", 18, "2026/a-1.json.sha256",
            { $0["2026/a-1.json"]?.append(0x20) }
        ),
        ("no signature", 19, "2026/a-1.json", { $0["2026/a-1.json.asc"] = nil }),
        (
            "a signature over something else", 19, "2026/a-1.json.asc",
            { $0["2026/a-1.json.asc"] = Sample.sign([]) }
        ),
        (
            "no key", 20, "provider-metadata.json",
            { $0.replace("{\"url\":\"https://keys.example.org/key.asc\"}", "") }
        ),
    ]

    @Test(arguments: breaches.indices)
    func `a breach is told with its requirement and its file`(index: Int) throws {
        let (name, requirement, path, breach) = Self.breaches[index]
        var files = try Sample().folder.files
        breach(&files)
        let faults = CSAF.ProviderFolder(files)
            .faults(as: .trustedProvider, digest: Sample.digest, isSigned: Sample.isSigned)
        let isTold = faults.contains { $0.requirement == requirement && $0.path == path }
        #expect(isTold, "\(name): \(faults.map(\.description))")
    }
}

/// Two documents, one for everybody and one for those named, as a trusted provider has them.
private struct Sample {
    let folder: CSAF.ProviderFolder

    init() throws {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        let publisher = CSAF.Publisher(.vendor, name: "Example", namespace: "https://example.org")
        let documents = [("A-1", CSAF.TLPLabel.white), ("A-2", .red)].map { id, label in
            var metadata = CSAF.Metadata(
                category: CSAF.base,
                title: "Advisory \(id)",
                publisher: publisher,
                tracking: CSAF.Tracking(
                    id: id,
                    status: .final,
                    revisions: [CSAF.Revision("1", date: now, summary: "First version.")]
                )
            )
            metadata.distribution = CSAF.Distribution(tlp: label)
            return CSAF.Document(metadata)
        }
        let metadata = CSAF.ProviderMetadata(
            canonicalURL: "https://example.org/csaf/provider-metadata.json",
            publisher: publisher,
            role: .trustedProvider,
            lastUpdated: now,
            keys: [CSAF.OpenPGPKey(url: "https://keys.example.org/key.asc")]
        )
        folder = CSAF.ProviderFolder(
            publishing: documents,
            as: metadata,
            sealing: CSAF.ProviderFolder.Sealing(
                .sha256,
                digest: { Self.digest(.sha256, $0) },
                sign: Self.sign
            )
        )
    }

    /// Stands for a hash: what matters here is what it is over.
    @Sendable static func digest(_ algorithm: CSAF.HashAlgorithm, _ bytes: [UInt8]) -> [UInt8] {
        var sum = bytes.reduce(UInt64(bytes.count)) { ($0 &* 31) &+ UInt64($1) }
        return (0..<algorithm.lengthBytes).map { _ in
            sum = sum &* 6_364_136_223_846_793_005 &+ 1
            return UInt8(truncatingIfNeeded: sum >> 33)
        }
    }

    /// Stands for a signature.
    @Sendable static func sign(_ bytes: [UInt8]) -> [UInt8] {
        Array("-----BEGIN PGP SIGNATURE-----\n\(digest(.sha256, bytes))\n".utf8)
    }

    @Sendable static func isSigned(_ bytes: [UInt8], _ signature: [UInt8]) -> Bool {
        sign(bytes) == signature
    }
}

extension [String: [UInt8]] {
    fileprivate mutating func move(_ from: String, to: String) {
        for suffix in ["", ".sha256", ".asc"] {
            self[to + suffix] = removeValue(forKey: from + suffix)
        }
    }

    fileprivate mutating func replace(
        _ text: String,
        _ other: String,
        in path: String = "provider-metadata.json"
    ) {
        let content = String(decoding: self[path] ?? [], as: UTF8.self)
        self[path] = Array(content.replacing(text, with: other).utf8)
    }
}
