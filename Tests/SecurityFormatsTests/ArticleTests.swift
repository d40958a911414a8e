// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// What the articles on attestations, OSV records and CSAF documents show.
struct ArticleTests {
    private let digest = String(repeating: "7f", count: 32)

    /// Stands for a signature: what matters here is what it is over.
    private func sign(_ bytes: [UInt8]) -> [UInt8] { [UInt8(truncatingIfNeeded: bytes.count)] }

    @Test func `the example of attestations holds`() throws {
        let artifact = InToto.ResourceDescriptor(name: "fix.patch", digest: ["sha256": digest])
        let statement = InToto.Statement(
            subjects: [artifact],
            predicateType: "https://in-toto.io/attestation/test-result/v0.1",
            predicate: ["result": "PASSED"]
        )
        let payload = statement.json.serialized()
        let signed = DSSEEnvelope.signedBytes(payloadType: InToto.payloadType, payload: payload)
        let signature = DSSEEnvelope.Signature(keyID: "a", bytes: sign(signed))
        let envelope = DSSEEnvelope(
            payloadType: InToto.payloadType,
            payload: payload,
            signatures: [signature]
        )
        let received = try DSSEEnvelope(parsing: envelope.json.serialized())
        let signers = received.signers(among: ["a", "b"]) { key, signature, signed in
            key == "a" && signature.bytes == sign(signed)
        }
        #expect(signers == ["a"])
        #expect(InToto.isPayloadType(received.payloadType))
        #expect(try InToto.Statement(parsing: received.payload) == statement)
    }

    @Test func `the example of OSV records holds`() throws {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        var record = OSV.Record(id: "x_CLR-2026-0001", modified: now)
        record.summary = "Heap overflow in tinyrecord"
        let package = OSV.Package(
            purlType: "npm",
            namespace: "@example",
            name: "tinyrecord",
            purl: "pkg:npm/%40example/tinyrecord"
        )
        let range = OSV.Range(.semantic, events: [.init(.introduced, "0"), .init(.fixed, "1.0.1")])
        record.affected = [OSV.Affected(package, ranges: [range])]
        record.credits = [OSV.Credit(name: "Ada", kind: .finder)]
        #expect(try OSV.Record(parsing: record.json.serialized()) == record)
        #expect(record.affected[0].package?.name == "@example/tinyrecord")
    }

    @Test func `the example of CSAF documents holds`() throws {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        let metadata = CSAF.Metadata(
            title: "Heap overflow in Tinyrecord",
            publisher: CSAF.Publisher(
                .coordinator,
                name: "Example",
                namespace: "https://example.org"
            ),
            tracking: CSAF.Tracking(
                id: "CLR-2026:0001",
                status: .final,
                revisions: [CSAF.Revision("1", date: now, summary: "First version.")]
            )
        )
        let old = CSAF.Product(
            id: "P1",
            name: "Tinyrecord 1.0",
            purl: "pkg:generic/tinyrecord@1.0"
        )
        var vulnerability = CSAF.Vulnerability(cve: "CVE-2026-10001")
        vulnerability.productStatus = CSAF.ProductStatus(knownAffected: [old.id])
        let document = CSAF.Document(
            metadata,
            productTree: CSAF.ProductTree(products: [old]),
            vulnerabilities: [vulnerability]
        )
        #expect(document.fileName == "clr-2026_0001.json")
        #expect(document.path == "2026/clr-2026_0001.json")
        #expect(try CSAF.Document(parsing: document.json.serialized()) == document)
        let report = CSAF.validate(document.json.serialized())
        #expect(!report.isValid)
        #expect(report.faults.first?.clause == "CSAF 2.0 §6.1.27.5")
        #expect(document.validate(.basic).faults(of: "6.1.1").isEmpty)
    }

    @Test func `the example of SARIF logs holds`() throws {
        let rule = SARIF.Rule(
            "tiny/overflow",
            shortDescription: "A length is not checked.",
            weaknesses: [787]
        )
        let tool = SARIF.Tool(driver: SARIF.Component("Tiny", version: "1.0", rules: [rule]))
        let message = "The length in [the header](1) is not checked."
        var result = SARIF.Result(tool, rule: rule, message: message)
        let file = SARIF.ArtifactLocation("src/read.c", base: "SRC")
        result.locations = [SARIF.Location(file, SARIF.Region(line: 2, column: 5, endColumn: 7))]
        var run = SARIF.Run(tool)
        run.uriBases = ["SRC": SARIF.ArtifactLocation("file:///home/ada/tiny/")]
        var writer = SARIF.LogWriter()
        writer.beginRun(run)
        writer.add(result)
        writer.endRun()
        let log = try writer.finish()
        var forms: [SARIF.NormalForm] = []
        try SARIF.readNormal(log) { forms.append($0) }
        #expect(forms.map(\.artifact?.uri) == ["src/read.c"])
        #expect(forms.map(\.result.weaknesses) == [[787]])
        #expect(forms.map(\.result.unindexed) == [result])
    }
}
