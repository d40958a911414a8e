// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import Testing

@Suite struct QueueTests {
    /// A browser of somebody who coordinates.
    private func coordinator(_ site: Site) async throws -> Browser {
        let me = try await site.send("GET", "/v1/me", token: site.administrator)
        let centre = try #require(try JSONValue(parsing: me.bytes)["participant"]?.stringValue)
        let body = #"{"participant":"\#(centre)","name":"Cora","roles":["coordinator"]}"#
        let person = try await site.make("/v1/people", body, answering: "id")
        let url = try await site.make(
            "/v1/sign-in-links",
            #"{"person":"\#(person)"}"#,
            answering: "url"
        )
        var browser = Browser(site)
        try await browser.send("/sign-in", [("link", String(url.split(separator: "=").last ?? ""))])
        return browser
    }

    private static let vulnerability = [
        ("title", "It overflows"), ("range", "<1.4.2"),
        ("cvss", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"), ("cve", ""),
    ]

    /// Robin reports, the coordinator records; answers the vulnerability's page.
    private func record(_ robin: inout Browser, _ cora: inout Browser) async throws -> String {
        try await robin.send("/report", ReportTests.report)
        let finding = try #require(try await cora.get("/").link("/findings/"))
        #expect(try await cora.get(finding).text.contains("\(finding)/vulnerability"))
        let form = try await cora.get(finding + "/vulnerability")
        #expect(form.text.contains("vers:npm/") && form.text.contains("It pads to the right"))
        let made = try await cora.send(finding + "/vulnerability", Self.vulnerability)
        #expect(made.status == 303, "\(made.text)")
        return try #require(made.location)
    }

    @Test func `an empty queue teaches what comes into it`() async throws {
        let site = try await Site.withPages()
        let robin = try await site.member(of: "Lab A")
        let cora = try await coordinator(site)
        #expect(try await robin.get("/queue").text.contains("The queue is empty."))
        #expect(try await robin.get("/queue").text.contains("See what affects you"))
        #expect(try await cora.get("/queue").text.contains("Choose a finding from the inbox"))
        #expect(try await Browser(site).get("/queue").status == 401)
        try await site.close()
    }

    @Test func `a recorded vulnerability stands in the queue and says why, and a fact moves it`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        var cora = try await coordinator(site)
        let path = try await record(&robin, &cora)
        let queue = try await cora.get("/queue")
        #expect(queue.text.contains("State what is missing of “It overflows”."))
        #expect(queue.text.contains("Needs information") && queue.text.contains(path))
        #expect(queue.text.contains("9.8 Critical (CVSS 3.1)"))
        let inbox = try await cora.get("/").text
        #expect(inbox.contains("Nothing to do: a vulnerability was recorded of it."))
        #expect(!inbox.contains("check that it is one bug"))
        #expect(inbox.contains("State whether") && inbox.contains("By whom\">you<"))
        #expect(try await cora.get(path).text.contains(">It pads to the right</a>"))
        let refused = try await cora.send(
            path + "/facts",
            [("fact", "exploited kev"), ("source", ""), ("asOf", "yesterday")]
        )
        #expect(refused.status == 422 && refused.text.contains("As of: A day such as"))
        let stated = try await cora.send(
            path + "/facts",
            [("fact", "exploited kev"), ("source", "KEV <b>"), ("asOf", "2025-12-24")]
        )
        #expect(stated.status == 303 && stated.location == path)
        let page = try await cora.get(path)
        #expect(page.text.contains("KEV &lt;b&gt;") && page.text.contains("2025-12-24 00:00 UTC"))
        #expect(try await cora.get("/queue").text.contains("it is being exploited."))
        // The finder follows it, and states nothing.
        let seen = try await robin.get(path)
        #expect(seen.text.contains("It overflows") && !seen.text.contains("State a fact"))
        #expect(try await robin.send(path + "/facts", [("fact", "exploited kev")]).status == 403)
        let other = try await site.member(of: "Lab B")
        #expect(try await other.get(path).status == 404)
        #expect(try await other.get("/queue").text.contains("The queue is empty."))
        try await site.close()
    }

    @Test func `a range that does not read is shown again with what was typed`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        var cora = try await coordinator(site)
        try await robin.send("/report", ReportTests.report)
        let finding = try #require(try await cora.get("/").link("/findings/"))
        var form = Self.vulnerability
        form[1].1 = "vers:npm/>>1\""
        let refused = try await cora.send(finding + "/vulnerability", form)
        #expect(refused.status == 422 && refused.text.contains("Affected versions: "))
        #expect(refused.text.contains("value=\"vers:npm/&gt;&gt;1&quot;\""))
        #expect(try await robin.get(finding + "/vulnerability").status == 403)
        try await site.close()
    }

    @Test func `my exposure teaches, then says what to do and by when, with its zone`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        var cora = try await coordinator(site)
        _ = try await record(&robin, &cora)
        let empty = try await robin.get("/exposure")
        #expect(empty.text.contains("List what you run.") && empty.text.contains("/inventory"))
        let wrong = try await robin.send(
            "/inventory",
            [("purl", "pkg:npm/left-pad"), ("label", "")]
        )
        #expect(wrong.status == 422 && wrong.text.contains("Package: Name the version"))
        let item = [("purl", "pkg:npm/left-pad@1.3.0"), ("exposed", "yes"), ("label", "Ward <B>")]
        #expect(try await robin.send("/inventory", item).status == 303)
        let exposure = try await robin.get("/exposure")
        #expect(
            exposure.text.contains("Advice, after BOD 26-04: act by the end of 2026-01-15 (UTC)")
        )
        #expect(exposure.text.contains("<time datetime=\"2026-01-15\"><strong>2026-01-15 UTC"))
        #expect(exposure.text.contains("Ward &lt;B&gt;"))
        #expect(exposure.text.contains("<span class=\"tag advice\">advice</span>"))
        #expect(!(try await cora.get("/exposure").text.contains("Ward")))
        let patched = [("list", "purl,exposed\npkg:npm/left-pad@1.4.2,yes"), ("replace", "yes")]
        #expect(try await robin.send("/inventory/import", patched).status == 303)
        let after = try await robin.get("/exposure")
        #expect(after.text.contains("Nothing that you may know of affects what you run."))
        try await site.close()
    }

    @Test func `a list is refused with all its faults, and a line is taken out by a press`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let typed = "purl\npkg:npm/a\nb\n"
        let refused = try await robin.send("/inventory/import", [("list", typed)])
        #expect(refused.status == 422 && refused.text.contains("line 2/purl: Name the version"))
        #expect(refused.text.contains("line 3/purl") && refused.text.contains("pkg:npm/a\nb"))
        let listed = [("list", "pkg:npm/a@1.0.0")]
        #expect(try await robin.send("/inventory/import", listed).status == 303)
        let page = try await robin.get("/inventory")
        let remove = try #require(page.text.firstRange(of: "action=\"/inventory/"))
        let path = page.text[remove.upperBound...].prefix { $0 != "\"" }
        let other = try await site.member(of: "Lab B")
        var stranger = other
        #expect(try await stranger.send("/inventory/\(path)", []).status == 404)
        #expect(try await robin.send("/inventory/\(path)", []).status == 303)
        #expect(try await robin.get("/inventory").text.contains("No line is listed."))
        try await site.close()
    }

    @Test func `every one of its pages has one heading, labels, and says first what to do`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        var cora = try await coordinator(site)
        let path = try await record(&robin, &cora)
        let finding = try #require(try await cora.get("/").link("/findings/"))
        _ = try await robin.send("/inventory", [("purl", "pkg:npm/left-pad@1.3.0")])
        for place in ["/queue", "/exposure", "/inventory", path] {
            try check(try await robin.get(place), Comment(rawValue: place))
        }
        for place in ["/queue", "/exposure", path, finding, finding + "/vulnerability"] {
            try check(try await cora.get(place), Comment(rawValue: place))
        }
        try await site.close()
    }

    private func check(_ page: Got, _ place: Comment) throws {
        #expect(page.status == 200 && page.count(of: "<h1>") == 1, place)
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
        // On a small screen a cell says by itself which column it is of.
        let rows = page.text.split(separator: "<tbody>").dropFirst()
        for cells in rows.flatMap({ $0.split(separator: "<td").dropFirst(2) }) {
            let isNamed = cells.hasPrefix(" data-label=\"") || cells.hasPrefix(" class=\"what\"")
            #expect(isNamed || cells.hasPrefix(">"), place)
        }
        #expect(!page.text.contains("{{"), place)
    }
}
