// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// An engagement over HTTP: what is refused, and what the refusal gives away.
@Suite struct EngagementDoorTests {
    /// A developer, an agency with somebody in it, and a third.
    private struct People {
        let developer: Cast.Member
        let official: Cast.Member
        let agency: String
        let third: Cast.Member
    }

    private func people(_ site: Site) async throws -> People {
        let agency = try await site.registerAgency()
        return People(
            developer: try await site.add("d", to: try await site.register("A"), roles: [.member]),
            official: try await site.add("o", to: agency, roles: [.member]),
            agency: agency,
            third: try await site.add("t", to: try await site.register("B"), roles: [.member])
        )
    }

    private func opened(_ site: Site, _ people: People, shared: Bool = true) async throws -> String
    {
        let made = try await site.post(
            "/v1/engagements",
            #"{"codename":"Blue Heron"}"#,
            token: people.developer.token
        )
        #expect(made.status == 201, "\(made.text)")
        let id = try #require(try JSONValue(parsing: made.bytes)["id"]?.stringValue)
        let path = "/v1/engagements/\(id)"
        guard shared else { return path }
        let body = #"{"participant":"\#(people.agency)"}"#
        let asked = try await site.post(path + "/official", body, token: people.developer.token)
        #expect(asked.status == 200, "\(asked.text)")
        return path
    }

    @Test func `a window goes over the wire with its arithmetic, and one that is none with why`()
        async throws
    {
        let site = try await Site.open()
        let all = try await people(site)
        let path = try await opened(site, all)
        // The manual clock begins with 2026.
        func window(_ opens: String, _ release: String) async throws -> Got {
            try await site.post(
                path + "/window",
                #"{"opens":"\#(opens)","plannedRelease":"\#(release)"}"#,
                token: all.developer.token
            )
        }
        let long = try await window("2026-07-02", "2026-08-02")
        #expect(long.status == 422 && long.places == ["/plannedRelease over-30-days"])
        #expect(long.text.contains("2 July 2026 + 30 days = 1 August 2026"))
        let past = try await window("2025-12-31", "2026-01-04")
        #expect(past.status == 422 && past.places == ["/opens in-the-past"])
        let odd = try await window("2 July", "2026-08-01")
        #expect(odd.status == 422 && odd.places == ["/opens not-a-day"])
        let good = try await window("2026-07-02", "2026-08-01")
        #expect(good.status == 200, "\(good.text)")
        let clock = try JSONValue(parsing: good.bytes)["window"]
        #expect(
            clock?["arithmetic"]
                == "2 July 2026 + 30 days = 1 August 2026, the planned partner release."
        )
        #expect(clock?["overAt"] == "2026-08-01T00:00:00Z" && clock?["state"] == "planned")
        let theirs = try await site.send("GET", path, token: all.official.token)
        #expect(try JSONValue(parsing: theirs.bytes)["window"] == clock)
        let ended = try await site.send("POST", path + "/window/end", token: all.official.token)
        #expect(ended.status == 403)
        try await site.close()
    }

    @Test func `codenames collide without anybody noticing`() async throws {
        let site = try await Site.open()
        let all = try await people(site)
        func open(_ token: String?) async throws -> Got {
            try await site.post("/v1/engagements", #"{"codename":"Blue Heron"}"#, token: token)
        }
        let alone = try await open(all.third.token)
        let first = try await open(all.developer.token)
        let again = try await open(all.developer.token)
        #expect([alone.status, first.status, again.status] == [201, 201, 201])
        // But for the id and the hour the answers are one, whoever used the name before.
        let keys = try [alone, first, again].map {
            try JSONValue(parsing: $0.bytes).objectValue?.keys.map { $0 }
        }
        #expect(keys[0] == keys[1] && keys[1] == keys[2])
        let seen = try await site.send("GET", "/v1/engagements", token: all.third.token)
        #expect(try JSONValue(parsing: seen.bytes)["items"]?.arrayValue?.count == 1)
        try await site.close()
    }

    @Test
    func `the access log is the developer's, and refused to the other side without a word of it`()
        async throws
    {
        let site = try await Site.open()
        let all = try await people(site)
        let path = try await opened(site, all)
        _ = try await site.send("GET", path, token: all.official.token)
        let own = try await site.send("GET", path + "/accesses", token: all.developer.token)
        let lines = try JSONValue(parsing: own.bytes)["items"]?.arrayValue
        #expect(lines?.count == 1 && lines?.first?["kind"] == "viewed", "\(own.text)")
        let theirs = try await site.send("GET", path + "/accesses", token: all.official.token)
        #expect(theirs.status == 403 && !theirs.text.contains("viewed"))
        #expect(theirs.problem?.code == "developer-reads")
        let third = try await site.send("GET", path + "/accesses", token: all.third.token)
        let absent = try await site.send(
            "GET",
            "/v1/engagements/00000000-0000-7000-8000-000000000000/accesses",
            token: all.third.token
        )
        #expect(third.status == 404 && third.bytes == absent.bytes)
        try await site.close()
    }

    @Test func `grants, terms and partners are refused with what to do, and nothing more`()
        async throws
    {
        let site = try await Site.open()
        let all = try await people(site)
        let path = try await opened(site, all)
        let (developer, official) = (all.developer.token, all.official.token)
        let named = try await site.post(path + "/grants", "{}", token: official)
        let grant = try #require(
            try JSONValue(parsing: named.bytes)["grants"]?[0]?["id"]?.stringValue,
            "\(named.text)"
        )
        let giving = #"{"grant":"\#(grant)"}"#
        let unstated = try await site.post(path + "/grants/give", giving, token: developer)
        #expect(unstated.status == 409 && unstated.text.contains("no-terms"))
        _ = try await site.post(path + "/terms", #"{"text":"Keep it."}"#, token: developer)
        let outside = try await site.post(path + "/grants/give", giving, token: developer)
        #expect(outside.status == 409 && outside.text.contains("outside-window"))
        let window = #"{"opens":"2026-01-01","plannedRelease":"2026-01-31"}"#
        _ = try await site.post(path + "/window", window, token: developer)
        let given = try await site.post(path + "/grants/give", giving, token: developer)
        #expect(given.status == 200, "\(given.text)")
        let use = #"{"purpose":"Run suite 7"}"#
        let early = try await site.post(path + "/accesses", use, token: official)
        #expect(early.status == 409 && early.text.contains("acknowledge-first"))
        let stale = try await site.post(
            path + "/acknowledgement",
            #"{"version":2}"#,
            token: official
        )
        #expect(stale.status == 409 && stale.text.contains("terms-changed"))
        _ = try await site.post(path + "/acknowledgement", #"{"version":1}"#, token: official)
        let used = try await site.post(path + "/accesses", use, token: official)
        #expect(used.status == 200, "\(used.text)")
        let left = try await site.send("POST", path + "/withdraw", token: developer)
        #expect(left.status == 200 && left.text.contains("nobody is at fault"))
        #expect(try await site.post(path + "/accesses", use, token: official).status == 409)
        try await site.close()
    }

    @Test func `no partner of one side is named, and a designation takes no measure`() async throws
    {
        let site = try await Site.open()
        let all = try await people(site)
        let path = try await opened(site, all)
        let official = all.official.token
        let proposed = try await site.post(
            path + "/partners",
            #"{"name":"Grid","reason":"It can test it."}"#,
            token: official
        )
        let partner = try JSONValue(parsing: proposed.bytes)["partners"]?[0]?["id"]?.stringValue
        let sharing = #"{"reference":"r","summary":"s","partner":"\#(partner ?? "")"}"#
        let alone = try await site.post(path + "/assessments", sharing, token: official)
        #expect(alone.status == 409 && alone.text.contains("one-sided-partner"))
        let unknown = try await site.post(
            path + "/designations",
            """
            {"outcome":"covered","official":"o","decided":"2026-01-01","reference":"r","score":1}
            """,
            token: official
        )
        #expect(unknown.status == 422 && unknown.places == ["/score unknown-field"])
        try await site.close()
    }
}
