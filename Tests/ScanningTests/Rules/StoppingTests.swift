// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// What owners end, by a word or by a rule, and what they see of it.
@Suite struct StoppingTests {
    private func states(_ scans: [Scan], _ community: Community) async throws -> [ScanState] {
        var states: [ScanState] = []
        for scan in scans {
            let seen = try await community.scan(scan.id, for: community.birch)
            states.append(seen.lease.state(at: community.now))
        }
        return states
    }

    @Test(arguments: Engine.allCases)
    func `a rule that refuses ends what is planned or runs there, and nothing else`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.own("203.0.113.0/24", by: alder)
        var scans: [Scan] = []
        for scopes in [["203.0.113.7"], ["198.51.100.7", "203.0.0.0/16:443"], ["198.51.100.8"]] {
            scans.append(try await community.declareByDocument(scopes, by: birch))
        }
        let planned = try await community.declare(
            ["203.0.113.0/25"],
            window: community.window(from: 48),
            by: birch
        ) {
            $0.intensity = "active"
            $0.evidence = ScanEvidence(
                digest: "sha256:" + String(repeating: "0", count: 64),
                contact: "owner@example.org",
                expires: community.now.adding(seconds: 9 * 86_400)
            )
        }
        scans.append(planned)
        try await community.setRule("203.0.113.0/24", "welcome", by: alder)
        #expect(try await states(scans, community) == [.active, .active, .active, .planned])
        try await community.setRule("203.0.113.0/24", "never-scan", by: alder) {
            $0.contact = "security@alder.example"
        }
        #expect(try await states(scans, community) == [.stopped, .stopped, .active, .stopped])
        let beat = RenewScan(viewer: birch, scan: scans[0].id, fence: scans[0].lease.fence)
        let told = try await community.refusal(beat, by: birch)
        #expect(told?.code == "scan-stopped")
        #expect(told?.detail.contains("security@alder.example") == true)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a rule that rested stops what came meanwhile, once it is in force again`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.own("203.0.113.0/24", by: alder)
        try await community.setRule("203.0.113.0/24", "never-scan", by: alder)
        community.test.clock.advance(seconds: 366 * 86_400)
        try await community.own("203.0.113.7", by: birch)
        let scan = try await community.declare(["203.0.113.7"], by: birch) {
            $0.intensity = "active"
        }
        let token = IssueProbeToken(viewer: birch, scan: scan.id, scope: "203.0.113.7", hours: 1)
        #expect(try await community.refusal(token, by: birch) == nil)
        try await community.own("198.51.100.0/24", by: alder)
        #expect(try await states([scan], community) == [.active])
        try await community.own("203.0.112.0/23", by: alder)
        #expect(try await states([scan], community) == [.stopped])
        #expect(try await community.refusal(token, by: birch)?.code == "scan-ended")
        await community.close()
    }

    @Test func `a rule ends more than one page of leases`() async throws {
        let community = try await Community.open(.sqlite)
        try await community.own("pkg:npm/left-pad", by: community.alder)
        var scans: [Scan] = []
        for number in 0..<260 {
            scans.append(
                try await community.declare(["pkg:npm/left-pad@1.\(number)"], by: community.birch)
            )
        }
        let rule = try community.rule("pkg:npm/left-pad", "opted-out", by: community.alder)
        let answer = try await community.submit(rule, by: community.alder)
        #expect(answer.stopped == 260 && !answer.isMoreLeft)
        #expect(try await states(scans, community).allSatisfy { $0 == .stopped })
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a rule says how many scans it stopped, and whether some are left for the next time`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        try await community.own("pkg:npm/left-pad", by: alder)
        for number in 0..<4 {
            try await community.declare(["pkg:npm/left-pad@1.\(number)"], by: community.birch)
        }
        try await community.declare(["pkg:npm/right-pad"], by: community.birch)
        let terms = try community.rule("pkg:npm/left-pad", "opted-out", by: alder).terms
        var told: [String] = []
        for _ in 0..<3 {
            let rule = SetRule(viewer: alder, terms: terms, stops: 2)
            let answer = try await community.submit(rule, by: alder)
            told.append("\(answer.stopped) \(answer.isMoreLeft)")
            #expect(SetRule.Answer(stored: answer.stored) == answer)
            let older = SetRule.Answer(stored: answer.rule.stored)
            #expect(older?.rule == answer.rule && older?.stopped == 0)
        }
        #expect(told == ["2 true", "2 false", "0 false"])
        #expect(SetRule.Answer(stored: [1, 2, 3]) == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an owner sees and stops what is wider than its own, and is told of its own part`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.own("203.0.113.0/24", by: alder)
        try await community.own("dns:www.example.org", by: alder)
        let scan = try await community.declareByDocument(
            ["203.0.112.0/23", "203.0.113.9:443", "dns:*.example.org", "198.51.100.0/24"],
            by: birch
        )
        let other = try await community.declareByDocument(["203.0.112.0/24"], by: birch)
        let seen = try await community.leases(for: alder)
        #expect(seen.map(\.id) == [scan.id])
        #expect(
            seen.first?.scopes.map(\.text) == [
                "203.0.113.0/24", "203.0.113.9/32:443", "dns:www.example.org",
            ]
        )
        #expect(seen.first?.basis == .document && seen.first?.scanner == nil)
        #expect(seen.first?.document == scan.intent.evidence?.digest)
        let foreign = StopScan(viewer: alder, scan: other.id, contact: nil)
        #expect(try await community.refusal(foreign, by: alder) == .notFound)
        try await community.submit(StopScan(viewer: alder, scan: scan.id, contact: nil), by: alder)
        #expect(try await states([scan, other], community) == [.stopped, .active])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a coordinator stops scans only of what it set a rule on for somebody`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let coordinator = community.coordinator
        let scan = try await community.declareByDocument(["203.0.113.0/28"], by: community.birch)
        let stop = StopScan(viewer: coordinator, scan: scan.id, contact: nil)
        #expect(try await community.refusal(stop, by: coordinator) == .notFound)
        try await community.setRule("203.0.113.0/24", "ask", by: coordinator) {
            $0.contact = "security@clinic.example"
            $0.onBehalf = "A clinic without an account"
        }
        let other = StopScan(viewer: community.cedar, scan: scan.id, contact: nil)
        #expect(try await community.refusal(other, by: community.cedar) == .notFound)
        #expect(try await states([scan], community) == [.active])
        try await community.submit(stop, by: coordinator)
        #expect(try await states([scan], community) == [.stopped])
        await community.close()
    }

    @Test func `a page of leases that ends by its bound says where it goes on`() async throws {
        let community = try await Community.open(.sqlite)
        try await community.own("203.0.113.9:1", by: community.alder)
        let mine = try await community.declareByDocument(["203.0.113.9:1"], by: community.birch)
        try await community.own("203.0.113.9", by: community.cedar)
        // Elsewhere by their ports alone, which no key tells.
        for number in 0..<150 {
            let ports = (0..<Scope.limit).map { "203.0.113.9:\(2 + number * 64 + $0)" }
            try await community.declare(ports, by: community.cedar) { $0.intensity = "active" }
        }
        let (now, alder) = (community.now, community.alder)
        var (found, after, pages) = ([ScanID](), ScanID?.none, 0)
        repeat {
            let from = after
            let page = try await community.store.read {
                try $0.leasesOnControls(viewer: alder, now: now, after: from, limit: 50)
            }
            found += page.leases.map(\.id)
            after = page.next
            pages += 1
        } while after != nil && pages < 10
        #expect(found == [mine.id] && pages > 1)
        await community.close()
    }
}
