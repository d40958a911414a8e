// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// What confirms nothing, hides nothing and ends.
@Suite struct AlertBoundsTests {
    @Test(arguments: Engine.allCases)
    func `a made-up document confirms nothing, and gets no token`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.control("192.0.2.0/24", by: birch)
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            byDocument: true,
            by: alder
        )
        let question = try community.question("198.51.100.9", "192.0.2.7")
        let asked = try await community.ask(question, by: birch)
        #expect(asked.verdict == .undetermined && asked.reason == .documentOnly)
        #expect(asked.relays.map(\.scan) == [scan.id])
        let token = IssueProbeToken(viewer: alder, scan: scan.id, scope: "192.0.2.7", hours: nil)
        #expect(try await community.refusal(token, by: alder)?.code == "token-needs-owner")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `many scopes on other ports hide no lease`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        try await community.scanOthers(
            ["192.0.2.7:8443"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        for _ in 0..<3 {
            let ports = (1...Scope.limit).map { "192.0.2.7:\($0)" }
            try await community.scanOthers(ports, from: ["198.51.100.66"], by: community.cedar)
        }
        for (source, reason) in [
            ("203.0.113.5", .otherSource), ("198.51.100.9", .source),
        ] as [(String, AlertReason)] {
            let question = try community.question(source, "192.0.2.7", port: 8_443)
            #expect(try await community.ask(question, by: community.birch).reason == reason)
        }
        await community.close()
    }

    @Test func `a search over addresses for others' scans comes to an end`() async throws {
        let community = try await Community.open(.sqlite)
        try await community.control("192.0.2.7", by: community.birch)
        for number in 0...AlertTally.strangersLimit {
            try await community.scanOthers(
                ["203.0.113.0/24"],
                from: ["198.51.100.\(number)"],
                by: number % 2 == 0 ? community.alder : community.cedar
            )
        }
        var refusals: [Int: String] = [:]
        for number in 0...AlertTally.strangersLimit {
            let question = try community.question("198.51.100.\(number)", "192.0.2.7")
            let asking = AskAlert(viewer: community.birch, question: question)
            refusals[number] = try await community.refusal(asking, by: community.birch)?.code
        }
        #expect(refusals == [AlertTally.strangersLimit: "too-many-strangers"])
        try await expectNoAnswers(community)
    }

    /// Past the bound a refusal tells nothing: what would be unrelated is refused as well.
    private func expectNoAnswers(_ community: Community) async throws {
        let question = try community.question("203.0.113.200", "192.0.2.7")
        let asking = AskAlert(viewer: community.birch, question: question)
        let refusal = try await community.refusal(asking, by: community.birch)
        #expect(refusal?.code == "too-many-strangers")
        community.test.clock.advance(seconds: 86_400)
        let next = try community.question("203.0.113.200", "192.0.2.7")
        #expect(try await community.ask(next, by: community.birch).reason == .nothing)
        await community.close()
    }

    @Test func `a bulk that crosses the bound is not answered, and uses it up`() async throws {
        let community = try await Community.open(.sqlite)
        let birch = try #require(community.birch.participant)
        try await community.control("192.0.2.7", by: community.birch)
        let sources = (0...AlertTally.strangersLimit).map { "198.51.100.\($0)" }
        for (number, source) in sources.enumerated() {
            let scanner = number % 2 == 0 ? community.alder : community.cedar
            try await community.scanOthers(["203.0.113.0/24"], from: [source], by: scanner)
        }
        let now = community.now
        let questions = try sources.map { try community.question($0, "192.0.2.7") }
        let judged = try await community.store.read { tables in
            var lookup = AlertLookup(tables, for: birch, span: now...now, now: now)
            return try questions.map { try lookup.judge($0) }
        }
        #expect(judged.allSatisfy { $0.reason == .otherTarget })
        let tally = TallyAlerts(viewer: community.birch, tally: AlertTally(judged))
        #expect(try await community.submit(tally, by: community.birch) == .exhausted)
        try await expectNoAnswers(community)
    }
}
