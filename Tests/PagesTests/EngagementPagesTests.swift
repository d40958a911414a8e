// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// Engagements as a browser sees them: a developer's, and an official's.
@Suite struct EngagementPagesTests {
    /// Somebody of a new participant, with a browser that is signed in.
    private func browser(
        _ site: Site,
        _ kind: String,
        _ name: String
    ) async throws -> (browser: Browser, participant: String) {
        let participant = try await site.make(
            "/v1/participants",
            #"{"kind":"\#(kind)","name":"\#(name)"}"#,
            answering: "id"
        )
        let person = try await site.make(
            "/v1/people",
            #"{"participant":"\#(participant)","name":"Robin of \#(name)","roles":["member"]}"#,
            answering: "id"
        )
        let url = try await site.make(
            "/v1/sign-in-links",
            #"{"person":"\#(person)"}"#,
            answering: "url"
        )
        var browser = Browser(site)
        try await browser.send("/sign-in", [("link", url)])
        return (browser, participant)
    }

    private func check(_ page: Got, _ place: Comment) throws {
        #expect(page.status == 200, place)
        #expect(page.count(of: "<h1>") == 1 && !page.text.contains("<script"), place)
        let heading = try #require(page.text.firstRange(of: "</h1>")?.upperBound, place)
        #expect(
            page.text[heading...].drop(while: \.isWhitespace).hasPrefix("<p class=\"todo"),
            place
        )
        for kind in ["<input id=\"", "<select id=\"", "<textarea id=\""] {
            for part in page.text.split(separator: kind).dropFirst() {
                let id = part.prefix { $0 != "\"" }
                #expect(page.text.contains("<label for=\"\(id)\""), place)
            }
        }
        let ids = page.text.split(separator: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(Set(ids).count == ids.count, place)
    }

    @Test func `one clock counts down for both sides, and its developer ends it`() async throws {
        let site = try await Site.withPages()
        var (dev, _) = try await browser(site, "ai-developer", "Lab <A>")
        let (official, agency) = try await browser(site, "agency", "Agency")
        #expect(try await dev.get("/engagements").text.contains("You have no engagement."))
        let opened = try await dev.send("/engagements", [("codename", "Blue <Heron>")])
        let path = try #require(opened.location, "\(opened.text)")
        try check(try await dev.get(path), "alone")
        #expect(try await official.get(path).status == 404)
        try await dev.send(path + "/official", [("participant", agency)])
        let long = try await dev.send(
            path + "/window",
            [("opens", "2026-01-01"), ("plannedRelease", "2026-02-01")]
        )
        #expect(long.status == 422 && long.text.contains("1 January 2026 + 30 days"))
        try await dev.send(
            path + "/window",
            [("opens", "2026-01-01"), ("plannedRelease", "2026-01-31")]
        )
        site.test.clock.advance(seconds: 600)
        for (page, side) in [
            (try await dev.get(path), "the developer"),
            (try await official.get(path), "the official’s side"),
        ] {
            try check(page, "shared")
            #expect(page.text.contains("<strong>30 days left</strong>"), "\(side)")
            #expect(page.text.contains("1 January 2026 + 30 days = 31 January 2026"), "\(side)")
            #expect(page.text.contains("<dd>\(side)</dd>"))
            #expect(page.text.contains("<h1>Blue &lt;Heron&gt;</h1>"))
            #expect(page.text.contains("<progress max=\"30\" value=\"0\""))
        }
        #expect(try await official.get("/engagements").text.contains("30 days left"))
        try await dev.send(path + "/end", [])
        #expect(try await official.get(path).text.contains("the window is over"))
        try await site.close()
    }

    @Test func `a named person acknowledges, uses the access, and the developer reads it`()
        async throws
    {
        let site = try await Site.withPages()
        var (dev, _) = try await browser(site, "ai-developer", "Lab")
        var (official, agency) = try await browser(site, "agency", "Agency")
        let path = try #require(try await dev.send("/engagements", [("codename", "C")]).location)
        try await dev.send(path + "/official", [("participant", agency)])
        try await dev.send(
            path + "/window",
            [("opens", "2026-01-01"), ("plannedRelease", "2026-01-31")]
        )
        try await dev.send(path + "/terms", [("text", "Keep it & tell nobody.")])
        try await official.send(path + "/name", [("person", "")])
        let grant = try await dev.get(path).value(of: "grant")
        #expect(try await dev.send(path + "/give", [("grant", grant)]).status == 303)
        #expect(try await official.get("/").text.contains("read the terms and acknowledge them"))
        let terms = try await official.get(path)
        #expect(terms.text.contains("Keep it &amp; tell nobody."))
        #expect(terms.text.contains("Access is given to you: read the terms"))
        try await official.send(path + "/acknowledge", [("version", terms.value(of: "version"))])
        try check(try await official.get(path), "ready")
        let used = try await official.send(path + "/use", [("purpose", "Run suite 7")])
        #expect(used.status == 303, "\(used.text)")
        let log = try await dev.get(path + "/accesses")
        try check(log, "log")
        #expect(log.text.contains("Run suite 7") && log.text.contains("Robin of Agency"))
        let refused = try await official.get(path + "/accesses")
        #expect(refused.status == 403 && refused.text.contains("Only the developer reads who"))
        try await site.close()
    }

    @Test
    func `a window that is nearly over says what ends with it, and a planned one when it opens`()
        async throws
    {
        let site = try await Site.withPages()
        var (dev, _) = try await browser(site, "ai-developer", "Lab")
        let (official, agency) = try await browser(site, "agency", "Agency")
        var path = ""
        for (codename, opens, release) in [
            ("Short", "2026-01-01", "2026-01-03"), ("Later", "2026-02-01", "2026-02-11"),
        ] {
            let opened = try await dev.send("/engagements", [("codename", codename)])
            path = try #require(opened.location)
            try await dev.send(path + "/official", [("participant", agency)])
            try await dev.send(
                path + "/window",
                [("opens", opens), ("plannedRelease", release)]
            )
        }
        let overview = try await official.get("/").text
        #expect(overview.contains("2 days left.") && overview.contains("Every grant ends with it."))
        #expect(overview.contains("Opens 1 February 2026."))
        #expect(try await dev.get("/").text.contains("Opens 1 February 2026."))
        #expect(overview.contains("Access window</span> <a href=\"\(path)\">Later</a>"))
        #expect(overview.contains("<time datetime=\"2026-01-03T00:00:00Z\">2026-01-03 00:00 UTC"))
        let order = try ["Short", "Later"].map { try #require(overview.firstRange(of: $0)) }
        #expect(order[0].lowerBound < order[1].lowerBound)
        try await dev.send(path + "/end", [])
        #expect(!(try await official.get("/").text.contains("Later")))
        try await site.close()
    }

    @Test func `what both sides say stands on the page, and withdrawing needs no reason`()
        async throws
    {
        let site = try await Site.withPages()
        var (dev, _) = try await browser(site, "ai-developer", "Lab")
        var (official, agency) = try await browser(site, "agency", "Agency")
        let path = try #require(try await dev.send("/engagements", [("codename", "C")]).location)
        try await dev.send(path + "/official", [("participant", agency)])
        try await official.send(path + "/partners", [("name", "Grid"), ("reason", "Ready")])
        try await official.send(
            path + "/designation",
            [
                ("outcome", "covered"), ("official", "Director of NSA"),
                ("decided", "2026-01-01"), ("consulted", "CAISI\nCISA"), ("reference", "N-1"),
            ]
        )
        let page = try await dev.get(path)
        try check(page, "all of it")
        #expect(page.text.contains("consulted: CAISI, CISA") && page.text.contains("no word yet"))
        let left = try await dev.send(path + "/withdraw", [])
        #expect(left.status == 303 && left.location == "/engagements")
        #expect(try await official.get(path).text.contains("<dd>withdrawn</dd>"))
        try await site.close()
    }
}
