// SPDX-License-Identifier: Apache-2.0
import Severity
import Testing
import Timestamps

@Suite struct VectorTests {
    @Test(arguments: [
        "SSVCv2/E:A/A:N/T:T/P:M/B:A/M:M/D:A/2021-09-29T15:29:44Z/",
        "SSVCv2/Ps:M/T:T/U:E/2018-11-13T20:20:00Z/", "SSVCv2/U:LESe/", "SSVCv2.1/E:POC/",
        "SSVCv2/E:A/V:S/T:T/M:H/D:C/2021-01-09/", "SSVCv2/E:N/2025-01-02T15:30:45-04:00/",
    ])
    func `a vector reads back`(text: String) throws {
        let vector = try SSVC.Vector(parsing: text)
        #expect(vector.description == text)
        #expect(try SSVC.Vector(canonicalizing: String(text.dropLast())) == vector)
        #expect((vector.timestamp == nil) == (vector.time == nil))
    }

    @Test(
        arguments: [
            ("", .prefix, 0), ("SSVCv2", .prefix, 0), ("SSVC/v2/E:A/", .prefix, 0),
            ("ssvcv2/E:A/", .prefix, 0), ("SSVCv/E:A/", .prefix, 0), ("SSVCv2/", .empty, 7),
            ("SSVCv2/2021-01-09/", .empty, 18), ("SSVCv2/E:A", .unclosed, 10),
            ("SSVCv2/E:A//", .element, 11), ("SSVCv2/E:A/E:N/", .repeated, 11),
            ("SSVCv2/EA/", .element, 7), ("SSVCv2/E:/", .element, 7), ("SSVCv2/:A/", .element, 7),
            ("SSVCv2/E:A:B/", .element, 7), ("SSVCv2/E:Ä/", .element, 7),
            ("SSVCv2/E:A/2021-13-09/", .time, 11), ("SSVCv2/E:A/2021-01-09/A:N/", .time, 11),
            ("SSVCv2/E:A/1632171335/", .element, 11),
        ] as [(String, SSVC.VectorFault.Kind, Int)]
    )
    func `what is no vector is refused where it goes wrong`(
        text: String,
        kind: SSVC.VectorFault.Kind,
        offset: Int
    ) throws {
        let fault = try #require(throws: SSVC.VectorFault.self) {
            try SSVC.Vector(parsing: text)
        }
        #expect(fault.kind == kind)
        #expect(fault.offset == offset)
    }

    @Test func `a text longer than any vector is refused before it is split`() throws {
        let limit = SSVC.Vector.byteLimit
        let longest = "SSVCv2/E:" + String(repeating: "A", count: limit - 10) + "/"
        #expect(try SSVC.Vector(parsing: longest).description.utf8.count == limit)
        for text in [longest + "/", "SSVCv2/" + String(repeating: "/", count: limit)] {
            let fault = try #require(throws: SSVC.VectorFault.self) {
                try SSVC.Vector(canonicalizing: text)
            }
            #expect(fault.kind == .tooLong && fault.offset == limit)
        }
        let key = SSVC.Selection.Value(key: String(repeating: "A", count: limit))
        #expect(SSVC.Vector([SSVC.Selection(Sample.id("ssvc:TI:1.0.0"), values: [key])]) == nil)
    }

    @Test func `a table says what the letters mean, and what it does not ask stays unread`() throws
    {
        let table = try SSVC.DecisionTable(parsing: Sample.table())
        let vector = try SSVC.Vector(parsing: "SSVCv2/E:PA/T:T/B:A/D:G/")
        let reading = vector.reading(by: table)
        #expect(reading.selections.map(\.id.key) == ["E", "TI"])
        #expect(reading.selections.map { $0.values.map(\.key) } == [["P", "A"], ["T"]])
        #expect(reading.statedOutcome?.name == "Go")
        #expect(reading.unread.map(\.point) == ["B"])
        #expect(try table.possibleOutcomes(of: reading.selections).map(\.key) == ["G"])
        let doubtful = try SSVC.Vector(parsing: "SSVCv2/E:X/T:TT/").reading(by: table)
        #expect(doubtful.selections.isEmpty)
        #expect(doubtful.unread.count == 2)
    }

    @Test func `selections become a vector sorted by decision point`() throws {
        let selections = [
            SSVC.Selection(Sample.id("ssvc:TI:1.0.0"), values: [.init(key: "T")]),
            SSVC.Selection(Sample.id("ssvc:A:2.0.0"), values: [.init(key: "N"), .init(key: "Y")]),
        ]
        let time = try #require(Timestamp("2026-06-10T12:00:00Z"))
        let vector = try #require(SSVC.Vector(selections, at: time))
        #expect(vector.description == "SSVCv2/A:NY/TI:T/2026-06-10T12:00:00Z/")
        #expect(try SSVC.Vector(parsing: vector.description) == vector)
        #expect(SSVC.Vector([]) == nil)
        #expect(SSVC.Vector(selections + [selections[0]]) == nil)
    }
}
