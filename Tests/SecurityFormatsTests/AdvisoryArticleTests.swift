// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// What the articles on CVE records, OpenVEX documents and security.txt show.
struct AdvisoryArticleTests {
    private let organization = "8254265b-2729-46b6-b9e3-3dfca2d5bfca"

    @Test func `the example of CVE records holds`() throws {
        var version = CVE.Version("0", .affected, type: "semver")
        version.lessThan = "1.0.1"
        var product = CVE.Affected(versions: [version], defaultStatus: .unaffected)
        product.packageURL = "pkg:npm/tinyrecord"
        var cna = CVE.Container(CVE.Provider(id: organization, shortName: "example"))
        cna.descriptions = [CVE.Text("A length is trusted.")]
        cna.affected = [product]
        cna.references = [CVE.Reference(url: "https://example.org/a", tags: ["patch"])]
        let metadata = CVE.Metadata(id: "CVE-2026-10001", assigner: organization)
        let record = CVE.Record(metadata, CVE.Containers(cna: cna))
        #expect(try CVE.Record(parsing: record.json.serialized()) == record)
        let said = record.affectedRanges().map { said in
            [said.provider.shortName ?? said.provider.id, said.value.range?.description]
        }
        #expect(said == [["example", "vers:semver/<1.0.1"]])
    }

    @Test func `the example of OpenVEX documents holds`() throws {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        let later = try #require(Timestamp("2026-11-22T09:00:00Z"))
        let product = OpenVEX.Component(purl: "pkg:npm/tinyrecord@1.0.0")
        let statement = OpenVEX.Statement(
            OpenVEX.Vulnerability("CVE-2026-10001"),
            products: [OpenVEX.Product(product)],
            .affected,
            action: "Update to 1.0.1."
        )
        var document = OpenVEX.Document(
            id: "https://clearinghouse.example/vex/1",
            author: "Example Clearinghouse",
            timestamp: now,
            statements: [statement]
        )
        #expect(try OpenVEX.Document(parsing: document.json.serialized()) == document)
        var fixed = statement
        fixed.status = .fixed
        document.add(fixed, at: later)
        let holds = document.effectiveStatement(on: product, for: "CVE-2026-10001")
        #expect(holds?.status == .fixed)
    }

    @Test func `the example of security.txt holds`() throws {
        let now = try #require(Timestamp("2026-11-21T09:00:00Z"))
        let end = try #require(Timestamp("2027-06-01T00:00:00Z"))
        var file = SecurityTxt(contacts: ["https://example.org/report"], expires: end)
        file.preferredLanguages = ["en", "de"]
        let received = try SecurityTxt(parsing: Array(file.text.utf8))
        #expect(received == file)
        #expect(received.freshness(at: now) == .current(until: end))
        #expect(received.advice(at: now) == [.sign])
    }
}
