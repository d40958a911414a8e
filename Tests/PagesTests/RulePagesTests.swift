// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import TestSupport
import Testing

/// The form by which owners say what they ask of scanners, and what comes of it.
@Suite struct RulePagesTests {
    private static let rule = [
        ("scope", "pkg:npm/left-pad"), ("stance", "welcome"), ("listed", "yes"),
    ]
    private static let windows = """
        2026-02-01
        2026-02-03 2026-02-04
        2026-02-05T22:00:00Z 2026-02-06T06:00:00Z
        """

    @Test func `quiet windows are days or times, and what is neither is told with what is taken`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        let typed = [("quiet", "at night\n2026-02-30"), ("until", "soon"), ("contact", "x")]
        let odd = try await robin.send("/rules", Self.rule + typed)
        #expect(odd.status == 422 && odd.text.contains("2026-02-30</textarea>"))
        for sentence in [
            "Quiet windows: “at night” is no quiet window. On a line stands a day (2026-12-24)",
            "“2026-02-30” is no quiet window.", "Until when: A day such as 2027-01-31",
            "Contact: An address of e-mail",
        ] {
            #expect(odd.text.contains(sentence), "\(sentence)")
        }
        #expect(!odd.text.contains("has to end after its start"))
        let right = [("quiet", Self.windows), ("until", "2026-03-31")]
        #expect(try await robin.send("/rules", Self.rule + right).status == 303)
        let page = try await robin.get("/rules").text
        for told in [
            "quiet 2026-02-01 00:00 UTC to 2026-02-02 00:00 UTC",
            "quiet 2026-02-03 00:00 UTC to 2026-02-05 00:00 UTC",
            "quiet 2026-02-05 22:00 UTC to 2026-02-06 06:00 UTC", "until 2026-04-01 00:00 UTC",
        ] {
            #expect(page.contains(told), "\(told)")
        }
        try await site.close()
    }

    /// The address that fills the form with the only rule of a page.
    private func change(_ page: Got) throws -> String {
        String(try #require(page.link("/rules?change=")).prefix { $0 != "#" })
    }

    @Test func `a rule of one's own fills the form to be changed, and nobody else's does`()
        async throws
    {
        let site = try await Site.withPages()
        let token = try await site.token(of: "Lab A")
        var robin = try await site.browser(of: token)
        try await site.own("pkg:npm/left-pad", by: &robin)
        let said = [
            ("quiet", Self.windows), ("until", "2026-03-31T12:00:00Z"), ("rate", "600"),
            ("contact", "noc@lab-a.example"), ("refused", "fuzzing, dast"),
        ]
        try await robin.send("/rules", Self.rule + said)
        let change = try change(try await robin.get("/rules"))
        let form = try await robin.get(change)
        #expect(form.text.contains("Change the rule on pkg:npm/left-pad"))
        for filled in [
            "\(Self.windows)</textarea>", "value=\"2026-03-31T12:00:00Z\"", "value=\"600\"",
            "value=\"noc@lab-a.example\"", "value=\"fuzzing, dynamic-analysis\"",
            "<option value=\"welcome\" selected>", "value=\"yes\" checked",
        ] {
            #expect(form.text.contains(filled), "\(filled)")
        }
        // It is listed, so that everybody may read it.
        let other = try await site.member(of: "Lab B")
        for path in [change, "/rules?change=x", "/rules?set=x&stopped=3"] {
            let page = try await other.get(path)
            #expect(page.status == 200 && page.text.contains("<h2 id=\"set\">Set a rule</h2>"))
            #expect(!page.text.contains("left-pad") && !page.text.contains("It stopped"))
        }
        // A window that is over would be refused.
        site.test.clock.advance(seconds: 40 * 86_400)
        let later = try await site.browser(of: token).get(change)
        #expect(later.text.contains("value=\"600\"") && later.text.contains(">\n</textarea>"))
        try await site.close()
    }

    @Test func `setting a rule says what it stopped, and what it replaced`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        let said = [("contact", "noc@lab-a.example"), ("rate", "600")]
        let first = try #require(try await robin.send("/rules", Self.rule + said).location)
        let set = try await robin.get(first).text
        #expect(set.contains("The rule on pkg:npm/left-pad is set: welcome."))
        #expect(!set.contains("It stopped") && !set.contains("Before,"))
        var other = try await site.member(of: "Lab B")
        for version in ["1.1", "1.2"] {
            let scan = [("scope", "pkg:npm/left-pad@\(version)"), ("technique", "fuzzing")]
            try await other.send("/scans", scan + [("tool", "afl"), ("hours", "4")])
        }
        let refusing = [("scope", "pkg:npm/left-pad"), ("stance", "never-scan")]
        let path = try #require(try await robin.send("/rules", refusing).location)
        let told = try await robin.get(path).text
        for sentence in [
            "is set: never scan: lives depend on it.", "It stopped 2 scans.",
            "Before, its stance was welcome.",
            "It had, and has no more: contact, requests an hour, listing for everybody.",
        ] {
            #expect(told.contains(sentence), "\(sentence)")
        }
        let again = try #require(try await robin.send("/rules", refusing).location)
        #expect(try await robin.get(again).text.contains("It stopped no scan"))
        #expect(!(try await other.get(path).text.contains("It stopped")))
        try await site.close()
    }

    @Test func `an address shows of what came of a rule only words of ours`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        try await robin.send("/rules", Self.rule)
        let page = try await robin.get("/rules")
        let id = try change(page).replacing("/rules?change=", with: "")
        let odd = "stopped=1001&was=%3Cb%3E&dropped=untruths"
        let forged = try await robin.get("/rules?set=\(id)&\(odd)")
        #expect(forged.status == 200 && forged.text.contains("is set: welcome."))
        for word in ["It stopped", "Before,", "no more:", "untruths"] {
            #expect(!forged.text.contains(word), "\(word)")
        }
        let left = try await robin.get("/rules?set=\(id)&stopped=1000&left=1")
        #expect(left.text.contains("It stopped 1000 scans. Scans are left there, more than one"))
        #expect(left.text.contains("<a href=\"/rules?change=\(id)#set\">Set it again</a>"))
        try await site.close()
    }
}
