// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

@Suite struct AdviceTests {
    @Test(arguments: Engine.allCases)
    func `advice tells how many and of what nature, and own scans apart`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let own = try await community.declare(["pkg:npm/left-pad"], by: community.birch)
        var advice = try await community.advice("pkg:npm/left-pad", for: community.birch)
        #expect(advice.verdict == .free && advice.overlap.own == [own.id])
        try await community.declare(["pkg:npm/left-pad@1.3.0"], by: community.alder)
        try await community.declare(
            ["pkg:npm/left-pad"],
            "model-review",
            by: community.alder
        )
        advice = try await community.advice("pkg:npm/left-pad", for: community.birch)
        #expect(advice.verdict == .overlapping)
        #expect(advice.overlap.overlapping?.extent == .few)
        #expect(advice.overlap.overlapping?.techniques.techniques == [.fuzzing, .modelReview])
        #expect(advice.overlap.overlapping?.sameTechnique == true)
        #expect(advice.overlap.own == [own.id])
        let other = try await community.advice("pkg:npm/left-pad@2.0.0", for: community.birch)
        #expect(other.overlap.overlapping?.extent == .one)
        #expect(other.overlap.overlapping?.sameTechnique == false)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `advice never says who, with what, or at which hour`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        community.test.clock.advance(seconds: 5_000)
        try await community.declare(["pkg:npm/left-pad"], by: community.alder)
        let advice = try await community.advice("pkg:npm/left-pad", for: community.birch)
        let told = String(reflecting: advice).lowercased()
        let alder = try #require(community.alder.participant)
        for secret in [alder.description, "secretive", "hidden-family", "\(alder.high)"] {
            #expect(!told.contains(secret))
        }
        let until = try #require(advice.overlap.overlapping?.until)
        #expect(until.microseconds % 86_400_000_000 == 0)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a narrower question learns no more than the day`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.declare(
            ["pkg:npm/left-pad"],
            window: community.window(from: 10, lasting: 2),
            by: community.alder
        )
        for hour in 0..<24 {
            let minute = ScanWindow(
                start: community.now.adding(seconds: Int64(hour) * 3_600),
                end: community.now.adding(seconds: Int64(hour) * 3_600 + 60)
            )
            let advice = try await community.advice(
                "pkg:npm/left-pad",
                window: minute,
                for: community.birch
            )
            #expect(advice.verdict == .overlapping)
        }
        let nextDay = try await community.advice(
            "pkg:npm/left-pad",
            window: community.window(from: 24),
            for: community.birch
        )
        #expect(nextDay.verdict == .free)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a completed scan counts as recent for thirty days`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let scan = try await community.declare(["pkg:npm/left-pad"], by: community.alder)
        let gone = try await community.declare(["pkg:npm/other"], by: community.alder)
        let end = EndScan(viewer: community.alder, scan: scan.id, outcome: .completed)
        try await community.submit(end, by: community.alder)
        try await community.submit(
            EndScan(viewer: community.alder, scan: gone.id, outcome: .abandoned),
            by: community.alder
        )
        #expect(try await community.refusal(end, by: community.alder)?.code == "scan-ended")
        let covered = try await community.advice("pkg:npm/left-pad", for: community.birch)
        #expect(covered.verdict == .recentlyCovered && covered.overlap.covered?.extent == .one)
        let abandoned = try await community.advice("pkg:npm/other", for: community.birch)
        #expect(abandoned.verdict == .free)
        community.test.clock.advance(seconds: OverlapIndex.recentDays * 86_400)
        let later = try await community.advice("pkg:npm/left-pad", for: community.birch)
        #expect(later.verdict == .free)
        await community.close()
    }
}
