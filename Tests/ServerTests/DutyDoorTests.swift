// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ServingSupport
import StrictJSON
import Testing

/// The register of duties over HTTP.
@Suite struct DutyDoorTests {
    /// A member of a new agency.
    private func agency(_ site: Site) async throws -> String {
        let body = #"{"kind":"agency","name":"Bureau of Tests"}"#
        let id = try await site.make("/v1/participants", body, answering: "id")
        return try await site.add("member", to: id, roles: [.member]).token ?? ""
    }

    private func register(_ site: Site, token: String? = nil) async throws -> JSONValue {
        let got = try await site.send("GET", "/v1/duties", token: token)
        #expect(got.status == 200, "\(got.text)")
        return try JSONValue(parsing: got.bytes)
    }

    @Test func `the register needs no account and says what is not publicly known`() async throws {
        let site = try await Site.open()
        let register = try await register(site)
        #expect(register["ordered"]?.stringValue == "2026-06-02")
        let one = try await site.send("GET", "/v1/duties/eo-14409-2-d")
        let duty = try JSONValue(parsing: one.bytes)
        #expect(duty["due"]?.stringValue == "2026-07-02")
        #expect(duty["arithmetic"]?.stringValue == "2 June 2026 + 30 days = 2 July 2026")
        #expect(duty["statusWords"]?.stringValue == "not publicly known")
        #expect(register["directive"]?["force"]?.stringValue == "advice")
        for path in ["/v1/duties/eo-14409-2-z", "/v1/duties/x", "/v1/duties/\(one.status)"] {
            #expect(try await site.send("GET", path).status == 404)
        }
        try await site.close()
    }

    @Test func `an agency keeps its own, and others see it when it says so`() async throws {
        let site = try await Site.open()
        let token = try await agency(site)
        let path = "/v1/duties/eo-14409-2-d"
        let early = try await site.post(path, #"{"status":"done"}"#, token: token)
        #expect(early.status == 409 && early.problem?.code == "evidence-first")
        let kept = try await site.post(
            path,
            #"{"status":"done","evidence":"https://example.gov/a"}"#,
            token: token
        )
        #expect(kept.status == 200, "\(kept.text)")
        let hidden = try await site.send("GET", path)
        #expect(!hidden.text.contains("example.gov") && !hidden.text.contains("Bureau"))
        let shown = try await site.post(path, #"{"shownTo":"everyone"}"#, token: token)
        #expect(shown.status == 200, "\(shown.text)")
        let seen = try JSONValue(parsing: try await site.send("GET", path).bytes)
        #expect(seen["status"]?.stringValue == "done")
        #expect(seen["statedBy"]?.stringValue == "Bureau of Tests")
        #expect(seen["records"]?[0]?["own"] == .bool(false))
        let binding = try await register(site, token: token)["directive"]?["force"]?.stringValue
        #expect(binding == "binding")
        try await site.close()
    }

    @Test func `what cannot be kept is refused with its place`() async throws {
        let site = try await Site.open()
        let token = try await agency(site)
        let path = "/v1/duties/eo-14409-2-d"
        let refused = [
            (#"{"status":"met"}"#, 422), (#"{"shownTo":"friends"}"#, 422), ("{}", 422),
            (#"{"evidence":"  "}"#, 422), (#"{"due":"2027-01-01"}"#, 422),
        ]
        for (body, status) in refused {
            let got = try await site.post(path, body, token: token)
            #expect(got.status == status, "\(body): \(got.text)")
        }
        #expect(try await site.post(path, #"{"status":"done"}"#).status == 401)
        let lab = try await site.add(
            "member",
            to: try await site.register("Lab"),
            roles: [.member]
        )
        let other = try await site.post(path, #"{"status":"under-way"}"#, token: lab.token)
        #expect(other.status == 409 && other.problem?.code == "not-an-agency")
        try await site.close()
    }

    @Test func `the feed is answered once, and then only that it is the same`() async throws {
        let site = try await Site.open()
        let token = try await agency(site)
        let feed = try await site.send("GET", "/duties.ics")
        #expect(feed.status == 200 && feed.text.hasPrefix("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"))
        #expect(feed["Content-Type"] == "text/calendar; charset=utf-8")
        let tag = try #require(feed["ETag"])
        for field in [tag, "W/\(tag)", "\"x\", \(tag)", "*"] {
            let again = try await site.send(
                "GET",
                "/duties.ics",
                headers: [("If-None-Match", field)]
            )
            #expect(again.status == 304 && again.bytes.isEmpty && again["ETag"] == tag, "\(field)")
        }
        let body = #"{"status":"under-way","shownTo":"everyone"}"#
        _ = try await site.post("/v1/duties/eo-14409-2-d", body, token: token)
        let changed = try await site.send(
            "GET",
            "/duties.ics",
            headers: [("If-None-Match", tag)]
        )
        #expect(changed.status == 200 && changed["ETag"] != tag)
        #expect(changed.text.contains("under way"))
        // Whoever asks, it is the public's: its address is handed around.
        _ = try await site.post(
            "/v1/duties/eo-14409-3-a",
            #"{"status":"under-way"}"#,
            token: token
        )
        let own = try await site.send("GET", "/duties.ics", token: token)
        #expect(own["ETag"] == changed["ETag"])
        try await site.close()
    }
}
