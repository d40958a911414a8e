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

    /// Scans that some completed a month ago on a wide network, and one of yesterday.
    private static func covered(by others: [UInt64]) throws -> OverlapIndex {
        var index = OverlapIndex()
        for number in 0..<17 {
            let isLast = number == 16
            let told = ScanEntries.Ended(
                participant: participant(isLast ? 9 : others[number % others.count]),
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
        let advice = try Self.covered(by: [1, 2, 3, 4]).advice(question, now: Self.now)
        let yesterday = Self.now.adding(seconds: -Self.day)
        let until = try #require(advice.first?.covered?.until)
        #expect(until > yesterday && until <= yesterday.adding(seconds: Self.day))
    }

    @Test func `of one's own scans the latest are told`() throws {
        let question = try Self.question("10.1.2.0/24", by: Self.participant(9))
        let advice = try Self.covered(by: [9]).advice(question, now: Self.now)
        let own = try #require(advice.first?.own)
        #expect(own.count == OverlapTally.limit && own.contains(ScanID(high: 16, low: 1)))
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

    @Test func `a question about a host does not walk through all of its services`() throws {
        var index = LeaseIndex()
        for number in 0..<500 {
            let text = number == 0 ? "dns:*.h.example" : "service:https://h.example/\(number)"
            let lease = LeaseIndex.Lease(
                ScanID(high: UInt64(number), low: 1),
                of: Self.participant(1),
                technique: .fuzzing,
                seconds: 1..<2,
                expires: Self.now
            )
            index.insert(lease, on: [try Scope(parsing: text)], now: Instant(microseconds: 0))
        }
        for text in ["dns:h.example", "dns:*.h.example", "dns:*.example"] {
            var looks = Looks()
            index.trie.show(try Scope(parsing: text).key, &looks, in: ())
            #expect((1...3).contains(looks.count), "\(text): \(looks.count)")
        }
    }

    @Test(arguments: [1, 2, 3])
    func `no question is shown more than what is on its way and a bucket`(
        _ seed: UInt64
    ) throws {
        var (chance, index) = (Chance(seed: seed), LeaseIndex())
        for number in 0..<8_000 {
            let lease = LeaseIndex.Lease(
                ScanID(high: UInt64(number), low: 1),
                of: Self.participant(1),
                technique: .fuzzing,
                seconds: 1..<2,
                expires: Self.now
            )
            let scope = try Scope(parsing: LeaseIndexTests.scope(&chance))
            index.insert(lease, on: [scope], now: Instant(microseconds: 0))
        }
        for _ in 0..<2_000 {
            let text = LeaseIndexTests.scope(&chance)
            var looks = Looks()
            index.trie.show(try Scope(parsing: text).key, &looks, in: ())
            #expect(looks.count <= 20 + SlotPool<TimedItem>.slotSize, "\(text): \(looks.count)")
        }
    }

    /// Counts how often it is shown something, and has enough each time.
    private struct Looks: WindowVisitor {
        let start: UInt32 = 0
        let end = UInt32.max
        var count = 0

        mutating func turn() -> Bool { true }

        mutating func meet(_ item: TimedItem, in index: Void) -> Bool {
            count += 1
            return false
        }

        mutating func meet(_ items: UnsafeBufferPointer<TimedItem>, in index: Void) -> Bool {
            count += 1
            return false
        }
    }
}
