// SPDX-License-Identifier: Apache-2.0
import Severity
import StrictJSON
import Testing

@Suite struct SSVCObjectTests {
    @Test(arguments: [
        "ssvc:E:1.1.0", "cisa:BOD2604:1.0.0", "cvss:MSI_NoX:1.0.1", "ssvc:T*:0.0.1",
        "x_example.test#test:K:1.0.0-rc.1+build.5", "x_com.yahooinc#prioritized-risk:P:1.0.0",
        "ssvc/de-DE/.example.organization#reference-arch-1:E:1.0.0", "nist.gov:A:1.0.0",
    ])
    func `an identifier reads back`(text: String) {
        #expect(SSVC.ID(text)?.description == text)
    }

    @Test(arguments: [
        "", "ssvc:E", "ssvc:E:1.0", "ssvc:E:1.0.0:x", "ss:E:1.0.0", "SSVC:E:1.0.0", "ssvc::1.0.0",
        "ssvc:_E:1.0.0", "ssvc:E_:1.0.0", "ssvc:E-F:1.0.0", "ssvc:E:01.0.0", "ssvc:E:1.0.0-",
        "ssvc:E:1.0.0-01", "ssvc:E:1.0.0+", "x_test:E:1.0.0", "x_example.test:E:1.0.0",
        "x_example.test#:E:1.0.0", "ss..vc:E:1.0.0", "ssvc/ü:E:1.0.0", "1ssvc:E:1.0.0",
        "ssvc:E:1.0.٠",
    ])
    func `what is no identifier is refused`(text: String) {
        #expect(SSVC.ID(text) == nil)
    }

    @Test func `an answer is found by its key, and by name or key in any case`() throws {
        let point = try SSVC.DecisionPoint(parsing: Array(Sample.exploitation.utf8))
        #expect(point.value(key: "P")?.name == "Public PoC")
        #expect(point.value(key: "p") == nil)
        #expect(point.value(named: "ACTIVE")?.key == "A")
        #expect(point.value(named: "public poc")?.key == "P")
        #expect(point.value(named: "p")?.key == "P")
        #expect(point.value(named: "poc")?.key == "P")
        #expect(point.value(named: "proof") == nil)
        #expect(point.title == "Exploitation v1.1.0")
    }

    @Test(
        arguments: [
            ("\"schemaVersion\":\"2.0.0\"", "\"schemaVersion\":\"1.0.1\"", "/schemaVersion"),
            ("\"key\":\"E\"", "\"key\":\"E E\"", "/key"),
            ("\"version\":\"1.1.0\"", "\"version\":\"1.1\"", "/version"),
            ("\"namespace\":\"ssvc\"", "\"namespace\":\"S\"", "/namespace"),
            ("\"namespace\":\"ssvc\"", "\"namespace\":\"a.b\"", "/namespace"),
            ("\"name\":\"Exploitation\"", "\"name\":\"\"", "/name"),
            ("\"key\":\"P\"", "\"key\":\"N\"", "/values/1"),
            ("\"name\":\"Active\"", "\"nome\":\"Active\"", "/values/2"),
        ] as [(String, String, String)]
    )
    func `what the schema refuses is a fault with its place`(
        old: String,
        new: String,
        pointer: String
    ) throws {
        let text = Sample.exploitation.replacing(old, with: new, maxReplacements: 1)
        let faults = try #require(throws: JSONFaults.self) {
            try SSVC.DecisionPoint(parsing: Array(text.utf8))
        }
        #expect(faults.all.map(\.place.pointer) == [pointer])
    }

    @Test func `a registry gives its objects by identifier`() throws {
        func under(_ name: String, _ inner: String) -> String { "\"\(name)\":{\"x\":\(inner)}" }
        func object(_ text: String) -> String {
            "{"
                + under(
                    "namespaces",
                    "{" + under("keys", "{" + under("versions", text) + "}") + "}"
                )
                + "}"
        }
        let table = String(decoding: Sample.table(), as: UTF8.self)
        let text = """
            {"name":"R","definition":"d","schemaVersion":"2.0.0","types":{\
            "DecisionPoint":\(object("{\"version\":\"1.1.0\",\"obj\":\(Sample.exploitation)}")),\
            "DecisionTable":\(object("{\"obj\":\(table)}")),"Later":{"any":1}}}
            """
        let registry = try SSVC.Registry(parsing: Array(text.utf8))
        #expect(registry.decisionPoints[Sample.id("ssvc:E:1.1.0")]?.name == "Exploitation")
        #expect(registry.decisionPoint(title: "Exploitation v1.1.0") != nil)
        #expect(registry.decisionTables.values.map(\.rowCount) == [6])
        let broken = text.replacing("\"obj\":{", with: "\"object\":{")
        let faults = try #require(throws: JSONFaults.self) {
            try SSVC.Registry(parsing: Array(broken.utf8))
        }
        #expect(faults.all.map(\.kind) == [.missingKey("obj"), .missingKey("obj")])
    }
}
