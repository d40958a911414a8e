// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// Ranges and package URLs of conversions whose one side has no member for them.
@Suite struct ConversionRangeTests {
    private func osv(_ ranges: String, _ vers: String) -> [UInt8] {
        Array(
            """
            {"id": "x_ACME-2026-1", "modified": "2026-11-20T10:00:00Z",
             "aliases": ["CVE-2026-12345"], "details": "A length is trusted.",
             "severity": [{"type": "CVSS_V3",
                 "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
             "affected": [{"ranges": [\(ranges)], "database_specific":
                 {"purl": "pkg:generic/acme/tinyrecord", "vers": "\(vers)"}}]}
            """.utf8
        )
    }

    private func options() -> ConversionOptions {
        var options = ConversionOptions()
        options.publisher = CSAF.Publisher(
            .vendor,
            name: "Example",
            namespace: "https://example.com"
        )
        options.osvPrefix = "x_ACME"
        options.author = "Example"
        options.documentID = "https://example.com/vex/7"
        return options
    }

    private static let semver =
        #"{"type": "SEMVER", "events": [{"introduced": "1.0.0"}, {"fixed": "1.0.4"}]}"#

    @Test func `a package URL and a range that an OSV record keeps as its own stand in CSAF`()
        throws
    {
        let bytes = osv("", "vers:deb/>=1.0|<1.2")
        let there = try AdvisoryConversion(of: bytes, to: .csaf, options: options())
        let csaf = try CSAF.Document(parsing: there.document.serialized())
        let product = try #require(csaf.productTree?.allProducts.first)
        #expect(product.identification?.purl == "pkg:generic/acme/tinyrecord")
        #expect(there.document.description.contains("vers:deb/>=1.0|<1.2"))
        #expect(csaf.vulnerabilities.first?.scores.count == 1)
        #expect(there.losses.filter(\.isReal).map(\.pointer) == [])
        let text = there.document.serialized()
        let back = try AdvisoryConversion(of: text, to: .osv, options: options())
        let record = try OSV.Record(parsing: back.document.serialized())
        #expect(record.affected.first?.databaseSpecific["purl"] == "pkg:generic/acme/tinyrecord")
        #expect(record.affected.first?.databaseSpecific["vers"] == "vers:deb/>=1.0|<1.2")
        #expect(record.severity.count == 1)
    }

    @Test func `a range that says the same as the ranges beside it is told once`() throws {
        let bytes = osv(Self.semver, "vers:semver/>=1.0.0|<1.0.4")
        let there = try AdvisoryConversion(of: bytes, to: .csaf, options: options())
        let csaf = try CSAF.Document(parsing: there.document.serialized())
        #expect(csaf.productTree?.allProducts.count == 1)
        #expect(there.losses.filter(\.isReal).map(\.pointer) == [])
        let other = osv(Self.semver, "vers:semver/<2.0.0")
        let lost = try AdvisoryConversion(of: other, to: .csaf, options: options()).losses
        #expect(
            lost.filter(\.isReal).map(\.pointer) == ["/affected/0/database_specific/vers"]
        )
    }

    @Test func `what to do is told of the range and of the versions that are named beside it`()
        throws
    {
        let text = """
            {"id": "CH-2026-0001", "modified": "2026-11-20T10:00:00Z",
             "aliases": ["CVE-2026-12345"], "details": "A length is trusted.",
             "affected": [{"package": {"ecosystem": "npm", "name": "tinyrecord"},
                 "ranges": [\(Self.semver)], "versions": ["1.0.0", "1.0.1"]}]}
            """
        var options = options()
        options.osvPrefix = nil
        let there = try AdvisoryConversion(of: Array(text.utf8), to: .csaf, options: options)
        let bytes = there.document.serialized()
        let csaf = try CSAF.Document(parsing: bytes)
        let one = try #require(csaf.vulnerabilities.first)
        #expect(one.remediations.map(\.products) == [one.productStatus?.knownAffected])
        #expect(one.productStatus?.knownAffected.count == 2)
        let back = try AdvisoryConversion(of: bytes, to: .osv, options: options)
        #expect(back.document["id"] == "CH-2026-0001")
    }
}
