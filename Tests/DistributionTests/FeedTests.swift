// SPDX-License-Identifier: Apache-2.0

import Access
import Distribution
import Store
import TestSupport
import Testing

/// What the change feed of a recipient tells of a release.
@Suite struct FeedTests {
    @Test(arguments: Engine.allCases)
    func `no recipient counts the others by the pages of its feed`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        try await loop.release()
        let now = loop.now
        let (store, hospital) = (loop.store, loop.hospital)
        // One entry a page: an empty one before the last would tell of an entry for somebody else.
        var position = Position(next: 0)
        var pages: [Int] = []
        repeat {
            let from = position
            let page = try await store.read {
                try $0.changes(after: from, limit: 1, viewer: hospital, now: now)
            }
            pages.append(page.entries.count)
            guard page.next > position else { break }
            position = page.next
        } while pages.count < 1_000
        #expect(pages.dropLast(2).allSatisfy { $0 == 1 } && pages.count > 3, "\(pages)")
        let all = try await store.read {
            try $0.changes(after: Position(next: 0), limit: 1_000, viewer: hospital, now: now)
        }
        #expect(pages.reduce(0, +) == all.entries.count)
        await loop.close()
    }
}
