// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// What owners ask of scanners.
@Suite struct RuleTests {
    @Test(arguments: Engine.allCases)
    func
        `a rule is told on whatever overlaps, the strictest first, while its owner holds the scope`(
            _ engine: Engine
        ) async throws
    {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        let control = try await community.own("192.0.2.0/24", by: alder)
        try await community.own("192.0.2.128/25", by: birch)
        try await community.setRule("192.0.2.0/24", "welcome", by: alder) {
            $0.requestsPerHour = 600
            $0.contact = "security@alder.example"
            $0.format = "SARIF"
            $0.refused = ["fuzzing", "dast"]
            $0.intensity = "active"
            $0.quiet = [community.window(from: 48), community.window(from: 24)]
        }
        try await community.setRule("192.0.2.128/25:443", "opted-out", by: birch)
        let told = try await community.rules(on: "192.0.2.128/26")
        #expect(told.map(\.stance) == [.optedOut, .welcome])
        #expect(told[1].contact == "security@alder.example" && told[1].format == "SARIF")
        #expect(told[1].refused == [.fuzzing, .dynamicAnalysis] && told[1].intensity == .active)
        #expect(told[1].quiet == [community.window(from: 24), community.window(from: 48)])
        #expect(try await community.rules(on: "192.0.2.200:80").map(\.stance) == [.welcome])
        #expect(try await community.rules(on: "198.51.100.0/24").isEmpty)
        // Replaced, not added.
        try await community.setRule("192.0.2.0/24", "ask", by: alder) {
            $0.contact = "https://alder.example/scans"
        }
        #expect(try await community.rules(on: "192.0.2.1").map(\.stance) == [.ask])
        let end = EndControl(viewer: alder, control: control.id)
        try await community.submit(end, by: alder)
        #expect(try await community.rules(on: "192.0.2.1").isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `nobody sets a rule on what is not theirs, but a coordinator for somebody it names`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, coordinator) = (community.alder, community.coordinator)
        let outside = try community.rule("203.0.113.0/24", "opted-out", by: alder)
        let refusal = try await community.refusal(outside, by: alder)
        #expect(refusal?.faults.map(\.code) == ["outside-control"])
        #expect(refusal?.faults.map(\.place) == ["/scope"])
        let unnamed = try community.rule("203.0.113.0/24", "never-scan", by: coordinator)
        let missing = try await community.refusal(unnamed, by: coordinator)
        #expect(missing?.faults.map(\.place) == ["/onBehalf"])
        let rule = try await community.setRule("203.0.113.0/24", "never-scan", by: coordinator) {
            $0.onBehalf = "Saint Elsewhere Hospital"
        }
        let told = try await community.rules(on: "203.0.113.9")
        #expect(told.map(\.onBehalf) == ["Saint Elsewhere Hospital"])
        #expect(
            try await community.refusal(EndRule(viewer: alder, rule: rule), by: alder) == .notFound
        )
        try await community.submit(EndRule(viewer: coordinator, rule: rule), by: coordinator)
        #expect(try await community.rules(on: "203.0.113.9").isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `only listed rules are everybody's, page by page`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        try await community.own("dns:*.alder.example", by: alder)
        let open = try await community.setRule("dns:a.alder.example", "welcome", by: alder) {
            $0.isListed = true
        }
        let closed = try await community.setRule("dns:b.alder.example", "opted-out", by: alder)
        let now = community.now
        let (listed, next) = try await community.store.read { try $0.listedRules(now: now) }
        #expect(listed.map(\.id) == [open] && next == nil)
        let whole = try await community.store.read { try $0.listedRules(now: now, limit: 1) }
        #expect(whole.next == open)
        for viewer in [Viewer.nobody, community.birch] {
            _ = try await community.store.read { try $0.rule(open, viewer: viewer, now: now) }
            await #expect(throws: Refusal.notFound) {
                try await community.store.read { try $0.rule(closed, viewer: viewer, now: now) }
            }
        }
        let scope = try Scope(parsing: "dns:*.alder.example")
        let on = try await community.store.read { try $0.listedRules(on: scope, at: now) }
        #expect(on.map(\.id) == [open])
        #expect(try await community.rules(on: "dns:*.alder.example").map(\.id) == [closed, open])
        await community.close()
    }

    @Test(arguments: [
        ("192.0.2.1/24", "ask", "/scope", "host-bits-set"),
        ("192.0.2.0/24", "maybe", "/stance", "unknown-stance"),
        ("192.0.2.0/24", "ask", "/contact", "missing"),
    ])
    func `a rule that cannot be is refused with its place`(
        _ scope: String,
        _ stance: String,
        _ place: String,
        _ code: String
    ) throws {
        let faults = try faults(of: scope, stance)
        #expect(faults.contains { $0.place == place && $0.code == code })
    }

    @Test func `every fault of a rule is told at once`() throws {
        let faults = try faults(of: "192.0.2.0/24", "never-scan") { draft in
            draft.contact = "ask us"
            draft.requestsPerHour = 0
            draft.intensity = "gentle"
            draft.refused = ["dast", "dowsing"]
            draft.isListed = true
            draft.until = Self.now
            draft.quiet = [
                ScanWindow(start: Self.now.adding(seconds: 60), end: Self.now.adding(seconds: 30))
            ]
        }
        let places = faults.map { "\($0.place) \($0.code)" }
        for wanted in [
            "/contact invalid-contact", "/requestsPerHour out-of-range",
            "/requestsPerHour contradicts-stance", "/intensity unknown-intensity",
            "/refused/1 unknown-technique", "/listed never-listed", "/until past",
            "/quiet/0/end reversed-window", "/quiet contradicts-stance",
        ] {
            #expect(places.contains(wanted), "\(wanted) in \(places)")
        }
        let many = try self.faults(of: "192.0.2.0/24", "welcome") { draft in
            let window = ScanWindow(start: Self.now, end: Self.now.adding(seconds: 60))
            draft.quiet = Array(repeating: window, count: RuleTerms.quietLimit + 1)
        }
        #expect(many.map(\.code) == ["too-many"])
    }

    @Test(arguments: [
        ("security@example.org", true), ("mailto:security@example.org", true),
        ("https://example.org/security", true), ("http://example.org", false),
        ("example.org", false), ("a@b", false), ("a@b@c.org", false), ("@example.org", false),
        ("https://", false), ("https://user@example.org/", false), ("javascript:alert(1)", false),
        ("mailto:", false), ("tel:123", false), ("a b@example.org", false),
    ])
    func `a contact is an address of e-mail or of the web`(
        _ contact: String,
        _ isGood: Bool
    ) throws {
        let faults = try faults(of: "192.0.2.0/24", "ask") { $0.contact = contact }
        #expect(faults.isEmpty == isGood, "\(contact)")
    }

    @Test func `shares of a budget tell no exact count`() async throws {
        let community = try await Community.open(.sqlite)
        try await community.own("pkg:npm/left-pad", by: community.alder)
        try await community.setRule("pkg:npm/left-pad", "welcome", by: community.alder) {
            $0.requestsPerHour = 100
        }
        let rule = try #require(try await community.rules(on: "pkg:npm/left-pad").first)
        #expect(rule.share(among: nil) == 100 && rule.share(among: .one) == 50)
        #expect(rule.share(among: .few) == 20 && rule.share(among: .many) == 5)
        await community.close()
    }

    private static let now = Instant(microseconds: 1_767_225_600_000_000)

    private func faults(
        of scope: String,
        _ stance: String,
        change: (inout RuleDraft) -> Void = { _ in }
    ) throws -> [Refusal.Fault] {
        var draft = RuleDraft()
        draft.scope = scope
        draft.stance = stance
        change(&draft)
        do throws(Refusal) {
            _ = try RuleTerms(draft, now: Self.now)
            return []
        } catch {
            return error.faults
        }
    }
}
