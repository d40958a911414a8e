// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import Testing

/// Who acts for a participant, as a browser sees and changes it.
@Suite struct PeoplePagesTests {
    /// Somebody with roles of a new participant, signed in; and the participant.
    private func browser(
        _ site: Site,
        of name: String,
        roles: String
    ) async throws -> (browser: Browser, participant: String, person: String) {
        let participant = try await site.register(name)
        let person = try await site.make(
            "/v1/people",
            #"{"participant":"\#(participant)","name":"Robin of \#(name)","roles":[\#(roles)]}"#,
            answering: "id"
        )
        return (try await browser(site, person), participant, person)
    }

    private func browser(_ site: Site, _ person: String) async throws -> Browser {
        let url = try await site.make(
            "/v1/sign-in-links",
            #"{"person":"\#(person)"}"#,
            answering: "url"
        )
        var browser = Browser(site)
        try await browser.send("/sign-in", [("link", url)])
        return browser
    }

    @Test func `a member sees its own people, what each role may do, and changes nothing`()
        async throws
    {
        let site = try await Site.withPages()
        var (robin, lab, me) = try await browser(site, of: "Lab <A>", roles: #""member""#)
        let (other, _, _) = try await browser(site, of: "Lab B", roles: #""steward""#)
        let page = try await robin.get("/people")
        #expect(page.status == 200 && page.text.contains("Lab &lt;A&gt;"))
        #expect(page.text.contains("declares scans and reports for its participant"))
        #expect(page.text.contains("declare scan, ") && page.text.contains("record vulnerability"))
        #expect(page.text.contains("read inventory (own)"))
        #expect(!page.text.contains("Enter somebody") && !page.text.contains("Participants</h2>"))
        #expect(page.text.contains("href=\"/people/\(me)\""))
        let own = try await robin.get("/people/\(me)")
        #expect(own.text.contains("This is you.") && own.text.contains("Make a token"))
        #expect(!own.text.contains("Change roles"))
        #expect(
            try await robin.send("/people/\(me)/roles", [("role-steward", "yes")]).status == 403
        )
        let entered = [("participant", lab), ("name", "Mallory"), ("role-member", "yes")]
        #expect(try await robin.send("/people", entered).status == 403)
        for path in ["/people/\(me)", "/people?participant=\(lab)"] {
            let hidden = try await other.get(path)
            let absent = try await other.get(String(path.dropLast(12)) + "000000000000")
            #expect(hidden.status == 404 && absent.status == 404)
        }
        let unknown = try await Browser(site).get("/people")
        #expect(unknown.status == 401 && unknown.text.contains("href=\"/sign-in\""))
        #expect(!unknown.text.contains("Bearer"))
        try await site.close()
    }

    /// Enters Sam for a laboratory and answers the path of Sam's page.
    private func enterSam(_ steward: inout Browser, _ lab: String) async throws -> String {
        let refused = try await steward.send(
            "/people",
            [("participant", lab), ("name", ""), ("email", "s@a.example"), ("role-reader", "yes")]
        )
        #expect(refused.status == 422 && refused.text.contains("That was not done."))
        #expect(refused.text.contains("<details open><summary>A person"))
        #expect(refused.count(of: "<details open>") == 1 && refused.count(of: " checked") == 2)
        #expect(refused.text.contains("name=\"role-reader\" value=\"yes\" checked"))
        let entered = try await steward.send(
            "/people",
            [("participant", lab), ("name", "Sam <S>"), ("role-member", "yes")]
        )
        #expect(entered.status == 303, "\(entered.text)")
        let listed = try await steward.get("/people").text
        let line = try #require(listed.split(separator: "\n").first { $0.contains("Sam &lt;S") })
        let sam = try #require(line.split(separator: "\"").first { $0.hasPrefix("/people/") })
        return String(sam)
    }

    @Test func `a steward enters people, changes their roles, and gives out what signs in`()
        async throws
    {
        let site = try await Site.withPages()
        var (steward, lab, _) = try await browser(site, of: "Lab A", roles: #""steward""#)
        let path = try await enterSam(&steward, lab)
        try await steward.send(path + "/roles", [("role-reader", "yes"), ("role-steward", "yes")])
        #expect(try await steward.get("/people").text.contains("reader, steward"))
        let linked = try await steward.send(path + "/link", [])
        let link = try #require(linked.text.firstRange(of: "/sign-in?link=")?.upperBound)
        var other = Browser(site)
        let code = linked.text[link...].prefix { $0 != "<" }
        #expect(try await other.send("/sign-in", [("link", String(code))]).status == 303)
        #expect(try await other.get(path).text.contains("This is you."))
        let again = try await steward.send(path + "/link", [])
        #expect(again.status >= 400, "the first credential is handed out, the next is their own")
        let made = try await other.send(path + "/token", [("name", "laptop"), ("days", "30")])
        #expect(made.text.contains("it is not shown again") && made.text.contains("chk_"))
        let tokens = try await other.get(path).text
        #expect(tokens.contains("laptop") && !tokens.contains("chk_"))
        let end = try #require(
            tokens.split(separator: "\"").first { $0.hasPrefix("/tokens/") }.map(String.init)
        )
        let ended = try await steward.send(end, [("holder", String(path.dropFirst(8)))])
        #expect(ended.status == 303 && ended.location == path)
        #expect(try await other.get(path).text.contains("ended 2026"))
        #expect(try await steward.send(path + "/remove", []).location == "/people")
        #expect(try await other.get("/people").status == 401)
        try await site.close()
    }

    @Test func `a steward enters software, and makes its token`() async throws {
        let site = try await Site.withPages()
        var (steward, lab, _) = try await browser(site, of: "Lab A", roles: #""steward""#)
        let entered = try await steward.send(
            "/agents",
            [("participant", lab), ("name", "Fuzzer"), ("family", "AFL"), ("role-member", "yes")]
        )
        #expect(entered.status == 303)
        let listed = try await steward.get("/people").text
        let line = try #require(listed.split(separator: "\n").first { $0.contains("AFL") })
        let path = try #require(line.split(separator: "\"").first { $0.hasPrefix("/people/") })
        let made = try await steward.send(path + "/token", [("name", "rack 3"), ("days", "30")])
        #expect(made.status == 200 && made.text.contains("chk_"))
        #expect(!made.text.contains("Make a sign-in link"))
        #expect(try await steward.send(path + "/link", []).status == 404)
        try await site.close()
    }

    @Test func `an administrator registers a participant and enters its first steward`()
        async throws
    {
        let site = try await Site.withPages()
        let got = try await site.send("GET", "/v1/me", token: site.administrator)
        let me = try #require(try JSONValue(parsing: got.bytes)["id"]?.stringValue)
        var ada = try await browser(site, me)
        #expect(try await ada.get("/people").text.contains("Register a participant"))
        let wrong = try await ada.send("/participants", [("name", "Pump"), ("kind", "nobody")])
        #expect(wrong.status == 422 && wrong.text.contains("Choose one of the list for kind."))
        let made = try await ada.send(
            "/participants",
            [("name", "Pump works"), ("kind", "operator"), ("sector", "water")]
        )
        let path = try #require(made.location, "\(made.text)")
        let empty = try await ada.get(path)
        #expect(empty.text.contains("Nobody acts for it yet.") && empty.text.contains("Pump works"))
        let id = String(path.dropFirst("/people?participant=".count))
        try await ada.send(
            "/people",
            [("participant", id), ("name", "Stu"), ("role-steward", "yes")]
        )
        let listed = try await ada.get(path)
        #expect(listed.text.contains("Stu") && listed.text.contains("Enter somebody"))
        let stu = try #require(listed.link("/people/"))
        let linked = try await ada.send(stu + "/link", [])
        #expect(linked.status == 200)
        let later = try await ada.get(path).text
        #expect(!later.contains("Enter somebody"), "its own steward does that from now on")
        try await site.close()
    }

    @Test func `the first who is entered is offered to be its steward`() async throws {
        let site = try await Site.withPages()
        let got = try await site.send("GET", "/v1/me", token: site.administrator)
        let me = try #require(try JSONValue(parsing: got.bytes)["id"]?.stringValue)
        let ada = try await browser(site, me)
        let lab = try await site.register("Lab C")
        let page = try await ada.get("/people?participant=\(lab)").text
        #expect(page.contains("name=\"role-steward\" value=\"yes\" checked"))
        try await site.close()
    }
}
