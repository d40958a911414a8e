// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import TestSupport
import Testing

@Suite struct ScanAndLogTests {
    private static let scan = [
        ("scope", "pkg:npm/left-pad"), ("technique", "fuzzing"), ("tool", "afl"), ("hours", "4"),
    ]

    @Test func `a scan is declared, hears who else is there, and is ended`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        var other = try await site.member(of: "Lab B")
        let declared = try await robin.send("/scans", Self.scan)
        let path = try #require(declared.location)
        #expect(declared.status == 303 && path.hasPrefix("/scans/"))
        #expect(try await robin.get(path).text.contains("nobody else"))
        let second = try #require(try await other.send("/scans", Self.scan).location)
        let advised = try await other.get(second)
        #expect(advised.text.contains("overlapping") && !advised.text.contains("Lab A"))
        let better = "Nobody else scans it, and no owner wants quiet, from 20"
        #expect(advised.text.contains(better), "When to come, and not when to keep away.")
        #expect(try await other.get(path).status == 404)
        #expect(try await robin.send(path + "/end", [("outcome", "completed")]).status == 303)
        #expect(try await robin.get(path).text.contains("The scan has ended."))
        try await site.close()
    }

    @Test func `the first page says when the next heartbeat is due, to those who can send it`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let path = try #require(try await robin.send("/scans", Self.scan).location)
        let one = try await robin.get("/")
        #expect(one.link("/scans/") == path && one.text.contains("A scan under way"))
        #expect(one.text.contains("<td data-label=\"By whom\">your scanner</td>"))
        site.test.clock.advance(seconds: 600)
        try await robin.send("/scans", [("scope", "pkg:npm/other")] + Self.scan.dropFirst())
        let two = try await robin.get("/")
        #expect(two.text.contains("2 scans under way"))
        // What only people can do is said first.
        #expect(two.text.contains("<strong>Nothing to do.</strong>"))
        site.test.clock.advance(seconds: 3_590)
        #expect(try await robin.get("/").text.contains("A scan under way"))
        site.test.clock.advance(seconds: 3_600)
        #expect(!(try await robin.get("/").text.contains("under way")))
        let other = try await site.member(of: "Lab B")
        #expect(!(try await other.get("/").text.contains("under way")))
        try await site.close()
    }

    @Test func `a heartbeat is one press, on the scan's page and in the list`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        var misspelt = Self.scan
        misspelt[0].1 = "pkg:npn/left-pad"
        let path = try #require(try await robin.send("/scans", misspelt).location)
        let warned = try await robin.get(path)
        #expect(warned.text.contains("&quot;npn&quot; is not a registered type of package URL"))
        for place in [path, "/scans"] {
            site.test.clock.advance(seconds: 50 * 60)
            let page = try await robin.get(place)
            #expect(page.text.contains("action=\"\(path)/heartbeat\""))
            let form = [("fence", page.value(of: "fence")), ("from", place == path ? "" : "list")]
            let sent = try await robin.send(path + "/heartbeat", form)
            #expect(sent.status == 303 && sent.location == place)
        }
        // Without the presses it would have lapsed by now.
        #expect(try await robin.get(path).text.contains("Send a heartbeat before"))
        try await site.close()
    }

    @Test func `whoever only reads is offered no change of a scan`() async throws {
        let site = try await Site.withPages()
        let lab = try await site.register("Lab A")
        var member = try await site.browser(in: lab, "member")
        let path = try #require(try await member.send("/scans", Self.scan).location)
        let (page, read) = (
            try await member.get(path), try await site.browser(in: lab, "reader").get(path)
        )
        #expect(read.status == 200 && read.text.contains("afl"))
        for form in ["heartbeat", "end"] {
            #expect(page.text.contains("action=\"\(path)/\(form)\""))
            #expect(!read.text.contains("\(path)/\(form)"))
        }
        try await site.close()
    }

    @Test func `a planned scan can be cancelled, and one that is over told of`() async throws {
        let site = try await Site.withPages()
        let robin = try await site.person(of: "Lab A")
        let asked = #"{"person":"\#(robin)","name":"laptop","lifeDays":30}"#
        let token = try await site.make("/v1/tokens", asked, answering: "secret")
        let declared = try await site.post("/v1/scans", Self.tomorrow, token: token)
        let scan = try #require(try JSONValue(parsing: declared.bytes)["id"]?.stringValue)
        let planned = try await browser(of: token, site).get("/scans/\(scan)")
        #expect(planned.text.contains("Cancel the scan") && !planned.text.contains("Abandon it"))
        site.test.clock.advance(seconds: 2 * 86_400)
        var later = try await browser(of: token, site)
        #expect(try await later.get("/scans/\(scan)").text.contains("Say how it went."))
        let told = try await later.send("/scans/\(scan)/end", [("outcome", "completed")])
        #expect(told.status == 303)
        try await site.close()
    }

    /// From the day after the one on which a test's clock begins.
    private static let tomorrow = """
        {"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","tool":"afl",
        "window":{"start":"2026-01-02T00:00:00Z","end":"2026-01-02T04:00:00Z"}}
        """

    private func browser(of token: String, _ site: Site) async throws -> Browser {
        let made = try await site.post("/v1/sign-in-links", "{}", token: token)
        let url = try #require(try JSONValue(parsing: made.bytes)["url"]?.stringValue)
        var browser = Browser(site)
        try await browser.send("/sign-in", [("link", url)])
        return browser
    }

    @Test func `a scan that is refused is shown again with what was typed, and then declared`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let typed = [
            ("scope", "left-pad \"latest\""), ("technique", "fuzzing"), ("tool", "afl & co"),
            ("hours", "9000"),
        ]
        let refused = try await robin.send("/scans", typed)
        #expect(refused.status == 422)
        #expect(refused.text.contains("What will be scanned:"))
        #expect(refused.text.contains("For how many hours: A window lasts at most 30 days."))
        #expect(refused.text.contains("value=\"left-pad &quot;latest&quot;\""))
        #expect(refused.text.contains("value=\"afl &amp; co\""))
        #expect(refused.text.contains("value=\"9000\""))
        #expect(refused.text.contains("<option value=\"fuzzing\" selected>"))
        let again = [("key", refused.value(of: "key"))] + Self.scan
        #expect(try await robin.send("/scans", again).status == 303)
        try await site.close()
    }

    @Test func `a path that is none answers a browser with a page, and a program as ever`()
        async throws
    {
        let site = try await Site.withPages()
        for path in ["/nothing", "/scans/x/y", "/v1/nothing"] {
            let page = try await site.send("GET", path, headers: [("Accept", "text/html,*/*")])
            #expect(page.status == 404 && page["Content-Type"] == "text/html; charset=utf-8")
            #expect(page.text.contains("<h1>Nothing here</h1>"))
            let plain = try await site.send("GET", path, headers: [("Accept", "*/*")])
            #expect(plain.status == 404 && plain.text.contains("problem/not-found"))
        }
        try await site.close()
    }

    @Test func `the log's page says how to check it`() async throws {
        let site = try await Site.withPages()
        let log = try await Browser(site).get("/log")
        #expect(log.text.contains("The newest checkpoint"))
        #expect(log.text.contains("clearinghouse log verify \(site.address)"))
        #expect(log.text.contains("example.org+key"))
        try await site.close()
    }

    @Test func `scans beside one another are drawn, and one alone is not`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        try await robin.send("/scans", Self.scan)
        #expect(try await robin.get("/scans").count(of: "<svg") == 0)
        var longer = Self.scan
        longer[3].1 = "8"
        try await robin.send("/scans", longer)
        let page = try await robin.get("/scans")
        #expect(page.count(of: "<rect class=\"active\"") == 2)
        #expect(page.text.contains("x=\"0\" y=\"4\" width=\"1000\" height=\"12\""))
        #expect(page.text.contains("x=\"0\" y=\"22\" width=\"500\" height=\"12\""))
        #expect(
            page.text.contains("aria-label=\"The windows of the 2 scans, of which 2 run now.\"")
        )
        try await site.close()
    }

    @Test func `an entry that the log does not have is said to be absent`() async throws {
        let site = try await Site.withPages()
        for number in ["999", "-1", "x", "99999999999999999999"] {
            let page = try await Browser(site).get("/log?entry=\(number)")
            #expect(page.status == 200 && page.text.contains("The log has no such entry yet."))
            #expect(page.text.contains("value=\"\(number)\""))
        }
        try await site.close()
    }

    @Test func `every page has one heading, a way past the menu, labels, and says what to do`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        try await robin.send("/report", ReportTests.report)
        let scan = try #require(try await robin.send("/scans", Self.scan).location)
        let finding = try #require(try await robin.get("/").link("/findings/"))
        let own = ["/", "/scans", "/report", "/log", "/sign-in", scan, finding, "/findings/x"]
        var pages: [(String, Got)] = []
        for path in own { pages.append((path, try await robin.get(path))) }
        let nobody = Browser(site)
        for path in ["/sign-in", "/report", "/scans"] {
            pages.append((path, try await nobody.get(path)))
        }
        for (path, page) in pages { try check(page, Comment(rawValue: path)) }
        try await site.close()
    }

    private func check(_ page: Got, _ place: Comment) throws {
        #expect(page.text.contains(#"<html lang="en">"#), place)
        #expect(page.count(of: "<title>") == 1 && page.count(of: "<h1>") == 1, place)
        #expect(page.text.contains("<a class=\"skip\" href=\"#main\">"), place)
        #expect(page.text.contains("id=\"main\"") && !page.text.contains("<script"), place)
        let heading = try #require(page.text.firstRange(of: "</h1>")?.upperBound, place)
        let first = page.text[heading...].drop(while: \.isWhitespace)
        #expect(first.hasPrefix("<p class=\"todo"), place)
        for kind in ["<input id=\"", "<select id=\"", "<textarea id=\""] {
            for part in page.text.split(separator: kind).dropFirst() {
                let id = part.prefix { $0 != "\"" }
                #expect(page.text.contains("<label for=\"\(id)\""), place)
            }
        }
    }
}
