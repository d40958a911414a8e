// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import TestSupport
import Testing

@Suite("The first start")
struct FoundingTests {
    @Test(arguments: Engine.allCases)
    func `the first start gives an administrator a token that works`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let signedIn = try #require(try await house.who(token: house.secret))
        #expect(signedIn.viewer == house.administrator)
        let seen = try await house.participants(seenBy: signedIn.viewer)
        #expect(seen.map(\.name) == ["Coordination Centre"])
        #expect(seen.map(\.kind) == [.coordinator])
        #expect(try await house.store.read { try $0.isFounded() })
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a clearinghouse is founded once, and by itself`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let again = FoundClearinghouse(
            participant: house.store.newID(ParticipantMark.self),
            name: "Another",
            administratorName: "Eve",
            secret: House.secret(.token)
        )
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await house.store.submit(again, by: .system)
        }
        #expect(refusal?.code == "already-founded")
        await #expect(throws: Refusal.forbidden) {
            _ = try await house.store.submit(again, by: house.administrator.actor)
        }
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `somebody always runs the clearinghouse`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let first = house.administrator
        let demotion = ChangeRoles(viewer: first, holder: first.asHolder, roles: [.steward])
        let removal = RemoveHolder(viewer: first, holder: first.asHolder)
        let leaving = WithdrawParticipant(
            viewer: first,
            participant: house.centre,
            parts: []
        )
        for attempt in 1...3 {
            let refusal = await #expect(throws: Refusal.self) {
                switch attempt {
                case 1: _ = try await house.submit(demotion, by: first)
                case 2: _ = try await house.submit(removal, by: first)
                default: _ = try await house.submit(leaving, by: first)
                }
            }
            #expect(refusal?.code == "last-administrator")
        }
        let second = try await house.person(of: house.centre, [.administrator])
        // Nobody could give the other a credential any more.
        let tooEarly = await #expect(throws: Refusal.self) {
            _ = try await house.submit(removal, by: first)
        }
        #expect(tooEarly?.code == "last-administrator")
        _ = try await house.token(for: second, by: first)
        _ = try await house.submit(removal, by: first)
        #expect(try await house.who(token: house.secret) == nil)
        await house.test.close()
    }
}
