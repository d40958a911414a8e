// SPDX-License-Identifier: Apache-2.0

import Access
import ServingSupport
import Store
import StrictJSON
import Testing

extension Site {
    /// An alert of lab A about a scan that lab B declared on what is lab A's.
    func alerted(_ cast: Cast) async throws -> (kind: ThingKind, id: ID<AnyThing>) {
        let member = cast["member"].token
        try await control(
            "192.0.2.0/24",
            by: member ?? "",
            word: cast["coordinator"].token ?? ""
        )
        let plan = """
            {"scopes":["192.0.2.0/25"],"technique":"network-scan","tool":"nmap",
            "intensity":"active","sources":["198.51.100.0/28"],
            "window":{"start":"2026-01-03T00:00:00Z","end":"2026-01-05T00:00:00Z"},
            "evidence":{"digest":"sha256:\(String(repeating: "ab", count: 32))",
            "contact":"owner@example.org","expires":"2026-02-01T00:00:00Z"}}
            """
        let scan = try await post("/v1/scans", plan, token: cast["other"].token)
        #expect(scan.status == 201, "\(scan.text)")
        let asked = try await post("/v1/alerts", WalkTests.alert, token: member)
        let value = try JSONValue(parsing: asked.bytes)
        // The walk's clock has gone on: the scan was declared after what was seen.
        #expect(value["verdict"] == "undetermined", "\(asked.text)")
        return (.alert, try #require(ID<AnyThing>(value["id"]?.stringValue ?? "")))
    }
}

extension WalkTests {
    private static let seen =
        #"{"source":"198.51.100.9","target":"192.0.2.7","time":"2026-01-03T00:01:00Z"}"#
    static let alert = #"{"seen":\#(seen)}"#

    /// A body for each change around alerts.
    static let alertBodies: [String: String] = [
        "probeToken": #"{"scope":"pkg:npm/left-pad"}"#,
        "askAlert": alert,
        "checkAlerts": #"{"questions":[\#(seen)]}"#,
        "answerAlert": #"{"answer":"it-was-us"}"#,
    ]
}
