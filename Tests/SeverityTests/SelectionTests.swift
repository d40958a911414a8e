// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Testing
import Timestamps

@Suite struct SelectionTests {
    private static let text = """
        {"timestamp":"2025-01-02T15:30:45-04:00","schemaVersion":"2.0.0",\
        "target_ids":["CVE-1900-1234","VU#999999"],\
        "selections":[{"namespace":"ssvc","key":"E","version":"1.1.0","name":"Exploitation",\
        "values":[{"key":"P"},{"key":"A","name":"Active","definition":"d"}]}],\
        "decision_point_resources":[{"uri":"https://example.com/points","summary":""}],\
        "references":[{"uri":"urn:x:y","summary":"A report"}]}
        """

    @Test func `a selection list reads back as it was written`() throws {
        let list = try SSVC.SelectionList(parsing: Array(Self.text.utf8))
        #expect(list.time.description == "2025-01-02T19:30:45Z")
        #expect(list.targets == ["CVE-1900-1234", "VU#999999"])
        #expect(list.selections[0].values.map(\.key) == ["P", "A"])
        #expect(list.references == [SSVC.Reference(uri: "urn:x:y", summary: "A report")])
        #expect(list.json.serialized() == Array(Self.text.utf8))
    }

    @Test func `a list of ours leaves out what is empty and is read by the schema`() throws {
        let list = SSVC.SelectionList(
            at: try #require(Timestamp("2026-06-10T12:00:00Z")),
            selections: [.init(Sample.id("ssvc:A:2.0.0"), values: [.init(key: "Y")])]
        )
        let text =
            #"{"timestamp":"2026-06-10T12:00:00Z","schemaVersion":"2.0.0","selections":["#
            + #"{"namespace":"ssvc","key":"A","version":"2.0.0","values":[{"key":"Y"}]}]}"#
        #expect(list.json.description == text)
        #expect(try SSVC.SelectionList(parsing: list.json.serialized()) == list)
    }

    @Test(
        arguments: [
            ("\"2025-01-02T15:30:45-04:00\"", "\"2025-01-02\"", "/timestamp"),
            ("2.0.0\",\"target", "2.1.0\",\"target", "/schemaVersion"),
            ("\"VU#999999\"", "\"CVE-1900-1234\"", "/target_ids/1"),
            ("[\"CVE-1900-1234\",\"VU#999999\"]", "[]", "/target_ids"),
            ("\"references\"", "\"reference\"", "/reference"),
            ("\"name\":\"Exploitation\"", "\"label\":1", "/selections/0/label"),
            ("\"version\":\"1.1.0\"", "\"version\":\"1\"", "/selections/0/version"),
            ("{\"key\":\"P\"}", "{\"key\":\"\"}", "/selections/0/values/0/key"),
            ("{\"key\":\"P\"}", "{\"name\":\"P\"}", "/selections/0/values/0"),
            ("urn:x:y", "no uri", "/references/0/uri"),
            (",\"summary\":\"A report\"", "", "/references/0"),
        ] as [(String, String, String)]
    )
    func `what the schema refuses is a fault with its place`(
        old: String,
        new: String,
        pointer: String
    ) throws {
        let text = Self.text.replacing(old, with: new, maxReplacements: 1)
        #expect(text != Self.text)
        let faults = try #require(throws: JSONFaults.self) {
            try SSVC.SelectionList(parsing: Array(text.utf8))
        }
        #expect(faults.all.map(\.place.pointer) == [pointer])
    }
}
