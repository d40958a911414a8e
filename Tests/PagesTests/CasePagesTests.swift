// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// Cases as a browser sees them: a coordinator's, and a finder's.
@Suite struct CasePagesTests {
    /// Somebody with a browser and a token.
    private struct Person {
        var browser: Browser
        let token: String
        let participant: String
    }

    private func person(_ site: Site, of participant: String, _ role: String) async throws -> Person
    {
        let id = try await site.make(
            "/v1/people",
            #"{"participant":"\#(participant)","name":"Robin","roles":["\#(role)"]}"#,
            answering: "id"
        )
        let token = try await site.make(
            "/v1/tokens",
            #"{"person":"\#(id)","name":"t"}"#,
            answering: "secret"
        )
        let made = try await site.post("/v1/sign-in-links", "{}", token: token)
        let url = try #require(try JSONValue(parsing: made.bytes)["url"]?.stringValue)
        var browser = Browser(site)
        try await browser.send("/sign-in", [("link", url)])
        return Person(browser: browser, token: token, participant: participant)
    }

    private func coordinator(_ site: Site) async throws -> Person {
        let me = try await site.send("GET", "/v1/me", token: site.administrator)
        let centre = try #require(
            try JSONValue(parsing: me.bytes)["participant"]?.stringValue
        )
        return try await person(site, of: centre, "coordinator")
    }

    /// The vulnerability of a finding that the finder reports through the page.
    private func vulnerability(
        _ site: Site,
        by finder: Person,
        for coordinator: inout Person
    ) async throws -> String {
        var finder = finder
        try await finder.browser.send("/report", ReportTests.report)
        let finding = try #require(try await finder.browser.get("/").link("/findings/"))
        let made = try await site.post(
            "/v1\(finding)/vulnerability",
            #"{"title":"It overflows","range":"vers:all/*"}"#,
            token: coordinator.token
        )
        return try #require(
            try JSONValue(parsing: made.bytes)["id"]?.stringValue,
            "\(made.text)"
        )
    }

    private func check(_ page: Got, _ place: Comment) throws {
        #expect(page.status == 200, place)
        #expect(page.count(of: "<h1>") == 1 && !page.text.contains("<script"), place)
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

    @Test func `a case goes from the invitation to the last word, and says each time what is due`()
        async throws
    {
        let site = try await Site.withPages()
        var ada = try await coordinator(site)
        var robin = try await person(site, of: try await site.register("Lab A"), "member")
        #expect(try await robin.browser.get("/cases").text.contains("You are on no case."))
        let about = try await vulnerability(site, by: robin, for: &ada)
        // The manual clock begins with 2026.
        let opened = try await ada.browser.send(
            "/cases",
            [("vulnerability", about), ("title", "Pad <overflows>"), ("until", "2026-01-09T12:00")]
        )
        let path = try #require(opened.location, "\(opened.text)")
        let mine = try await ada.browser.get(path)
        try check(mine, "coordinator")
        #expect(mine.text.contains("<h1>Pad &lt;overflows&gt;</h1>"))
        #expect(mine.text.contains("wait for them, or ask them. Until 2026-01-09 12:00 UTC."))
        let invited = try await robin.browser.get(path)
        try check(invited, "invited")
        #expect(
            invited.text.contains("<h1>A case you are invited to") && !invited.text.contains("Pad")
        )
        #expect(invited.text.contains("You are invited: consent to the terms, or decline."))
        #expect(invited.text.contains("Silence until 2026-01-09 12:00 UTC."))
        #expect(invited.text.contains("It is shown to those who keep the terms of this case."))
        let list = try await robin.browser.get("/cases")
        #expect(list.text.contains("One case waits for you, until 2026-01-09 12:00 UTC."))
        let consent = [("answer", "consent"), ("terms", invited.value(of: "terms"))]
        #expect(try await robin.browser.send(path + "/answer", consent).status == 303)
        try await ada.browser.send(path + "/messages", [("text", "Hello & welcome")])
        let joined = try await robin.browser.get(path)
        try check(joined, "joined")
        #expect(joined.text.contains(/(?s)Hello &amp; welcome.*<textarea id="text"/))
        #expect(["Keep silent", "Coordination Centre"].allSatisfy { joined.text.contains($0) })
        let left = try await robin.browser.send(path + "/leave", []).location
        #expect(left == "/cases")
        #expect(try await robin.browser.get(path).status == 404)
        try await site.close()
    }

    @Test func `what a form is refused for stands on the page again, beside what was typed`()
        async throws
    {
        let site = try await Site.withPages()
        var ada = try await coordinator(site)
        let robin = try await person(site, of: try await site.register("Lab A"), "member")
        let about = try await vulnerability(site, by: robin, for: &ada)
        let typed = [("vulnerability", about), ("title", "T"), ("until", "2026-01-09T12:30")]
        let refused = try await ada.browser.send("/cases", typed)
        #expect(refused.status == 422)
        #expect(refused.text.contains("Until: An embargo ends on a full hour of UTC"))
        #expect(refused.text.contains("value=\"2026-01-09T12:30\""))
        let opened = try await ada.browser.send("/cases", Array(typed.dropLast()))
        let path = try #require(opened.location)
        let past = try await ada.browser.send(path + "/embargo", [("until", "2025-01-01T00:00")])
        #expect(past.status == 422 && past.text.contains("choose a later hour"))
        let unknown = try await ada.browser.send(
            path + "/members",
            [("participant", "nobody"), ("role", "supplier")]
        )
        #expect(unknown.status == 422 && unknown.text.contains("Give the id of the participant"))
        let again = try await ada.browser.send("/cases", Array(typed.dropLast()))
        #expect(again.status == 422 && again.text.contains("There is an open case"))
        try await site.close()
    }
}
