// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

@Suite struct ProbingTests {
    @Test(arguments: Engine.allCases)
    func `without an owner's word a question is answered for all around it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        _ = try await community.declareByDocument(
            ["203.0.113.77", "dns:a.example.co.uk"],
            by: community.alder
        )
        for (scope, about, isThere) in [
            ("203.0.7.0/24", "203.0.0.0/16", true), ("203.0.0.0/8", "203.0.0.0/8", true),
            ("203.1.113.77", "203.1.0.0/16", false),
            ("dns:b.example.co.uk", "dns:*.example.co.uk", true),
            ("service:https://c.b.example.org/v1", "dns:*.example.org", false),
        ] {
            let advice = try await community.advice(scope, for: community.birch)
            #expect(advice.verdict == .notAuthorized)
            #expect(advice.about.text == about)
            #expect((advice.overlap.overlapping != nil) == isThere, "\(scope)")
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `near questions share a budget, and the audit shows who used it up`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let birch = community.birch
        var answers: [AdviceAllowance] = []
        for number in 0...AskAdvice.perPlace {
            let near = try Scope(parsing: "pkg:npm/left-pad@1.\(number)")
            answers.append(
                try await community.submit(AskAdvice(viewer: birch, scopes: [near]), by: birch)
            )
        }
        #expect(answers.dropLast().allSatisfy { $0 == .within })
        #expect(answers.last == .placeExhausted)
        // What is declared counts, too, and is declared all the same.
        let scan = try await community.declare(["pkg:npm/left-pad@9"], by: birch)
        #expect(!scan.isAdvised)
        let other = try await community.declare(["pkg:npm/right-pad"], by: birch)
        #expect(other.isAdvised)
        let (day, coordinator) = (community.now.day, community.coordinator)
        let told = try await community.store.read { try $0.probing(on: day, viewer: coordinator) }
        let count = try #require(told.first)
        #expect(told.count == 1 && count.participant == birch.participant)
        #expect(count.asked == AskAdvice.perPlace + 3)
        #expect(count.places == 2 && count.exhausted == 1)
        await #expect(throws: Refusal.forbidden) {
            try await community.store.read { try $0.probing(on: day, viewer: birch) }
        }
        community.test.clock.advance(seconds: 86_400)
        let scope = try Scope(parsing: "pkg:npm/left-pad@1.1")
        let next = try await community.submit(AskAdvice(viewer: birch, scopes: [scope]), by: birch)
        #expect(next == .within)
        await community.close()
    }

    /// What declaring scopes by a made-up document is refused for, as place and code.
    private func refused(_ scopes: [String], _ community: Community) async throws -> [String] {
        do {
            let scan = try await community.declareByDocument(scopes, by: community.birch)
            let end = EndScan(viewer: community.birch, scan: scan.id, outcome: .abandoned)
            try await community.submit(end, by: community.birch)
            return []
        } catch let refusal as Refusal {
            let told = "\(refusal.detail) \(refusal.faults.map(\.reason))"
            #expect(!told.contains("203.0.113"))
            return refusal.faults.isEmpty
                ? [refusal.code] : refusal.faults.map { "\($0.place) \($0.code)" }
        }
    }

    @Test(arguments: Engine.allCases)
    func
        `where nobody may scan is told to who asks about just that, and not within a wide question`(
            _ engine: Engine
        ) async throws
    {
        let community = try await Community.open(engine)
        let birch = community.birch
        try await community.own("203.0.113.0/24", by: community.alder)
        try await community.setRule("203.0.113.0/24", "never-scan", by: community.alder)
        for wide in ["0.0.0.0/0", "203.0.0.0/16", "203.0.112.0/23"] {
            let advice = try await community.advice(wide, for: birch) { $0.intensity = "active" }
            #expect(advice.rules.isEmpty && advice.verdict == .notAuthorized, "\(wide)")
        }
        for exact in ["203.0.113.0/24", "203.0.113.7/32", "203.0.113.7/32:443"] {
            let advice = try await community.advice(exact, for: birch) { $0.intensity = "active" }
            #expect(advice.verdict == .optedOut)
            #expect(advice.rules.map(\.scope.text) == [exact])
        }
        // The owner is told of its rule as it stands.
        let own = try await community.advice("203.0.113.0/25", for: community.alder) {
            $0.intensity = "active"
        }
        #expect(own.rules.map(\.scope.text) == ["203.0.113.0/24"])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a declaration tells not where within a place nobody may scan, and costs its questions`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let birch = community.birch
        try await community.own("203.0.113.0/24", by: community.alder)
        try await community.setRule("203.0.113.0/24", "never-scan", by: community.alder)
        let bare = try community.intent(["203.0.113.0/24", "198.51.100.7"]) {
            $0.intensity = "active"
        }
        let allowance = try await community.store.allowance(of: birch, declaring: bare)
        let declaring = DeclareScan(viewer: birch, intent: bare, allowance: allowance)
        let faults = try await community.refusal(declaring, by: birch)?.faults
        #expect(faults?.map(\.code) == ["needs-owner", "needs-owner"])
        // Three of one place, one of another: all of the place, whatever a plan has besides.
        let plan = ["203.0.7.0/24", "203.0.113.9", "198.51.100.7", "203.0.200.0/24"]
        let told = ["/scopes/0 opted-out", "/scopes/1 opted-out", "/scopes/3 opted-out"]
        #expect(try await refused(plan, community) == told)
        #expect(try await refused(["203.0.0.0/16"], community) == ["/scopes/0 opted-out"])
        #expect(try await refused(["203.0.7.0/24"], community) == ["/scopes/0 opted-out"])
        #expect(try await refused(["198.51.100.7"], community) == [])
        for _ in 3..<AskAdvice.perPlace {
            #expect(try await refused(["203.0.113.9"], community) == ["/scopes/0 opted-out"])
        }
        // Whatever the answer would be.
        for scope in ["203.0.113.9", "203.0.7.0/24"] {
            #expect(try await refused([scope], community) == ["advice-budget"])
        }
        let (day, coordinator) = (community.now.day, community.coordinator)
        let probing = try await community.store.read {
            try $0.probing(on: day, viewer: coordinator)
        }
        let count = try #require(probing.first { $0.participant == birch.participant })
        #expect(count.asked == AskAdvice.perPlace + 4 && count.exhausted == 1)
        for wide in ["203.0.0.0/15", "dns:*.com", "dns:*.co.uk", "0.0.0.0/0"] {
            #expect(try await refused([wide], community) == ["/scopes/0 wide-document"])
        }
        await community.close()
    }

    @Test func `a day's budget ends, however far apart the questions are`() async throws {
        let community = try await Community.open(.sqlite)
        let birch = community.birch
        var allowed = 0
        for batch in 0...(AskAdvice.perDay / 50) {
            let scopes = try (0..<50).map { try Scope(parsing: "pkg:npm/p\(batch)-\($0)") }
            let ask = AskAdvice(viewer: birch, scopes: scopes)
            if try await community.submit(ask, by: birch) == .within { allowed += 50 }
        }
        #expect(allowed == AskAdvice.perDay)
        await community.close()
    }

    /// Somebody scans one address; another, with a thousand questions a day, looks for it.
    ///
    /// It halves the network that is said to hold somebody until both halves are, and then asks
    /// about ever narrower ones, by advice and by scans that it declares with a made-up document.
    @Test func `a planted address is not found to better than its place`() async throws {
        let community = try await Community.open(.sqlite)
        var chance = Chance(seed: 7)
        var found = 0
        let runs = 200
        for _ in 0..<runs {
            let planted = UInt32.random(in: 0x0B00_0000...0xDF00_0000, using: &chance)
            let lease = try await community.declareByDocument(
                [Self.text(planted, 32)],
                by: community.alder
            )
            let known = try await Self.search(community, &chance)
            if known.length > Int(Scope.placePrefix4), planted >> (32 - known.length) == known.bits
            {
                found += 1
            }
            let end = EndScan(viewer: community.alder, scan: lease.id, outcome: .abandoned)
            try await community.submit(end, by: community.alder)
            community.test.clock.advance(seconds: 86_400)
        }
        #expect(found * 20 <= runs, "\(found) of \(runs) found")
        await community.close()
    }

    /// The narrowest network that is said to hold somebody while its other half is not.
    private static func search(
        _ community: Community,
        _ chance: inout Chance
    ) async throws -> (bits: UInt32, length: Int) {
        var known: (bits: UInt32, length: Int) = (0, 0)
        var at = known
        while at.length < 32 {
            let length = at.length + 1
            let half = at.bits << 1
            let asked = text(half << UInt32(32 - length), length)
            guard let left = try await isThere(asked, community, &chance),
                let right = try await isThere(
                    text((half | 1) << UInt32(32 - length), length),
                    community,
                    &chance
                )
            else { break }
            if left != right { known = (left ? half : half | 1, length) }
            at = (
                left && right ? half | UInt32.random(in: 0...1, using: &chance) : known.bits, length
            )
        }
        return known
    }

    /// Whether others are said to be there; nil where the budget is used up.
    private static func isThere(
        _ scope: String,
        _ community: Community,
        _ chance: inout Chance
    ) async throws -> Bool? {
        let birch = community.birch
        let isWide = try Scope(parsing: scope).place.text == scope
        // A document speaks for one place at most.
        if !isWide, Int.random(in: 0..<8, using: &chance) == 0 {
            let scan: Scan
            do {
                scan = try await community.declareByDocument([scope], by: birch)
            } catch let refusal as Refusal where refusal.code == "advice-budget" {
                return nil
            }
            let end = EndScan(viewer: birch, scan: scan.id, outcome: .abandoned)
            try await community.submit(end, by: birch)
            guard scan.isAdvised else { return nil }
            let advice = try await community.store.planAdvice(
                scan.overlapQuestion,
                now: community.now
            )
            return advice.scopes[0].overlap.overlapping != nil
        }
        let question = try community.question(scope, for: birch)
        let ask = AskAdvice(viewer: birch, scopes: question.scopes)
        guard try await community.submit(ask, by: birch) == .within else { return nil }
        let advice = try await community.store.planAdvice(question, now: community.now)
        return advice.scopes[0].overlap.overlapping != nil
    }

    private static func text(_ address: UInt32, _ length: Int) -> String {
        let bytes = [24, 16, 8, 0].map { "\(address >> $0 & 0xFF)" }
        return "\(bytes.joined(separator: "."))/\(length)"
    }
}
