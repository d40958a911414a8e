// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

@Suite struct ProposalTests {
    @Test(arguments: Engine.allCases)
    func `advice says whether others use the same models and look at the same revision`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.declare(["pkg:npm/left-pad@1.3.0"], by: community.alder)
        let asked = { (scope: String, model: String?) in
            try await community.advice(scope, for: community.birch) { $0.modelFamily = model }
                .overlap.overlapping
        }
        let same = try await asked("pkg:npm/left-pad@1.3.0", "Hidden-Family")
        #expect(same?.sameModelFamily == true && same?.sameRevision == true)
        let wide = try await asked("pkg:npm/left-pad", "another")
        #expect(wide?.sameModelFamily == false && wide?.sameRevision == nil)
        let silent = try await asked("pkg:npm/left-pad@1.3.0", nil)
        #expect(silent?.sameModelFamily == nil && silent?.sameRevision == true)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `what is left of a plan is proposed, and nobody is there`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let source = "git+https://example.org/a/b"
        try await community.declare(
            ["pkg:npm/left-pad?vers=vers:npm/%3C2.0.0"],
            by: community.alder
        )
        try await community.declare(["\(source)#src/**"], by: community.alder)
        try await community.declare(["pkg:npm/whole"], by: community.alder)
        let plan = try await community.plan(
            [
                "pkg:npm/left-pad", "\(source)#src/core/**,docs/**", "pkg:npm/whole",
                "pkg:npm/free",
            ],
            for: community.birch
        )
        let left = try #require(plan.proposal.uncovered)
        #expect(
            left.map(\.text) == [
                "pkg:npm/left-pad?vers=vers:npm%2F%3E%3D2.0.0", "\(source)#docs/**",
                "pkg:npm/free",
            ]
        )
        for scope in left {
            let advice = try await community.advice(scope.text, for: community.birch)
            #expect(advice.verdict == .free)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `what is left of a network is told to its owner exactly, to others by places`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        _ = try await community.declareByDocument(["10.1.2.0/24"], by: community.alder)
        let plan = try await community.plan(["10.0.0.0/14"], for: community.birch)
        #expect(
            plan.proposal.uncovered?.map(\.text) == ["10.0.0.0/16", "10.2.0.0/15"]
        )
        let narrow = try await community.plan(["10.1.0.0/16"], for: community.birch)
        #expect(narrow.proposal.uncovered == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `the next quiet window begins where the last of the others ends`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hours: [(Int64, Int64)] = [(0, 30), (20, 60), (300, 24)]
        for (from, lasting) in hours {
            try await community.declare(
                ["pkg:npm/left-pad"],
                window: community.window(from: from, lasting: lasting),
                by: community.alder
            )
        }
        let asked = community.window(lasting: 48)
        let plan = try await community.plan(
            ["pkg:npm/left-pad"],
            window: asked,
            for: community.birch
        )
        let quiet = try #require(plan.proposal.quietWindow)
        #expect(quiet.end.microseconds - quiet.start.microseconds == 48 * 3_600_000_000)
        #expect(quiet.start >= community.now.adding(seconds: 80 * 3_600))
        #expect(quiet.start <= community.now.adding(seconds: 104 * 3_600))
        let then = try await community.plan(
            ["pkg:npm/left-pad"],
            window: quiet,
            for: community.birch
        )
        #expect(then.scopes[0].verdict == .free && then.proposal.quietWindow == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `where nobody may scan no share and no better time is told, and of a plan the rest`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.own("pkg:npm/left-pad", by: alder)
        try await community.setRule("pkg:npm/left-pad", "welcome", by: alder) {
            $0.requestsPerHour = 600
            $0.quiet = [community.window()]
        }
        try await community.declare(["pkg:npm/other"], by: community.cedar)
        let scopes = ["pkg:npm/left-pad@1.3.0", "pkg:npm/other", "pkg:npm/free"]
        let open = try await community.plan(scopes, for: birch)
        #expect(open.scopes[0].requestsPerHour == 600 && open.proposal.quietWindow != nil)
        #expect(open.proposal.uncovered?.map(\.text) == [scopes[0], scopes[2]])
        try await community.setRule("pkg:npm/left-pad@1.3.0", "never-scan", by: alder)
        let refused = try await community.plan(scopes, for: birch)
        #expect(refused.scopes[0].rules.map(\.stance) == [.neverScan, .welcome])
        #expect(refused.scopes[0].requestsPerHour == nil && refused.proposal.quietWindow == nil)
        #expect(refused.proposal.uncovered?.map(\.text) == [scopes[2]])
        let alone = try await community.plan([scopes[0]], for: birch)
        #expect(alone.proposal.quietWindow == nil && alone.proposal.uncovered == nil)
        await community.close()
    }
}
