// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import Testing

@testable import Scanning

/// Which leases are told of, where there are more than are counted or a lease has several scopes.
@Suite struct OverlapOrderTests {
    private static let now = Instant(microseconds: 1_800_000_000_000_000)
    private static let day: Int64 = 86_400

    private static func participant(_ number: UInt64) -> ParticipantID {
        ParticipantID(high: number, low: 1)
    }

    /// Scans that four participants completed a month ago on a wide network, and one of yesterday.
    private static func covered() throws -> OverlapIndex {
        var index = OverlapIndex()
        for number in 0..<17 {
            let isLast = number == 16
            let told = ScanEntries.Ended(
                participant: participant(isLast ? 9 : UInt64(number) % 4),
                scopes: [try Scope(parsing: isLast ? "10.1.2.0/24" : "10.0.0.0/8")],
                technique: .fuzzing,
                outcome: .completed,
                coverage: nil,
                ended: nil
            )
            let scan = ScanID(high: UInt64(number), low: 1)
            let end = now.adding(seconds: isLast ? -day : -29 * day)
            index.complete(told, scan: scan, at: end, now: now)
        }
        return index
    }

    private static func question(_ text: String, by asker: ParticipantID?) throws -> OverlapQuestion
    {
        OverlapQuestion(
            scopes: [try Scope(parsing: text)],
            technique: .fuzzing,
            window: ScanWindow(start: now, end: now.adding(seconds: day)),
            participant: asker
        )
    }

    @Test func `of what was completed, the latest is told, however wide the others were`() throws {
        let question = try Self.question("10.1.2.0/24", by: nil)
        let advice = try Self.covered().advice(question, now: Self.now)
        let yesterday = Self.now.adding(seconds: -Self.day)
        let until = try #require(advice.first?.covered?.until)
        #expect(until > yesterday && until <= yesterday.adding(seconds: Self.day))
    }

    @Test func `of one's own scans the latest are told`() throws {
        let question = try Self.question("10.1.2.0/24", by: Self.participant(9))
        let advice = try Self.covered().advice(question, now: Self.now)
        #expect(advice.first?.own == [ScanID(high: 16, low: 1)])
    }

    @Test(arguments: [["", "@1.0"], ["@1.0", ""], ["@2.0", "@1.0"], ["@1.0", "@2.0"]])
    func `a lease is about a revision whichever of its scopes names it`(
        _ versions: [String]
    ) throws {
        for count in [0, 40] {
            var index = OverlapIndex()
            for number in 0...count {
                let texts = number == 0 ? versions.map { "pkg:npm/x\($0)" } : ["pkg:npm/x"]
                let told = ScanEntries.Declared(
                    participant: Self.participant(number == 0 ? 1 : 2),
                    scopes: try texts.map { try Scope(parsing: $0) },
                    technique: .fuzzing,
                    modelFamily: nil,
                    window: ScanWindow(start: Self.now, end: Self.now.adding(seconds: Self.day)),
                    expires: Self.now.adding(seconds: Self.day)
                )
                index.declare(told, scan: ScanID(high: UInt64(number), low: 1), now: Self.now)
            }
            // The others are the asker's own: they only crowd the key.
            let question = try Self.question("pkg:npm/x@1.0", by: Self.participant(2))
            let advice = index.advice(question, now: Self.now)
            #expect(advice.first?.overlapping?.extent == .one)
            #expect(advice.first?.overlapping?.sameRevision == true)
        }
    }
}
