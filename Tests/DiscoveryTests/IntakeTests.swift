// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Store
import TestSupport
import Testing

@Suite struct IntakeTests {
    @Test(arguments: Engine.allCases)
    func `a report without an account is stored, and its receipt follows it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let sent = try await community.send(.finding, Samples.short(), by: .nobody)
        let kept = try #require(SubmissionReceipt(sent.receipt.text))
        #expect(kept == sent.receipt && "\(kept)" == "SubmissionReceipt")
        let status = try await community.submission(sent, for: .nobody)
        #expect(status.status == .done && status.counts.taken == 1 && status.outcomes.isEmpty)
        #expect(try await community.inbox(community.coordinator).count == 1)
        #expect(try await community.inbox(community.alder).isEmpty)
        var generator = SystemRandomNumberGenerator()
        let other = Community.Sent(
            report: sent.report,
            receipt: SubmissionReceipt(using: &generator)
        )
        await #expect(throws: Refusal.notFound) {
            try await community.submission(other, for: .nobody)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `only the reporting participant learns whether it was a duplicate`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.send(.finding, Samples.short(), by: community.alder)
        let sent = try await community.send(.finding, Samples.short(), by: community.birch)
        let own = try await community.submission(sent, for: community.birch)
        #expect(own.outcomes.map(\.verdict) == [.dupSkip])
        #expect(try await community.submission(sent, for: .nobody).outcomes.isEmpty)
        #expect(try await community.submission(sent, for: community.cedar).outcomes.isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `the bytes come back as received, after the view is in the journal`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let text = Samples.gcc()
        let sent = try await community.send(.sarif, text, by: community.alder)
        let before = community.store.position
        let open = OpenRawReport(viewer: community.coordinator, report: sent.report)
        let raw = try await community.submit(open, by: community.coordinator)
        #expect(before < community.store.position)
        let bytes = try await community.store.blobs.get(raw.address)
        #expect(bytes == Array(text.utf8) && raw.kind == .sarif)
        for viewer in [community.birch, .nobody] {
            await #expect(throws: Refusal.self) {
                let stranger = OpenRawReport(viewer: viewer, report: sent.report)
                _ = try await community.submit(stranger, by: viewer)
            }
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `the same claim twice in a report, or in two reports of one party, counts once`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let result = Samples.Result(
            rule: "-Wanalyzer-use-after-free",
            message: "use after free",
            function: "img_free_rows"
        )
        var later = result
        later.line = 99
        let plain = Samples.Result(rule: "memleak", message: "Memory leak: row")
        let text = Samples.sarif(tool: "cppcheck gcc", [result, later, plain, plain])
        for _ in 0..<2 {
            let sent = try await community.send(.sarif, text, by: community.alder)
            let status = try await community.submission(sent, for: community.alder)
            #expect(status.counts.taken == 3 && status.counts.repeated == 1)
        }
        #expect(try await community.inbox(community.alder).count == 3)
        #expect(try await community.notices(community.alder).isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `what was passed or suppressed is set aside and counted`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let results = [
            #", "kind": "pass""#, #", "suppressions": [{"kind": "inSource"}]"#,
            #", "baselineState": "absent""#, "",
        ].map { Samples.Result(rule: "R", message: "m", function: "f_one", more: $0) }
        let text = Samples.sarif(tool: "tool", results)
            .replacing(
                #""level": "error", "message": {"text": "m"},"#,
                with: #""message": {"text": "m"},"#
            )
        let sent = try await community.send(.sarif, text, by: community.alder)
        let counts = try await community.submission(sent, for: community.alder).counts
        #expect(counts.setAside == 3 && counts.taken == 1)
        await community.close()
    }

    @Test func `hostile and faulty reports are refused with the place of each fault`() async throws
    {
        let community = try await Community.open(.sqlite)
        let faulty = #"""
            {"package": "nonsense", "title": "", "weakness": "bad", "extra": 1,
             "symbol": {"line": -1, "x": 2}, "versions": [1], "tlp": "PINK"}
            """#
        let places = try await community.refusal(.finding, faulty)?.faults.map(\.place)
        #expect(
            Set(places ?? []) == [
                "/package", "/title", "/description", "/weakness", "/extra", "/symbol/line",
                "/symbol/x", "/versions/0", "/tlp",
            ]
        )
        let twice = #"{"package": "pkg:npm/a", "package": "pkg:npm/b"}"#
        #expect(try await community.refusal(.finding, twice)?.code == "malformed-document")
        #expect(try await community.refusal(.sarif, "{")?.code == "malformed-document")
        let deep = String(repeating: "[", count: 100_000)
        #expect(try await community.refusal(.sarif, deep)?.code == "malformed-document")
        let bare = try await community.refusal(.sarif, Samples.gcc(), terms: ReportTerms())
        #expect(bare?.faults.first?.place == "package")
        let many = (0...ReportDraft.findingLimit).map {
            Samples.Result(rule: "R\($0)", message: "m", function: "f_\($0)")
        }
        let large = Samples.sarif(tool: "tool", many)
        #expect(try await community.refusal(.sarif, large)?.code == "too-many-findings")
        let huge = String(repeating: " ", count: ReportDraft.maximumBytes + 1)
        #expect(try await community.refusal(.sarif, huge)?.code == "report-too-large")
        #expect(try await community.inbox(community.coordinator).isEmpty)
        await community.close()
    }
}
