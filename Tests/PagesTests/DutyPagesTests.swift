// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Testing

@Suite struct DutyPagesTests {
    /// A browser of somebody of a new agency.
    private func agent(_ site: Site) async throws -> Browser {
        let body = #"{"kind":"agency","name":"Bureau <b>"}"#
        let id = try await site.make("/v1/participants", body, answering: "id")
        let robin = #"{"participant":"\#(id)","name":"Robin","roles":["member"]}"#
        let person = try await site.make("/v1/people", robin, answering: "id")
        let asked = #"{"person":"\#(person)"}"#
        let url = try await site.make("/v1/sign-in-links", asked, answering: "url")
        var browser = Browser(site)
        let code = String(url.split(separator: "=").last ?? "")
        try await browser.send("/sign-in", [("link", code)])
        return browser
    }

    @Test func `everybody reads who owes what until when, and that it is not publicly known`()
        async throws
    {
        let site = try await Site.withPages()
        let page = try await Browser(site).get("/duties")
        #expect(page.status == 200 && page.count(of: "<h1>") == 1)
        #expect(page.text.contains("2 June 2026 + 30 days = 2 July 2026"))
        #expect(page.text.contains("<time datetime=\"2026-08-01\"><strong>1 August 2026"))
        #expect(page.text.contains("BOD 26-04 binds federal civilian agencies only; for you"))
        #expect(page.count(of: ">not publicly known</span>") == 14)
        #expect(page.text.contains("How far the order’s 11 duties are is not publicly known."))
        #expect(page.text.contains("no day known") && page.text.contains("href=\"/duties.ics\""))
        #expect(page.text.contains("3 calendar days and a forensic triage"))
        #expect(!page.text.contains("Your own days") && !page.text.contains("{{"))
        #expect(page.bytes.count < 100_000)
        let one = try await Browser(site).get("/duties/eo-14409-2-d")
        #expect(one.status == 200 && one.text.contains("Nobody here has said anything on it"))
        #expect(!one.text.contains("<form method=\"post\" action=\"/duties"))
        #expect(try await Browser(site).get("/duties/none").status == 404)
        try await site.close()
    }

    @Test func `an agency keeps its record on the page, and is told what is missing`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await agent(site)
        let path = "/duties/eo-14409-2-d"
        #expect(try await robin.get("/duties").text.contains("BOD 26-04 binds you"))
        #expect(try await robin.get("/duties").text.contains("Nothing that affects you is open."))
        let form = try await robin.get(path)
        for id in ["status", "evidence", "shownTo"] {
            #expect(form.text.contains("<label for=\"\(id)\""))
        }
        var typed = [("status", "done"), ("shownTo", "everyone"), ("evidence", "")]
        let refused = try await robin.send(path, typed)
        #expect(refused.status == 422 && refused.text.contains("role=\"alert\""))
        #expect(refused.text.contains("<option value=\"done\" selected>"))
        typed[2].1 = "https://example.gov/a?b=<c>"
        let kept = try await robin.send(path, typed)
        #expect(kept.status == 303 && kept.location == path, "\(kept.text)")
        let seen = try await Browser(site).get(path)
        #expect(seen.text.contains("Bureau &lt;b&gt;") && seen.text.contains(">done</span>"))
        #expect(seen.text.contains("https://example.gov/a?b=&lt;c&gt;\" rel=\"noreferrer\""))
        let list = try await Browser(site).get("/duties")
        #expect(list.count(of: ">not publicly known</span>") == 13)
        #expect(
            list.text.contains("How far 10 of the order’s 11 duties are is not publicly known.")
        )
        var other = try await site.member(of: "Lab A")
        #expect(!(try await other.get(path).text.contains("Keep your own record")))
        #expect(try await other.send(path, typed).status == 409)
        var nobody = Browser(site)
        #expect(try await nobody.send(path, typed, token: "").status != 303)
        try await site.close()
    }

    @Test func `the first page lists what waits, by whom and until when, what ends first on top`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await agent(site)
        let start = try await robin.get("/")
        let phases = start.text.ranges(of: "href=\"/duties/bod-26-04-phase-").map { range in
            start.text[range.upperBound...].prefix(1)
        }
        #expect(phases == ["1", "2", "3"], "\(phases)")
        #expect(start.text.contains("<time datetime=\"2026-12-07\">2026-12-07</time>"))
        #expect(start.count(of: "<td data-label=\"By whom\">your agency</td>") == 3)
        #expect(start.text.contains("Waits for your agency: Bring the policy"))
        let form = [("status", "done"), ("shownTo", "named"), ("evidence", "our memo 12")]
        #expect(try await robin.send("/duties/bod-26-04-phase-1", form).status == 303)
        #expect(!(try await robin.get("/").text.contains("/duties/bod-26-04-phase-1")))
        let item = [("purl", "pkg:npm/left-pad@1.3.0"), ("exposed", "yes"), ("label", "")]
        #expect(try await robin.send("/inventory", item).status == 303)
        let other = try await site.member(of: "Lab A")
        let empty = try await other.get("/")
        #expect(empty.text.contains("No patch, case, release or duty waits for you."))
        #expect(!empty.text.contains("href=\"/duties/"))
        try await site.close()
    }
}
