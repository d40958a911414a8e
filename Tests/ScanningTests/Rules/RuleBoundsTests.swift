// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import TestSupport
import Testing

@testable import Scanning

/// What rules and controls cost, whoever asks.
@Suite struct RuleBoundsTests {
    @Test(arguments: Engine.allCases)
    func `a refusing rule refuses behind many others on its key, and its words stay closed`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.own("pkg:npm/left-pad", by: alder)
        for version in 1...150 {
            try await community.setRule("pkg:npm/left-pad@\(version).0.0", "opted-out", by: alder)
        }
        try await community.declare(["pkg:npm/left-pad@0.9.0"], by: birch)
        let kept = try await community.setRule("pkg:npm/left-pad@0.9.0", "opted-out", by: alder)
        try await community.submit(SpoilWords(), by: alder)
        let plan = DeclareScan(
            viewer: birch,
            intent: try community.intent(["pkg:npm/right-pad", "pkg:npm/left-pad@0.9.0"]),
            allowance: nil
        )
        let refusal = try await community.refusal(plan, by: birch)
        #expect(refusal?.faults.map(\.place) == ["/scopes/1"])
        #expect(refusal?.faults.map(\.code) == ["opted-out"])
        try await community.submit(EndRule(viewer: alder, rule: kept), by: alder)
        try await community.submit(plan, by: birch)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a rule says whether it is in force, rests, or has expired`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let control = try await community.own("192.0.2.0/24", by: alder)
        try await community.own("198.51.100.0/24", by: alder)
        try await community.setRule("192.0.2.0/25", "opted-out", by: alder)
        try await community.setRule("198.51.100.0/24", "welcome", by: alder) {
            $0.until = community.now.adding(seconds: 3_600)
        }
        #expect(try await states(community) == [.inForce, .inForce])
        community.test.clock.advance(seconds: 3_600)
        try await community.submit(EndControl(viewer: alder, control: control.id), by: alder)
        #expect(try await states(community) == [.expired, .resting])
        try await community.own("192.0.0.0/16", by: alder)
        #expect(try await states(community) == [.expired, .inForce])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a listed rule that ended stands in no list`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        try await community.own("192.0.2.0/24", by: alder)
        for _ in 0..<3 {
            let rule = try await community.setRule("192.0.2.0/24", "welcome", by: alder) {
                $0.isListed = true
            }
            try await community.submit(EndRule(viewer: alder, rule: rule), by: alder)
        }
        let listed = try await community.store.read { tables in
            try tables.first("SELECT COUNT(*) FROM scan_rules WHERE listed = \(true)") {
                try $0.read(Int.self)
            }
        }
        #expect(listed == 0)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `who gives claims up and claims again is looked at no sooner`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let first = try await community.look("dns:www.example.org", by: alder)
        #expect(first == nil)
        #expect(try await community.look("dns:www.example.org", by: alder) == "checked-just-now")
        #expect(try await community.look("dns:a.example.org", by: alder) == "checked-just-now")
        #expect(try await community.look("dns:www.example.net", by: alder) == nil)
        #expect(try await community.look("dns:www.example.org", by: community.birch) == nil)
        community.test.clock.advance(seconds: Control.restSeconds)
        #expect(try await community.look("dns:a.example.org", by: alder) == nil)
        await community.close()
    }

    @Test func `a participant has so many looks a day`() async throws {
        let community = try await Community.open(.sqlite)
        let alder = community.alder
        for number in 0..<Control.looksPerDay {
            let code = try await community.look("dns:example-\(number).org", by: alder)
            guard code == nil else { return #expect(Bool(false), "\(number): \(code ?? "")") }
        }
        #expect(try await community.look("dns:one-more.org", by: alder) == "control-looks")
        #expect(try await community.look("dns:one-more.org", by: community.birch) == nil)
        community.test.clock.advance(seconds: 86_400)
        #expect(try await community.look("dns:one-more.org", by: alder) == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `lists of controls and authorizations are those that one may see, page by page`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        var controls: [ControlID] = []
        for number in 0..<3 {
            controls.append(try await community.own("dns:a\(number).example", by: alder).id)
            try await community.own("dns:b\(number).example", by: birch)
        }
        var given: [AuthorizationID] = []
        for number in 0..<3 {
            let word = try community.authorize(birch, on: "dns:a\(number).example", by: alder)
            given.append(try await community.submit(word, by: alder))
        }
        let now = community.now
        let seen = try await community.store.read { tables in
            var controls: [ControlID] = []
            while let page = try Optional(
                tables.controls(viewer: alder, now: now, after: controls.last, limit: 2)
            ), !page.isEmpty { controls += page.map(\.id) }
            return controls
        }
        #expect(seen == controls.reversed())
        for viewer in [alder, birch] {
            let first = try await community.store.read {
                try $0.authorizations(viewer: viewer, now: now, limit: 2)
            }
            let rest = try await community.store.read {
                try $0.authorizations(viewer: viewer, now: now, after: first.last?.id, limit: 2)
            }
            #expect((first + rest).map(\.id) == given.reversed())
        }
        let foreign = try await community.store.read {
            try $0.authorizations(viewer: .nobody, now: now)
        }
        #expect(foreign.isEmpty)
        await community.close()
    }

    private func states(_ community: Community) async throws -> [RuleState] {
        let (alder, now) = (community.alder, community.now)
        return try await community.store.read {
            try $0.ownRules(viewer: alder, now: now).map(\.state)
        }
    }
}

/// Puts what cannot be opened in place of rules' words.
private struct SpoilWords: Command {
    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run(
            "UPDATE scan_rules SET contact = \([UInt8](repeating: 0, count: 40))"
        )
        return Done()
    }
}

extension Community {
    /// Claims a scope, begins a look and gives the claim up; answers why there was no look.
    fileprivate func look(_ scope: String, by viewer: Viewer) async throws -> String? {
        let claimed = try await claim(scope, .dns, by: viewer)
        let refusal = try await refusal(BeginCheck(viewer: viewer, control: claimed.id), by: viewer)
        try await submit(EndControl(viewer: viewer, control: claimed.id), by: viewer)
        return refusal?.code
    }
}
