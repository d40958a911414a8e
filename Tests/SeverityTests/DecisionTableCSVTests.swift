// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Testing

@Suite struct DecisionTableCSVTests {
    private let table: SSVC.DecisionTable

    init() throws { table = try SSVC.DecisionTable(parsing: Sample.table()) }

    private func read(_ text: String) throws -> SSVC.DecisionTable {
        try SSVC.DecisionTable(
            parsingCSV: Array(text.utf8),
            id: table.id,
            name: table.name,
            definition: table.definition,
            decisionPoints: table.decisionPoints
        )
    }

    @Test func `a table is the same in JSON and in CSV, with either line ending`() throws {
        #expect(try read(Sample.csv) == table)
        #expect(try read(Sample.csv.replacing("\n", with: "\r\n")) == table)
        #expect(try read("\u{FEFF}" + Sample.csv) == table)
        #expect(String(decoding: table.csv, as: UTF8.self) == Sample.csv)
    }

    @Test(
        arguments: [
            ("", 1, "wrong-header"), ("row\n", 1, "wrong-header"),
            (Sample.csv.replacing("v1.1.0", with: "v1.2.0"), 1, "wrong-header"),
            (Sample.csv.replacing("3,public poc,total,go\n", with: ""), 1, "incomplete"),
            (Sample.csv + "6,none,total,go\n", 8, "repeated"),
            (Sample.csv + "6,none,total\n", 8, "wrong-field-count"),
            (Sample.csv.replacing("4,active", with: "4,Active"), 6, "invalid-value"),
            (Sample.csv.replacing("4,active", with: "x,active"), 6, "invalid-value"),
            (Sample.csv.replacing("4,active", with: "4,act\"ive"), 6, "malformed"),
            (Sample.csv.replacing("4,active", with: "4,\"active"), 6, "malformed"),
            (Sample.csv.replacing("4,active", with: "4,\"\n\"\"active"), 6, "malformed"),
            (Sample.csv.replacing("4,active", with: "4,\"active\"x"), 6, "malformed"),
        ] as [(String, Int, String)]
    )
    func `a CSV file that leaves a doubt is refused at its line`(
        text: String,
        line: Int,
        code: String
    ) throws {
        let faults = try #require(throws: CSVFaults.self) { try read(text) }
        #expect(faults.first.code.rawValue == code)
        if code != "incomplete" { #expect(faults.first.line == line) }
    }

    @Test func `bytes that are not UTF-8 are no value`() throws {
        var bytes = Array(Sample.csv.utf8)
        bytes[bytes.count - 3] = 0xFF
        #expect(throws: CSVFaults.self) {
            try SSVC.DecisionTable(
                parsingCSV: bytes,
                id: table.id,
                name: "Ours",
                definition: "d",
                decisionPoints: table.decisionPoints
            )
        }
    }
}
