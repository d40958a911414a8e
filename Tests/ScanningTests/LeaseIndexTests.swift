// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import Testing

@testable import Scanning

/// The index against looking at every lease.
@Suite struct LeaseIndexTests {
    private static let now = Instant(microseconds: 1_800_000_000_000_000)

    @Test(arguments: [1, 2, 3, 4])
    func `an index answers as looking at every lease does, while leases come and go`(
        _ seed: UInt64
    ) throws {
        var chance = Chance(seed: seed)
        var index = LeaseIndex()
        var all: [(lease: LeaseIndex.Lease, scopes: [Scope])] = []
        for step in 0..<4_000 {
            if step % 3 == 2, let place = all.indices.randomElement(using: &chance) {
                index.remove(all.remove(at: place).lease.scan)
            } else {
                let new = (lease: Self.lease(step, &chance), scopes: try Self.scopes(&chance))
                index.insert(new.lease, on: new.scopes, now: Self.now)
                all.append(new)
            }
            guard step % 4 == 0 else { continue }
            let question = try Self.question(all.map(\.lease.participant), &chance)
            let wanted = Self.first(all, question)
            #expect(
                Self.found(question, index).map(\.scan).sorted() == wanted,
                "\(question.scope.text) at step \(step)"
            )
        }
        #expect(index.count == all.count)
        for each in all { index.remove(each.lease.scan) }
        #expect(index.count == 0 && index.trie.count == 0)
    }

    @Test func `leases put in at once answer as those put in one by one`() throws {
        var chance = Chance(seed: 11)
        var (slow, quick) = (LeaseIndex(), LeaseIndex())
        var leases: [LeaseIndex.Lease] = []
        quick.loosen(for: 100)
        for step in 0..<3_000 {
            let (lease, scopes) = (Self.lease(step, &chance), try Self.scopes(&chance))
            slow.insert(lease, on: scopes, now: Self.now)
            quick.insert(lease, on: scopes, now: Self.now)
            leases.append(lease)
        }
        quick.settle()
        for half in 0..<2 {
            for _ in 0..<500 {
                let question = try Self.question(leases.map(\.participant), &chance)
                #expect(
                    Self.found(question, slow).map(\.scan)
                        == Self.found(question, quick).map(\.scan)
                )
            }
            for lease in leases where lease.scan.high % 2 == UInt64(half) {
                slow.remove(lease.scan)
                quick.remove(lease.scan)
            }
        }
        #expect(quick.count == 0 && quick.trie.count == 0)
    }

    @Test func `leases that ran out are taken out by later ones`() throws {
        var chance = Chance(seed: 5)
        var index = LeaseIndex()
        for step in 0..<500 {
            index.insert(Self.lease(step, &chance), on: try Self.scopes(&chance), now: Self.now)
        }
        let later = Self.now.adding(seconds: 40 * 86_400)
        for step in 500..<2_000 {
            var lease = Self.lease(step, &chance)
            lease.expires = later.adding(seconds: 60)
            index.insert(lease, on: try Self.scopes(&chance), now: later)
        }
        #expect(index.count == 1_500)
    }

    @Test func `scans that come and go leave nothing behind`() throws {
        var chance = Chance(seed: 8)
        var index = LeaseIndex()
        var kept: [(lease: LeaseIndex.Lease, scopes: [Scope])] = []
        var bytes: [Int] = []
        for round in 0..<40 {
            for step in 0..<200 {
                let new = (
                    lease: Self.lease(round * 200 + step, &chance),
                    scopes: [
                        try Scope(parsing: "pkg:npm/\(String(repeating: "x", count: 200))\(step)")
                    ]
                )
                index.insert(new.lease, on: new.scopes, now: Self.now)
                kept.append(new)
            }
            while kept.count > 100 { index.remove(kept.removeFirst().lease.scan) }
            bytes.append(index.bytes)
            let question = try Self.question([], &chance)
            #expect(
                Self.found(question, index).map(\.scan).sorted()
                    == Self.first(kept, question)
            )
            for each in kept.prefix(3) {
                let asked = OverlapTally.Question(
                    scope: each.scopes[0],
                    start: each.lease.start,
                    end: each.lease.end,
                    now: Instant(microseconds: 0),
                    asker: nil,
                    besides: nil,
                    pending: nil
                )
                #expect(Self.found(asked, index).contains { $0.scan == each.lease.scan })
            }
        }
        #expect(bytes[39] <= bytes[9] * 2)
    }

    @Test func `patterns made to be costly do not hold an index up`() throws {
        var chance = Chance(seed: 6)
        var index = LeaseIndex()
        let folder = "git+https://h.example/r#**/*a*a*a*a*a*a"
        for step in 0..<2_000 {
            let scope = try Scope(parsing: folder + String(repeating: "b", count: 1 + step % 40))
            var lease = Self.lease(step, &chance)
            lease.expires = Self.now.adding(seconds: 60)
            index.insert(lease, on: [scope], now: Self.now)
        }
        let asked = try Scope(parsing: folder + String(repeating: "c", count: 40))
        let question = OverlapTally.Question(
            scope: asked,
            start: 0,
            end: .max,
            now: Self.now,
            asker: nil,
            besides: nil,
            pending: nil
        )
        // Exactly compared, none of them overlaps; past the limit, advice errs towards telling.
        #expect(Self.found(question, index).count == OverlapTally.limit)
    }

    // MARK: By hand

    private static func counts(
        _ lease: LeaseIndex.Lease,
        _ question: OverlapTally.Question
    ) -> Bool {
        lease.participant != question.asker && lease.expires > question.now
            && lease.start < question.end && lease.end > question.start
    }

    /// Those on the widest scopes, where that counts; of as wide ones those that begin latest, of
    /// as late ones those with the latest ids.
    private static func first(
        _ all: [(lease: LeaseIndex.Lease, scopes: [Scope])],
        _ question: OverlapTally.Question
    ) -> [ScanID] {
        let counted = all.compactMap { each -> (bits: Int, lease: LeaseIndex.Lease)? in
            guard counts(each.lease, question) else { return nil }
            let met = each.scopes.filter { $0.overlaps(question.scope) }
            let bits = question.isLatestFirst ? 0 : question.scope.key.bits
            return met.map { min($0.key.bits, bits) }.min().map { ($0, each.lease) }
        }
        var kept: [LeaseIndex.Lease] = []
        for (_, lease) in counted.sorted(by: {
            (-$0.bits, $0.lease.start, $0.lease.scan) > (-$1.bits, $1.lease.start, $1.lease.scan)
        }) {
            let ofOne = kept.count { $0.participant == lease.participant }
            if ofOne < OverlapTally.ofOneLimit, kept.count < OverlapTally.limit {
                kept.append(lease)
            }
        }
        return kept.map(\.scan).sorted()
    }

    private static func found(
        _ question: OverlapTally.Question,
        _ index: LeaseIndex
    ) -> [LeaseIndex.Lease] {
        var work = OverlapTally.workLimit
        return index.leases(question, work: &work).map(\.lease)
    }

    private static func question(
        _ participants: [ParticipantID],
        _ chance: inout Chance
    ) throws -> OverlapTally.Question {
        let start = UInt32(1_800_000_000) + UInt32.random(in: 0..<2_000_000, using: &chance)
        return OverlapTally.Question(
            scope: try Scope(parsing: scope(&chance)),
            start: start,
            end: start + UInt32.random(in: 1..<500_000, using: &chance),
            now: now.adding(seconds: Int64.random(in: 0..<2_000_000, using: &chance)),
            asker: participants.randomElement(using: &chance),
            isLatestFirst: Bool.random(using: &chance),
            besides: nil,
            pending: nil
        )
    }

    private static func lease(_ number: Int, _ chance: inout Chance) -> LeaseIndex.Lease {
        let start = UInt32(1_800_000_000) + UInt32.random(in: 0..<40, using: &chance) * 50_000
        let length = UInt32.random(in: 1..<300_000, using: &chance)
        return LeaseIndex.Lease(
            ScanID(high: UInt64(number), low: chance.next()),
            of: ParticipantID(high: UInt64.random(in: 0..<6, using: &chance), low: 1),
            technique: .fuzzing,
            seconds: start..<start + length,
            expires: now.adding(seconds: Int64.random(in: 0..<3_000_000, using: &chance))
        )
    }

    private static func scopes(_ chance: inout Chance) throws -> [Scope] {
        let count = Int.random(in: 1...3, using: &chance)
        return try (0..<count).map { _ in try Scope(parsing: scope(&chance)) }
    }

    /// Scopes of every kind, few enough to meet often.
    static func scope(_ chance: inout Chance) -> String {
        func pick(_ texts: [String]) -> String { texts.randomElement(using: &chance) ?? "" }
        func number(_ range: Range<Int>) -> Int { Int.random(in: range, using: &chance) }
        switch number(0..<7) {
        case 0:
            let length = [0, 4, 8, 9, 15, 16, 20, 24, 30, 32].randomElement(using: &chance) ?? 8
            let address = UInt32(number(0..<4)) << 29 | UInt32(number(0..<64)) << 3
            let kept = length == 0 ? 0 : address & (.max << UInt32(32 - length))
            let bytes = [24, 16, 8, 0].map { String(kept >> UInt32($0) & 0xFF) }
            return bytes.joined(separator: ".") + "/\(length)" + pick(["", "", ":443", ":80-90"])
        case 1: return "2001:db8:\(number(0..<3))::/\(pick(["48", "64", "128"]))"
        case 2:
            let name = pick(["", "a.", "b.a.", "c.b.a."]) + pick(["example", "x.example"])
            return "dns:" + pick(["", "*."]) + name
        case 3:
            let path = pick(["", "v1", "v1/models", "v2"])
            return
                "service:https://\(pick(["a.example", "x.example"]))\(pick(["", ":8443"]))/\(path)"
        case 4:
            let rest = pick(["", "@1.0.0", "@2.0.0", "?vers=vers:npm/%3C1.5.0"])
            return "pkg:npm/p\(number(0..<3))" + rest
        case 5:
            let part = pick(["", "@v1", "@v2", "@v1#src/**", "#src/a.c,doc/", "#**/a.?"])
            return "git+https://h.example/r\(number(0..<2))" + part
        default:
            let rest = pick(["v:*", "v:p", "v:q", "w:p", "w:*"])
            return "cpe:2.3:a:\(rest):\(pick(["*", "1.0", "2.0"])):*:*:*:*:*:*:*"
        }
    }
}
