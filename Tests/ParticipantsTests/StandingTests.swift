// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import StrictJSON
import TestSupport
import Testing

/// Nobody gets to see what others work on by entering, or acting as, somebody else.
@Suite("Standing")
struct StandingTests {
    private func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.faults.first?.code ?? refusal.code
        } catch {
            return "\(error)"
        }
    }

    private func link(_ viewer: Viewer, by issuer: Viewer, _ house: House) async throws {
        guard case .person(let person) = viewer.identity else { return }
        let secret = House.secret(.signInLink)
        let make = MakeSignInLink(viewer: issuer, person: person, secret: secret)
        _ = try await house.submit(make, by: issuer)
    }

    private func change(_ viewer: Viewer, _ roles: Set<Role>, _ house: House) async throws {
        let administrator = house.administrator
        let command = ChangeRoles(viewer: administrator, holder: viewer.asHolder, roles: roles)
        _ = try await house.submit(command, by: administrator)
    }

    @Test(arguments: Engine.allCases)
    func `once a coordinator is at work, an administrator makes no other, nor themselves one`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let (centre, ada) = (house.centre, house.administrator)
        let reader = try await house.person(of: centre, [.reader])
        let chris = try await house.person(of: centre, [.coordinator, .steward])
        _ = try await house.token(for: chris, by: ada)
        let ways: [() async throws -> Void] = [
            { _ = try await house.person(of: centre, [.coordinator]) },
            { _ = try await house.agent(of: centre, [.coordinator]) },
            { try await change(reader, [.reader, .coordinator], house) },
            { try await change(ada, [.administrator, .steward, .coordinator], house) },
        ]
        for way in ways { #expect(await refusal(way) == "role-not-possible") }
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a coordinator lets in another, whose credential no administrator takes, and it is told`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let (centre, ada) = (house.centre, house.administrator)
        let chris = try await house.person(of: centre, [.coordinator, .steward])
        _ = try await house.token(for: chris, by: ada)
        let add = AddPerson(
            viewer: chris,
            participant: centre,
            name: "Dana",
            email: nil,
            roles: [.coordinator]
        )
        let id = try await house.submit(add, by: chris)
        let dana = Viewer(identity: .person(id), participant: centre, roles: [.coordinator])
        let token = await refusal { _ = try await house.token(for: dana, by: ada) }
        #expect(token == "coordinator-decides")
        #expect(await refusal { try await link(dana, by: ada, house) } == "coordinator-decides")
        _ = try await house.token(for: dana, by: chris)
        let now = house.now
        let told = try await house.store.read {
            try $0.changes(after: Position(next: 0), limit: 99, viewer: dana, now: now).entries
        }
        let added = told.filter { $0.kind == .personAdded && $0.subject == ID(id) }
        #expect(added.map { $0.body?["roles"] } == [["coordinator"]])
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a steward hands out no credential that opens more than their own`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let centre = house.centre
        let steward = try await house.person(of: centre, [.steward])
        for role in [Role.administrator, .coordinator] {
            let other = try await house.person(of: centre, [role])
            #expect(
                await refusal { _ = try await house.token(for: other, by: steward) } == "forbidden"
            )
            #expect(await refusal { try await link(other, by: steward, house) } == "forbidden")
            _ = try await house.token(for: other, by: house.administrator)
        }
        let reader = try await house.person(of: centre, [.reader])
        _ = try await house.token(for: reader, by: steward)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `where a steward is at work, an administrator enters nobody and acts as nobody`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let (laboratory, ada) = (try await house.participant(), house.administrator)
        let steward = try await house.person(of: laboratory, [.steward])
        _ = try await house.token(for: steward, by: ada)
        let add = AddPerson(
            viewer: steward,
            participant: laboratory,
            name: "Lin",
            email: nil,
            roles: [.reader]
        )
        let id = try await house.submit(add, by: steward)
        let lin = Viewer(identity: .person(id), participant: laboratory, roles: [.reader])
        let ways: [() async throws -> Void] = [
            { _ = try await house.person(of: laboratory, [.member]) },
            { _ = try await house.agent(of: laboratory, [.member]) },
            { _ = try await house.token(for: lin, by: ada) },
            { try await link(lin, by: ada, house) },
            { try await change(lin, [.reader, .steward], house) },
        ]
        for way in ways { #expect(await refusal(way) == "steward-decides") }
        _ = try await house.token(for: lin, by: steward)
        // A participant whose steward has gone gets another, and the removal stands in the log.
        _ = try await house.submit(RemoveHolder(viewer: ada, holder: steward.asHolder), by: ada)
        _ = try await house.person(of: laboratory, [.steward])
        #expect(try await house.entries().contains { $0.kind == .personRemoved })
        await house.test.close()
    }
}
