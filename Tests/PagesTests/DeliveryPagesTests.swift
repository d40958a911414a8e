// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import TestSupport
import Testing

@Suite struct DeliveryPagesTests {
    /// Somebody with a token, and a browser that is signed in by it.
    private struct Somebody {
        let lab: String
        let token: String
        var browser: Browser
    }

    private func somebody(_ site: Site, in lab: String, _ role: String) async throws -> Somebody {
        let person = try await site.make(
            "/v1/people",
            #"{"participant":"\#(lab)","name":"Robin","roles":["\#(role)"]}"#,
            answering: "id"
        )
        let token = try await site.make(
            "/v1/tokens",
            #"{"person":"\#(person)","name":"laptop","lifeDays":30}"#,
            answering: "secret"
        )
        let made = try await site.post("/v1/sign-in-links", "{}", token: token)
        let url = try #require(try JSONValue(parsing: made.bytes)["url"]?.stringValue)
        var browser = Browser(site)
        try await browser.send("/sign-in", [("link", url)])
        return Somebody(lab: lab, token: token, browser: browser)
    }

    private func people(_ site: Site) async throws -> (member: Somebody, coordinator: Somebody) {
        let me = try await site.send("GET", "/v1/me", token: site.administrator)
        let centre = try #require(try JSONValue(parsing: me.bytes)["participant"]?.stringValue)
        let lab = try await site.register("Lab A")
        return (
            try await somebody(site, in: lab, "member"),
            try await somebody(site, in: centre, "coordinator")
        )
    }

    @Test func `a bundle's page counts down, says who is missing, and takes two signatures`()
        async throws
    {
        let site = try await Site.withPages()
        var (member, coordinator) = try await people(site)
        let prepared = try await site.preparedBundle(
            of: "pkg:npm/left-pad",
            lab: member.lab,
            member: member.token,
            coordinator: coordinator.token
        )
        let path = "/bundles/\(prepared.bundle)"
        let first = try await member.browser.get(path)
        #expect(first.text.contains("in 10 min"))
        #expect(first.text.contains("Check it and sign it before"))
        #expect(first.text.contains("Nobody has signed yet."))
        let form = [
            ("digest", first.value(of: "digest")), ("moment", first.value(of: "moment")),
        ]
        #expect(try await member.browser.send(path + "/sign", form).location == path)
        let half = try await coordinator.browser.get(path)
        #expect(half.text.contains("One of two has signed. A coordinator is missing."))
        #expect(try await coordinator.browser.send(path + "/sign", form).location == path)
        let both = try await member.browser.get(path)
        #expect(both.text.contains("Nothing to do: it goes out at"))
        #expect(both.text.contains("Take my signature back"))
        site.test.clock.advance(seconds: Site.secondsToRelease)
        try await site.work()
        let out = try await coordinator.browser.get(path)
        #expect(out.text.contains("Nothing to do: it went out."))
        #expect(out.text.contains("fewer than 5") && !out.text.contains("Lab A"))
        try await site.close()
    }

    @Test func `an operator's deliveries begin with a key, and end with a receipt`() async throws {
        let site = try await Site.withPages()
        var (member, coordinator) = try await people(site)
        let empty = try await member.browser.get("/deliveries")
        #expect(empty.text.contains("Make a key on your own machine"))
        #expect(empty.text.contains("Nothing was released to you."))
        let leaked = try await member.browser.send(
            "/recipient-keys",
            [("publicKey", "HPKE-X25519-SECRET:abc"), ("name", "n")]
        )
        #expect(leaked.status == 422 && leaked.text.contains("looks like a private key"))
        #expect(!leaked.text.contains("X25519-SECRET:abc"))
        let released = try await site.releasedCase(
            of: "pkg:npm/left-pad",
            lab: member.lab,
            member: member.token,
            coordinator: coordinator.token
        )
        let list = try await member.browser.get("/deliveries")
        #expect(list.text.contains("A very secret bug") && list.text.contains("pump room"))
        let path = "/deliveries/\(released.delivery)"
        let page = try await member.browser.get(path)
        #expect(page.text.contains("clearinghouse delivery pull \(released.delivery)"))
        #expect(page.text.contains("fix.patch") && !page.text.contains("value=\"deployed\""))
        let sent = try await member.browser.send(
            path + "/receipts",
            [("kind", "mitigated"), ("note", "Ward 3 first")]
        )
        #expect(sent.location == path)
        let after = try await member.browser.get(path)
        #expect(after.text.contains("Ward 3 first") && after.text.contains("Nothing to do:"))
        #expect(try await coordinator.browser.get(path).status == 404)
        try await site.close()
    }

    @Test func `advisories are pages for everybody`() async throws {
        let site = try await Site.withPages()
        let (member, coordinator) = try await people(site)
        let nobody = Browser(site)
        #expect(try await nobody.get("/advisories").text.contains("No advisory is published."))
        let released = try await site.releasedCase(
            of: "pkg:npm/left-pad",
            lab: member.lab,
            member: member.token,
            coordinator: coordinator.token
        )
        #expect(try await nobody.get("/advisories/CH-2026-0001").status == 404)
        let published = try await site.post(
            "/v1/cases/\(released.onCase)/advisories",
            #"{"title":"A <b>bug</b>","summary":"s","details":"Line one."}"#,
            token: coordinator.token
        )
        #expect(published.status == 201, "\(published.text)")
        #expect(try await nobody.get("/advisories").link("/advisories/CH") != nil)
        let page = try await nobody.get("/advisories/CH-2026-0001")
        #expect(page.text.contains("A &lt;b&gt;bug&lt;/b&gt;") && page.text.contains("Lab A"))
        #expect(page.text.contains("/v1/advisories/CH-2026-0001/csaf"))
        let title = try #require(page.text.firstRange(of: "</h1>")?.upperBound)
        #expect(page.text[title...].drop(while: \.isWhitespace).hasPrefix("<p class=\"todo"))
        try await site.close()
    }

    @Test func `a released case is published from its page, and all its pages lead to each other`()
        async throws
    {
        let site = try await Site.withPages()
        var (member, coordinator) = try await people(site)
        let released = try await site.releasedCase(
            of: "pkg:npm/left-pad",
            lab: member.lab,
            member: member.token,
            coordinator: coordinator.token
        )
        let path = "/cases/\(released.onCase)"
        let before = try await coordinator.browser.get(path)
        #expect(before.link("/bundles/") == "/bundles/\(released.bundle)")
        #expect(before.text.contains("Publish it to everybody"))
        #expect(try await !member.browser.get(path).text.contains("Publish it to everybody"))
        let wrong = [("summary", "s"), ("details", "Why & how."), ("references", "ftp://x")]
        let refused = try await coordinator.browser.send(path + "/advisory", wrong)
        #expect(refused.status == 422 && refused.text.contains("References: An address that"))
        #expect(refused.text.contains("Why &amp; how.") && refused.text.contains("ftp://x"))
        #expect(try await member.browser.send(path + "/advisory", wrong).status >= 400)
        let form = [
            ("summary", "s"), ("details", "d"),
            ("references", " https://a.example/1\r\n\r\nhttps://a.example/2"),
        ]
        #expect(try await coordinator.browser.send(path + "/advisory", form).location == path)
        let twice = try await coordinator.browser.send(path + "/advisory", form)
        #expect(twice.status == 409 && twice.text.contains("This case has its advisory"))
        for place in [path, "/", "/cases", "/search?q=t"] {
            let told = try await coordinator.browser.get(place).text
            #expect(told.contains("is published: close the case."), "\(place)")
            #expect(!told.contains("publish what is due"), "\(place)")
        }
        try await checkLinks(site, released, coordinator.browser)
        try await site.close()
    }

    /// Case, bundle, vulnerability and advisory lead to each other; to a stranger no case shows.
    private func checkLinks(
        _ site: Site,
        _ released: ReleasedCase,
        _ browser: Browser
    ) async throws {
        let path = "/cases/\(released.onCase)"
        let vulnerability = "/vulnerabilities/\(released.vulnerability)"
        let places = [path, "/bundles/\(released.bundle)", vulnerability]
        for place in places {
            let page = try await browser.get(place)
            #expect(page.link("/advisories/CH-2026-0001") != nil, "\(place)")
            #expect(page.link(place == path ? vulnerability : path) != nil, "\(place)")
        }
        let nobody = Browser(site)
        let advisory = try await nobody.get("/advisories/CH-2026-0001")
        #expect(advisory.link(vulnerability) != nil && advisory.link("/cases/") == nil)
        #expect(advisory.link("https://a.example/2") != nil)
        let known = try await nobody.get(vulnerability)
        #expect(known.link("/advisories/CH-2026-0001") != nil && known.link("/cases/") == nil)
    }

    @Test func `the inbox says that a patch or a case waits`() async throws {
        let site = try await Site.withPages()
        var (member, coordinator) = try await people(site)
        #expect(try await member.browser.get("/").text.contains("Nothing to do."))
        let released = try await site.releasedCase(
            of: "pkg:npm/left-pad",
            lab: member.lab,
            member: member.token,
            coordinator: coordinator.token
        )
        let inbox = try await member.browser.get("/")
        #expect(inbox.text.contains("A patch waits for you: A very secret bug."))
        #expect(inbox.link("/deliveries/") == "/deliveries/\(released.delivery)")
        let centre = try await coordinator.browser.get("/")
        #expect(centre.link("/cases/") == "/cases/\(released.onCase)")
        #expect(!centre.text.contains("A patch waits"))
        try await member.browser.send(
            "/deliveries/\(released.delivery)/receipts",
            [("kind", "mitigated")]
        )
        #expect(try await member.browser.get("/").link("/deliveries/") == nil)
        let item = [("purl", "pkg:npm/left-pad@1.3.0"), ("exposed", "yes")]
        #expect(try await member.browser.send("/inventory", item).status == 303)
        let exposure = try await member.browser.get("/exposure").text
        #expect(exposure.contains("A workaround is in place; the patch is still due."))
        #expect(exposure.contains("Advice, after BOD 26-04") && !exposure.contains("Nothing to do"))
        let first = try await member.browser.get("/").text
        #expect(first.contains("Mitigated; the patch is still due. Advice, after BOD 26-04"))
        try await site.close()
    }
}
