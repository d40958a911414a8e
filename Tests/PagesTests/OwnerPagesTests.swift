// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Testing

/// What owners hold, ask, allow and see, on pages.
@Suite struct OwnerPagesTests {
    @Test func `an owner claims, is told the exact record, and a coordinator vouches`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let empty = try await robin.get("/controls")
        #expect(empty.status == 200 && empty.text.contains("Nothing is claimed."))
        let wrong = try await robin.send("/controls", [("scope", "192.0.2.1/24"), ("method", "")])
        #expect(wrong.status == 422 && wrong.text.contains("role=\"alert\""))
        #expect(wrong.text.contains("value=\"192.0.2.1/24\""))
        let name = [("scope", "dns:*.lab-a.example"), ("method", "dns")]
        let path = try #require(try await robin.send("/controls", name).location)
        let claim = try await robin.get(path)
        #expect(claim.text.contains("<pre class=\"mono\">_clearinghouse.lab-a.example</pre>"))
        #expect(claim.text.contains("<pre class=\"mono\">clearinghouse-control="))
        #expect(claim.text.contains("Check it now"))
        let package = [("scope", "pkg:npm/left-pad"), ("method", "")]
        let second = try #require(try await robin.send("/controls", package).location)
        #expect(try await robin.get(second).text.contains("A coordinator looks into it."))
        var cory = try await site.coordinator()
        #expect(try await cory.get("/controls").text.contains("A claim waits for your word."))
        let silent = try await cory.send("\(second)/approve", [("reason", "")])
        #expect(silent.status == 422 && silent.text.contains("role=\"alert\""))
        let word = [("reason", "Called <them>.")]
        #expect(try await cory.send("\(second)/approve", word).status == 303)
        let proven = try await robin.get(second)
        #expect(proven.text.contains("Called &lt;them&gt;.") && proven.text.contains("proven"))
        let other = try await site.member(of: "Lab B")
        #expect(try await other.get(second).status == 404)
        #expect(try await robin.send("\(second)/give-up", []).status == 303)
        #expect(try await robin.get(second).text.contains("This claim was given up."))
        let nobody = Browser(site)
        for page in ["/controls", "/leases", "/rules", "/authorizations"] {
            #expect(try await nobody.get(page).status == 401)
        }
        try await site.close()
    }

    @Test func `a coordinator refuses a claim on its page, and its participant reads why`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let name = [("scope", "dns:*.lab-a.example"), ("method", "dns")]
        let path = try #require(try await robin.send("/controls", name).location)
        var cory = try await site.coordinator()
        #expect(try await cory.get(path).text.contains("Refuse it, or take it back"))
        let silent = try await cory.send("\(path)/refuse", [("reason", " ")])
        #expect(silent.status == 422 && silent.text.contains("role=\"alert\""))
        let sold = [("reason", "It was <sold>.")]
        #expect(try await robin.send("\(path)/refuse", sold).status == 403)
        #expect(try await cory.send("\(path)/refuse", sold).status == 303)
        let refused = try await robin.get(path).text
        #expect(refused.contains("A coordinator refused this claim"))
        #expect(refused.contains("It was &lt;sold&gt;.") && !refused.contains("Check it now"))
        try await site.close()
    }

    @Test func `an owner sets a rule, and is told what is wrong with it`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        var rule = [
            ("scope", "pkg:npm/left-pad"), ("stance", "welcome"), ("contact", "not one"),
            ("rate", "600"), ("refused", "fuzzing, dast"), ("quiet", "2099-01-02 2099-01-01"),
            ("intensity", "active"), ("format", ""), ("listed", "yes"),
        ]
        let wrong = try await robin.send("/rules", rule)
        #expect(wrong.status == 422 && wrong.text.contains("An address of e-mail"))
        #expect(wrong.text.contains("The window has to end after its start."))
        #expect(wrong.text.contains("value=\"not one\"") && wrong.text.contains("2099-01-02"))
        rule[2].1 = "security@lab-a.example"
        rule[5].1 = "2026-02-01 2026-02-03"
        let set = try await robin.send("/rules", rule)
        #expect(set.status == 303, "\(set.text)")
        let rules = try await robin.get("/rules")
        for word in [
            "security@lab-a.example", "600 requests an hour", "not fuzzing, dynamic-analysis",
            "quiet 2026-02-01 00:00 UTC to 2026-02-04 00:00 UTC", "at most active",
        ] {
            #expect(rules.text.contains(word), "\(word)")
        }
        try await site.close()
    }

    @Test func `an owner allows a scan, and takes its word back`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        let given = [
            ("participant", "00000000-0000-7000-8000-000000000000"),
            ("scope", "pkg:npm/left-pad"), ("intensity", "active"), ("until", "2026-02-01"),
        ]
        #expect(try await robin.send("/authorizations", given).status == 303)
        let late = given.dropLast() + [("until", "2099-01-01")]
        let refused = try await robin.send("/authorizations", Array(late))
        #expect(refused.status == 422 && refused.text.contains("Your proof of control runs out"))
        let page = try await robin.get("/authorizations").text
        let start = try #require(page.firstRange(of: "action=\"/authorizations/"))
        let id = page[start.upperBound...].prefix { $0 != "/" }
        #expect(try await robin.send("/authorizations/\(id)/withdraw", []).status == 303)
        #expect(try await robin.get("/authorizations").text.contains("withdrawn"))
        try await site.close()
    }

    @Test func `an owner sees who scans, not by name, and stops it`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        #expect(try await robin.get("/leases").text.contains("Nobody has declared a scan"))
        let claims = try await robin.get("/controls").text
        let link = String(try #require(claims.firstMatch(of: /href="(\/controls\/[^"]+)"/)).1)
        let quiet = try await robin.get(link).text
        #expect(quiet.contains("No scan of it is declared."))
        #expect(quiet.contains("It rests on a coordinator’s word") && !quiet.contains("publish"))
        var other = try await site.member(of: "Lab B")
        let scan = [
            ("scope", "pkg:npm/left-pad"), ("technique", "fuzzing"), ("tool", "afl"),
            ("hours", "4"),
        ]
        let declared = try #require(try await other.send("/scans", scan).location)
        let leases = try await robin.get("/leases")
        #expect(leases.text.contains("One scan of what is yours runs now."))
        #expect(leases.text.contains("not told") && !leases.text.contains("Lab B"))
        #expect(!leases.text.contains("<svg"), "One window is no picture.")
        #expect(try await robin.get(link).text.contains("One scan of it is declared: active,"))
        _ = try await other.send("/scans", scan)
        let two = "The windows of the 2 scans, of which 2 run now."
        #expect(try await robin.get("/leases").text.contains(two))
        #expect(try await robin.get(link).text.contains(two))
        let stop = declared.replacing("/scans/", with: "/leases/") + "/stop"
        #expect(try await robin.send(stop, [("contact", "security@lab-a.example")]).status == 303)
        let stopped = try await other.get(declared).text
        #expect(stopped.contains("stopped it. Ask at security@lab-a.example."))
        #expect(try await other.get("/").text.contains("An owner stopped a scan of yours"))
        #expect(try await robin.get("/leases").text.contains("stopped"))
        try await site.close()
    }
}
