// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Participants
import Prioritization
import Store
import TestSupport
import Testing

@Suite struct MessageTests {
    private func opened(_ engine: Engine) async throws -> (Community, CaseID) {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.invite(all.birch, to: id, as: [.supplier])
        for viewer in [all.alder, all.birch] { try await all.answer(on: id, by: viewer) }
        return (all, id)
    }

    @Test(arguments: Engine.allCases)
    func `what is said to the coordinators is read by them and by who said it`(
        _ engine: Engine
    ) async throws {
        let (all, id) = try await opened(engine)
        try await all.say("Between us.", to: .coordinators, on: id, by: all.alder)
        try await all.say("To all.", on: id, by: all.alder)
        #expect(try await all.texts(id, for: all.birch) == ["To all."])
        for viewer in [all.alder, all.coordinator] {
            #expect(try await all.texts(id, for: viewer) == ["To all.", "Between us."])
        }
        let seen = try #require(try await all.said(id, for: all.birch).messages.first)
        #expect(seen.author == nil && seen.roles == [.finder] && !seen.isOwn)
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `under embargo a reader is recorded before it is handed a message, once`(
        _ engine: Engine
    ) async throws {
        let (all, id) = try await opened(engine)
        for number in 1...3 { try await all.say("\(number)", on: id, by: all.birch) }
        let before = all.store.position
        #expect(try await all.texts(id, for: all.alder) == ["3", "2", "1"])
        let once = all.store.position
        #expect(once.next == before.next + 1)
        // Looking again is told by nothing new; who wrote it is not recorded as its reader.
        #expect(try await all.texts(id, for: all.alder).count == 3)
        #expect(try await all.texts(id, for: all.birch).count == 3)
        #expect(all.store.position == once)
        let views = try await all.feed(of: all.coordinator)
        #expect(views.filter { $0 == "case.messages-viewed" }.count == 1)
        #expect(!(try await all.feed(of: all.birch)).contains("case.messages-viewed"))
        // Without an embargo nothing is recorded.
        all.test.clock.advance(seconds: 49 * 3_600)
        try await all.say("4", on: id, by: all.birch)
        let free = all.store.position
        #expect(try await all.texts(id, for: all.alder).count == 4)
        #expect(all.store.position == free)
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `messages come in pages, the newest first`(_ engine: Engine) async throws {
        let (all, id) = try await opened(engine)
        for number in 1...5 { try await all.say("\(number)", on: id, by: all.birch) }
        var seen: [String] = []
        var after: MessageID?
        repeat {
            let page = try await all.said(id, for: all.alder, after: after, limit: 2)
            #expect(page.messages.count <= 2)
            seen += page.messages.compactMap(\.text)
            after = page.next
        } while after != nil
        #expect(seen == ["5", "4", "3", "2", "1"])
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `a message is bounded, and its words are sealed with the case's key`(
        _ engine: Engine
    ) async throws {
        let (all, id) = try await opened(engine)
        let most = String(repeating: "é", count: WriteMessage.textBytes / 2)
        try await all.say(most, on: id, by: all.alder)
        func refused(_ text: String) async throws -> String? {
            try await all.refused { try await all.say(text, on: id, by: all.alder) }
        }
        #expect(try await refused(most + "x") == "too-long")
        #expect(try await refused("  ") == "missing")
        #expect(try await refused("a\u{0}b") == "control-character")
        #expect(
            try await all.refused { try await all.say("Me too", on: id, by: all.cedar) }
                == "not-found"
        )
        #expect(try await all.texts(id, for: all.alder) == [most])
        try await all.store.blocking { try all.store.keys.erase(SealingScope(id)) }
        let erased = try await all.said(id, for: all.coordinator)
        #expect(erased.messages.map(\.text) == [nil])
        await all.close()
    }
}
