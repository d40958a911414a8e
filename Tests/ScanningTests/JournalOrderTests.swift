// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import StrictJSON
import TestSupport
import Testing

/// Two servers on one database, many askers: every answer is the one of some moment of the journal,
/// and never of one before what its asker had been told.
@Suite struct JournalOrderTests {
    /// Asks the index inside a batch, and leaves its place in the journal.
    private struct Ask: Command {
        let question: OverlapQuestion
        let participant: ParticipantID

        func authorize(in transaction: any Transaction) {}

        func perform(in transaction: any Transaction) throws -> Told {
            let advice = try transaction.follower(OverlapIndex.self)
                .advice(question, now: transaction.now)
            let entry = EntryDraft(EntryKind("test.asked"), subject: participant, body: [:])
            return Told(
                extents: advice.map { $0.overlapping?.extent },
                sequence: try transaction.append(entry).next - 1
            )
        }
    }

    private struct Told: StoredAnswer {
        let extents: [OverlapAdvice.Extent?]
        let sequence: Int64
        var stored: [UInt8] { [] }

        init(extents: [OverlapAdvice.Extent?], sequence: Int64) {
            self.extents = extents
            self.sequence = sequence
        }

        init?(stored: [UInt8]) { nil }
    }

    private struct Seen: Sendable {
        let question: OverlapQuestion
        /// What advice said, some time between what its asker had been told of and `told`.
        let advised: [OverlapAdvice.Extent?]
        /// What a command saw in its own place in the journal.
        let told: Told
        /// What its asker had been told of before it asked.
        let after: Position
    }

    @Test func `two servers give the advice of the journal, whoever asks which`() async throws {
        let community = try await Community.open(.postgres)
        let second = try await community.test.another(
            schema: Community.schema,
            followers: [OverlapIndex.self]
        )
        let stores = [community.store, second.store]
        let seen = try await withThrowingTaskGroup(of: [Seen].self) { group in
            for number in 0..<8 {
                group.addTask {
                    try await Self.work(number, on: stores[number % 2], community)
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        let entries = try await community.store.read {
            try $0.entries(from: Position(next: 0), limit: 100_000, where: "1 = 1")
        }
        #expect(seen.count == 8 * Self.steps)
        let questions = Set(seen.map(\.question))
        let replayed = Self.replay(entries, questions, now: community.now)
        for one in seen {
            #expect(one.told.sequence >= one.after.next)
            let moments = try #require(replayed[one.question])
            #expect(moments[Int(one.told.sequence)] == one.told.extents)
            let between = moments[Int(one.after.next)...Int(one.told.sequence)]
            #expect(between.contains(one.advised))
        }
        #expect(seen.contains { $0.told.extents != [nil] })
        await second.store.close()
        await community.close()
    }

    /// The answer to each question before each entry of the journal.
    private static func replay(
        _ entries: [Entry],
        _ questions: Set<OverlapQuestion>,
        now: Instant
    ) -> [OverlapQuestion: [[OverlapAdvice.Extent?]]] {
        var index = OverlapIndex()
        var answers: [OverlapQuestion: [[OverlapAdvice.Extent?]]] = [:]
        for entry in entries {
            for question in questions {
                let advice = index.advice(question, now: now)
                answers[question, default: []].append(advice.map { $0.overlapping?.extent })
            }
            index.apply(entry)
        }
        return answers
    }

    /// Rounds of one worker.
    private static let steps = 25

    private static func work(
        _ number: Int,
        on store: Store,
        _ community: Community
    ) async throws -> [Seen] {
        var chance = Chance(seed: UInt64(number))
        let viewer = number < 4 ? community.alder : community.birch
        let participant = try #require(viewer.participant)
        var (seen, open) = ([Seen](), [ScanID]())
        for _ in 0..<steps {
            let scope = "pkg:npm/p\(Int.random(in: 0..<3, using: &chance))"
            let after: Position
            if let scan = open.last, Bool.random(using: &chance) {
                let end = EndScan(viewer: viewer, scan: scan, outcome: .abandoned)
                after = try await store.submit(end, by: viewer.actor).position
                open.removeLast()
            } else {
                let declare = DeclareScan(
                    viewer: viewer,
                    intent: try community.intent([scope]),
                    allowance: nil
                )
                let done = try await store.submit(declare, by: viewer.actor)
                open.append(done.answer)
                after = done.position
            }
            let question = try community.question(scope, for: viewer)
            let advised = try await store.planAdvice(question, now: community.now, atLeast: after)
            let ask = Ask(question: question, participant: participant)
            let told = try await store.submit(ask, by: viewer.actor).answer
            let extents = advised.scopes.map { $0.overlap.overlapping?.extent }
            seen.append(Seen(question: question, advised: extents, told: told, after: after))
        }
        return seen
    }
}
