// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// What owners are told of their own rules and proofs, and those whom they stop.
@Suite struct OwnerToldTests {
    @Test(arguments: Engine.allCases)
    func `whoever is stopped is told whom to ask, by the owner's own rule if by nothing else`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        for (owner, contact) in [(alder, "noc@alder.example"), (community.cedar, "c@c.example")] {
            try await community.own("203.0.113.0/24", by: owner)
            try await community.setRule("203.0.113.0/24", "ask", by: owner) {
                $0.contact = contact
            }
        }
        func told(_ scope: String, stopping contact: String?) async throws -> String {
            let scan = try await community.declareByDocument([scope], by: birch)
            let stop = StopScan(viewer: alder, scan: scan.id, contact: contact)
            try await community.submit(stop, by: alder)
            let beat = RenewScan(viewer: birch, scan: scan.id, fence: scan.lease.fence)
            return try await community.refusal(beat, by: birch)?.detail ?? ""
        }
        let byRule = try await told("203.0.113.7", stopping: nil)
        #expect(byRule.hasSuffix(" Ask at noc@alder.example."), "\(byRule)")
        let byWord = try await told("203.0.112.0/23", stopping: "desk@alder.example")
        #expect(byWord.hasSuffix(" Ask at desk@alder.example."), "\(byWord)")
        try await community.setRule("203.0.113.0/24", "welcome", by: alder)
        #expect(!(try await told("203.0.113.8", stopping: nil).contains("Ask at")))
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `setting a rule says what it replaces, and what of that is lost`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        try await community.own("192.0.2.0/24", by: alder)
        func set(
            _ stance: String,
            _ change: (inout RuleDraft) -> Void
        ) async throws -> ReplacedRule? {
            let rule = try community.rule("192.0.2.0/24", stance, by: alder, change: change)
            let answer = try await community.submit(rule, by: alder)
            #expect(SetRule.Answer(stored: answer.stored) == answer, "A repeat says the same.")
            return answer.replaced
        }
        #expect(try await set("never-scan") { $0.contact = "noc@alder.example" } == nil)
        let open = try await set("welcome") { draft in
            draft.requestsPerHour = 600
            draft.quiet = [community.window(from: 24)]
            draft.until = community.now.adding(seconds: 90 * 86_400)
            draft.isListed = true
        }
        #expect(open?.stance == .neverScan && open?.dropped == [.contact])
        let closed = try await set("opted-out") { $0.format = "SARIF" }
        #expect(closed?.stance == .welcome)
        #expect(closed?.dropped == [.requestsPerHour, .quiet, .until, .listed])
        _ = try await set("welcome") { $0.quiet = [community.window(lasting: 1)] }
        community.test.clock.advance(seconds: 7_200)
        let over = try await set("welcome") { _ in }
        #expect(over?.stance == .welcome && over?.dropped == [], "That window was over.")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `proofs that end are told, but for what a wider one goes on holding`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        func ending(_ viewer: Viewer) async throws -> EndingProofs? {
            let now = community.now
            return try await community.store.read {
                try $0.endingProofs(viewer: viewer, now: now, before: now.adding(seconds: 864_000))
            }
        }
        let control = try await community.own("192.0.2.0/24", by: alder)
        try await community.own("dns:alder.example", by: alder)
        #expect(try await ending(alder) == nil)
        community.test.clock.advance(seconds: 360 * 86_400)
        let soon = try await ending(alder)
        #expect(soon?.count == 2 && soon?.until == control.until)
        try await community.own("192.0.0.0/16", by: alder)
        #expect(try await ending(alder)?.first.scope.text == "dns:alder.example")
        #expect(try await ending(community.birch) == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `rules that rest are told while they are asked, and not those for somebody else`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, coordinator) = (community.alder, community.coordinator)
        func resting(_ viewer: Viewer) async throws -> RestingRules? {
            let now = community.now
            return try await community.store.read { try $0.restingRules(viewer: viewer, now: now) }
        }
        let control = try await community.own("192.0.2.0/24", by: alder)
        try await community.setRule("192.0.2.0/25", "never-scan", by: alder)
        try await community.setRule("192.0.2.128/25", "welcome", by: alder) {
            $0.until = community.now.adding(seconds: 86_400)
        }
        try await community.setRule("198.51.100.0/24", "ask", by: coordinator) {
            $0.contact = "noc@clinic.example"
            $0.onBehalf = "A clinic"
        }
        community.test.clock.advance(seconds: 172_800)
        #expect(try await resting(alder) == nil)
        try await community.submit(EndControl(viewer: alder, control: control.id), by: alder)
        let rules = try await resting(alder)
        #expect(rules?.count == 1 && rules?.refusing == 1, "The other had an end of its own.")
        #expect(try await resting(coordinator) == nil)
        await community.close()
    }
}
