// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Testing
import Timestamps

@Suite struct KEVTests {
    private static let entry = """
        {"cveID":"CVE-2025-48384","vendorProject":"Git","product":"Git",\
        "vulnerabilityName":"Git Link Following Vulnerability","dateAdded":"2025-08-25",\
        "shortDescription":"d","requiredAction":"Apply it.","dueDate":"2025-09-15",\
        "knownRansomwareCampaignUse":"Unknown","notes":"n","cwes":["CWE-59","CWE-436"]}
        """

    private static func catalog(_ entries: [String], _ more: String = "") -> [UInt8] {
        Array(
            """
            {"title":"T","catalogVersion":"2025.08.25","dateReleased":"2025-08-25T17:04:19.9796Z",\
            "count":\(entries.count),"vulnerabilities":[\(entries.joined(separator: ","))]\(more)}
            """.utf8
        )
    }

    @Test func `an entry is found by its CVE`() throws {
        let catalog = try KEV.Catalog(parsing: Self.catalog([Self.entry]))
        let cve = try #require(CVEID("CVE-2025-48384"))
        let entry = try #require(catalog[cve])
        #expect(entry.dueDate.description == "2025-09-15")
        #expect(entry.ransomwareUse == .unknown)
        #expect(entry.weaknesses == ["CWE-59", "CWE-436"])
        #expect(catalog.time.description == "2025-08-25T17:04:19.979600Z")
        #expect(catalog[try #require(CVEID("CVE-2025-48385"))] == nil)
        #expect(catalog.remarks.isEmpty)
    }

    @Test func `members and words that nobody knows are kept, written back and told`() throws {
        let entry = Self.entry.replacing("\"Unknown\"", with: "\"Suspected\"")
            .replacing("\"notes\":", with: "\"epss\":0.50,\"notes\":")
        let bytes = Self.catalog([entry], ",\"later\":{\"a\":[1]}")
        let catalog = try KEV.Catalog(parsing: bytes)
        #expect(catalog.entries[0].unknown == ["epss": 0.5])
        #expect(catalog.entries[0].ransomwareUse == .other("Suspected"))
        #expect(catalog.unknown == ["later": ["a": [1]]])
        #expect(
            catalog.remarks.map(\.place.pointer) == [
                "/vulnerabilities/0/knownRansomwareCampaignUse", "/vulnerabilities/0/epss",
                "/later",
            ]
        )
        #expect(catalog.remarks[1].kind == .unknownKey("epss"))
        #expect(try catalog.json == JSONValue(parsing: bytes))
    }

    @Test func `catalogues from before the later members are read`() throws {
        let entry = Self.entry.replacing(
            ",\"knownRansomwareCampaignUse\":\"Unknown\",\"notes\":\"n\""
                + ",\"cwes\":[\"CWE-59\",\"CWE-436\"]",
            with: ""
        )
        let bytes = Self.catalog([entry])
        let catalog = try KEV.Catalog(parsing: bytes)
        #expect(catalog.entries[0].weaknesses == nil)
        #expect(catalog.entries[0].ransomwareUse == nil)
        #expect(try catalog.json == JSONValue(parsing: bytes))
    }

    @Test(
        arguments: [
            ("\"2025-09-15\"", "\"2025-09-31\"", "/vulnerabilities/0/dueDate"),
            ("\"2025-08-25\",\"short", "\"8/25/2025\",\"short", "/vulnerabilities/0/dateAdded"),
            ("CVE-2025-48384", "CVE-2025-048384", "/vulnerabilities/0/cveID"),
            ("\"product\"", "\"products\"", "/vulnerabilities/0"),
            ("CWE-59", "cwe-59", "/vulnerabilities/0/cwes/0"),
            ("\"Apply it.\"", "7", "/vulnerabilities/0/requiredAction"),
            ("\"count\":1", "\"count\":2", "/count"),
            (
                "\"dateReleased\":\"2025-08-25T", "\"dateReleased\":\"2025-08-25 at ",
                "/dateReleased"
            ),
            ("\"catalogVersion\"", "\"version\"", ""),
        ] as [(String, String, String)]
    )
    func `a catalogue that leaves a doubt is refused at its place`(
        old: String,
        new: String,
        pointer: String
    ) throws {
        let text = String(decoding: Self.catalog([Self.entry]), as: UTF8.self)
        let broken = text.replacing(old, with: new, maxReplacements: 1)
        #expect(broken != text)
        let faults = try #require(throws: JSONFaults.self) {
            try KEV.Catalog(parsing: Array(broken.utf8))
        }
        #expect(faults.all.map(\.place.pointer) == [pointer])
    }

    @Test func `a CVE that stands there twice is refused`() throws {
        let faults = try #require(throws: JSONFaults.self) {
            try KEV.Catalog(parsing: Self.catalog([Self.entry, Self.entry]))
        }
        #expect(faults.all.map(\.place.pointer) == ["/vulnerabilities/1/cveID"])
    }

    @Test(
        arguments: [
            ("CVE-1999-0001", true), ("CVE-2026-0000", true), ("CVE-2026-12345", true),
            ("CVE-2026-9999999999999999999", true), ("CVE-2026-99999999999999999999", false),
            ("CVE-2026-01234", false), ("CVE-2026-123", false), ("cve-2026-1234", false),
            ("CVE-26-1234", false), ("CVE-2026-1234 ", false), ("CVE-2026-12a4", false),
            ("CVE–2026–1234", false), ("", false), ("CVE-", false),
        ] as [(String, Bool)]
    )
    func `a CVE identifier has one text`(text: String, isOne: Bool) {
        #expect(CVEID(text)?.description == (isOne ? text : nil))
    }
}
