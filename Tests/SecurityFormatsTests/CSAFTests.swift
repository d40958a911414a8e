// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing
import Timestamps

@Suite struct CSAFTests {
    /// An advisory on one product with one vulnerability.
    private static func advisory() throws -> CSAF.Document {
        let first = try #require(Timestamp("2026-11-21T09:00:00Z"))
        let second = try #require(Timestamp("2026-11-28T09:00:00Z"))
        let metadata = CSAF.Metadata(
            title: "Heap overflow in Tinyrecord",
            publisher: CSAF.Publisher(
                .coordinator,
                name: "Example Clearinghouse",
                namespace: "https://clearinghouse.example"
            ),
            tracking: CSAF.Tracking(
                id: "CLR-2026:0001",
                status: .final,
                revisions: [
                    CSAF.Revision("1", date: first, summary: "First version."),
                    CSAF.Revision("2", date: second, summary: "Names the fix."),
                ]
            )
        )
        let product = CSAF.Product(
            id: "P1",
            name: "Tinyrecord 1.0.0",
            purl: "pkg:generic/tinyrecord@1.0.0"
        )
        let version = CSAF.Branch(.productVersion, "1.0.0", product: product)
        let name = CSAF.Branch(.productName, "Tinyrecord", branches: [version])
        var vulnerability = CSAF.Vulnerability(cve: "CVE-2026-10001")
        vulnerability.productStatus = CSAF.ProductStatus(knownAffected: ["P1"])
        return CSAF.Document(
            metadata,
            productTree: CSAF.ProductTree(branches: [name]),
            vulnerabilities: [vulnerability]
        )
    }

    private static func faults(_ document: JSONValue) -> [String] {
        do throws(JSONFaults) {
            _ = try CSAF.Document(parsing: document.serialized())
            return []
        } catch {
            return error.all.map { "\($0.place.pointer) \($0.code)" }
        }
    }

    @Test func `an advisory is written with its keys in order, and reads back`() throws {
        let document = try Self.advisory()
        let text = """
            {"document":{"category":"csaf_security_advisory","csaf_version":"2.0","publisher":\
            {"category":"coordinator","name":"Example Clearinghouse",\
            "namespace":"https://clearinghouse.example"},"title":"Heap overflow in Tinyrecord",\
            "tracking":{"current_release_date":"2026-11-28T09:00:00Z","id":"CLR-2026:0001",\
            "initial_release_date":"2026-11-21T09:00:00Z","revision_history":[\
            {"date":"2026-11-21T09:00:00Z","number":"1","summary":"First version."},\
            {"date":"2026-11-28T09:00:00Z","number":"2","summary":"Names the fix."}],\
            "status":"final","version":"2"}},"product_tree":{"branches":[{"branches":[\
            {"category":"product_version","name":"1.0.0","product":{"name":"Tinyrecord 1.0.0",\
            "product_id":"P1","product_identification_helper":\
            {"purl":"pkg:generic/tinyrecord@1.0.0"}}}],"category":"product_name",\
            "name":"Tinyrecord"}]},"vulnerabilities":[{"cve":"CVE-2026-10001",\
            "product_status":{"known_affected":["P1"]}}]}
            """
        #expect(document.json.description == text)
        #expect(try CSAF.Document(parsing: Array(text.utf8)) == document)
        #expect(document.productTree?.allProducts.map(\.id) == ["P1"])
    }

    @Test(
        arguments: [
            ("CLR-2026:0001", "clr-2026_0001.json"),
            ("Example Company - 2019-YH3234", "example_company_-_2019-yh3234.json"),
            ("RHBA-2019:0024", "rhba-2019_0024.json"),
            ("cisco-sa-20190513-secureboot", "cisco-sa-20190513-secureboot.json"),
            ("a__b..+é", "a_b_+_.json"),
        ]
    )
    func `a document's file is named by its tracking identifier`(id: String, name: String) {
        #expect(CSAF.fileName(trackingID: id) == name)
    }

    @Test func `an advisory is kept in the folder of its first year`() throws {
        var document = try Self.advisory()
        let lastHour = try #require(DateTime("2025-12-31T23:30:00-01:00"))
        document.metadata.tracking.initialReleaseDate = lastHour
        #expect(document.path == "2025/clr-2026_0001.json")
    }

    @Test func `members that nobody knows survive a round trip`() throws {
        let text = try Self.advisory().json.description
            .replacing(#""title":"#, with: #""x_later":{"b":1.50,"a":null},"title":"#)
            .replacing(#""product_id":"#, with: #""x":[],"product_id":"#)
        let json = try JSONValue(parsing: Array(text.utf8))
        let document = try CSAF.Document(parsing: json.serialized())
        #expect(document.metadata.unknown["x_later"] == ["b": 1.5, "a": nil])
        #expect(document.json == json)
    }

    @Test func `branches within branches are refused before they could exhaust the stack`() {
        let depth = 100_000
        let text =
            #"{"product_tree":"# + String(repeating: #"{"branches":["#, count: depth)
            + String(repeating: "]}", count: depth) + "}"
        var limits = JSONLimits.standard
        limits.depth = 3 * depth
        let faults = #expect(throws: JSONFaults.self) {
            try CSAF.Document(parsing: Array(text.utf8), limits: limits)
        }
        #expect(faults?.all.last?.kind == .tooDeep(limit: JSONLimits.deepestValue))
    }

    @Test func `a vector is of CVSS 3 or makes no score`() throws {
        let vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
        let score = try #require(JSONNumber(text: "9.8"))
        let cvss = CSAF.CVSS3(vector: vector, baseScore: score, baseSeverity: .critical)
        #expect(cvss?.version == .v31)
        #expect(CSAF.CVSS3(vector: "CVSS:4.0/AV:N", baseScore: 1, baseSeverity: .low) == nil)
    }

    @Test(
        arguments: [
            (#""csaf_version":"2.0""#, #""csaf_version":"2.1""#, "/document/csaf_version invalid"),
            (
                #""category":"coordinator""#, #""category":"friend""#,
                "/document/publisher/category invalid"
            ),
            (#""status":"final","#, "", "/document/tracking missing-key"),
            (#""version":"2""#, #""version":"2.0""#, "/document/tracking/version invalid"),
            (
                #""number":"1""#, #""number":"01""#,
                "/document/tracking/revision_history/0/number invalid"
            ),
            (#""id":"CLR-2026:0001""#, #""id":" a""#, "/document/tracking/id invalid"),
            (
                #""known_affected":["P1"]"#, #""known_affected":["P1","P1"]"#,
                "/vulnerabilities/0/product_status/known_affected/1 invalid"
            ),
            (
                #""known_affected":["P1"]"#, #""known_affected":[]"#,
                "/vulnerabilities/0/product_status/known_affected invalid"
            ),
            (#"{"known_affected":["P1"]}"#, "{}", "/vulnerabilities/0/product_status invalid"),
            (#"CVE-2026-10001"#, "CVE-26-1", "/vulnerabilities/0/cve invalid"),
            (
                #"pkg:generic/tinyrecord@1.0.0"#, "generic/tinyrecord",
                "/product_tree/branches/0/branches/0/product/product_identification_helper/purl"
                    + " invalid"
            ),
            (
                #""category":"product_name","#,
                #""category":"product_name","product":{"name":"a","#
                    + #""product_id":"b"},"#, "/product_tree/branches/0 invalid"
            ),
            (#""title":"Heap overflow in Tinyrecord""#, #""title":"""#, "/document/title invalid"),
            (
                #"https://clearinghouse.example"#, "clearinghouse",
                "/document/publisher/namespace invalid"
            ),
            (
                #"2026-11-28T09:00:00Z","id"#, #"28.11.2026","id"#,
                "/document/tracking/current_release_date invalid"
            ),
        ]
    )
    func `what the schema refuses is a fault with its place`(
        right: String,
        wrong: String,
        fault: String
    ) throws {
        let text = try Self.advisory().json.description.replacing(right, with: wrong)
        #expect(Self.faults(try JSONValue(parsing: Array(text.utf8))) == [fault])
    }
}
