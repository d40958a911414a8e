// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Store
import StrictJSON
import TestSupport
import Testing

@testable import Scanning

/// What owners learn, by asking, of scans elsewhere.
@Suite struct AlertStrangerTests {
    /// One address more than strangers are told of in a day.
    private static let sources = (0...AlertTally.strangersLimit).map { "198.51.100.\($0)" }

    /// An owner of 192.0.2.0/24, a scan that it authorized on 192.0.2.200, and many others
    /// elsewhere.
    private func scene(_ engine: Engine = .sqlite) async throws -> Community {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        try await community.strangers(from: Self.sources)
        try await community.scanOthers(
            ["192.0.2.200"],
            from: ["203.0.113.9"],
            window: community.window(lasting: 7 * 24),
            by: community.alder
        )
        return community
    }

    private func reason(
        _ source: String,
        to target: String = "192.0.2.7",
        _ community: Community
    ) async throws -> AlertReason? {
        let question = try community.question(source, target)
        return try await community.ask(question, by: community.birch).reason
    }

    @Test(arguments: Engine.allCases)
    func `a search over addresses ends, and one's own targets are answered all the same`(
        _ engine: Engine
    ) async throws {
        let community = try await scene(engine)
        for (number, source) in Self.sources.enumerated() {
            let isTold = number < AlertTally.strangersLimit
            let wanted: AlertReason = isTold ? .otherTarget : .noMoreToday
            #expect(try await reason(source, community) == wanted, "\(number)")
        }
        try await expectSilence(community)
        community.test.clock.advance(seconds: 86_400)
        #expect(try await reason("203.0.113.77", community) == .nothing)
        #expect(try await reason(Self.sources[64], community) == .otherTarget)
        await community.close()
    }

    /// Past the bound nobody tells a declared source from another, and what is the owner's goes on.
    private func expectSilence(_ community: Community) async throws {
        for source in [Self.sources[0], Self.sources[64], "203.0.113.77"] {
            #expect(try await reason(source, community) == .noMoreToday)
        }
        #expect(try await reason("203.0.113.9", to: "192.0.2.200", community) == .source)
        #expect(try await reason("203.0.113.77", to: "192.0.2.200", community) == .otherSource)
        let questions = try [
            (Self.sources[1], "192.0.2.7"), ("203.0.113.77", "192.0.2.7"),
            ("203.0.113.9", "192.0.2.200"), ("203.0.113.9", "198.18.0.1"),
        ].map { try community.question($0, $1) }
        let told = try await community.check(questions, by: community.birch)
        #expect(told == [.noMoreToday, .noMoreToday, .source, nil])
    }

    @Test func `a log that would tell of too many tells of none, and uses the day up`()
        async throws
    {
        let community = try await scene()
        let sources = ["203.0.113.77"] + Self.sources
        let questions = try sources.map { try community.question($0, "192.0.2.7") }
        let own = try community.question("203.0.113.9", "192.0.2.200")
        let told = try await community.check(questions + [own], by: community.birch)
        #expect(told.dropLast().allSatisfy { $0 == .noMoreToday })
        #expect(told.last == .source)
        // What was said is what the journal counts.
        let entries = try await community.store.read { tables in
            try tables.entries(from: Position(next: 0), limit: 1_000, where: "1 = 1")
        }
        let checked = entries.filter { $0.kind.name == "alert.checked" }
        #expect(checked.count == 1)
        #expect(checked[0].body?["undetermined"]?.int64Value == Int64(questions.count))
        #expect(checked[0].body?["unrelated"]?.int64Value == 0)
        try await expectSilence(community)
        await community.close()
    }

    @Test func `one participant's many leases use up nobody's day`() async throws {
        let community = try await Community.open(.sqlite)
        try await community.control("192.0.2.0/24", by: community.birch)
        for source in Self.sources {
            try await community.declare(["pkg:npm/left-pad"], by: community.cedar) {
                $0.sources = [source]
            }
        }
        let questions = try Self.sources.map { try community.question($0, "192.0.2.7") }
        let told = try await community.check(questions, by: community.birch)
        #expect(told.allSatisfy { $0 == .otherTarget })
        #expect(try await reason("203.0.113.77", community) == .nothing)
        await community.close()
    }

    @Test func `not all sources of one participant are told in a day, and each counts once`() {
        var told = AlertTellings()
        for number in 0..<UInt64(AlertTally.leasesLimit) {
            #expect(!told.areUsedUp)
            let news = told.news(in: Self.telling(of: number))
            #expect(news?.scan == ScanID(high: 1, low: number))
            if let news { told.add(news.scan, of: news.participant) }
            #expect(told.news(in: Self.telling(of: number)) == nil)
        }
        #expect(told.areUsedUp)
        #expect(AlertTally.leasesLimit > DeclareScan.openLimit + DeclareScan.dayLimit)
    }

    /// An answer that tells of one lease of the same participant elsewhere.
    private static func telling(of number: UInt64) -> AlertJudgement {
        let noon = Instant(microseconds: 1_795_262_400_000_000)
        let lease = AlertLease(
            scan: ScanID(high: 1, low: number),
            participant: ParticipantID(high: 2, low: 1),
            window: ScanWindow(start: noon, end: noon.adding(seconds: 3_600)),
            declared: noon,
            expires: noon.adding(seconds: 3_600),
            ended: nil,
            outcome: nil
        )
        var evidence = AlertEvidence(asker: ParticipantID(high: 2, low: 2))
        evidence.fromSource = [lease]
        return AlertRule.judge(evidence, at: noon)
    }

    private struct Withdraw: Command {
        let participant: ParticipantID

        func authorize(in transaction: any Transaction) throws {}

        func perform(in transaction: any Transaction) throws -> Done {
            try AlertsWithdrawal().withdraw(participant, in: transaction)
            return Done()
        }
    }

    private func kept(_ community: Community) async throws -> Int? {
        try await community.store.read { tables in
            try tables.first("SELECT COUNT(*) FROM alert_tellings") { try $0.read(Int.self) }
        }
    }

    @Test(arguments: Engine.allCases)
    func `of whom an owner was told is kept for the day, and goes when the owner leaves`(
        _ engine: Engine
    ) async throws {
        let community = try await scene(engine)
        for source in Self.sources.prefix(3) {
            #expect(try await reason(source, community) == .otherTarget)
        }
        #expect(try await kept(community) == 3)
        community.test.clock.advance(seconds: 86_400)
        #expect(try await reason(Self.sources[0], community) == .otherTarget)
        #expect(try await kept(community) == 1)
        let birch = try #require(community.birch.participant)
        try await community.submit(Withdraw(participant: birch), by: .system)
        #expect(try await kept(community) == 0)
        await community.close()
    }
}
