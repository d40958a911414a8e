// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Store
import TestSupport
import Testing

/// What the first page tells owners.
@Suite struct OwnerWaitingTests {
    @Test func `an owner hears that a proof ends, and then which rules rest without it`()
        async throws
    {
        let site = try await Site.withPages()
        let token = try await site.token(of: "Lab A")
        let stranger = try await site.token(of: "Lab B")
        var robin = try await site.browser(of: token)
        try await site.own("pkg:npm/left-pad", by: &robin)
        let rules = [("pkg:npm/left-pad", "never-scan"), ("pkg:npm/left-pad@1.3.0", "welcome")]
        for (scope, stance) in rules {
            let rule = [("scope", scope), ("stance", stance)]
            #expect(try await robin.send("/rules", rule).status == 303)
        }
        #expect(try await robin.get("/").text.contains("<strong>Nothing to do.</strong>"))
        site.test.clock.advance(seconds: 340 * 86_400)
        let soon = try await site.browser(of: token).get("/")
        #expect(soon.text.contains("Waits for you: Your proof of pkg:npm/left-pad ends."))
        #expect(soon.link("/controls/") != nil && !soon.text.contains("rules rest"))
        site.test.clock.advance(seconds: 25 * 86_400 + 3_600)
        let over = try await site.browser(of: token).get("/")
        #expect(over.text.contains("2 rules rest: prove again what you control"))
        #expect(over.text.contains("One of them asks that nobody scans."))
        #expect(over.link("/rules") == "/rules" && !over.text.contains("Your proof"))
        let other = try await site.browser(of: stranger).get("/")
        #expect(other.status == 200 && !other.text.contains("rules rest"))
        try await site.close()
    }

    @Test func `an owner hears of scans of its own, and has to look at one on a document`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        try await site.own("pkg:npm/left-pad", "192.0.2.0/24", by: &robin)
        let token = try await site.token(of: "Lab B")
        var other = try await site.browser(of: token)
        let scan = [("scope", "pkg:npm/left-pad"), ("technique", "fuzzing"), ("tool", "afl")]
        try await other.send("/scans", scan + [("hours", "4")])
        let one = try await robin.get("/")
        #expect(one.text.contains(">1 scan of what is yours runs</a>"))
        #expect(one.text.contains("<strong>Nothing to do.</strong>"), "It is no duty to look.")
        let now = site.test.clock.now()
        let plan = """
            {"scopes":["192.0.2.0/25"],"technique":"network-scan","tool":"nmap",
            "intensity":"active","sources":["198.51.100.9"],
            "window":{"start":"\(now)","end":"\(now.adding(seconds: 86_400))"},
            "evidence":{"digest":"sha256:\(String(repeating: "ab", count: 32))",
            "contact":"owner@example.org","expires":"\(now.adding(seconds: 172_800))"}}
            """
        #expect(try await site.post("/v1/scans", plan, token: token).status == 201)
        let two = try await robin.get("/")
        let told = "2 scans of what is yours run, 1 on a document you may not have signed"
        #expect(two.text.contains("Waits for you: \(told)."))
        #expect(two.link("/leases") == "/leases")
        #expect(!(try await other.get("/").text.contains("what is yours")))
        try await site.close()
    }
}
