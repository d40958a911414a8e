// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Participants
import Store

extension Handlers {
    /// What changes somebody who is there already: their roles, and that they are.
    static func holders(_ routes: inout RouteTable) {
        routes.on(Endpoints.changePersonRoles) { call in
            let id = try PersonID(wire: call.parameters.id)
            return try await person(id, call, try await change(.person(id), call))
        }
        routes.on(Endpoints.removePerson) { call in
            try await remove(.person(try PersonID(wire: call.parameters.id)), call)
        }
        routes.on(Endpoints.changeAgentRoles) { call in
            let id = try AgentID(wire: call.parameters.id)
            return try await agent(id, call, try await change(.agent(id), call))
        }
        routes.on(Endpoints.removeAgent) { call in
            try await remove(.agent(try AgentID(wire: call.parameters.id)), call)
        }
    }

    private static func change(
        _ holder: Holder,
        _ call: Call<ByID, Wire.NewRoles>
    ) async throws -> Position {
        let roles = try roles(call.body.roles)
        let command = ChangeRoles(viewer: call.viewer, holder: holder, roles: roles)
        return try await call.submit(command).position
    }

    private static func remove(
        _ holder: Holder,
        _ call: Call<ByID, NoBody>
    ) async throws -> Reply<NoBody> {
        let done = try await call.submit(RemoveHolder(viewer: call.viewer, holder: holder))
        return Reply(NoBody(), at: done.position)
    }

    /// A person as they are after a change.
    static func person<Parameters, Body>(
        _ id: PersonID,
        _ call: Call<Parameters, Body>,
        _ position: Position
    ) async throws -> Reply<Wire.Person> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(position) {
            try $0.person(id, viewer: viewer, now: now)
        }
        guard let found else { throw Refusal.notFound }
        return Reply(Wire.Person(found), at: position)
    }

    /// An agent as it is after a change.
    static func agent<Parameters, Body>(
        _ id: AgentID,
        _ call: Call<Parameters, Body>,
        _ position: Position
    ) async throws -> Reply<Wire.Agent> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(position) {
            try $0.agent(id, viewer: viewer, now: now)
        }
        guard let found else { throw Refusal.notFound }
        return Reply(Wire.Agent(found), at: position)
    }
}
