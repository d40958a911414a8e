// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

@Suite struct CoverageMapTests {
    /// Members of so many further laboratories.
    private func laboratories(_ count: Int, in community: Community) async throws -> [Viewer] {
        var members: [Viewer] = []
        for number in 0..<count {
            let laboratory = try await community.house.participant(name: "Lab \(number)")
            members.append(try await community.house.person(of: laboratory, [.member]))
        }
        return members
    }

    @Test(arguments: Engine.allCases)
    func `others are told from three on, in steps, and the asker is never counted`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let others = try await laboratories(4, in: community)
        let scope = "pkg:npm/left-pad@1.3.0"
        for viewer in [community.alder, others[0], others[1]] {
            try await community.cover(scope, by: viewer)
        }
        #expect(try await community.map(for: community.birch).first?.others.count == 1)
        #expect(try await community.map(for: community.alder).first?.others == [])
        try await community.cover(scope, by: others[2])
        // The same one again is no further one.
        try await community.cover("pkg:npm/left-pad", by: others[2])
        let row = try #require(try await community.map(for: community.alder).first)
        #expect(row.subject == "pkg:npm/left-pad")
        #expect(row.others.map(\.extent) == [.few])
        #expect(row.own.map(\.completeness) == [.complete])
        #expect(!row.unseen.contains(.fuzzing) && row.unseen.contains(.manualReview))
        try await community.cover(scope, by: others[3])
        try await community.cover(scope, by: community.cedar)
        #expect(
            try await community.map(for: community.birch).first?.others.first?.extent == .several
        )
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a hidden cell follows from nothing that is told`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let others = try await laboratories(3, in: community)
        for viewer in others { try await community.cover("https://example.org/a/b", by: viewer) }
        let shown = try await community.map(for: community.birch)
        // One and two more in other cells, on another subject, and on a part of the subject.
        try await community.cover("https://example.org/a/b", .partial, by: community.cedar)
        try await community.cover(
            "https://example.org/a/b",
            technique: "manual-review",
            by: community.cedar
        )
        try await community.cover(
            "git+https://example.org/a/b#src/**",
            .partial,
            by: community.alder
        )
        try await community.cover("pkg:npm/hidden", by: community.cedar)
        try await community.cover("pkg:npm/hidden", by: community.alder)
        #expect(try await community.map(for: community.birch) == shown)
        let now = community.now
        for scope in ["git+https://example.org/a/b#src/**", "https://example.org/a/b"] {
            let asked = try Scope.asked(scope)
            let told = try await community.store.read { [birch = community.birch] in
                try $0.coverageMap(of: asked, viewer: birch, now: now)
            }
            #expect([told.row] == shown && told.records.isEmpty)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `own records are told in full, by what they overlap with`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let source = try await community.cover(
            "git+https://example.org/a/b#src/**",
            .partial,
            by: alder
        )
        try await community.cover("git+https://example.org/a/b#doc/**", .partial, by: alder)
        try await community.cover("pkg:npm/left-pad@1.0.0", by: alder)
        let now = community.now
        func records(_ scope: String) async throws -> [CoverageID] {
            let asked = try Scope.asked(scope)
            return try await community.store.read {
                try $0.coverageMap(of: asked, viewer: alder, now: now).records.map(\.id)
            }
        }
        #expect(try await records("git+https://example.org/a/b#src/a.c") == [source.id])
        #expect(try await records("https://example.org/a/b").count == 2)
        #expect(try await records("pkg:npm/left-pad@2.0.0").isEmpty)
        #expect(throws: Refusal.self) { try Scope.asked("ftp://x") }
        #expect(try await community.map(for: community.birch).isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `coverage counts for ninety days`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        for viewer in try await laboratories(3, in: community) {
            try await community.cover("pkg:npm/a", by: viewer)
        }
        #expect(try await community.map(for: community.birch).count == 1)
        community.test.clock.advance(seconds: (CoverageMap.days + 1) * 86_400)
        #expect(try await community.map(for: community.birch).isEmpty)
        await community.close()
    }
}
