// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Client
import Server
import ServingSupport
import StrictJSON
import TestSupport
import Testing
import Timestamps

/// What holds of changes: repeats, positions, and both over several servers.
@Suite struct WriteTests {
    static let plan = """
        {"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","tool":"afl","window":\
        {"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z"}}
        """

    @Test
    func `a repeated request answers the first answer, and another one under its key is refused`()
        async throws
    {
        let site = try await Site.open()
        let lab = try await site.register("Lab")
        let member = try await site.add("member", to: lab, roles: [.member])
        let key = [("Idempotency-Key", "k-1")]
        let first = try await site.post("/v1/scans", Self.plan, token: member.token, headers: key)
        let again = try await site.post("/v1/scans", Self.plan, token: member.token, headers: key)
        #expect(first.status == 201)
        #expect(again.status == 201)
        let id = try JSONValue(parsing: first.bytes)["id"]
        #expect(try JSONValue(parsing: again.bytes)["id"] == id)
        let other = Self.plan.replacing("afl", with: "honggfuzz")
        let reused = try await site.post("/v1/scans", other, token: member.token, headers: key)
        #expect(reused.status == 422)
        #expect(reused.problem?.code == "repeat-key-reused")
        try await site.close()
    }

    @Test func `a token's secret is shown once, also where the request is repeated`() async throws {
        let site = try await Site.open()
        let key = [("Idempotency-Key", "k-2")]
        let body = #"{"name":"mine"}"#
        let first = try await site.post(
            "/v1/tokens",
            body,
            token: site.administrator,
            headers: key
        )
        let again = try await site.post(
            "/v1/tokens",
            body,
            token: site.administrator,
            headers: key
        )
        #expect(try JSONValue(parsing: first.bytes)["secret"]?.stringValue != nil)
        #expect(again.status == 201)
        #expect(try JSONValue(parsing: again.bytes)["secret"] == nil)
        #expect(!again.text.contains("chk_"))
        try await site.close()
    }

    static let report = """
        {"package":"pkg:npm/left-pad@1.3.0","title":"Pads too far","description":"It does."}
        """

    /// What was shown once is left out; all else of the first answer comes again, to the byte.
    @Test(arguments: [
        ("/v1/intake/finding", report, "receipt"), ("/v1/sign-in-links", "{}", "url"),
    ])
    func `a repeat answers the first answer, later and after other changes`(
        path: String,
        body: String,
        secret: String
    ) async throws {
        let site = try await Site.open()
        for token in [site.administrator, nil] where token != nil || path != "/v1/sign-in-links" {
            let key = [("Idempotency-Key", "k-7")]
            let first = try await site.post(path, body, token: token, headers: key)
            #expect(first.status == 201, "\(first.text)")
            site.test.clock.advance(seconds: 3_600)
            let other = try await site.post(path, body, token: token)
            let again = try await site.post(path, body, token: token, headers: key)
            var expected = try #require(try JSONValue(parsing: first.bytes).objectValue)
            #expect(expected[secret] != nil)
            expected[secret] = nil
            #expect(again.status == first.status)
            #expect(again.bytes == JSONValue.object(expected).serialized())
            #expect(other.bytes != first.bytes)
        }
        try await site.close()
    }

    @Test func `a first token for somebody else ends when its first answer said, on a repeat too`()
        async throws
    {
        let site = try await Site.open()
        let person = try await site.post(
            "/v1/people",
            #"{"participant":"\#(try await site.register("L"))","name":"R","roles":["member"]}"#,
            token: site.administrator
        )
        let id = try #require(try JSONValue(parsing: person.bytes)["id"]?.stringValue)
        let body = #"{"person":"\#(id)","name":"first"}"#
        let key = [("Idempotency-Key", "k-8")]
        let token = site.administrator
        let first = try await site.post("/v1/tokens", body, token: token, headers: key)
        site.test.clock.advance(seconds: 3_600)
        let again = try await site.post("/v1/tokens", body, token: token, headers: key)
        let ends = try [first, again].map { try JSONValue(parsing: $0.bytes)["expiresAt"] }
        #expect(first.status == 201 && ends[0] != nil && ends[0] == ends[1])
        try await site.close()
    }

    @Test(arguments: Engine.allCases)
    func `what one server stored another one shows to whoever names the position`(
        engine: Engine
    ) async throws {
        let site = try await Site.open(engine)
        let lab = try await site.register("Lab")
        let member = try await site.add("member", to: lab, roles: [.member])
        let second = try await site.another()
        for _ in 0..<20 {
            let made = try await site.post("/v1/scans", Self.plan, token: member.token)
            let position = try #require(made["Clearinghouse-Position"])
            let id = try #require(try JSONValue(parsing: made.bytes)["id"]?.stringValue)
            let read = try await second.send(
                "GET",
                "/v1/scans/\(id)",
                token: member.token,
                headers: [("Clearinghouse-At-Least", position)]
            )
            #expect(read.status == 200, "\(read.text)")
        }
        try await second.close()
        try await site.close()
    }

    @Test func `the client reads what the server writes, and tells a problem as one`() async throws
    {
        let site = try await Site.open()
        let client = try ClearinghouseClient(address: site.address, token: site.administrator)
        let me = try await client.call(Endpoints.me).answer
        #expect(me.kind == "person")
        var new = Wire.NewParticipant()
        new.kind = "operator"
        new.name = "Hospital"
        let fault = await #expect(throws: ClientFault.self) {
            _ = try await client.call(Endpoints.registerParticipant, new)
        }
        #expect(fault?.problem?.status == 422)
        new.sector = "healthcare"
        let made = try await client.call(Endpoints.registerParticipant, new)
        #expect(made.position != nil)
        let found = try await client.call(Endpoints.participant, ByID(made.answer.id))
        #expect(found.answer.name == "Hospital")
        await client.close()
        try await site.close()
    }

    @Test func `a client talks without TLS to this machine only`() {
        for address in ["http://example.org", "ftp://x", "https://", "https://a/b", "https://u@a"] {
            #expect(throws: ClientFault.self) { try ClearinghouseClient(address: address) }
        }
    }

    @Test func `a stop finishes the request under way and takes no new ones`() async throws {
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let slow = Route.page("/slow") { _ in
            enter.yield()
            try await Task.sleep(for: .milliseconds(800))
            return .html("done")
        }
        let site = try await Site.open(pages: [slow])
        async let answer = site.send("GET", "/slow")
        for await _ in entered { break }
        let stopping = Task { try await site.stopServing() }
        #expect(try await answer.text == "done")
        try await stopping.value
        await #expect(throws: (any Error).self) { _ = try await site.send("GET", "/health") }
        try await site.close()
    }
}
