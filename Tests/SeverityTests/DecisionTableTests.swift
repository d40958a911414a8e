// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Testing

@Suite struct DecisionTableTests {
    private let table: SSVC.DecisionTable

    init() throws { table = try SSVC.DecisionTable(parsing: Sample.table()) }

    @Test func `a table answers every combination, by identifier and by place`() throws {
        let exploitation = Sample.id("ssvc:E:1.1.0")
        let impact = Sample.id("x_org.example#ours:TI:1.0.0")
        for row in Sample.rows {
            let keys = row.map(String.init)
            let answers = [exploitation: keys[0], impact: keys[1], Sample.id("ssvc:A:2.0.0"): "Y"]
            #expect(try table.outcome(of: answers).key == keys[2])
        }
        #expect(table.outcome(at: [1, 1])?.name == "Go")
        #expect(table.outcome(at: [1, 2]) == nil)
        #expect(table.outcome(at: [-1, 0]) == nil)
        #expect(table.outcome(at: [1]) == nil)
        #expect(table.outcome(at: [1, 1, 0]) == nil)
    }

    @Test func `answers that the table cannot take are refused by name`() throws {
        let exploitation = Sample.id("ssvc:E:1.1.0")
        let impact = Sample.id("x_org.example#ours:TI:1.0.0")
        #expect(throws: SSVC.EvaluationFault.missing(impact)) {
            try table.outcome(of: [exploitation: "A"])
        }
        #expect(throws: SSVC.EvaluationFault.unknownValue("a", of: exploitation)) {
            try table.outcome(of: [exploitation: "a", impact: "T"])
        }
        let old = Sample.id("ssvc:E:1.0.0")
        #expect(throws: SSVC.EvaluationFault.otherVersion(wanted: exploitation, found: old)) {
            try table.outcome(of: [old: "A", impact: "T"])
        }
        #expect(throws: SSVC.EvaluationFault.repeated(impact)) {
            let selection = SSVC.Selection(impact, values: [.init(key: "T")])
            return try table.possibleOutcomes(of: [selection, selection])
        }
    }

    @Test func `what is not decided leaves every outcome that it leaves possible`() throws {
        let exploitation = Sample.id("ssvc:E:1.1.0")
        let impact = Sample.id("x_org.example#ours:TI:1.0.0")
        func outcomes(_ selections: [(SSVC.ID, [String])]) throws -> [String] {
            try table.possibleOutcomes(
                of: selections.map { id, keys in
                    SSVC.Selection(id, values: keys.map { .init(key: $0) })
                }
            ).map(\.key)
        }
        #expect(try outcomes([]) == ["W", "G"])
        #expect(try outcomes([(exploitation, ["P"])]) == ["W", "G"])
        #expect(try outcomes([(exploitation, ["N"])]) == ["W"])
        #expect(try outcomes([(exploitation, ["P", "A"]), (impact, ["T"])]) == ["G"])
    }

    @Test func `members of the document may come in any order`() throws {
        let other = try SSVC.DecisionTable(
            parsing: Sample.table([
                Sample.mapping(), "\"outcome\":\"ssvc:DO:1.0.0\"", Sample.points,
            ])
        )
        #expect(other == table)
    }

    @Test func `unknown members are kept and written back`() throws {
        let parts = [Sample.points, "\"outcome\":\"ssvc:DO:1.0.0\"", Sample.mapping()]
        let bytes = Sample.table(parts + ["\"comment\":{\"by\":\"us\"}"])
        let table = try SSVC.DecisionTable(parsing: bytes)
        #expect(table.unknown["comment"] == ["by": "us"])
        #expect(try table.json == JSONValue(parsing: bytes))
    }

    @Test(
        arguments: [
            ("no row", Array(Sample.rows.dropLast()), "No row says what to do for E=A, TI=T."),
            ("twice", Sample.rows + ["NPW"], "Another row says the same for E=N, TI=P."),
            ("conflict", Sample.rows + ["NPG"], "Another row gives another outcome"),
            ("value", ["XPW"], "ssvc:E:1.1.0 has no value X."),
        ] as [(String, [String], String)]
    )
    func `rows that leave a doubt are refused`(
        name: String,
        rows: [String],
        reason: String
    ) throws {
        let parts = [Sample.points, "\"outcome\":\"ssvc:DO:1.0.0\"", Sample.mapping(rows)]
        let faults = try #require(throws: JSONFaults.self) {
            try SSVC.DecisionTable(parsing: Sample.table(parts))
        }
        #expect(faults.first.reason.hasPrefix(reason))
        if name == "twice" { #expect(faults.first.place.pointer == "/mapping/6") }
    }

    @Test(
        arguments: [
            ("\"outcome\":\"ssvc:NO:1.0.0\"", Sample.points, "No decision point is called"),
            ("\"outcome\":\"ssvc:DO:1.0.0\"", "\"decision_points\":{}", "No decision point"),
            (
                "\"outcome\":\"ssvc:DO:1.0.0\"",
                "\"decision_points\":{\"ssvc:DO:1.0.0\":\(Sample.outcome)}",
                "A table needs a decision point besides its outcome."
            ),
            (
                "\"outcome\":\"ssvc:DO:1.0.0\"",
                Sample.points.replacing("\"ssvc:E:1.1.0\":", with: "\"ssvc:E:1.0.0\":"),
                "The member is called ssvc:E:1.0.0"
            ),
        ] as [(String, String, String)]
    )
    func `points that do not fit together are refused`(
        outcome: String,
        points: String,
        reason: String
    ) throws {
        let faults = try #require(throws: JSONFaults.self) {
            try SSVC.DecisionTable(parsing: Sample.table([points, outcome, Sample.mapping()]))
        }
        #expect(faults.all.contains { $0.reason.hasPrefix(reason) }, "\(faults)")
    }

    @Test func `a table whose more urgent answers wait longer is read, and says so`() throws {
        let rows = ["NPG", "NTG", "PPW", "PTW", "APG", "ATG"]
        let parts = [Sample.points, "\"outcome\":\"ssvc:DO:1.0.0\"", Sample.mapping(rows)]
        let reversed = try SSVC.DecisionTable(parsing: Sample.table(parts))
        #expect(reversed.reversals.map { $0.from.values.map(\.key) } == [["N", "P"], ["N", "T"]])
        #expect(table.reversals.isEmpty)
    }

    @Test func `many points with few rows are told to be incomplete at once`() throws {
        let names = (0..<60).map { "ssvc:K\($0):1.0.0" }
        let values = (0..<9).map { ("\($0)", "N\($0)") }
        let points = names.map { "\"\($0)\":" + Sample.point($0, "P \($0)", values) }
        let row = names.map { "\"\($0)\":\"0\"" }.joined(separator: ",")
        let faults = try #require(throws: JSONFaults.self) {
            try SSVC.DecisionTable(
                parsing: Sample.table([
                    "\"decision_points\":{\(points.joined(separator: ","))}",
                    "\"outcome\":\"\(names[0])\"", "\"mapping\":[{\(row)}]",
                ])
            )
        }
        #expect(faults.first.reason.hasPrefix("No row says what to do for all of the more than"))
    }
}
