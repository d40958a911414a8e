// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What somebody sees who was handed a text or a file of the field and asks what it is.
@Suite(.ownThreads) struct InspectTests {
    private func inspect(_ arguments: String...) throws -> CommandRun.Ended {
        try CommandRun.run(["inspect"] + arguments)
    }

    /// Inspects a file with this content.
    private func inspect(file text: String, _ options: String...) throws -> CommandRun.Ended {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let path = scratch.path + "/input"
        try Data(text.utf8).write(to: URL(filePath: path))
        return try CommandRun.run(["inspect"] + options + [path])
    }

    @Test(arguments: [
        ("pkg:npm/%40angular/core@1.2.3", "A package URL, of type npm."),
        ("vers:npm/>=1.0.0|<2.0.0", "A version range (VERS)."),
        (
            "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N",
            "A CVSS 4.0 vector: 9.3, Critical."
        ),
        ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "A CVSS 3.1 vector: 9.8, Critical."),
        ("CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "A CVSS 3.0 vector: 9.8, Critical."),
        ("AV:N/AC:L/Au:N/C:P/I:P/A:P", "A CVSS 2.0 vector: 7.5, High."),
        ("SSVCv2/E:A/A:Y/T:T/", "An SSVC vector of 3 decision points."),
        ("cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:*", "A CPE 2.3 name."),
    ])
    func `a line of each kind is recognised and explained`(
        _ text: String,
        _ summary: String
    )
        throws
    {
        let ended = try inspect(text)
        #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
        #expect(ended.output.contains(summary), "\(ended.output)")
    }

    @Test func `versions of a scheme are put in its order, and native ranges into VERS`() throws {
        let ended = try inspect("--scheme", "npm", "1.10.0", "1.9.0", "^1.2.3")
        #expect(ended.status == 0, "\(ended.output)")
        #expect(ended.output.contains("In npm order: 1.9.0 < 1.10.0"), "\(ended.output)")
        #expect(ended.output.contains("vers:npm/>=1.2.3|<2.0.0"), "\(ended.output)")
    }

    @Test func `what a changed metric would do is told when asked`() throws {
        let text = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
        #expect(try !inspect(text).output.contains("what if"))
        let inspection = try #require(try inspect("--json", "--what-if", text).objects().first)
        let lists = try #require(inspection["lists"] as? [String: Any])
        let effects = try #require(lists["whatIf"] as? [[String: Any]])
        let physical = try #require(
            effects.first { $0["metric"] as? String == "AV" && $0["to"] as? String == "P" }
        )
        #expect(physical["score"] as? Double == 6.8)
        #expect(physical["change"] as? Double == -3)
    }

    @Test func `files of each kind are recognised by what is in them`() throws {
        let epss = """
            #model_version:v2025.03.14,score_date:2025-03-17T12:55:00Z
            cve,epss,percentile
            CVE-2020-0001,0.5,0.9

            """
        let page = """
            {"status": "OK", "status-code": 200, "total": 1, "offset": 0, "limit": 100, "data": [
            {"cve": "CVE-2022-27225", "epss": "0.001", "percentile": "0.3", "date": "2024-01-01"}]}
            """
        let sarif = """
            {"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "Scanner"}}, "results": [
            {"ruleId": "R1", "level": "error", "message": {"text": "Look here."}}]}]}
            """
        for (text, summary) in [
            (epss, "An EPSS file with the scores of 1 vulnerability."),
            (page, "An answer of the EPSS API: 1 of 1 row."),
            (sarif, "A SARIF 2.1.0 log of 1 result."),
            (Self.catalog("CVE-2024-0001"), "A KEV catalogue of 1 exploited vulnerability."),
            (Self.table, "An SSVC decision table: Patience."),
        ] {
            let ended = try inspect(file: text)
            #expect(ended.status == 0, "\(ended.output)")
            #expect(ended.output.contains(summary), "\(ended.output)")
        }
    }

    @Test func `a vector is read by the table that is given`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let path = scratch.path + "/table.json"
        try Data(Self.table.utf8).write(to: URL(filePath: path))
        let ended = try inspect("--table", path, "SSVCv2/R:Y/")
        #expect(ended.status == 0, "\(ended.output)\(ended.errors)")
        #expect(ended.output.contains("outcome  Now"), "\(ended.output)")
    }

    @Test(arguments: [
        (
            "CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 13,
            "Write one of N (Network), A (Adjacent), L (Local), P (Physical)."
        ),
        (
            "cvss:3.1/av:n/ac:l/pr:n/ui:n/s:u/c:h/i:h/a:h", 1,
            "Write instead: CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
        ),
        ("vers:npm/<2.0.0|>=1.0.0", 17, "Write instead: vers:npm/>=1.0.0|<2.0.0"),
        ("pkg:npm/a b", 10, "Write instead: pkg:npm/a%20b"),
        ("SSVCv2/E:A", 11, "Write instead: SSVCv2/E:A/"),
    ])
    func `a fault has its place, a caret under it and what to write instead`(
        _ text: String,
        _ column: Int,
        _ advice: String
    ) throws {
        let ended = try inspect(text)
        #expect(ended.status == 1)
        #expect(ended.output.contains("✗ column \(column): "), "\(ended.output)")
        #expect(ended.output.contains(advice), "\(ended.output)")
        let lines = ended.output.split(separator: "\n")
        let caret = try #require(lines.first { $0.contains("^") })
        #expect(caret == String(repeating: " ", count: 6 + column - 1) + "^")
    }

    @Test func `a fault in a file has its line, its column and its member`() throws {
        let ended = try inspect(file: Self.catalog("CVE-24-1"), "--json")
        #expect(ended.status == 1)
        let inspection = try #require(try ended.objects().first)
        #expect(inspection["kind"] as? String == "kev")
        #expect(inspection["outcome"] as? String == "faulty")
        let faults = try #require(inspection["faults"] as? [[String: Any]])
        let fault = try #require(faults.first)
        #expect(fault["line"] as? Int == 3)
        #expect(fault["pointer"] as? String == "/vulnerabilities/0/cveID")
    }

    @Test func `two lines are not taken for one package`() throws {
        let ended = try inspect(file: "pkg:npm/a\npkg:npm/b\n")
        #expect(ended.status == 1)
        #expect(ended.output.contains("Inspect each line by itself"), "\(ended.output)")
        #expect(try inspect(file: " pkg:npm/a\n").status == 0)
    }

    @Test func `several inputs give an object each, and the worst of them the exit code`() throws {
        let fine = "pkg:npm/foo@1"
        let ended = try inspect("--json", fine, "vers:npm/", "what is this")
        #expect(ended.status == 2)
        let outcomes = try ended.objects().map { $0["outcome"] as? String }
        #expect(outcomes == ["fine", "faulty", "unrecognised"])
        let keys = try ended.objects().map { $0.keys.sorted() }
        let shape = [
            "canonical", "facts", "faults", "input", "kind", "lists", "notes", "outcome", "summary",
        ]
        #expect(keys == [shape, shape, shape])
        #expect(try inspect(fine, "vers:npm/").status == 1)
        #expect(try inspect(fine).status == 0)
        #expect(try inspect("/nowhere/at/all.json").status == 2)
        #expect(try inspect(NSTemporaryDirectory()).output.contains("cannot be read"))
    }

    @Test func `what is ambiguous is what --as says`() throws {
        #expect(try inspect("1.2.3").status == 2)
        #expect(try inspect("1.2.3").output.contains("--scheme npm"))
        let ended = try inspect("--as", "range", "--scheme", "npm", "1.2.3")
        #expect(ended.output.contains("A range of npm versions"), "\(ended.output)")
        #expect(try inspect("--as", "cvss", "pkg:npm/foo").status == 1)
    }

    @Test func `nothing in an input steers the terminal`() throws {
        let hostile = "pkg:npm/\u{1B}[31mfoo\u{9B}31m\u{202E}"
        for options in [[], ["--json"]] {
            for ended in [
                try CommandRun.run(["inspect"] + options + [hostile]),
                try CommandRun.run(["inspect", "--as", "cvss"] + options + [hostile]),
            ] {
                #expect(ended.status == 1)
                for raw in ["\u{1B}", "\u{9B}", "\u{202E}"] as [Unicode.Scalar] {
                    #expect(!ended.output.unicodeScalars.contains(raw))
                    #expect(!ended.errors.unicodeScalars.contains(raw))
                }
            }
        }
        let inspection = try #require(try inspect("--json", hostile).objects().first)
        #expect(inspection["input"] as? String == hostile)
    }

    private static func catalog(_ cve: String) -> String {
        """
        {"title": "A catalogue", "catalogVersion": "2025.08.25",
        "dateReleased": "2025-08-25T17:04:19Z", "count": 1, "vulnerabilities": [
        {"cveID": "\(cve)", "vendorProject": "V", "product": "P", "vulnerabilityName": "N",
        "dateAdded": "2025-08-25", "shortDescription": "S", "requiredAction": "A",
        "dueDate": "2025-09-15"}]}
        """
    }

    private static let table = """
        {"namespace": "example", "key": "PT", "version": "1.0.0",
        "name": "Patience", "definition": "How long to wait.", "schemaVersion": "2.0.0",
        "decision_points": {
        "example:R:1.0.0": {"namespace": "example", "key": "R",
        "version": "1.0.0", "name": "Reached", "definition": "Whether it can be reached.",
        "schemaVersion": "2.0.0", "values": [
        {"key": "N", "name": "No", "definition": "It cannot."},
        {"key": "Y", "name": "Yes", "definition": "It can."}]},
        "example:W:1.0.0": {"namespace": "example", "key": "W",
        "version": "1.0.0", "name": "When", "definition": "When to act.",
        "schemaVersion": "2.0.0", "values": [
        {"key": "L", "name": "Later", "definition": "Not now."},
        {"key": "N", "name": "Now", "definition": "At once."}]}},
        "outcome": "example:W:1.0.0", "mapping": [
        {"example:R:1.0.0": "N", "example:W:1.0.0": "L"},
        {"example:R:1.0.0": "Y", "example:W:1.0.0": "N"}]}
        """
}
