// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import Severity
import StrictJSON
import Testing
import Timestamps

@Suite struct CVETests {
    static let org = "8254265b-2729-46b6-b9e3-3dfca2d5bfca"

    /// A published record with these members more in its CNA container.
    static func published(_ more: String = "", adp: String = "") -> String {
        """
        {"dataType":"CVE_RECORD","dataVersion":"5.2.0","cveMetadata":{"state":"PUBLISHED",\
        "cveId":"CVE-2026-10001","assignerOrgId":"\(org)"},"containers":{"cna":{\
        "providerMetadata":{"orgId":"\(org)"},"affected":[{"vendor":"Example",\
        "product":"Tinyrecord","defaultStatus":"affected"}],"descriptions":[{"lang":"en",\
        "value":"A length is trusted."}],"references":[{"url":"https://example.org/a"}]\
        \(more.isEmpty ? "" : ",")\(more)}\(adp.isEmpty ? "" : ",\"adp\":[\(adp)]")}}
        """
    }

    static func adp(_ more: String) -> String {
        #"{"providerMetadata":{"orgId":"\#(org)","shortName":"CISA-ADP"},\#(more)}"#
    }

    static func record(_ more: String = "", adp: String = "") throws -> CVE.Record {
        try CVE.Record(parsing: Array(published(more, adp: adp).utf8))
    }

    private static func faults(_ text: String) -> [String] {
        do throws(JSONFaults) {
            _ = try CVE.Record(parsing: Array(text.utf8))
            return []
        } catch {
            return error.all.map { "\($0.place.pointer): \($0.reason)" }
        }
    }

    @Test func `a record of ours is written whole, and reads back`() throws {
        let time = DateTime(try #require(Timestamp("2026-11-21T09:00:00Z")))
        var cna = CVE.Container(CVE.Provider(id: Self.org, shortName: "example"))
        cna.descriptions = [CVE.Text("A length is trusted.")]
        var version = CVE.Version("0", .affected, type: "semver")
        version.lessThan = "1.0.1"
        var product = CVE.Affected(versions: [version], defaultStatus: .unaffected)
        product.packageURL = "pkg:npm/tinyrecord"
        cna.affected = [product]
        cna.references = [CVE.Reference(url: "https://example.org/a", tags: ["patch"])]
        let vector = try CVSSVector(parsing: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
        cna.metrics = [CVE.Metric(CVE.CVSS(vector))]
        cna.credits = [CVE.Credit("Ada \"L\" 🦉", kind: .remediationDeveloper)]
        var metadata = CVE.Metadata(id: "CVE-2026-10001", assigner: Self.org)
        metadata.published = time
        let record = CVE.Record(metadata, CVE.Containers(cna: cna))
        let text = """
            {"dataType":"CVE_RECORD","dataVersion":"5.2.0","cveMetadata":{"state":"PUBLISHED",\
            "cveId":"CVE-2026-10001","assignerOrgId":"\(Self.org)",\
            "datePublished":"2026-11-21T09:00:00Z"},"containers":{"cna":{"providerMetadata":{\
            "orgId":"\(Self.org)","shortName":"example"},"affected":[{"packageURL":\
            "pkg:npm/tinyrecord","defaultStatus":"unaffected","versions":[{"version":"0",\
            "status":"affected","versionType":"semver","lessThan":"1.0.1"}]}],"descriptions":[{\
            "lang":"en","value":"A length is trusted."}],"references":[{"tags":["patch"],"url":\
            "https://example.org/a"}],"metrics":[{"cvssV3_1":{"version":"3.1","vectorString":\
            "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H","baseScore":9.8,"baseSeverity":\
            "CRITICAL"}}],"credits":[{"lang":"en","type":"remediation developer","value":\
            "Ada \\"L\\" 🦉"}]}}}
            """
        #expect(record.json.description == text)
        #expect(try CVE.Record(parsing: Array(text.utf8)) == record)
    }

    @Test func `what nobody knows, what is empty and times without an offset survive`() throws {
        let text = Self.published(
            """
            "x_generator":{"engine":"a"},"later":[1.50],"datePublic":"2026-11-21T09:00:00",\
            "metrics":[{"other":{"type":"mine","content":{"a":null}}}],"cpeApplicability":[],\
            "source":{"defect":[["A-1"]]},"timeline":[{"time":"2026-11-20T09:00:00.000+01:00",\
            "lang":"de","value":"Gemeldet."}]
            """,
            adp: Self.adp(#""title":"More","x_more":{}"#)
        )
        let record = try CVE.Record(parsing: Array(text.utf8))
        let value = try JSONValue(parsing: Array(text.utf8))
        #expect(record.json == value)
        #expect(record.containers.cna.unknown["x_generator"] == ["engine": "a"])
        let time = try #require(record.containers.cna.madePublic)
        #expect(time.timestamp == Timestamp("2026-11-21T09:00:00Z"))
        #expect(time.description == "2026-11-21T09:00:00")
    }

    @Test func `a rejected record says why, and nothing of a vulnerability`() throws {
        let head = """
            {"dataType":"CVE_RECORD","dataVersion":"5.1","cveMetadata":{"state":"REJECTED",\
            "cveId":"CVE-2026-10002","assignerOrgId":"\(Self.org)"},"containers":{"cna":{\
            "providerMetadata":{"orgId":"\(Self.org)"}
            """
        let reasons = #","rejectedReasons":[{"lang":"en-US","value":"A duplicate."}]"#
        let text = head + reasons + #","replacedBy":["CVE-2026-10001"]}}}"#
        let record = try CVE.Record(parsing: Array(text.utf8))
        #expect(record.metadata.state == .rejected)
        #expect(record.containers.cna.replacedBy == ["CVE-2026-10001"])
        #expect(record.json.description == text)
        #expect(
            Self.faults(head + reasons + #","title":"A"}}}"#) == [
                #"/containers/cna: A container with rejectedReasons has no member "title"."#
            ]
        )
        let published = text.replacing("REJECTED", with: "PUBLISHED")
        #expect(
            Self.faults(published) == [
                ": A PUBLISHED record has no rejectedReasons: its state should be REJECTED."
            ]
        )
        #expect(
            Self.faults(Self.published().replacing("PUBLISHED", with: "REJECTED")) == [
                ": A REJECTED record says why: cna needs rejectedReasons."
            ]
        )
    }
}
