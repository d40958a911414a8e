// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Testing

@Suite struct SignInTests {
    @Test func `nobody is sent to sign in, and a link signs in once and by its form only`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = Browser(site)
        let sent = try await robin.get("/")
        #expect(sent.status == 303 && sent.location == "/sign-in")
        let link = try await site.link(of: "Lab A")
        for _ in 1...2 {
            let page = try await robin.get("/sign-in?link=\(link)")
            #expect(page.status == 200 && page.cookie == nil && page.value(of: "link") == link)
        }
        let signedIn = try await robin.send("/sign-in", [("link", link)])
        #expect(signedIn.status == 303 && signedIn.location == "/")
        let cookie = try #require(signedIn.cookie)
        for attribute in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age="] {
            #expect(cookie.contains(attribute), "\(cookie)")
        }
        let inbox = try await robin.get("/")
        #expect(inbox.status == 200 && inbox.text.contains("Robin (member)"))
        var other = Browser(site)
        let again = try await other.send("/sign-in", [("link", link)])
        #expect(again.status == 410 && again.cookie == nil)
        let opened = try await other.get("/sign-in?link=\(link)")
        #expect(opened.text.contains("This sign-in link has ended. Ask for a new one."))
        #expect(!opened.text.contains("One press signs you in"))
        try await site.close()
    }

    @Test func `signing out ends the session in the browser and on the server`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let kept = robin
        // The button's own token, as it stands in the header of every page.
        let token = try await robin.get("/").value(of: "token")
        let out = try await robin.send("/sign-out", [], token: token)
        #expect(out.status == 303 && out.location == "/sign-in")
        #expect(out.cookie?.contains("Max-Age=0") == true && robin.cookie == nil)
        #expect(try await kept.get("/").location == "/sign-in")
        try await site.close()
    }

    @Test func `a form with no token or a wrong one changes nothing`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        for token in ["", String(repeating: "0", count: 64)] {
            #expect(try await robin.send("/sign-out", [], token: token).status == 403)
            #expect(try await robin.send("/report", ReportTests.report, token: token).status == 403)
        }
        #expect(try await robin.get("/").text.contains("No findings that you can see."))
        try await site.close()
    }
}
