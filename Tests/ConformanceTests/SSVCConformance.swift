// SPDX-License-Identifier: Apache-2.0
import Foundation
import Severity
import StrictJSON
import Testing

/// CERT/CC's decision points and tables, BOD 26-04 among them, as JSON and as CSV.
@Suite(.enabled(if: Outside.isThere, Outside.origin("github.com/CERTCC/SSVC")))
struct SSVCConformance {
    /// Each row leads to its outcome, in JSON as in CSV, and both are written back alike.
    @Test func `every row of every table leads to the outcome that it states`() throws {
        guard Outside.isAsked("ssvc.rows") else { return }
        let registry = try SSVC.Registry(parsing: bytes("json/ssvc_object_registry.json"))
        var rows = 0
        var passed = 0
        for path in try files("json/decision_tables") {
            let json = try bytes("json/decision_tables/\(path)")
            let csv = try bytes("csv/\(path.dropLast(4))csv")
            let table = try SSVC.DecisionTable(parsing: json)
            let columns = try SSVC.DecisionTable(
                parsingCSV: csv,
                id: table.id,
                name: table.name,
                definition: table.definition,
                decisionPoints: table.decisionPoints
            )
            let document = try JSONValue(parsing: json)
            #expect(table.json == document, "\(path)")
            #expect(table.csv == csv && columns.csv == csv, "\(path)")
            #expect(registry.decisionTables[table.id]?.json == document, "\(path)")
            #expect(table.reversals.isEmpty, "\(path)")
            let lines = String(decoding: csv, as: UTF8.self).split(separator: "\n").dropFirst()
            rows += lines.count
            for (line, mapping) in zip(lines, document["mapping"]?.arrayValue ?? []) {
                let isRight = try leads(table, line, mapping) && leads(columns, line, mapping)
                #expect(isRight, "\(path): \(line)")
                if isRight { passed += 1 }
            }
        }
        try conformance.record("ssvc.rows", passed: passed, of: rows, bar: 1574)
    }

    /// Whether a row's answers, told by key, lead to the outcome that its line and mapping end in.
    private func leads(
        _ table: SSVC.DecisionTable,
        _ line: Substring,
        _ mapping: JSONValue
    ) throws -> Bool {
        let answers = (mapping.objectValue ?? JSONObject()).compactMap { key, value in
            SSVC.ID(key).flatMap { id in value.stringValue.map { (id, $0) } }
        }
        let outcome = try table.outcome(of: Dictionary(uniqueKeysWithValues: answers))
        let selections = answers.filter { $0.0 != table.outcome.id }.map { id, key in
            SSVC.Selection(id, values: [.init(key: key)])
        }
        let possible = try table.possibleOutcomes(of: selections)
        return outcome.key == mapping["\(table.outcome.id)"]?.stringValue
            && line.lowercased().hasSuffix(",\(outcome.name.lowercased())")
            && possible == [outcome]
    }

    @Test func `every decision point is read and written back without a loss`() throws {
        guard Outside.isAsked("ssvc.decision-points") else { return }
        let paths = try files("json/decision_points")
        var passed = 0
        for path in paths {
            let json = try bytes("json/decision_points/\(path)")
            let isWhole = try SSVC.DecisionPoint(parsing: json).json == JSONValue(parsing: json)
            #expect(isWhole, "\(path)")
            if isWhole { passed += 1 }
        }
        try conformance.record("ssvc.decision-points", passed: passed, of: paths.count, bar: 132)
    }

    @Test func `what is written of BOD 26-04 is what its table says`() throws {
        guard Outside.isAsked("ssvc.bod-26-04") else { return }
        let table = try SSVC.DecisionTable(
            parsing: bytes("json/decision_tables/cisa/cisa_bod_26_04_1_0_0.json")
        )
        #expect("\(table.id)" == BOD2604.tableText)
        var passed = 0
        for number in 0..<table.rowCount {
            let row = try #require(table.row(number))
            let values = Dictionary(
                uniqueKeysWithValues: zip(table.inputs.map(\.id.key), row.values.map(\.key))
            )
            let decision = BOD2604.decide(
                BOD2604.Facts(
                    isExposed: values["PE"] == "Y",
                    isInKEV: values["KEV"] == "Y",
                    isAutomatable: values["A"] == "Y",
                    impact: values["TI"] == "T" ? .total : .partial
                )
            )
            #expect(decision.timeline?.rawValue == row.outcome.key, "\(values)")
            if decision.timeline?.rawValue == row.outcome.key { passed += 1 }
        }
        try conformance.record("ssvc.bod-26-04", passed: passed, of: table.rowCount, bar: 16)
    }

    private func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: Outside.data("ssvc/\(path)")))
    }

    /// The JSON files below a folder, by their paths in it.
    private func files(_ folder: String) throws -> [String] {
        let path = try Outside.data("ssvc/\(folder)").path
        return try FileManager.default.subpathsOfDirectory(atPath: path)
            .filter { $0.hasSuffix(".json") }.sorted()
    }
}
