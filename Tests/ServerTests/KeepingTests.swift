// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Store
import Testing

@testable import Server

/// What a server keeps so that asking without rest costs little.
@Suite struct KeepingTests {
    @Test func `a document is kept for a while, and only while nothing was written`() {
        let documents = KeptDocuments()
        let now = Instant(microseconds: 1_767_225_600_000_000)
        let (then, later) = (Position(next: 7), Position(next: 8))
        let made = KeptDocuments.Kept([1], tag: "a", changed: nil, at: then, now)
        documents.keep(made, after: nil)
        let last = now.adding(seconds: KeptDocuments.seconds)
        #expect(documents.document(after: nil, at: then, now)?.bytes == [1])
        #expect(documents.document(after: nil, at: later, now) == nil)
        #expect(documents.document(after: nil, at: then, last) == nil)
        for number in 1...100 {
            let after = ScanRuleID(high: 0, low: UInt64(number))
            #expect(documents.document(after: after, at: then, now) == nil)
            documents.keep(made, after: after)
        }
    }

    @Test func `so many looks are under way at once, and one more is refused`() async throws {
        let looks = LooksUnderWay()
        try await withThrowingTaskGroup(of: Void.self) { group in
            let (waiting, start) = AsyncStream<Void>.makeStream()
            let (begun, begin) = AsyncStream<Void>.makeStream()
            for _ in 0..<LooksUnderWay.limit {
                group.addTask {
                    try await looks.run {
                        begin.yield()
                        for await _ in waiting { break }
                    }
                }
            }
            var under = begun.makeAsyncIterator()
            for _ in 0..<LooksUnderWay.limit { _ = await under.next() }
            await #expect(throws: Refusal.self) { try await looks.run {} }
            start.finish()
            try await group.waitForAll()
        }
        try await looks.run {}
    }
}
