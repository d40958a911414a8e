// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import TestSupport

extension House {
    static let schema = [AccessSchema.part, ParticipantsSchema.part]

    static func open(_ engine: Engine) async throws -> House {
        try await open(engine, schema: schema)
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
