// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Distribution
import Participants
import Store
import TestSupport
import Testing
import Validation

@Suite struct TransparencyTests {
    /// The same on both engines: January has 7 reports, February none.
    private func twoMonths(_ engine: Engine) async throws -> Loop {
        let loop = try await Loop.open(engine)
        for number in 1...6 { try await report(number, to: loop) }
        loop.clock.set(Self.march)
        try await PublicFigures.keepUp(in: loop.store)
        return loop
    }

    /// The evening of 2 March 2026.
    private static let march = Instant(microseconds: 1_772_488_800_000_000)

    private func report(_ number: Int, to loop: Loop) async throws {
        var generator = SystemRandomNumberGenerator()
        let text = """
            {"package":"\(Loop.package)","title":"Bug \(number)","description":"d",\
            "weakness":"CWE-787","symbol":{"function":"f\(number)"}}
            """
        _ = try await Intake(store: loop.store).accept(
            .finding,
            bytes: Array(text.utf8),
            terms: ReportTerms(),
            viewer: loop.community.birch,
            receipt: SubmissionReceipt(using: &generator)
        )
    }

    private func told(_ loop: Loop) async throws -> [ToldMonth] {
        try await loop.store.read { try $0.publicFigures() }
    }

    private func text(_ figure: PublicFigure, of month: ToldMonth) -> String? {
        month.figures.first { $0.figure == figure }?.text
    }

    @Test(arguments: Engine.allCases)
    func `a month is told once it has ended, each figure as the step that it lies in`(
        _ engine: Engine
    ) async throws {
        let loop = try await twoMonths(engine)
        let months = try await told(loop)
        #expect(months.map(\.month.text) == ["2026-02", "2026-01"])
        #expect(months.allSatisfy { $0.figures.count == PublicFigure.allCases.count })
        #expect(months[1].month.inWords == "January 2026")
        #expect(text(.reports, of: months[1]) == "5 to 9")
        #expect(text(.findings, of: months[1]) == "5 to 9")
        #expect(text(.casesOpened, of: months[1]) == "fewer than 5")
        #expect(text(.advisories, of: months[1]) == "0")
        #expect(text(.deployed, of: months[1]) == "fewer than 5 behind it")
        // None is not told from few.
        #expect(text(.reports, of: months[0]) == text(.casesOpened, of: months[1]))
        await loop.close()
    }

    @Test func `no act changes what is told, neither in an open month nor of an ended one`()
        async throws
    {
        let loop = try await twoMonths(.sqlite)
        let before = try await told(loop)
        for number in 7...20 { try await report(number, to: loop) }
        try await PublicFigures.keepUp(in: loop.store)
        #expect(try await told(loop) == before)
        let alder = try #require(loop.community.alder.participant)
        let steward = try await loop.community.house.person(of: alder, [.steward])
        try await loop.submit(
            WithdrawParticipant(
                viewer: steward,
                participant: alder,
                parts: [DiscoveryWithdrawal(), DistributionWithdrawal()]
            ),
            by: steward
        )
        try await PublicFigures.keepUp(in: loop.store)
        #expect(try await told(loop) == before)
        // The month is over, and a day after it the next one is told, beside the same others.
        loop.clock.advance(seconds: 31 * 86_400)
        try await PublicFigures.keepUp(in: loop.store)
        let after = try await told(loop)
        #expect(Array(after.dropFirst()) == before)
        #expect(text(.reports, of: try #require(after.first)) == "10 to 14")
        await loop.close()
    }

    @Test func `a released patch is told by what lay behind it, and never one delivery`()
        async throws
    {
        let loop = try await Loop.open(.sqlite)
        var operators = [loop.hospital, loop.bank]
        for number in 1...4 {
            let viewer = try await loop.community.member(of: "Works \(number)", .operator, .energy)
            try await loop.list("\(Loop.package)@1.3.0", by: viewer)
            operators.append(viewer)
        }
        try await loop.release()
        for viewer in operators.dropLast() {
            let delivery = try #require(try await loop.deliveries(viewer).first)
            try await loop.receipt(.mitigated, on: delivery.id, by: viewer)
        }
        loop.clock.set(Self.march)
        try await PublicFigures.keepUp(in: loop.store)
        let january = try #require(try await told(loop).last)
        #expect(text(.deliveries, of: january) == "5 to 9")
        #expect(text(.acknowledged, of: january) == "75 to 100 %")
        #expect(text(.deployed, of: january) == "0 to 25 %")
        #expect(text(.daysToReceipt, of: january) == "within a day")
        #expect(text(.bundles, of: january) == "fewer than 5")
        #expect(text(.daysToFix, of: january) == "fewer than 5 behind it")
        await loop.close()
    }

    @Test func `engagements and participants are no figure`() {
        for figure in PublicFigure.allCases {
            let words = "\(figure.rawValue) \(figure.words)".lowercased()
            for word in ["engagement", "model", "participant", "operator", "agenc"] {
                #expect(!words.contains(word), "\(words)")
            }
        }
    }
}
