// SPDX-License-Identifier: Apache-2.0

import API
import Access
import CommunitySupport
import Participants
import ServingSupport
import StrictJSON
import Testing

/// Every door refuses with the place of each fault, and nothing a stranger sends ends the process.
@Suite struct BadInputTests {
    private static let plan = """
        {"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","tool":"afl","window":\
        {"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z"}}
        """

    /// A body, and the status and places that it is answered with.
    private static let bodies: [(body: [UInt8], status: Int, places: [String])] = [
        (Array("{\"scopes\":".utf8), 400, [" truncated"]),
        (Array("not json".utf8), 400, [" malformed"]),
        ([0x7B, 0x22, 0x61, 0xFF, 0x22, 0x3A, 0x31, 0x7D], 400, [" invalid-utf-8"]),
        (
            Array((String(repeating: "[", count: 200) + String(repeating: "]", count: 200)).utf8),
            400, ["too-deep"]
        ),
        (Array(plan.replacing("\"tool\"", with: "\"x\\u0000\"").utf8), 400, ["nul-character"]),
        (Array(plan.replacing("\"afl\"", with: "\"a\\u0000\"").utf8), 400, ["/tool nul-character"]),
        (
            Array(plan.replacing("\"tool\"", with: "\"tool\":\"b\",\"tool\"").utf8), 400,
            ["/tool repeated-key"]
        ),
        (
            Array(plan.replacing("{\"scopes\"", with: "{\"more\":1,\"scopes\"").utf8), 422,
            ["/more unknown-field"]
        ),
        (Array(plan.replacing("\"afl\"", with: "7").utf8), 422, ["/tool wrong-type"]),
        (Array("[]".utf8), 422, [" wrong-type"]),
        (
            Array(plan.replacing("2026-01-01T00:00:00Z", with: "2026-02-30T00:00:00Z").utf8), 422,
            ["/window/start not-a-time"]
        ),
    ]

    @Test func `a body that is wrong is answered with the place of each fault`() async throws {
        let site = try await Site.open()
        let member = try await site.add(
            "member",
            to: try await site.register("Lab"),
            roles: [.member]
        )
        for (body, status, places) in Self.bodies {
            let got = try await site.send("POST", "/v1/scans", token: member.token, body: body)
            #expect(got.status == status, "\(got.text)")
            for place in places {
                #expect(got.places.contains { $0.hasSuffix(place) }, "\(place): \(got.text)")
            }
        }
        let good = try await site.post("/v1/scans", Self.plan, token: member.token)
        #expect(good.status == 201, "\(good.text)")
        try await site.close()
    }

    @Test func `media type and size are refused before the body is read`() async throws {
        let site = try await Site.open()
        let type = try await site.send(
            "POST",
            "/v1/intake/finding",
            type: "text/plain",
            body: Array("{}".utf8)
        )
        #expect(type.status == 415)
        let none = try await site.send("POST", "/v1/intake/finding")
        #expect(none.status == 415)
        let large = try await site.send(
            "POST",
            "/v1/intake/finding",
            body: [UInt8](repeating: 0x20, count: (256 << 10) + 1)
        )
        #expect(large.status == 413)
        let extra = try await site.send("GET", "/health", body: [1])
        #expect(extra.status == 415)
        try await site.close()
    }

    @Test func `a credential that is not good is 401 whatever is wrong with it`() async throws {
        let site = try await Site.open()
        let unknown = House.secret(.token).text
        var bodies: Set<String> = []
        for token in ["", "x", unknown, String(unknown.dropLast()), unknown + "0", "chk_\u{0}"] {
            for path in ["/v1/me", "/health", "/v1/findings"] {
                let fields = token.contains("\u{0}") ? [] : [("Authorization", "Bearer " + token)]
                guard !fields.isEmpty else { continue }
                let got = try await site.send("GET", path, headers: fields)
                #expect(got.status == 401, "\(token) \(path)")
                #expect(got["WWW-Authenticate"] == "Bearer realm=\"clearinghouse\"")
                bodies.insert(got.text)
            }
        }
        #expect(bodies.count == 1)
        let basic = try await site.send(
            "GET",
            "/v1/me",
            headers: [("Authorization", "Basic QTpC")]
        )
        #expect(basic.status == 401)
        try await site.close()
    }

    @Test(arguments: [
        ("/v1/findings?limit=0", 422, "limit out-of-range"),
        ("/v1/findings?limit=99999999999999999999", 422, "limit wrong-type"),
        ("/v1/findings?limit=%2B5", 422, "limit wrong-type"),
        ("/v1/findings?limit=05", 422, "limit wrong-type"),
        ("/v1/findings?limit=5&limit=5", 422, "limit repeated-field"),
        ("/v1/findings?colour=red", 422, "colour unknown-field"),
        ("/v1/findings?after=x", 422, "after not-an-id"),
        ("/v1/findings/00000000-0000-0000-0000-000000000000", 404, nil),
        ("/v1/findings/not-an-id", 404, nil), ("/v1/findings/%2e%2e/me", 404, nil),
        ("/v1/../etc/passwd", 404, nil), ("//v1/me", 404, nil), ("/v1/me/", 404, nil),
        ("/log/tile/0/%2e%2e/checkpoint", 404, nil), ("/log/tile/9/999999", 404, nil),
        ("/v1/findings?" + String(repeating: "a=1&", count: 40), 400, nil),
        ("/v1/findings?after=" + String(repeating: "a", count: 9_000), 400, nil),
    ])
    func `an address that is wrong is refused`(
        path: String,
        status: Int,
        place: String?
    ) async throws {
        let site = try await Site.open()
        let got = try await site.send("GET", path)
        #expect(got.status == status, "\(got.text)")
        if let place { #expect(got.places == [place]) }
        try await site.close()
    }

    @Test func `a number has one form, in a path, a cursor and a position`() async throws {
        let site = try await Site.open()
        let token = site.administrator
        let one = try await site.send("GET", "/v1/changes?limit=1", token: token)
        let next = try #require(try JSONValue(parsing: one.bytes)["next"]?.stringValue)
        let good = try await site.send("GET", "/v1/changes?after=\(next)", token: token)
        #expect(good.status == 200)
        for after in ["c1-%2B1", "c1-01", "c1--1", "%2B5", "5", "C1-1"] {
            let got = try await site.send("GET", "/v1/changes?after=\(after)", token: token)
            #expect(got.status == 422 && got.places == ["after out-of-range"], "\(after)")
        }
        for number in ["00", "%2B1", "01", "1.0", "1e0", "-0"] {
            let path = "/v1/log/entries/\(number)"
            #expect(try await site.send("GET", path, token: token).status == 404, "\(number)")
        }
        for position in ["01", "+1", "-1", ""] {
            let fields = [("Clearinghouse-At-Least", position)]
            let got = try await site.send("GET", "/v1/me", token: token, headers: fields)
            #expect(got.status == 422, "\(position)")
        }
        try await site.close()
    }

    @Test(arguments: [
        ("two words", "not-visible-ascii"), ("é", "not-visible-ascii"),
        (String(repeating: "k", count: 300), "too-long"), ("", "too-short"),
    ])
    func `a key that cannot be one is refused by what is wrong with it`(
        key: String,
        code: String
    ) async throws {
        let site = try await Site.open()
        let fields = [("Idempotency-Key", key)]
        let got = try await site.post("/v1/intake/finding", WriteTests.report, headers: fields)
        #expect(got.status == 422)
        #expect(got.places == ["Idempotency-Key \(code)"])
        try await site.close()
    }

    @Test func `a hidden thing and an absent one cannot be told apart`() async throws {
        let site = try await Site.open()
        let a = try await site.add("a", to: try await site.register("A"), roles: [.member])
        let b = try await site.add("b", to: try await site.register("B"), roles: [.member])
        let made = try await site.post("/v1/scans", Self.plan, token: a.token)
        let id = try #require(try JSONValue(parsing: made.bytes)["id"]?.stringValue)
        let absent = "00000000-0000-7000-8000-000000000000"
        for path in ["/v1/scans/", "/v1/findings/", "/v1/reports/"] {
            let hidden = try await site.send("GET", path + id, token: b.token)
            let missing = try await site.send("GET", path + absent, token: b.token)
            #expect(hidden.status == 404)
            #expect(hidden.bytes == missing.bytes)
        }
        for end in ["/heartbeat", "/end"] {
            let body = end == "/end" ? #"{"outcome":"completed"}"# : #"{"fence":1}"#
            let path = "/v1/scans/\(id)\(end)"
            let hidden = try await site.post(path, body, token: b.token)
            let other = path.replacing(id, with: absent)
            let missing = try await site.post(other, body, token: b.token)
            #expect(hidden.status == 404)
            #expect(hidden.bytes == missing.bytes)
        }
        try await site.close()
    }
}
