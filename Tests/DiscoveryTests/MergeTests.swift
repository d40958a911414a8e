// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Store
import TestSupport
import Testing

@Suite struct MergeTests {
    @Test(arguments: Engine.allCases)
    func `two laboratories' reports of one bug become one finding, both credited and both told`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        var terms = ReportTerms(
            package: "pkg:generic/imgread@2.1",
            credit: .named("Zoë of Alder ✨")
        )
        try await community.send(.sarif, Samples.gcc(), terms: terms, by: community.alder)
        terms.credit = .unnamed
        try await community.send(.sarif, Samples.clang(), terms: terms, by: community.birch)
        for viewer in [community.alder, community.birch, community.coordinator] {
            let inbox = try await community.inbox(viewer)
            #expect(inbox.count == 1)
            let finding = try #require(inbox.first)
            #expect(finding.finders == 2)
            #expect(finding.title == "Use after free (CWE-416) in img_free_rows")
            let detail = try await community.detail(finding.id, for: viewer)
            // Birch chose no name, so it learns none either.
            let named = viewer == community.birch ? nil : "Zoë of Alder ✨"
            #expect(detail.finders.map(\.credit) == [named, nil])
        }
        for viewer in [community.alder, community.birch] {
            let notices = try await community.notices(viewer)
            #expect(notices.map(\.kind) == [.merged])
            #expect(notices.first?.text.contains("ask a coordinator to split") == true)
        }
        #expect(try await community.inbox(community.cedar).isEmpty)
        #expect(try await community.notices(community.cedar).isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `neither finder learns who the other is, what it wrote or which tool it used`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(.sarif, Samples.gcc(), by: community.alder)
        try await community.send(.sarif, Samples.clang(), by: community.birch)
        let pairs = [
            (community.alder, community.birch, "clang", "after it is freed"),
            (community.birch, community.alder, "gnu", "use after 'free'"),
        ]
        for (viewer, other, tool, words) in pairs {
            let inbox = try await community.inbox(viewer)
            let lead = try #require(inbox.first)
            let detail = try await community.detail(lead.id, for: viewer)
            #expect(detail.finders.filter(\.isOwn).count == 1)
            let theirs = try #require(detail.finders.first { !$0.isOwn })
            #expect(theirs.participant == nil && theirs.report == nil && theirs.prose == nil)
            let told = String(reflecting: (detail.finders, inbox)).lowercased()
            let secret = try #require(other.participant)
            #expect(!told.contains("\(secret.high)") && !told.contains(secret.description))
            #expect(!told.contains(tool) && !told.contains(words))
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `different weaknesses in one function stay apart`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(.finding, Samples.short(), by: community.alder)
        try await community.send(
            .finding,
            Samples.short(weakness: "CWE-415"),
            by: community.birch
        )
        #expect(try await community.inbox(community.coordinator).count == 2)
        #expect(try await community.notices(community.alder).isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a common helper's name does not glue strangers`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        for (viewer, name) in [(community.alder, "memcpy"), (community.birch, "memcpy(void *)")] {
            try await community.send(
                .finding,
                Samples.short(function: name, weakness: "CWE-787", says: "As \(name) shows."),
                by: viewer
            )
        }
        #expect(try await community.inbox(community.coordinator).count == 2)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a split restores what was merged, keeps the evidence, and lasts`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(.sarif, Samples.gcc(), by: community.alder)
        let second = try await community.send(.sarif, Samples.clang(), by: community.birch)
        let lead = try #require(try await community.inbox(community.coordinator).first)
        let split = SplitFinding(
            viewer: community.coordinator,
            finding: lead.id,
            report: second.report,
            reason: "Two rows, two frees."
        )
        await #expect(throws: Refusal.self) {
            let own = SplitFinding(
                viewer: community.alder,
                finding: lead.id,
                report: second.report,
                reason: "Mine!"
            )
            _ = try await community.submit(own, by: community.alder)
        }
        let part = try await community.submit(split, by: community.coordinator)
        #expect(try await community.inbox(community.coordinator).count == 2)
        #expect(try await community.inbox(community.alder).map(\.id) == [lead.id])
        #expect(try await community.inbox(community.birch).map(\.id) == [part])
        await #expect(throws: Refusal.notFound) {
            try await community.detail(lead.id, for: community.birch)
        }
        let history = try await community.detail(lead.id, for: community.coordinator).relations
        #expect(history.contains { $0.relation == .duplicateOf && $0.ended != nil })
        // Reported again by the same party it stays apart.
        try await community.send(.sarif, Samples.clang(), by: community.birch)
        #expect(try await community.inbox(community.birch).map(\.id) == [part])
        #expect(try await community.notices(community.birch).map(\.kind) == [.split, .merged])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `terms narrower than AMBER keep the older finding within its circle`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(
            .finding,
            Samples.short(more: #", "tlp": "RED""#),
            by: community.alder
        )
        try await community.send(.finding, Samples.short(), by: community.birch)
        let mine = try #require(try await community.inbox(community.birch).first)
        let theirs = try #require(try await community.inbox(community.alder).first)
        #expect(mine.id != theirs.id)
        let detail = try await community.detail(mine.id, for: community.birch)
        #expect(detail.finders.count == 1)
        await #expect(throws: Refusal.notFound) {
            try await community.detail(theirs.id, for: community.birch)
        }
        #expect(try await community.notices(community.birch).first?.finding == mine.id)
        #expect(try await community.notices(community.alder).first?.finding == theirs.id)
        await community.close()
    }
}
