// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Store
import TestSupport
import Testing

@testable import Scanning

/// What one request may cost, whatever it names.
@Suite struct BoundsTests {
    @Test func `a token on crafted patterns is refused soon`() async throws {
        let community = try await Community.open(.sqlite)
        let alder = community.alder
        let held = (0..<Scope.limit).map { "\(Self.repository)#*a???????,zz\($0)" }
        let scan = try await community.declare(held, by: alder)
        let crafted = (0..<12).map { "**/*b*c*d*e*f*g\($0)aAAAAAAA" } + ["~"]
        let asked = IssueProbeToken(
            viewer: alder,
            scan: scan.id,
            scope: "\(Self.repository)#\(crafted.joined(separator: ","))",
            hours: nil
        )
        let clock = ContinuousClock()
        let took = try await clock.measure {
            let refusal = try await community.refusal(asked, by: alder)
            #expect(refusal?.faults.map(\.code) == ["not-of-this-scan"])
        }
        #expect(took < .seconds(3), "\(took)")
        let part = IssueProbeToken(viewer: alder, scan: scan.id, scope: held[63], hours: nil)
        try await community.submit(part, by: alder)
        await community.close()
    }

    /// Patterns that nearly meet and each cost much to tell apart.
    private static func costly(_ count: Int, _ end: String) -> [String] {
        (0..<count).map {
            "\(repository)#*a*b*c*d*e*f*g*\(end)\($0)" + String(repeating: "a", count: 200)
        }
    }

    @Test func `who is scanning me is told soon, whatever somebody declares`() async throws {
        let community = try await Community.open(.sqlite)
        let (alder, birch) = (community.alder, community.birch)
        for scope in Self.costly(12, "x") { try await community.own(scope, by: alder) }
        try await community.own("pkg:npm/left-pad", by: alder)
        var declared: [ScanID] = []
        for _ in 0..<4 {
            for scopes in [Self.costly(Scope.limit, "y"), ["pkg:npm/left-pad"]] {
                declared.append(try await community.declare(scopes, by: birch).id)
            }
        }
        let now = community.now
        let clock = ContinuousClock()
        var (found, after, pages) = ([ScanID](), ScanID?.none, 0)
        let took = try await clock.measure {
            repeat {
                let last = after
                let page = try await community.store.read {
                    try $0.leasesOnControls(viewer: alder, now: now, after: last, limit: 50)
                }
                found += page.leases.map(\.id)
                after = page.next
                pages += 1
            } while after != nil && pages < 20
        }
        // What costs more than there is is told by its key, and hides nothing else.
        #expect(found == declared.reversed())
        #expect(took < .seconds(10), "\(took)")
        await community.close()
    }

    @Test func `a day's declarations end, and no question uses them up`() async throws {
        let community = try await Community.open(.sqlite)
        let alder = community.alder
        func scopes(_ batch: Int) -> [String] {
            (0..<Scope.limit).map { "pkg:npm/p\(batch)-\($0)" }
        }
        let asked = try scopes(0).map { try Scope(parsing: $0) }
        for _ in 0...DeclareScan.dayLimit / Scope.limit {
            try await community.submit(AskAdvice(viewer: alder, scopes: asked), by: alder)
        }
        let most = (DeclareScan.dayLimit + Scope.limit - 1) / Scope.limit
        for batch in 0..<most { try await community.declare(scopes(batch), by: alder) }
        func refused() async throws -> String? {
            let intent = try community.intent(["pkg:npm/one-more"])
            let declaring = DeclareScan(viewer: alder, intent: intent, allowance: nil)
            return try await community.refusal(declaring, by: alder)?.code
        }
        #expect(try await refused() == "too-many-scans")
        let (day, coordinator) = (community.now.day, community.coordinator)
        let told = try await community.store.read {
            try $0.probing(on: day, viewer: coordinator)
        }
        // What is declared is no place that was asked about.
        #expect(told.first?.places == Scope.limit)
        community.test.clock.advance(seconds: 86_400)
        #expect(try await refused() == nil)
        await community.close()
    }

    @Test func `coverage of costly paths is checked soon`() throws {
        var draft = CoverageDraft()
        let paths = Self.costly(2, "y").map { String($0.dropFirst(Self.repository.count + 1)) }
        for scope in Self.costly(Scope.limit, "x") {
            var part = CoverageDraft.Part(scope: scope, completeness: "partial")
            (part.looked, part.leftOut) = ([paths[0]], [paths[1]])
            draft.parts.append(part)
        }
        let took = ContinuousClock().measure { _ = try? draft.checked() }
        #expect(took < .seconds(3), "\(took)")
    }

    @Test func `when no work is left, one scope overlaps another and does not contain it`() throws {
        let left = try Scope(parsing: "\(Self.repository)#*a*b*c*d*e*f*g*x")
        let right = try Scope(parsing: "\(Self.repository)#*a*b*c*d*e*f*g*y")
        #expect(!left.overlaps(right) && !left.contains(right))
        var work = 20
        #expect(left.overlaps(right, work: &work) && work <= 0)
        let whole = try Scope(parsing: "\(Self.repository)#src/*")
        let part = try Scope(parsing: "\(Self.repository)#src/a")
        #expect(whole.contains(part))
        work = 2
        #expect(!whole.contains(part, work: &work) && work <= 0)
        // Nothing is compared once nothing is left.
        let before = work
        #expect(left.overlaps(right, work: &work) && !whole.contains(part, work: &work))
        #expect(work == before)
    }

    @Test func `advice on a plan has one budget, and proposes nothing past it`() async throws {
        let community = try await Community.open(.sqlite)
        try await community.declare(
            ["pkg:npm/left-pad?vers=vers:npm/%3C2.0.0"],
            by: community.alder
        )
        let question = try community.question("pkg:npm/left-pad", for: community.birch)
        let now = community.now
        let asked = [
            AskedScope(
                scope: question.scopes[0],
                about: question.scopes[0],
                isProven: false,
                isAllowed: true,
                rules: []
            )
        ]
        try await community.store.committed(OverlapIndex.self) { index in
            let propose = { (limit: Int) in
                var work = limit
                let found = index.advice(question, now: now)
                let proposal = ScanProposal(
                    for: question,
                    asked,
                    found,
                    in: index,
                    now: now,
                    work: &work
                )
                return (proposal, spent: limit - work)
            }
            let (full, spent) = propose(OverlapTally.workLimit)
            #expect(full.uncovered?.count == 1 && full.quietWindow != nil && spent > 0)
            #expect(propose(1).0 == .nothing && propose(spent).0.uncovered == nil)
            #expect(propose(spent + 1).0 == full)
        }
        let silent = try await community.store.planAdvice(question, now: now, proposes: false)
        #expect(silent.proposal == .nothing && silent.scopes[0].verdict == .overlapping)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an introduction is found behind many that do not overlap`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        // More scopes than are read at once, on the same repository, each apart.
        for scan in 0..<9 {
            let apart = (0..<Scope.limit).map { "\(Self.repository)#apart\(scan)/\($0)/x" }
            let other = try await community.declare(apart, by: birch)
            try await community.ask(other.id, by: birch)
        }
        let wanted = try await community.declare(["\(Self.repository)#here/**"], by: birch)
        try await community.ask(wanted.id, by: birch)
        let own = try await community.declare(["\(Self.repository)#here/a,there/*"], by: alder)
        try await community.ask(own.id, by: alder)
        let now = community.now
        let told = try await community.store.read { try $0.introductions(viewer: birch, now: now) }
        #expect(told.map(\.scan) == [wanted.id])
        await community.close()
    }

    @Test(arguments: [
        ("dns:www.ibm.com", "dns:*.ibm.com"), ("dns:a.b.bbc.com", "dns:*.bbc.com"),
        ("service:https://api.hp.com/v1", "dns:*.hp.com"), ("dns:x.t.co", "dns:*.t.co"),
        ("dns:www.example.co.uk", "dns:*.example.co.uk"), ("dns:co.uk", "dns:*.co.uk"),
        ("dns:a.example.com.au", "dns:*.example.com.au"), ("dns:a.cnn.de", "dns:*.cnn.de"),
    ])
    func `a name's place is the domain as it was registered`(
        _ name: String,
        _ place: String
    ) throws {
        #expect(try Scope(parsing: name).place.text == place)
    }

    @Test func `a digest is written in ASCII`() throws {
        let now = Instant(microseconds: 1_767_225_600_000_000)
        let window = ScanWindow(start: now, end: now.adding(seconds: 60))
        for (digit, isGood) in [("0", true), ("F", true), ("\u{FF10}", false), ("g", false)] {
            let count = 64 / digit.utf8.count
            let rest = String(repeating: "0", count: 64 - count * digit.utf8.count)
            let evidence = ScanEvidence(
                digest: "sha256:" + String(repeating: digit, count: count) + rest,
                contact: "owner@example.org",
                expires: window.end
            )
            var faults: [Refusal.Fault] = []
            evidence.check(for: window, &faults)
            #expect(faults.isEmpty == isGood, "\(digit)")
        }
    }

    @Test func `once families of models are told apart no more, nobody is said to use another`() {
        var index = LeaseIndex()
        #expect(index.tellsFamiliesApart)
        for family in 0..<Int(UInt16.max) { _ = index.number(ofModel: "family-\(family)") }
        #expect(!index.tellsFamiliesApart && index.number(ofModel: "one more") == 0)
        var nature = OverlapNature()
        #expect(nature.sameModel == false)
        nature.tellsModels = false
        #expect(nature.sameModel == nil)
    }

    private static let repository = "git+https://example.org/x/y"
}

extension Community {
    fileprivate func ask(_ scan: ScanID, by viewer: Viewer) async throws {
        try await submit(AskIntroduction(viewer: viewer, scan: scan, isWanted: true), by: viewer)
    }
}
