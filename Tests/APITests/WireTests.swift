// SPDX-License-Identifier: Apache-2.0

import API
import Access
import StrictJSON
import Testing
import Timestamps

@Suite struct WireTests {
    private let good = """
        {"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","tool":"afl","sources":\
        ["198.51.100.7/32"],"window":\
        {"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z"}}
        """

    private func faults(_ text: String) throws -> [String] {
        do {
            _ = try Wire.ScanPlan.reading(
                Array(text.utf8),
                mediaType: "application/json",
                isStrict: true
            )
            return []
        } catch let faults as WireFaults {
            return faults.faults.map { "\($0.place) \($0.code)" }
        }
    }

    @Test func `a value comes back as it was written`() throws {
        let plan = try Wire.ScanPlan.reading(
            Array(good.utf8),
            mediaType: "application/json",
            isStrict: true
        )
        #expect(plan.scopes == ["pkg:npm/left-pad"])
        #expect(plan.window.end.description == "2026-01-02T00:00:00Z")
        #expect(try JSONValue(parsing: plan.bytes) == JSONValue(parsing: Array(good.utf8)))
    }

    @Test func `all faults are told at once, each with its place`() throws {
        let text = """
            {"scopes":[1,"x"],"technique":"a\\u0007b","window":{"start":"yesterday"},"more":true}
            """
        #expect(
            try faults(text).sorted() == [
                "/more unknown-field", "/scopes/0 wrong-type", "/technique control-characters",
                "/tool missing-field", "/window/end missing-field", "/window/start not-a-time",
            ]
        )
    }

    @Test func `a contact is as long on the wire as stages take it`() {
        #expect(TextLimit.contact == TextCheck.contactBytes)
    }

    @Test func `a place in a key with a slash is escaped`() throws {
        #expect(try faults(good.dropLast() + ",\"a/b~c\":1}") == ["/a~1b~0c unknown-field"])
    }

    @Test func `a list over its limit is refused as a whole`() throws {
        let many = Array(repeating: "\"x\"", count: 65).joined(separator: ",")
        let text = good.replacing("\"pkg:npm/left-pad\"", with: many)
        #expect(try faults(text) == ["/scopes too-many"])
    }

    @Test func `an answer may have fields that are not known yet`() throws {
        let text = good.dropLast() + ",\"later\":1}"
        let plan = try Wire.ScanPlan.reading(
            Array(text.utf8),
            mediaType: "application/json",
            isStrict: false
        )
        #expect(plan.tool == "afl")
    }

    @Test func `a number beyond its range or with a fraction is refused`() throws {
        for fence in ["-1", "1.5", "1e400", "99999999999999999999"] {
            #expect(throws: WireFaults.self) {
                try Wire.Heartbeat.reading(
                    Array("{\"fence\":\(fence)}".utf8),
                    mediaType: "",
                    isStrict: true
                )
            }
        }
    }

    @Test func `parameters are read from text, each once`() throws {
        let page = try PageParameters.reading(parameters: [("limit", "7"), ("after", "x")])
        #expect(page.limit == 7)
        #expect(page.after == "x")
        for bad in [
            [("limit", "0")], [("limit", "x")], [("limit", "1"), ("limit", "1")], [("z", "1")],
        ] {
            #expect(throws: WireFaults.self) { try PageParameters.reading(parameters: bad) }
        }
    }

    @Test func `text that turns around what follows it is refused`() throws {
        let text = good.replacing("\"afl\"", with: "\"a\u{202E}b\"")
        #expect(try faults(text) == ["/tool control-characters"])
    }
}
