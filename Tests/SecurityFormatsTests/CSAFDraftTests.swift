// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

/// Documents of CSAF 2.1, a draft.
struct CSAFDraftTests {
    /// A document of 2.1 that says what 2.0 says otherwise, or not at all.
    private static let draft = """
        {"$schema":"https://docs.oasis-open.org/csaf/csaf/v2.1/schema/csaf.json","document":{
        "category":"csaf_base","csaf_version":"2.1","distribution":{"sharing_group":{"id":
        "11111111-2222-4333-8444-555555555555","name":"Owners"},"tlp":{"label":"CLEAR"}},
        "license_expression":"CC0-1.0","publisher":{"category":"vendor","name":"N","namespace":
        "https://n.example"},"title":"T","tracking":{"current_release_date":"2026-11-21T09:00:00Z",
        "id":"I","initial_release_date":"2026-11-21T09:00:00Z","revision_history":[{"date":
        "2026-11-21T09:00:00Z","number":"1","summary":"s"}],"status":"final","version":"1"}},
        "product_tree":{"full_product_names":[{"name":"P","product_id":"P1",
        "product_identification_helper":{"purls":["pkg:npm/p@1","pkg:generic/p@1"]}},{"name":"Q",
        "product_id":"P2"}],"product_paths":[{"beginning_product_reference":"P1",
        "full_product_name":{"name":"R","product_id":"P3"},"subpaths":[{"category":"installed_on",
        "next_product_reference":"P2"}]}]},"vulnerabilities":[{"cwes":[{"id":"CWE-787","name":
        "Out-of-bounds Write","version":"4.13"}],"disclosure_date":"2026-11-20T09:00:00Z",
        "metrics":[{"content":{"cvss_v3":{"baseScore":9.8,"baseSeverity":"CRITICAL",
        "vectorString":"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","version":"3.1"},
        "epss":{"percentile":"0.5","probability":"0.01","timestamp":"2026-11-21T09:00:00Z"}},
        "products":["P1"]}]}]}
        """

    private func read(_ text: String) throws -> CSAF.Document {
        try CSAF.Document(parsing: Array(text.utf8), allowing: .draft21)
    }

    @Test func `a draft is refused in one sentence until it is allowed`() throws {
        let faults = try #require(throws: JSONFaults.self) {
            try CSAF.Document(parsing: Array(Self.draft.utf8))
        }
        #expect(faults.all.map(\.place.pointer) == ["/document/csaf_version"])
        #expect(faults.first.reason.contains("2.1, a draft"))
        #expect(try read(Self.draft).metadata.edition == .draft21)
    }

    @Test func `a draft is read into values and written back equal`() throws {
        let document = try read(Self.draft)
        #expect(try document.json == JSONValue(parsing: Array(Self.draft.utf8)))
        #expect(document.metadata.distribution?.tlp == .clear)
        #expect(document.vulnerabilities[0].weaknesses.map(\.version) == ["4.13"])
        #expect(document.vulnerabilities[0].metrics[0].content.epss?.probability == "0.01")
        #expect(document.productTree?.allProducts.map(\.id) == ["P1", "P2", "P3"])
    }

    @Test func `what a draft means alike goes over to 2.0, and the rest is told`() throws {
        let (document, losses) = try read(Self.draft).asVersion20()
        #expect(document.metadata.distribution?.tlp == .white)
        let vulnerability = try #require(document.vulnerabilities.first)
        #expect(vulnerability.weakness?.id == "CWE-787")
        #expect(vulnerability.scores.map(\.cvss3?.baseSeverity) == [.critical])
        #expect(vulnerability.releaseDate?.description == "2026-11-20T09:00:00Z")
        let relationship = try #require(document.productTree?.relationships.first)
        #expect(relationship.reference == "P1" && relationship.relatesTo == "P2")
        #expect(
            losses.map(\.pointer).sorted() == [
                "/document/distribution/sharing_group", "/document/license_expression",
                "/product_tree/full_product_names/0/product_identification_helper/purls/1",
                "/vulnerabilities/0/cwes/0/version", "/vulnerabilities/0/metrics/0/content/epss",
            ]
        )
        let again = try CSAF.Document(parsing: document.json.serialized())
        #expect(again == document)
    }

    @Test(arguments: [
        ("\"CLEAR\"", "\"WHITE\"", "/document/distribution/tlp/label"),
        ("\"license_expression\"", "\"x_licence\"", "/document/x_licence"),
        ("\"4.13\"", "\"04.13\"", "/vulnerabilities/0/cwes/0/version"),
        ("2222-4333", "2222-1333", "/document/distribution/sharing_group/id"),
        ("\"0.01\"", "\"1.01\"", "/vulnerabilities/0/metrics/0/content/epss/probability"),
    ])
    func `what the draft's schema refuses is a fault with its place`(
        _ text: String,
        _ other: String,
        _ pointer: String
    ) throws {
        let faults = try #require(throws: JSONFaults.self) {
            try read(Self.draft.replacing(text, with: other))
        }
        #expect(faults.all.map(\.place.pointer) == [pointer])
    }

    @Test func `words and members of the draft are none of 2.0`() throws {
        let text = Self.draft.replacing("\"2.1\"", with: "\"2.0\"")
        let faults = try #require(throws: JSONFaults.self) { try read(text) }
        #expect(faults.all.map(\.place.pointer) == ["/document/distribution/tlp/label"])
        let document = try read(text.replacing("\"CLEAR\"", with: "\"WHITE\""))
        #expect(document.metadata.edition == .v20)
        #expect(document.vulnerabilities[0].unknown["metrics"] != nil)
    }

    @Test func `a draft is not held against the tests of 2.0`() throws {
        let report = try read(Self.draft).validate()
        #expect(report.faults.map(\.pointer) == ["/document/csaf_version"])
    }
}
