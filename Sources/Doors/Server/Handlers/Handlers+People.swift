// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Participants
import Store
import Timestamps

extension Handlers {
    static func people(_ routes: inout RouteTable) {
        participants(&routes)
        persons(&routes)
        agents(&routes)
        holders(&routes)
    }

    private static func participants(_ routes: inout RouteTable) {
        routes.on(Endpoints.listParticipants) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readParticipant, id: \.id, as: Wire.Participant.init) {
                try $0.participants(viewer: viewer, after: $1, limit: $2, now: now)
            }
        }
        routes.on(Endpoints.registerParticipant) { call in
            let command = RegisterParticipant(
                viewer: call.viewer,
                id: call.services.store.newID(ParticipantMark.self),
                kind: try choice(call.body.kind, at: "/kind"),
                sector: try call.body.sector.map { try choice($0, at: "/sector") },
                name: call.body.name
            )
            let made = try await call.submit(command)
            let registered = try await call.afterCommit {
                try await participant(made.answer, call, made.position)
            }
            return Reply(registered, at: made.position)
        }
        routes.on(Endpoints.participant) { call in
            let id = try ParticipantID(wire: call.parameters.id)
            return Reply(try await participant(id, call, call.atLeast))
        }
    }

    private static func participant<Parameters, Body>(
        _ id: ParticipantID,
        _ call: Call<Parameters, Body>,
        _ position: Position?
    ) async throws -> Wire.Participant {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.services.store.read(atLeast: position) {
            try $0.participant(id, viewer: viewer, now: now)
        }
        guard let found else { throw Refusal.notFound }
        return Wire.Participant(found)
    }

    private static func persons(_ routes: inout RouteTable) {
        routes.on(Endpoints.listPeople) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readPeople, id: \.id, as: Wire.Person.init) {
                try $0.people(viewer: viewer, after: $1, limit: $2, now: now)
            }
        }
        routes.on(Endpoints.addPerson) { call in
            let command = AddPerson(
                viewer: call.viewer,
                participant: try own(call.body.participant, call.viewer),
                name: call.body.name,
                email: call.body.email,
                roles: try roles(call.body.roles)
            )
            let made = try await call.submit(command)
            return try await person(made.answer, call, made.position)
        }
    }

    private static func agents(_ routes: inout RouteTable) {
        routes.on(Endpoints.listAgents) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readPeople, id: \.id, as: Wire.Agent.init) {
                try $0.agents(viewer: viewer, after: $1, limit: $2, now: now)
            }
        }
        routes.on(Endpoints.addAgent) { call in
            let command = AddAgent(
                viewer: call.viewer,
                participant: try own(call.body.participant, call.viewer),
                name: call.body.name,
                family: call.body.family,
                roles: try roles(call.body.roles)
            )
            let made = try await call.submit(command)
            return try await agent(made.answer, call, made.position)
        }
    }

    /// The participant that is named, or the asker's own.
    static func own(_ named: String?, _ viewer: Viewer) throws -> ParticipantID {
        if let named { return try ParticipantID(wire: named) }
        guard let own = viewer.participant else { throw Refusal.unauthenticated }
        return own
    }

    static func roles(_ names: [String]) throws -> Set<Role> {
        Set(try names.enumerated().map { try choice($1, at: "/roles/\($0)") })
    }

    /// A case of a stage's enumeration by its word.
    static func choice<Choice: RawRepresentable & CaseIterable>(
        _ word: String,
        at place: String
    ) throws -> Choice where Choice.RawValue == String {
        if let choice = Choice(rawValue: word) { return choice }
        let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
        throw WireFaults([
            WireFault(place: place, code: .unknownChoice, reason: "One of: \(known).")
        ])
    }
}

extension Wire.Participant {
    init(_ participant: Participant) {
        self.init()
        id = participant.id.description
        kind = participant.kind.rawValue
        sector = participant.sector?.rawValue
        name = participant.name
        state = participant.state.rawValue
        registeredAt = Timestamp(participant.registeredAt)
    }
}

extension Wire.Person {
    init(_ person: Person) {
        self.init()
        id = person.id.description
        participant = person.participant.description
        name = person.name
        email = person.email
        roles = person.roles.map(\.rawValue).sorted()
        addedAt = Timestamp(person.addedAt)
    }
}

extension Wire.Agent {
    init(_ agent: Agent) {
        self.init()
        id = agent.id.description
        participant = agent.participant.description
        name = agent.name
        family = agent.family
        roles = agent.roles.map(\.rawValue).sorted()
        addedAt = Timestamp(agent.addedAt)
    }
}
