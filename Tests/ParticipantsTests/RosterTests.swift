// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import StrictJSON
import TestSupport
import Testing

@Suite("Who takes part")
struct RosterTests {
    private func reader(
        _ name: String,
        of participant: ParticipantID,
        by viewer: Viewer
    ) -> AddPerson {
        AddPerson(
            viewer: viewer,
            participant: participant,
            name: name,
            email: nil,
            roles: [.reader]
        )
    }

    @Test(arguments: Engine.allCases)
    func `only administrators see who takes part`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let one = try await house.participant(name: "One")
        let two = try await house.participant(name: "Two")
        let member = try await house.person(of: one, [.member, .steward, .reader], name: "M")
        _ = try await house.person(of: two, [.member], name: "N")
        #expect(try await house.participants(seenBy: house.administrator).count == 3)
        #expect(try await house.participants(seenBy: member).map(\.name) == ["One"])
        #expect(try await house.people(seenBy: member).map(\.name) == ["M"])
        #expect(try await house.participants(seenBy: .nobody).isEmpty)
        let now = house.now
        let hidden = try await house.store.read {
            try $0.participant(two, viewer: member, now: now)
        }
        #expect(hidden == nil)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `colleagues see how to reach each other, and their software does not`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let member = try await house.person(
            of: laboratory,
            [.member],
            email: "grace@example.org"
        )
        let agent = try await house.agent(of: laboratory, [.member])
        #expect(try await house.people(seenBy: member).map(\.email) == ["grace@example.org"])
        #expect(try await house.people(seenBy: agent).map(\.email) == [nil])
        #expect(try await house.people(seenBy: agent).map(\.name) == ["Grace"])
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `every fault of what was sent is said at once`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let operatorWithout = await #expect(throws: Refusal.self) {
            _ = try await house.participant(.operator, name: " ")
        }
        #expect(operatorWithout?.faults.map(\.code) == ["empty", "required"])
        let agencyWith = await #expect(throws: Refusal.self) {
            _ = try await house.participant(.agency, sector: .water, name: "A\u{202E}B")
        }
        #expect(agencyWith?.faults.map(\.code) == ["control-character", "not-applicable"])
        let laboratory = try await house.participant()
        let person = await #expect(throws: Refusal.self) {
            _ = try await house.person(
                of: laboratory,
                [.administrator],
                name: "x\ny",
                email: "no address"
            )
        }
        let codes = ["control-character", "not-an-address", "role-not-possible"]
        #expect(person?.faults.map(\.code) == codes)
        #expect(person?.kind == .invalid)
        _ = try await house.participant(.operator, sector: .healthcare, name: "Rural Hospital")
        await house.test.close()
    }

    @Test(
        arguments: [
            ("rui@example.org", true), ("o'brien+a@a-b.example", true), ("rui@localhost", true),
            ("ōtani@例え.jp", true), ("a@b\"><x", false), ("<a@b.example>", false), ("a@", false),
            ("a@b..example", false), ("a@-b.example", false), ("a b@c.example", false),
            ("a@b@c", false), ("mailto:a@b.example", false), ("a@b.example,c@d.example", false),
        ]
    )
    func `an address is an address and nothing else`(_ text: String, _ isAddress: Bool) {
        let codes = TextRule.emailFaults(text, at: "/email").map(\.code)
        #expect(codes == (isAddress ? [] : ["not-an-address"]))
    }

    @Test(arguments: Engine.allCases)
    func `a steward looks after its own participant and gives no wide roles`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let steward = try await house.person(of: laboratory, [.steward])
        let added = try await house.submit(
            reader("Linus", of: laboratory, by: steward),
            by: steward
        )
        _ = try await house.submit(
            ChangeRoles(viewer: steward, holder: .person(added), roles: [.member]),
            by: steward
        )
        let wide = await #expect(throws: Refusal.self) {
            _ = try await house.submit(
                ChangeRoles(viewer: steward, holder: .person(added), roles: [.coordinator]),
                by: steward
            )
        }
        #expect(wide?.faults.map(\.code) == ["role-not-possible"])
        await #expect(throws: Refusal.notFound) {
            let elsewhere = reader("Eve", of: house.centre, by: steward)
            _ = try await house.submit(elsewhere, by: steward)
        }
        let seen = try await house.people(seenBy: steward)
        #expect(seen.map(\.roles) == [[.steward], [.member]])
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `roles that were taken away end with the next command, not with the next sign-in`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let second = try await house.person(of: house.centre, [.administrator])
        _ = try await house.submit(
            ChangeRoles(viewer: house.administrator, holder: second.asHolder, roles: [.reader]),
            by: house.administrator
        )
        await #expect(throws: Refusal.forbidden) {
            _ = try await house.submit(
                RegisterParticipant(
                    viewer: second,
                    id: house.store.newID(ParticipantMark.self),
                    kind: .researcher,
                    sector: nil,
                    name: "R"
                ),
                by: second
            )
        }
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `lists go on after the last one seen`(engine: Engine) async throws {
        let house = try await House.open(engine)
        var expected = [house.centre]
        for number in 1...5 { expected.append(try await house.participant(name: "P\(number)")) }
        var seen: [ParticipantID] = []
        let administrator = house.administrator
        let now = house.now
        while true {
            let after = seen.last
            let next = try await house.store.read {
                try $0.participants(viewer: administrator, after: after, limit: 2, now: now)
            }
            if next.isEmpty { break }
            seen += next.map(\.id)
        }
        #expect(seen == expected.sorted())
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `names stand in the journal for their participant only`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant(name: "Secretive")
        _ = try await house.person(of: laboratory, [.member], name: "Grace", email: "g@example.org")
        let entries = try await house.entries()
        let named = entries.filter { entry in
            let text = entry.body.map { String(decoding: $0.serialized(), as: UTF8.self) } ?? ""
            return ["Secretive", "Grace", "g@example.org"].contains { text.contains($0) }
        }
        #expect(named.count == 2)
        #expect(named.allSatisfy { $0.scope == Participant.scope(of: laboratory) })
        await house.test.close()
    }
}
