// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Store
import StrictJSON
import TestSupport

/// A founded clearinghouse on a new database, and short ways to ask it for things.
struct House: Sendable {
    let test: TestStore
    let coordinator: ParticipantID
    let administrator: Viewer
    /// The secret of the first administrator's token.
    let secret: Secret

    var store: Store { test.store }
    var now: Instant { test.clock.now() }

    static func open(_ engine: TestSupport.Engine) async throws -> House {
        let test = try await empty(engine)
        let participant = House.newID()
        let secret = House.secret(.token)
        let founded = try await test.store.submit(
            FoundClearinghouse(
                participant: participant,
                name: "Coordination Centre",
                administratorName: "Ada",
                secret: secret
            ),
            by: .system
        )
        let administrator = Viewer(
            identity: .person(founded.answer.administrator),
            participant: participant,
            roles: FoundClearinghouse.firstRoles
        )
        return House(
            test: test,
            coordinator: participant,
            administrator: administrator,
            secret: secret
        )
    }

    static func empty(_ engine: TestSupport.Engine) async throws -> TestStore {
        try await TestStore.open(engine, schema: [AccessSchema.part, ParticipantsSchema.part])
    }

    static func newID() -> ParticipantID {
        ParticipantID(
            high: UInt64.random(in: 1...UInt64.max),
            low: UInt64.random(in: 1...UInt64.max)
        )
    }

    static func secret(_ purpose: Secret.Purpose) -> Secret {
        var generator = SystemRandomNumberGenerator()
        return Secret(purpose, using: &generator)
    }

    func submit<Asked: Command>(_ command: Asked, by viewer: Viewer) async throws -> Asked.Answer {
        try await store.submit(command, by: viewer.actor).answer
    }

    func participant(
        _ kind: Participant.Kind = .aiDeveloper,
        sector: Participant.Sector? = nil,
        name: String = "Laboratory"
    ) async throws -> ParticipantID {
        try await submit(
            RegisterParticipant(
                viewer: administrator,
                id: House.newID(),
                kind: kind,
                sector: sector,
                name: name
            ),
            by: administrator
        )
    }

    /// Adds a person by the administrator and answers them as a viewer.
    func person(
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

    func agent(of participant: ParticipantID, _ roles: Set<Role>) async throws -> Viewer {
        let id = try await submit(
            AddAgent(
                viewer: administrator,
                participant: participant,
                name: "scanner-1",
                family: "libfuzzer",
                roles: roles
            ),
            by: administrator
        )
        return Viewer(identity: .agent(id), participant: participant, roles: roles)
    }

    /// Issues a token for a viewer, by itself unless somebody else is named.
    func token(
        for viewer: Viewer,
        by issuer: Viewer? = nil,
        days: Int64 = 30
    ) async throws -> Secret {
        let issuer = issuer ?? viewer
        let secret = House.secret(.token)
        _ = try await submit(
            IssueToken(
                viewer: issuer,
                holder: viewer.asHolder,
                name: "laptop",
                expiresAt: now.adding(seconds: days * 86_400),
                secret: secret
            ),
            by: issuer
        )
        return secret
    }

    /// Signs a person in by a link and answers the session's secret.
    func session(for viewer: Viewer) async throws -> Secret {
        guard case .person(let person) = viewer.identity else { throw Refusal.notFound }
        let link = House.secret(.signInLink)
        let made = MakeSignInLink(viewer: viewer, person: person, secret: link)
        _ = try await submit(made, by: viewer)
        let session = House.secret(.session)
        _ = try await submit(
            RedeemSignInLink(link: link.digest, session: session, replacing: nil),
            by: .nobody
        )
        return session
    }

    func who(token: Secret) async throws -> SignedIn? {
        let now = now
        return try await store.read { try $0.authenticate(token: token.digest, now: now) }
    }

    func who(session: Secret) async throws -> SignedIn? {
        let now = now
        return try await store.read { try $0.authenticate(session: session.digest, now: now) }
    }

    func people(seenBy viewer: Viewer) async throws -> [Person] {
        let now = now
        return try await store.read {
            try $0.people(viewer: viewer, after: nil, limit: 100, now: now)
        }
    }

    func participants(seenBy viewer: Viewer) async throws -> [Participant] {
        let now = now
        return try await store.read {
            try $0.participants(viewer: viewer, after: nil, limit: 100, now: now)
        }
    }

    func entries() async throws -> [Entry] {
        try await store.read { try $0.entries(from: Position(next: 0), limit: 500, where: "1 = 1") }
    }
}

extension Viewer {
    var asHolder: Holder {
        switch identity {
        case .person(let id): .person(id)
        case .agent(let id): .agent(id)
        case .nobody, .system: .person(PersonID(high: 0, low: 0))
        }
    }
}
