// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import SecurityFormats
import Severity
import StrictJSON
import Testing
import Timestamps

/// What records are asked: by whom, how severe, how soon, which versions.
@Suite struct CVEAnswerTests {
    private static func ssvc(_ options: String) -> String {
        """
        {"other":{"type":"ssvc","content":{"id":"CVE-2026-10001","role":"CISA Coordinator",\
        "timestamp":"2026-11-21T09:00:00.123456Z","version":"2.0.3","options":[\(options)]}}}
        """
    }

    private static func cvss(_ vector: String, _ score: String, _ more: String) -> String {
        """
        {"cvssV3_1":{"version":"3.1","vectorString":"\(vector)","baseScore":\(score),\
        "baseSeverity":"HIGH"\(more)}}
        """
    }

    @Test(
        arguments: [
            #"{"Exploitation":"poc"},{"Automatable":"yes"},{"Technical Impact":"total"}"#,
            #"{"Exploitation":"PoC"},{"Automatable":"Yes"},{"Technical Impact":"Total"}"#,
            #"{"exploitation":"POC"},{"automatable":"YES"},{"technical_impact":"total"}"#,
            #"{"exploitation":"public PoC","AUTOMATABLE":"yes","technicalImpact":"TOTAL"}"#,
        ]
    )
    func `answers of SSVC are found in whatever letters they are written`(
        options: String
    ) throws {
        let record = try CVETests.record(
            adp: CVETests.adp(#""title":"More""#) + ","
                + CVETests.adp(#""metrics":[\#(Self.ssvc(options))]"#)
        )
        let said = try #require(record.ssvc.first)
        #expect(record.ssvc.count == 1)
        #expect(said.origin == .adp(1) && said.origin.description == "/containers/adp/1")
        #expect(said.provider.shortName == "CISA-ADP")
        #expect(said.value.isAutomatable == true)
        #expect(said.value.technicalImpact == .total)
        let keys = said.value.selections.map { "\($0.id)=\($0.values[0].key)" }
        #expect(keys == ["ssvc:E:1.1.0=P", "ssvc:A:2.0.0=Y", "ssvc:TI:1.0.0=T"])
        #expect(said.value.time?.description == "2026-11-21T09:00:00.123456Z")
    }

    @Test func `an answer that nobody knows is kept, and is no selection`() throws {
        let options =
            #"{"Exploitation":"maybe"},{"Mission Prevalence":"support"},{"Automatable":1}"#
        let record = try CVETests.record(#""metrics":[\#(Self.ssvc(options))]"#)
        let assessment = try #require(record.ssvc.first?.value)
        #expect(assessment.options.map(\.value) == ["maybe", "support"])
        #expect(assessment["mission prevalence"] == "support")
        #expect(assessment.selections.isEmpty)
        #expect(assessment.isAutomatable == nil && assessment.technicalImpact == nil)
    }

    @Test func `a score is held against its vector, by whomever it is stated`() throws {
        let vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N"
        let record = try CVETests.record(
            #""metrics":[\#(Self.cvss(vector, "9.1", #","scope":"CHANGED""#))]"#,
            adp: CVETests.adp(
                """
                "metrics":[\(Self.cvss(vector, "8.0", "")),\
                {"cvssV2_0":{"version":"2.0","vectorString":"AV:N","baseScore":7.5}}]
                """
            )
        )
        let said = record.cvss
        #expect(said.map(\.origin) == [.cna, .adp(0), .adp(0)])
        #expect(
            said[0].value.mismatches.map(\.description) == [
                "The vector is rated CRITICAL, not HIGH.",
                "scope is CHANGED, and the vector says UNCHANGED.",
            ]
        )
        #expect(
            said[1].value.mismatches.map(\.description) == [
                "The vector comes to 9.1, not to 8.0.", "The vector is rated CRITICAL, not HIGH.",
            ]
        )
        #expect(said[2].value.vector == nil)
        #expect(said[2].value.fault != nil)
    }

    @Test func `metrics in another order are the same vector`() throws {
        let vector = "CVSS:3.1/A:H/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H"
        let record = try CVETests.record(#""metrics":[\#(Self.cvss(vector, "7.80", ""))]"#)
        let score = try #require(record.cvss.first?.value)
        #expect(score.vector?.description == "CVSS:3.1/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H")
        #expect(score.stated.vector == vector)
        #expect(score.mismatches.isEmpty)
    }

    @Test func `weaknesses and the day of known exploitation are found`() throws {
        let record = try CVETests.record(
            """
            "problemTypes":[{"descriptions":[{"lang":"en","description":"XSS","cweId":"CWE-79"},\
            {"lang":"en","description":"CWE-20 Improper Input Validation"},\
            {"lang":"en","description":"Like CWE-22"},{"lang":"de","description":"cwe-79"}]}]
            """,
            adp: CVETests.adp(
                """
                "metrics":[{"other":{"type":"kev","content":{"dateAdded":"2026-11-20",\
                "reference":"https://example.org/kev"}}}]
                """
            )
        )
        #expect(record.weaknesses.map(\.value) == [79, 20])
        let day = CalendarDate("2026-11-20")
        #expect(record.kev.map(\.value.dateAdded) == [day])
        #expect(record.kev.first?.provider.shortName == "CISA-ADP")
    }

    @Test func `affected versions are a range that can be asked`() throws {
        let record = try CVETests.record(
            adp: CVETests.adp(
                """
                "affected":[{"packageURL":"pkg:npm/tinyrecord","defaultStatus":"unaffected",\
                "versions":[{"version":"1.0.0","status":"affected","versionType":"semver",\
                "lessThan":"3.0.0","changes":[{"at":"2.1.0","status":"unaffected"}]}]},\
                {"vendor":"a","product":"b","versions":[{"version":"2f0c","status":"affected",\
                "versionType":"git","lessThan":"3f0c"}]},\
                {"vendor":"a","product":"b","versions":[{"version":"n/a","status":"affected",\
                "versionType":"semver","lessThan":"3"}]}]
                """
            )
        )
        let said = record.affectedRanges()
        #expect(said.map(\.origin) == [.cna, .adp(0), .adp(0), .adp(0)])
        #expect(said[0].value.range?.isAll == true)
        let range = try #require(said[1].value.range)
        #expect(range.description == "vers:semver/>=1.0.0|<2.1.0")
        #expect(try range.contains("2.0.9") && !range.contains("2.1.0"))
        #expect(said[2].value.range == nil && said[2].value.fault == nil)
        #expect(said[2].value.product.hasCommits)
        #expect(said[3].value.range == nil && said[3].value.fault != nil)
        let unaffected = record.affectedRanges(.unaffected)[1].value.range
        #expect(try unaffected?.contains("2.1.0") == true)
    }
}
