// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Store
import TestSupport
import Testing

@Suite struct TitleTests {
    private static let first = "Rows are read after they are freed"

    @Test(arguments: Engine.allCases)
    func `a finding has the title that its first finder gave it, for all who see it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(.finding, Samples.short(), by: community.alder)
        let other = Samples.short().replacing(Self.first, with: "Double use of a row")
        try await community.send(.finding, other, by: community.birch)
        for viewer in [community.alder, community.birch, community.coordinator] {
            #expect(try await community.inbox(viewer).map(\.title) == [Self.first])
        }
        let finding = try #require(try await community.inbox(community.birch).first)
        let detail = try await community.detail(finding.id, for: community.birch)
        #expect(detail.finding.title == Self.first)
        let own = detail.finders.first { $0.isOwn }
        #expect(own?.prose?.title == "Double use of a row")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a tool's words are the title only where the facts say too little`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(.sarif, Samples.gcc(), by: community.alder)
        let known = try await community.inbox(community.alder).map(\.title)
        #expect(known == ["Use after free (CWE-416) in img_free_rows"])
        let novel = Samples.Result(rule: "L17", message: "m", function: "img_open")
        try await community.send(.sarif, Samples.sarif(tool: "lint", [novel]), by: community.birch)
        #expect(try await community.inbox(community.birch).map(\.title) == ["L17"])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a report is answered with the finding that the lists show, and the merged id leads there`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(.finding, Samples.short(), by: community.alder)
        let sent = try await community.send(.finding, Samples.short(), by: community.birch)
        let outcome = try #require(
            try await community.submission(sent, for: community.birch).outcomes.first
        )
        #expect(try await community.inbox(community.birch).map(\.id) == [outcome.finding])
        let alias = try #require(outcome.mergedFrom)
        #expect(alias != outcome.finding)
        let meant = try await community.detail(alias, for: community.birch)
        #expect(meant.finding.id == outcome.finding && meant.finders.count == 2)
        await #expect(throws: Refusal.notFound) {
            try await community.detail(alias, for: community.cedar)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `one whose older finding is hidden is answered with its own`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let secret = Samples.short(more: #", "tlp": "RED""#).replacing(Self.first, with: "Hidden")
        try await community.send(.finding, secret, by: community.alder)
        let sent = try await community.send(.finding, Samples.short(), by: community.birch)
        let outcomes = try await community.submission(sent, for: community.birch).outcomes
        let inbox = try await community.inbox(community.birch)
        #expect(outcomes.map(\.finding) == inbox.map(\.id))
        #expect(outcomes.map(\.mergedFrom) == [nil])
        #expect(inbox.map(\.title) == [Self.first])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `co-finders see each other's credit only where both chose to be named`(
        _ engine: Engine
    ) async throws {
        for (alder, birch) in [("Alder Lab", "Birch Lab"), (nil, "Birch Lab"), ("Alder Lab", nil)] {
            let community = try await Community.open(engine)
            for (viewer, name) in [(community.alder, alder), (community.birch, birch)] {
                let credit = name.map { #", "credit": "\#($0)""# } ?? ""
                try await community.send(.finding, Samples.short(more: credit), by: viewer)
            }
            let both = alder != nil && birch != nil
            func credits(_ viewer: Viewer) async throws -> [String?] {
                let finding = try #require(try await community.inbox(viewer).first)
                return try await community.detail(finding.id, for: viewer).finders.map(\.credit)
            }
            #expect(try await credits(community.alder) == [alder, both ? birch : nil])
            #expect(try await credits(community.birch) == [both ? alder : nil, birch])
            #expect(try await credits(community.coordinator) == [alder, birch])
            await community.close()
        }
    }
}
