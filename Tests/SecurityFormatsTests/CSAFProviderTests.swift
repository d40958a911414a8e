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

    @Test func `a feed keeps as close as every label of its documents`() {
        let labels = CSAF.TLPLabel.allCases.map { CSAF.FeedLabel($0) }
        #expect(labels == [.amber, .amber, .white, .green, .red, .white])
    }

    @Test func `the example of CSAF providers holds`() throws {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        let document = Sample().document("CLR-2026:0001", .white, at: now)
        let folder = CSAF.ProviderFolder(
            publishing: [document],
            as: CSAF.ProviderMetadata(
                canonicalURL: "https://example.org/csaf/provider-metadata.json",
                publisher: document.metadata.publisher,
                role: .trustedProvider,
                lastUpdated: now,
                keys: [CSAF.OpenPGPKey(url: "https://example.org/csaf/key.asc")]
            ),
            sealing: Sample.sealing
        )
        #expect(folder.files["index.txt"] == Array("2026/clr-2026_0001.json\n".utf8))
        var files = folder.files
        files["key.asc"] = [0]
        #expect(CSAF.ProviderFolder(files).faults() == [])
        files["2026/clr-2026_0001.json.asc"] = nil
        #expect(CSAF.ProviderFolder(files).faults().map(\.requirement) == [19])
    }

    @Test(arguments: ["", "/a.json\n", "2026/../a.json\n", "2026/a.xml\n", "a.json\na.json\n"])
    func `an index leads nowhere but below its folder`(text: String) throws {
        let index = try? CSAF.Index(parsing: Array(text.utf8))
        #expect((index == nil) == !text.isEmpty)
        let right = try CSAF.Index(parsing: Array("2026/a.json\r\n2025/b.json\n".utf8))
        #expect(right.paths == ["2026/a.json", "2025/b.json"])
    }

    @Test(arguments: [
        ("\"a.json\",\"2026-01-01T00:00:00Z\"\n\"b.json\",\"2026-01-02T00:00:00Z\"\n", 2),
        ("a.json,2026-01-01T00:00:00Z\n", 1), ("\"a.json\"\n", 1), ("\"a.json\",\"now\"\n", 1),
    ])
    func `changes are quoted, and the latest stands first`(text: String, line: Int) throws {
        let faults = try #require(throws: CSAF.ProviderFaults.self) {
            try CSAF.Changes(parsing: Array(text.utf8))
        }
        #expect(faults.all.map(\.line) == [line] && faults.all[0].clause == "7.1.13")
    }

    @Test func `a hash file begins with the hash`() throws {
        let hash = [UInt8](repeating: 0x7F, count: 32)
        let file = CSAF.HashFile(.sha256, hash: hash, fileName: "a.json")
        #expect(try CSAF.HashFile(parsing: file.text, algorithm: .sha256) == file)
        let digits = String(repeating: "7F", count: 32)
        let bare = try CSAF.HashFile(parsing: Array(digits.utf8), algorithm: .sha256)
        #expect(bare.hash == hash && bare.fileName == nil)
        for wrong in [digits + "a.json", String(digits.dropLast()), "a.json " + digits] {
            #expect(throws: CSAF.ProviderFaults.self) {
                try CSAF.HashFile(parsing: Array(wrong.utf8), algorithm: .sha256)
            }
        }
    }

    @Test func `a feed says that it holds CSAF documents`() throws {
        let files = try Sample().folder.files
        let bytes = try #require(files["feed-tlp-white.json"])
        #expect(try CSAF.ROLIE.FeedDocument(parsing: bytes).feed.entries.map(\.id) == ["A-1"])
        let other = String(decoding: bytes, as: UTF8.self)
            .replacing("\"term\":\"csaf\"", with: "\"term\":\"vex\"")
        let faults = try #require(throws: JSONFaults.self) {
            try CSAF.ROLIE.FeedDocument(parsing: Array(other.utf8))
        }
        #expect(faults.all.map(\.place.pointer) == ["/feed"])
    }

    @Test func `a file of a provider is written as it was read`() throws {
        let metadata = try #require(try Sample().folder.files["provider-metadata.json"])
        let value = try JSONValue(parsing: metadata)
        #expect(try CSAF.ProviderMetadata(parsing: metadata).json == value)
        let scheme = "urn:ietf:params:rolie:category:information-type"
        let categories = "{\"category\":[{\"scheme\":\"\(scheme)\",\"term\":\"csaf\"}]}"
        let service = Array(
            ("{\"service\":{\"workspace\":[{\"title\":\"W\",\"collection\":[{\"title\":\"C\","
                + "\"href\":\"https://n.example/f.json\",\"categories\":\(categories)}]}]}}").utf8
        )
        let read = try CSAF.ROLIE.ServiceDocument(parsing: service)
        #expect(try read.json == JSONValue(parsing: service))
        #expect(read.feeds == ["https://n.example/f.json"])
        let list = Array("{\"categories\":\(categories),\"x\":1}".utf8)
        #expect(try CSAF.ROLIE.CategoryDocument(parsing: list).json == JSONValue(parsing: list))
    }

    @Test func `a list of one party, and a lister's own mirror, are told`() throws {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        let publisher = CSAF.Publisher(.vendor, name: "N", namespace: "https://n.example")
        let url = "https://n.example/provider-metadata.json"
        let party = CSAF.ListedParty(
            CSAF.ListedMetadata(publisher, url: url, lastUpdated: now),
            mirrors: ["https://a.example/csaf/n/provider-metadata.json"]
        )
        let list = CSAF.Aggregator(
            CSAF.AggregatingParty(.lister, name: "A", namespace: "https://a.example"),
            canonicalURL: "https://a.example/csaf/aggregator.json",
            lastUpdated: now,
            providers: [party]
        )
        #expect(try CSAF.Aggregator(parsing: list.json.serialized()) == list)
        let folder = CSAF.ProviderFolder(["csaf/aggregator.json": list.json.serialized()])
        let faults = folder.aggregatorFaults()
        #expect(faults.map(\.requirement) == [22, 23])
        #expect(faults.last?.pointer == "/csaf_providers/0/mirrors/0")
    }
}

/// Two documents, one for everybody and one for those named, as a trusted provider has them.
private struct Sample {
    static let sealing = CSAF.ProviderFolder.Sealing(
        .sha256,
        digest: { digest(.sha256, $0) },
        sign: sign
    )

    var folder: CSAF.ProviderFolder {
        get throws {
            let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
            let documents = [document("A-1", .white, at: now), document("A-2", .red, at: now)]
            let metadata = CSAF.ProviderMetadata(
                canonicalURL: "https://example.org/csaf/provider-metadata.json",
                publisher: Self.publisher,
                role: .trustedProvider,
                lastUpdated: now,
                keys: [CSAF.OpenPGPKey(url: "https://keys.example.org/key.asc")]
            )
            return CSAF.ProviderFolder(
                publishing: documents,
                as: metadata,
                sealing: Self.sealing
            )
        }
    }

    private static let publisher = CSAF.Publisher(
        .vendor,
        name: "Example",
        namespace: "https://example.org"
    )

    func document(_ id: String, _ label: CSAF.TLPLabel, at now: Timestamp) -> CSAF.Document {
        var metadata = CSAF.Metadata(
            category: CSAF.base,
            title: "Advisory \(id)",
            publisher: Self.publisher,
            tracking: CSAF.Tracking(
                id: id,
                status: .final,
                revisions: [CSAF.Revision("1", date: now, summary: "First version.")]
            )
        )
        metadata.distribution = CSAF.Distribution(tlp: label)
        return CSAF.Document(metadata)
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
