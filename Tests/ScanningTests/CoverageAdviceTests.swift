// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

@Suite struct CoverageAdviceTests {
    @Test(arguments: Engine.allCases)
    func `advice tells how completely and at which revisions, the latest first, three at most`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        for version in ["1.0.0", "1.1.0", "1.2.0", "1.3.0"] {
            community.test.clock.advance(seconds: 60)
            try await community.cover("pkg:npm/left-pad", .partial, by: community.alder) {
                $0.revision = version
            }
        }
        var covered = try await community.advice("pkg:npm/left-pad", for: community.birch).overlap
            .covered
        #expect(covered?.completeness == .partial && covered?.extent == .few)
        #expect(covered?.revisions == ["1.3.0", "1.2.0", "1.1.0"])
        try await community.cover("pkg:npm/left-pad@2.0.0", by: community.cedar)
        covered = try await community.advice("pkg:npm/left-pad", "sca", for: community.birch)
            .overlap.covered
        #expect(covered?.completeness == .complete && covered?.sameTechnique == false)
        #expect(covered?.revisions.contains("2.0.0") == true)
        let other = try await community.advice("pkg:npm/left-pad@1.0.0", for: community.birch)
        #expect(other.overlap.covered?.completeness == .partial)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a branch is not told, as it moves and may say a name`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        try await community.cover("https://example.org/a/b", by: community.alder) {
            $0.revision = "alder/private-fix"
        }
        try await community.cover("https://example.org/a/b", by: community.alder) {
            $0.revision = Community.commit
        }
        let advice = try await community.advice("https://example.org/a/b", for: community.birch)
        #expect(advice.overlap.covered?.revisions == [Community.commit])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `each scope of a scan is told by itself, and what was abandoned where it was told`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let scan = try await community.declare(["pkg:npm/a", "pkg:npm/b", "pkg:npm/c"], by: alder)
        var draft = community.coverage("pkg:npm/a", .complete)
        draft.parts += community.coverage("pkg:npm/b", .partial).parts
        let end = EndScan(
            viewer: alder,
            scan: scan.id,
            outcome: .abandoned,
            coverage: try draft.checked()
        )
        try await community.submit(end, by: alder)
        func told(_ scope: String) async throws -> Completeness? {
            try await community.advice(scope, for: community.birch).overlap.covered?.completeness
        }
        #expect(try await told("pkg:npm/a") == .complete)
        #expect(try await told("pkg:npm/b") == .partial)
        #expect(try await told("pkg:npm/c") == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a correction is told in place of what it corrects`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let first = try await community.cover("pkg:npm/a", by: alder) { $0.revision = "1.0.0" }
        community.test.clock.advance(seconds: 86_400)
        let correction = RecordCoverage(
            viewer: alder,
            scan: first.scan,
            coverage: try community.coverage("pkg:npm/a", .partial).checked(),
            corrects: first.id
        )
        try await community.submit(correction, by: alder)
        let live = try await community.advice("pkg:npm/a", for: community.birch).overlap
        #expect(live.covered?.completeness == .partial && live.covered?.extent == .one)
        #expect(live.covered?.revisions == [])
        let question = try community.question("pkg:npm/a", for: community.birch)
        let rebuilt = try await community.store.read { try OverlapIndex.rebuilt(from: $0) }
        #expect(rebuilt.advice(question, now: community.now) == [live])
        await community.close()
    }
}
