// SPDX-License-Identifier: Apache-2.0

package import Access
package import Participants
package import Store
package import TestSupport

/// A founded clearinghouse on a new database, and short ways to ask it for things.
package struct House: Sendable {
    package let test: TestStore
    /// The participant that runs it.
    package let centre: ParticipantID
    package let administrator: Viewer
    /// The secret of the first administrator's token.
    package let secret: Secret

    package var store: Store { test.store }
    package var now: Instant { test.clock.now() }

    /// Opens a store with these tables and founds a clearinghouse in it.
    package static func open(
        _ engine: Engine,
        at place: StoreConfiguration? = nil,
        schema: [SchemaPart],
        followers: [any Follower.Type] = []
    ) async throws -> House {
        let test = try await TestStore.open(
            at: try place ?? TestStore.configuration(engine),
            schema: schema,
            followers: followers
        )
        let centre = test.store.newID(ParticipantMark.self)
        let secret = secret(.token)
        let founded = try await test.store.submit(
            FoundClearinghouse(
                participant: centre,
                name: "Coordination Centre",
                administratorName: "Ada",
                secret: secret
            ),
            by: .system
        )
        let administrator = Viewer(
            identity: .person(founded.answer.administrator),
            participant: centre,
            roles: FoundClearinghouse.firstRoles
        )
        return House(test: test, centre: centre, administrator: administrator, secret: secret)
    }

    /// A new secret, as the door would draw it.
    package static func secret(_ purpose: Secret.Purpose) -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret(purpose, using: &generator)
    }

    /// Submits for a viewer and answers what the command did.
    @discardableResult
    package func submit<Asked: Command>(
        _ command: Asked,
        by viewer: Viewer
    ) async throws -> Asked.Answer {
        try await store.submit(command, by: viewer.actor).answer
    }

    /// Registers a participant by the administrator.
    package func participant(
        _ kind: Participant.Kind = .aiDeveloper,
        sector: Participant.Sector? = nil,
        name: String = "Laboratory"
    ) async throws -> ParticipantID {
        try await submit(
            RegisterParticipant(
                viewer: administrator,
                id: store.newID(ParticipantMark.self),
                kind: kind,
                sector: sector,
                name: name
            ),
            by: administrator
        )
    }

    /// Adds a person by the administrator and answers them as a viewer.
    package func person(
        of participant: ParticipantID,
        _ roles: Set<Role>,
        name: String = "Grace",
        email: String? = nil
    ) async throws -> Viewer {
        let id = try await submit(
            AddPerson(
                viewer: administrator,
                participant: participant,
                name: name,
                email: email,
                roles: roles
            ),
            by: administrator
        )
        return Viewer(identity: .person(id), participant: participant, roles: roles)
    }
}
