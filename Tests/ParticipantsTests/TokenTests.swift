// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import TestSupport
import Testing

@Suite("Tokens")
struct TokenTests {
    @Test(arguments: Engine.allCases)
    func `a token is shown once, and a repeat of the request leaves it out`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let key = RepeatKey(endpoint: "POST /v1/tokens", key: "k", digest: [1])
        let commands = (1...2).map { _ in
            IssueToken(
                viewer: house.administrator,
                holder: house.administrator.asHolder,
                name: "laptop",
                expiresAt: house.now.adding(seconds: 60),
                secret: House.secret(.token)
            )
        }
        let actor = house.administrator.actor
        let first = try await house.store.submit(commands[0], by: actor, repeating: key)
        let again = try await house.store.submit(commands[1], by: actor, repeating: key)
        #expect(first.answer.secret?.text == commands[0].secret.text)
        #expect(again.isRepeat)
        #expect(again.answer.id == first.answer.id)
        #expect(again.answer.secret == nil)
        #expect(try await house.who(token: commands[0].secret) != nil)
        #expect(try await house.who(token: commands[1].secret) == nil)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a token ends at its very microsecond`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let secret = try await house.token(for: house.administrator, days: 1)
        let start = house.now
        house.test.clock.set(Instant(microseconds: start.microseconds + 86_400_000_000 - 1))
        #expect(try await house.who(token: secret) != nil)
        house.test.clock.set(start.adding(seconds: 86_400))
        #expect(try await house.who(token: secret) == nil)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a revoked token ends at once, and revoking it again says the same`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let secret = try await house.token(for: house.administrator)
        let signedIn = try #require(try await house.who(token: secret))
        guard case .token(let id) = signedIn.credential else {
            Issue.record("not signed in by a token")
            return
        }
        for _ in 1...2 {
            _ = try await house.submit(
                RevokeToken(viewer: house.administrator, id: id),
                by: house.administrator
            )
        }
        #expect(try await house.who(token: secret) == nil)
        let revocations = try await house.entries().filter { $0.kind == .tokenRevoked }
        #expect(revocations.count == 1)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `nobody takes on another's identity once they have a credential`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let steward = try await house.person(of: laboratory, [.steward])
        let member = try await house.person(of: laboratory, [.member])
        let agent = try await house.agent(of: laboratory, [.member])
        _ = try await house.token(for: agent, by: house.administrator)
        _ = try await house.token(for: steward, by: house.administrator)
        _ = try await house.token(for: member, by: steward)
        for (viewer, issuer) in [
            (steward, house.administrator), (member, steward), (agent, house.administrator),
        ] {
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await house.token(for: viewer, by: issuer)
            }
            #expect(refusal?.code == "credential-exists")
        }
        _ = try await house.token(for: member)
        _ = try await house.token(for: agent, by: steward)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `software cannot make credentials, and members none for others`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let member = try await house.person(of: laboratory, [.member])
        let agent = try await house.agent(of: laboratory, [.member])
        let stranger = try await house.person(of: house.participant(), [.steward])
        await #expect(throws: Refusal.forbidden) { _ = try await house.token(for: agent) }
        await #expect(throws: Refusal.forbidden) {
            _ = try await house.token(for: agent, by: member)
        }
        await #expect(throws: Refusal.notFound) {
            _ = try await house.token(for: agent, by: stranger)
        }
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a token has an end, a name and company of twenty at most`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let command = IssueToken(
            viewer: house.administrator,
            holder: house.administrator.asHolder,
            name: "a\u{0}b" + String(repeating: "x", count: 200),
            expiresAt: house.now.adding(seconds: Token.longestLifeSeconds + 1),
            secret: House.secret(.token)
        )
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.submit(command, by: house.administrator)
        }
        #expect(refusal?.faults.map(\.place) == ["/name", "/name", "/expires"])
        #expect(refusal?.faults.map(\.code) == ["too-long", "control-character", "too-far"])
        await #expect(throws: Refusal.self) {
            _ = try await house.token(for: house.administrator, days: 0)
        }
        for _ in 2...Token.mostPerHolder { _ = try await house.token(for: house.administrator) }
        let full = await #expect(throws: Refusal.self) {
            _ = try await house.token(for: house.administrator)
        }
        #expect(full?.code == "too-many-tokens")
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `of a token's use only the day is kept, and nothing is journalled`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let entries = try await house.entries().count
        let signedIn = try #require(try await house.who(token: house.secret))
        #expect(signedIn.isUseDue)
        _ = try await house.submit(NoteUse(of: signedIn.credential), by: signedIn.viewer)
        house.test.clock.advance(seconds: 3_600)
        let later = try #require(try await house.who(token: house.secret))
        #expect(!later.isUseDue)
        let now = house.now
        let tokens = try await house.store.read {
            try $0.tokens(viewer: later.viewer, after: nil, limit: 10, now: now)
        }
        let day = try #require(tokens.first?.lastUsedDay)
        #expect(day.microseconds % 86_400_000_000 == 0)
        #expect(try await house.entries().count == entries)
        await house.test.close()
    }
}
