// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ServingSupport
import Store
import StrictJSON
import TestSupport
import Testing

/// Tokens, files and alerts over HTTP.
@Suite struct AlertDoorTests {
    /// A clearinghouse, an owner of 192.0.2.0/24, and a scanner of it from 198.51.100.0/28.
    struct Scene {
        let site: Site
        let owner: String
        let scanner: String
        let other: String
        let scan: String
    }

    static func scene() async throws -> Scene {
        let site = try await Site.open()
        let cast = try await site.cast()
        let owner = cast["member"].token ?? ""
        try await site.control("192.0.2.0/24", by: owner, word: cast["coordinator"].token ?? "")
        let other = try await site.register("Lab D")
        let scanner = try await site.add("scanner", to: other, roles: [.member]).token ?? ""
        try await site.authorize(
            scanner,
            on: "192.0.2.0/25",
            until: "2026-02-01T00:00:00Z",
            by: owner
        )
        let declared = try await site.post("/v1/scans", Self.plan, token: scanner)
        #expect(declared.status == 201, "\(declared.text)")
        let scan = try JSONValue(parsing: declared.bytes)["id"]?.stringValue
        return Scene(
            site: site,
            owner: owner,
            scanner: scanner,
            other: cast["other"].token ?? "",
            scan: try #require(scan)
        )
    }

    private static let plan = """
        {"scopes":["192.0.2.0/25"],"technique":"network-scan","tool":"nmap","intensity":"active",
        "sources":["198.51.100.0/28"],"contact":"soc@lab-d.example",
        "window":{"start":"2026-01-03T00:00:00Z","end":"2026-01-05T00:00:00Z"},
        "evidence":{"digest":"sha256:\(String(repeating: "ab", count: 32))",
        "contact":"owner@example.org","expires":"2026-02-01T00:00:00Z"}}
        """

    private static func seen(
        _ source: String = "198.51.100.9",
        _ target: String = "192.0.2.7",
        token: String? = nil
    ) -> String {
        let carried = token.map { #","token":"\#($0)""# } ?? ""
        let time = "2026-01-03T00:02:00Z"
        return #"{"source":"\#(source)","target":"\#(target)","time":"\#(time)"\#(carried)}"#
    }

    @Test func `a scanner's token and file are for itself, and the keys for everybody`()
        async throws
    {
        let scene = try await Self.scene()
        let site = scene.site
        let keys = try await site.send("GET", "/.well-known/jwks.json")
        #expect(keys["Content-Type"] == "application/jwk-set+json")
        #expect(try JSONValue(parsing: keys.bytes)["keys"]?[0]?["crv"] == "Ed25519")
        let path = "/v1/scans/\(scene.scan)/token"
        let body = #"{"scope":"192.0.2.0/25","hours":2}"#
        let given = try await site.post(path, body, token: scene.scanner)
        #expect(given.status == 201, "\(given.text)")
        let token = try JSONValue(parsing: given.bytes)
        #expect(token["until"] == "2026-01-03T02:00:00Z")
        for stranger in [scene.owner, scene.other] {
            #expect(try await site.post(path, body, token: stranger).status == 404)
        }
        let wide = try await site.post(path, #"{"scope":"192.0.2.0/24"}"#, token: scene.scanner)
        #expect(wide.places == ["/scope not-of-this-scan"])

        let file = "/v1/scans/\(scene.scan)/probe-description"
        let told = try await site.send("GET", file, token: scene.scanner)
        #expect(told["Content-Type"] == "text/plain; charset=utf-8")
        #expect(told.text.contains("Contact: mailto:soc@lab-d.example\n"))
        #expect(told.text.contains("Expires: 2026-01-05T00:00:00Z\n"))
        #expect(told.text.contains("Description: Scan \(scene.scan)"))
        #expect(try await site.send("GET", file, token: scene.owner).status == 404)
        let wrong = file + "?at=https://a.example/x"
        #expect(
            try await site.send("GET", wrong, token: scene.scanner).places == [
                "at not-an-address"
            ]
        )
        try await site.close()
    }

    @Test func `an alert is asked, relayed without a name, answered, and timed`() async throws {
        let scene = try await Self.scene()
        let site = scene.site
        let alert = #"{"seen":\#(Self.seen()),"note":"Who?"}"#
        let asked = try await site.post("/v1/alerts", alert, token: scene.owner)
        #expect(asked.status == 201, "\(asked.text)")
        let mine = try JSONValue(parsing: asked.bytes)
        #expect(mine["verdict"] == "confirmed")
        #expect(mine["reason"] == "source")
        let id = try #require(mine["id"]?.stringValue)
        let told = try await site.send("GET", "/v1/alerts/\(id)", token: scene.scanner)
        #expect(told.status == 200, "\(told.text)")
        #expect(!told.text.contains("Lab A"))
        #expect(try JSONValue(parsing: told.bytes)["note"] == "Who?")
        #expect(try await site.send("GET", "/v1/alerts/\(id)", token: scene.other).status == 404)
        site.test.clock.advance(seconds: 61)
        let answer = #"{"answer":"it-was-us","words":"Until noon."}"#
        let path = "/v1/alerts/\(id)/answer"
        #expect(try await site.post(path, answer, token: scene.scanner).status == 200)
        #expect(try await site.post(path, answer, token: scene.scanner).status == 409)
        #expect(try await site.post(path, answer, token: scene.owner).status == 409)
        let listed = try await site.send("GET", "/v1/alerts", token: scene.owner)
        let relay = try JSONValue(parsing: listed.bytes)["items"]?[0]?["relays"]?[0]
        #expect(relay?["answer"] == "it-was-us")
        #expect(relay?["responseSeconds"] == 61)
        #expect(!listed.text.contains("Lab D"))
        let foreign = #"{"seen":\#(Self.seen("198.51.100.9", "203.0.113.7"))}"#
        let refused = try await site.post("/v1/alerts", foreign, token: scene.owner)
        #expect(refused.places == ["/target not-controlled"])
        try await site.close()
    }

    @Test func `a log's questions are answered in their order, and nothing of them is relayed`()
        async throws
    {
        let scene = try await Self.scene()
        let site = scene.site
        let body = #"{"scope":"192.0.2.0/25","hours":2}"#
        let given = try await site.post(
            "/v1/scans/\(scene.scan)/token",
            body,
            token: scene.scanner
        )
        let token = try JSONValue(parsing: given.bytes)["token"]?.stringValue ?? ""
        let questions = [
            Self.seen(), Self.seen("203.0.113.9"), Self.seen("203.0.113.9", "192.0.2.200"),
            Self.seen("198.51.100.9", "203.0.113.7"), Self.seen("198.51.100.9", "192.0.2.200"),
            Self.seen("203.0.113.9", token: token), Self.seen("203.0.113.9", token: "a.b.c"),
        ]
        let batch = #"{"questions":[\#(questions.joined(separator: ","))]}"#
        let got = try await site.post("/v1/alerts/check", batch, token: scene.owner)
        #expect(got.status == 200, "\(got.text)")
        let answers = try JSONValue(parsing: got.bytes)["answers"]?.arrayValue ?? []
        let reasons = answers.map { $0["reason"]?.stringValue ?? $0["refused"]?.stringValue }
        #expect(
            reasons == [
                "source", "other-source", "nothing", "not-controlled", "other-target", "token",
                "other-source",
            ]
        )
        #expect(answers[6]["tokenFault"] == "malformed")
        #expect(answers[0]["scans"]?[0]?.stringValue == scene.scan)
        #expect(answers[4]["scans"] == [])
        let listed = try await site.send("GET", "/v1/alerts", token: scene.scanner)
        #expect(try JSONValue(parsing: listed.bytes)["items"] == [])
        try await site.close()
    }

    @Test func `a question that cannot be asked stops none of the others`() async throws {
        let scene = try await Self.scene()
        let site = scene.site
        // What is wrong with one stops none of the others.
        let bad = #"{"questions":[\#(Self.seen("x", "*")),\#(Self.seen())]}"#
        let mixed = try await site.post("/v1/alerts/check", bad, token: scene.owner)
        let told = try JSONValue(parsing: mixed.bytes)["answers"]
        #expect(told?[0]?["refused"] == "not-an-address" && told?[0]?["place"] == "/source")
        #expect(told?[1]?["verdict"] == "confirmed")
        try await site.close()
    }
}
