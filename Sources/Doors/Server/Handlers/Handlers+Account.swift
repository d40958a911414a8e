// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Participants
import Store
import Timestamps

extension Handlers {
    static func account(_ routes: inout RouteTable) {
        routes.on(Endpoints.me) { call in
            try decide(call.viewer, .readOwnAccount).hiding()
            let (viewer, now) = (call.viewer, call.now)
            return Reply(try await call.read { try Wire.Me(viewer, in: $0, now: now) })
        }
        tokens(&routes)
        routes.on(Endpoints.signInLink) { call in try await makeLink(call) }
        leaving(&routes)
    }

    private static func tokens(_ routes: inout RouteTable) {
        routes.on(Endpoints.listTokens) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.manageTokens, id: \.id, as: Wire.Token.init) {
                try $0.tokens(viewer: viewer, after: $1, limit: $2, now: now)
            }
        }
        routes.on(Endpoints.issueToken) { call in
            let command = IssueToken(
                viewer: call.viewer,
                holder: try holder(call.body, call.viewer),
                name: call.body.name,
                expiresAt: call.now.adding(seconds: Int64(call.body.lifeDays) * 86_400),
                secret: call.services.newSecret(.token)
            )
            let made = try await call.submit(command)
            var issued = Wire.IssuedToken()
            issued.id = made.answer.id.description
            issued.secret = made.answer.secret?.text
            issued.expiresAt = Timestamp(made.answer.expiresAt)
            return Reply(issued, at: made.position)
        }
        routes.on(Endpoints.revokeToken) { call in
            let id = try TokenID(wire: call.parameters.id)
            let done = try await call.submit(RevokeToken(viewer: call.viewer, id: id))
            return Reply(NoBody(), at: done.position)
        }
    }

    private static func holder(_ body: Wire.NewToken, _ viewer: Viewer) throws -> Holder {
        switch (body.person, body.agent) {
        case (let person?, nil): return .person(try PersonID(wire: person))
        case (nil, let agent?): return .agent(try AgentID(wire: agent))
        case (nil, nil):
            guard case .person(let id) = viewer.identity else { throw personsOnly }
            return .person(id)
        case (_?, _?):
            throw WireFaults([
                WireFault(place: "/agent", code: .unknownField, reason: "Name one holder.")
            ])
        }
    }

    private static let personsOnly = Refusal(
        .forbidden,
        code: "persons-only",
        detail: "A person does this, not an agent."
    )

    private static func makeLink(
        _ call: Call<NoParameters, Wire.NewSignInLink>
    ) async throws -> Reply<Wire.SignInLink> {
        let person: PersonID
        if let named = call.body.person {
            person = try PersonID(wire: named)
        } else {
            guard case .person(let id) = call.viewer.identity else { throw personsOnly }
            person = id
        }
        let command = MakeSignInLink(
            viewer: call.viewer,
            person: person,
            secret: call.services.newSecret(.signInLink)
        )
        let made = try await call.submit(command)
        var link = Wire.SignInLink()
        // The page shows a form that posts it on: looking at the link does not use it up (RULES
        // D3).
        link.url = made.answer.secret.map { call.exchange.origin + "/sign-in?link=" + $0.text }
        link.expiresAt = Timestamp(made.answer.expiresAt)
        return Reply(link, at: made.position)
    }

    private static func leaving(_ routes: inout RouteTable) {
        routes.on(Endpoints.export) { call in
            let (viewer, parts) = (call.viewer, call.services.withdrawalParts)
            let participant = try own(nil, viewer)
            let noted = try await call.submit(
                ExportParticipant(viewer: viewer, participant: participant)
            )
            let now = call.services.clock.now()
            let document = try await call.readBack(noted.position) {
                try $0.export(of: participant, viewer: viewer, parts: parts, now: now)
            }
            return Reply(Wire.Document(document), at: noted.position)
        }
        routes.on(Endpoints.withdraw) { call in
            let (viewer, parts) = (call.viewer, call.services.withdrawalParts)
            let participant = try own(nil, viewer)
            // Whether they may comes before whether they repeated the id rightly (RULES A2).
            try decide(viewer, .withdrawParticipant).hiding()
            guard call.body.confirm == participant.description else {
                throw WireFaults([
                    WireFault(
                        place: "/confirm",
                        code: .outOfRange,
                        reason: "Repeat your participant's id, so that nobody leaves by accident."
                    )
                ])
            }
            let done = try await call.submit(
                WithdrawParticipant(viewer: viewer, participant: participant, parts: parts)
            )
            var effect = Wire.WithdrawalEffect()
            effect.participant = done.answer.description
            effect.effects = StatedEffect.all(of: parts).map { "\($0.part): \($0.sentence)" }
            return Reply(effect, at: done.position)
        }
    }
}

extension Wire.Me {
    init(_ viewer: Viewer, in tables: any Querying, now: Instant) throws {
        self.init()
        switch viewer.identity {
        case .person(let person):
            (kind, id) = ("person", person.description)
            name = try tables.person(person, viewer: viewer, now: now)?.name
        case .agent(let agent):
            (kind, id) = ("agent", agent.description)
            name = try tables.agent(agent, viewer: viewer, now: now)?.name
        case .nobody, .system: throw Refusal.unauthenticated
        }
        participant = viewer.participant?.description
        participantName = try viewer.participant.flatMap {
            try tables.participant($0, viewer: viewer, now: now)?.name
        }
        roles = viewer.roles.map(\.rawValue).sorted()
    }
}

extension Wire.Token {
    init(_ token: Token) {
        self.init()
        id = token.id.description
        switch token.holder {
        case .person(let holder): person = holder.description
        case .agent(let holder): agent = holder.description
        }
        participant = token.participant.description
        name = token.name
        issuedAt = Timestamp(token.issuedAt)
        expiresAt = Timestamp(token.expiresAt)
        revokedAt = token.revokedAt.map(Timestamp.init)
        lastUsedDay = token.lastUsedDay.map(Timestamp.init)
    }
}
