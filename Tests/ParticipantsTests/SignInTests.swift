// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import TestSupport
import Testing

@Suite("Signing in")
struct SignInTests {
    private func link(_ house: House, for viewer: Viewer) async throws -> Secret {
        guard case .person(let person) = viewer.identity else { throw Refusal.notFound }
        let secret = House.secret(.signInLink)
        _ = try await house.submit(
            MakeSignInLink(viewer: viewer, person: person, secret: secret),
            by: viewer
        )
        return secret
    }

    private func redeem(
        _ link: Secret,
        in house: House,
        replacing old: Secret? = nil
    ) async throws -> Secret {
        let session = House.secret(.session)
        let command = RedeemSignInLink(
            link: link.digest,
            session: session,
            replacing: old?.digest
        )
        _ = try await house.submit(command, by: .nobody)
        return session
    }

    @Test(arguments: Engine.allCases)
    func `a link signs in once`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let link = try await link(house, for: house.administrator)
        let session = try await redeem(link, in: house)
        #expect(try await house.who(session: session)?.viewer == house.administrator)
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await redeem(link, in: house)
        }
        #expect(refusal?.code == "link-ended")
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a link that is old, was replaced or never was gets one answer`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let replaced = try await link(house, for: house.administrator)
        let old = try await link(house, for: house.administrator)
        house.test.clock.advance(seconds: SignInLink.lifeSeconds)
        var refusals: Set<Refusal> = []
        for link in [replaced, old, House.secret(.signInLink)] {
            let refusal = await #expect(throws: Refusal.self) {
                _ = try await redeem(link, in: house)
            }
            if let refusal { refusals.insert(refusal) }
        }
        #expect(refusals.map(\.code) == ["link-ended"])
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a session ends when it is left alone, and after a day's work in any case`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let idle = try await house.session(for: house.administrator)
        let used = try await house.session(for: house.administrator)
        let halfIdle = Session.idleSeconds / 2
        for _ in 1...Session.lifeSeconds / halfIdle - 1 {
            house.test.clock.advance(seconds: halfIdle)
            let signedIn = try #require(try await house.who(session: used))
            #expect(signedIn.isUseDue)
            _ = try await house.submit(NoteUse(of: signedIn.credential), by: signedIn.viewer)
        }
        #expect(try await house.who(session: idle) == nil)
        #expect(try await house.who(session: used) != nil)
        house.test.clock.advance(seconds: halfIdle)
        #expect(try await house.who(session: used) == nil)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `signing out ends the session, and signing in anew ends the old one`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let first = try await house.session(for: house.administrator)
        let link = try await link(house, for: house.administrator)
        let second = try await redeem(link, in: house, replacing: first)
        #expect(try await house.who(session: first) == nil)
        #expect(try await house.who(session: second) != nil)
        _ = try await house.submit(EndSession(session: second.digest), by: house.administrator)
        _ = try await house.submit(EndSession(session: second.digest), by: house.administrator)
        #expect(try await house.who(session: second) == nil)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `an eleventh session ends the one that was unused for longest`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        var sessions: [Secret] = []
        for _ in 0...Session.mostPerPerson {
            sessions.append(try await house.session(for: house.administrator))
            house.test.clock.advance(seconds: 1)
        }
        #expect(try await house.who(session: sessions[0]) == nil)
        for session in sessions.dropFirst() {
            #expect(try await house.who(session: session) != nil)
        }
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `somebody who was removed is signed out everywhere`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let member = try await house.person(of: laboratory, [.member])
        let token = try await house.token(for: member)
        let session = try await house.session(for: member)
        let link = try await link(house, for: member)
        _ = try await house.submit(
            RemoveHolder(viewer: house.administrator, holder: member.asHolder),
            by: house.administrator
        )
        #expect(try await house.who(token: token) == nil)
        #expect(try await house.who(session: session) == nil)
        await #expect(throws: Refusal.self) { _ = try await redeem(link, in: house) }
        // A request of theirs that was already under way does nothing any more.
        await #expect(throws: Refusal.unauthenticated) {
            _ = try await house.token(for: member)
        }
        await house.test.close()
    }
}
