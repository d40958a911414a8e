// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Testing

@Suite struct ReportTests {
    static let report = [
        ("package", "pkg:npm/left-pad@1.3.0"), ("title", "It pads to the right"),
        ("description", "Call it with 3."), ("weakness", "CWE-682"), ("function", "pad"),
    ]

    @Test func `without an account a report gives a receipt`() async throws {
        let site = try await Site.withPages()
        var nobody = Browser(site)
        let stored = try await nobody.send("/report", Self.report)
        #expect(stored.status == 200 && stored.text.contains("<code>SUB-"))
        try await site.close()
    }

    @Test func `each fault stands at its field, and what was typed stays`() async throws {
        let site = try await Site.withPages()
        var nobody = Browser(site)
        let form = [("package", "left-pad"), ("title", "Kept <b>"), ("description", "")]
        let refused = try await nobody.send("/report", form)
        #expect(refused.status == 422)
        #expect(refused.text.contains(#"id="package-wrong""#))
        #expect(refused.text.contains(#"id="description-wrong""#))
        #expect(!refused.text.contains(#"id="title-wrong""#))
        #expect(refused.text.contains(#"value="left-pad""#))
        #expect(refused.text.contains(#"value="Kept &lt;b&gt;""#))
        try await site.close()
    }

    @Test func `a finding is its finder's; to others it is as if it were not`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let other = try await site.member(of: "Lab B")
        #expect(try await robin.get("/").text.contains("No findings that you can see."))
        #expect(try await robin.send("/report", Self.report).status == 200)
        let own = try #require(try await robin.get("/").link("/findings/"))
        #expect(try await robin.get(own).text.contains("Call it with 3."))
        let hidden = try await other.get(own)
        let absent = try await other.get("/findings/00000000-0000-7000-8000-000000000000")
        #expect(hidden.status == 404 && absent.status == 404)
        #expect(hidden.text == absent.text)
        #expect(try await other.get("/").link("/findings/") == nil)
        try await site.close()
    }

    @Test func `hostile text is shown, never obeyed`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let hostile = "\"'><script>alert(1)</script>\u{202E}txt"
        var form = [("package", "pkg:npm/left-pad"), ("credit", hostile), ("title", hostile)]
        form += [("description", hostile), ("function", hostile)]
        let answer = try await robin.send("/report", form)
        form[0].1 = hostile
        let refused = try await robin.send("/report", form)
        let inbox = try await robin.get("/")
        let finding = try await robin.get(try #require(inbox.link("/findings/")))
        #expect(answer.status == 200 && refused.status == 422)
        for page in [answer, refused, inbox, finding] {
            #expect(!page.text.contains("<script") && !page.text.contains("\u{202E}"))
            #expect(!page.text.contains("\"'>"))
        }
        #expect(finding.text.contains("&quot;&#39;&gt;&lt;script&gt;"))
        // The title is the reporter's own, on both pages, and as harmless as the rest.
        #expect(inbox.text.contains("alert(1)&lt;/script&gt;[U+202E]txt</a>"))
        #expect(finding.text.contains("alert(1)&lt;/script&gt;[U+202E]txt</h1>"))
        #expect(finding.text.contains("[U+202E]txt"))
        try await site.close()
    }
}
