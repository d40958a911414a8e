// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct AlertPagesTests {
    private static let question = [
        ("source", " 198.51.100.9 "), ("target", "192.0.2.7"), ("port", "443"),
        ("note", "Who <b>is</b> this?"),
    ]

    /// A token and a signed-in browser of somebody.
    private func somebody(
        _ site: Site,
        in participant: String,
        _ role: String
    ) async throws -> (
        browser: Browser, token: String
    ) {
        let asked = #"{"participant":"\#(participant)","name":"Sam","roles":["\#(role)"]}"#
        let person = try await site.make("/v1/people", asked, answering: "id")
        let life = #"{"person":"\#(person)","name":"laptop","lifeDays":30}"#
        let token = try await site.make("/v1/tokens", life, answering: "secret")
        let made = try await site.post("/v1/sign-in-links", "{}", token: token)
        let url = try #require(try JSONValue(parsing: made.bytes)["url"]?.stringValue)
        var browser = Browser(site)
        try await browser.send("/sign-in", [("link", url)])
        return (browser, token)
    }

    private func plan(_ site: Site) -> String {
        let now = site.test.clock.now()
        return """
            {"scopes":["192.0.2.0/25"],"technique":"network-scan","tool":"nmap",
            "intensity":"active","sources":["198.51.100.9"],
            "window":{"start":"\(now)","end":"\(now.adding(seconds: 86_400))"},
            "evidence":{"digest":"sha256:\(String(repeating: "ab", count: 32))",
            "contact":"owner@example.org","expires":"\(now.adding(seconds: 172_800))"}}
            """
    }

    @Test
    func `an owner asks on a page, the scanner answers on one, and both see how long it took`()
        async throws
    {
        let site = try await Site.withPages()
        let me = try await site.send("GET", "/v1/me", token: site.administrator)
        let centre = try JSONValue(parsing: me.bytes)["participant"]?.stringValue ?? ""
        let word = try await somebody(site, in: centre, "coordinator").token
        var owner = try await somebody(site, in: try await site.register("Utility"), "member")
        var scanner = try await somebody(site, in: try await site.register("Lab A"), "member")
        try await site.control("192.0.2.0/24", by: owner.token, word: word)
        let until = site.test.clock.now().adding(seconds: 172_800).description
        try await site.authorize(scanner.token, on: "192.0.2.0/25", until: until, by: owner.token)
        #expect(try await site.post("/v1/scans", plan(site), token: scanner.token).status == 201)

        let empty = try await owner.browser.get("/alerts")
        #expect(empty.text.contains("Nothing was asked, by you or about your scans."))
        let asked = try await owner.browser.send("/alerts", Self.question)
        let path = try #require(asked.location)
        let mine = try await owner.browser.get(path)
        #expect(mine.text.contains("confirmed") && mine.text.contains("Wait for an answer."))
        #expect(mine.text.contains("<dd class=\"said\">Who &lt;b&gt;is&lt;/b&gt; this?</dd>"))
        #expect(!mine.text.contains("Lab A") && !mine.text.contains("It was us</button>"))

        #expect(try await scanner.browser.get("/").text.contains("Was it your scan?"))
        let list = try await scanner.browser.get("/alerts")
        #expect(list.text.contains("Answer one alert.") && list.text.contains(path))
        let theirs = try await scanner.browser.get(path)
        #expect(theirs.text.contains("Say whether it was you."))
        #expect(!theirs.text.contains("Utility"))
        site.test.clock.advance(seconds: 180)
        let answer = [("answer", "it-was-us"), ("words", "Until noon.")]
        #expect(try await scanner.browser.send(path + "/answer", answer).location == path)
        let told = try await owner.browser.get(path)
        #expect(told.text.contains("It was us.") && told.text.contains("after 3 min"))
        #expect(told.text.contains("<span class=\"said\">Until noon.</span>"))
        #expect(!(try await scanner.browser.get("/").text.contains("Was it your scan?")))
        let stranger = try await site.member(of: "Lab B")
        #expect(try await stranger.get(path).status == 404)
        try await site.close()
    }

    @Test func `an owner is shown the document that a scan of its network states`() async throws {
        let site = try await Site.withPages()
        let me = try await site.send("GET", "/v1/me", token: site.administrator)
        let centre = try JSONValue(parsing: me.bytes)["participant"]?.stringValue ?? ""
        let word = try await somebody(site, in: centre, "coordinator").token
        let owner = try await somebody(site, in: try await site.register("Utility"), "member")
        let scanner = try await somebody(site, in: try await site.register("Lab A"), "member")
        try await site.control("192.0.2.0/24", by: owner.token, word: word)
        #expect(try await site.post("/v1/scans", plan(site), token: scanner.token).status == 201)
        let leases = try await owner.browser.get("/leases").text
        let digest = "sha256:\(String(repeating: "ab", count: 32))"
        #expect(leases.contains("saw an owner sign: <code>\(digest)</code>"))
        #expect(!leases.contains("owner@example.org"), "It may be another owner of a part.")
        #expect(!leases.contains("Lab A"))
        let asked = try await site.send("GET", "/v1/leases", token: owner.token)
        let told = try JSONValue(parsing: asked.bytes)["items"]?[0]?["document"]
        #expect(told?.stringValue == digest)
        try await site.close()
    }

    @Test func `what cannot be asked is shown again with what was typed, and why`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let form = [("source", "nowhere"), ("target", "*"), ("port", "0"), ("time", "noon")]
        let shown = try await robin.send("/alerts", form)
        #expect(shown.status == 422)
        for sentence in [
            "From which address: The source is one IPv4 or IPv6 address.",
            "To which address or name of yours:", "Port: A number from 1 to 65535, or nothing.",
            "When: A time such as", "value=\"nowhere\"", "value=\"noon\"",
        ] {
            #expect(shown.text.contains(sentence), "\(sentence)")
        }
        let foreign = try await robin.send("/alerts", Self.question)
        #expect(foreign.status == 422)
        #expect(foreign.text.contains("Only who has proven control of a target"))
        try await site.close()
    }
}
