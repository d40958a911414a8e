// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// The people that the viewer may see, of one participant or of all.
    package func people(
        of participant: ParticipantID? = nil,
        viewer: Viewer,
        after: PersonID?,
        limit: Int,
        now: Instant
    ) throws -> [Person] {
        try people(
            .page(of: participant, after: after, limit: limit),
            viewer: viewer,
            now: now
        )
    }

    /// One person, if the viewer may see them.
    package func person(_ id: PersonID, viewer: Viewer, now: Instant) throws -> Person? {
        try people(.one(id), viewer: viewer, now: now).first
    }

    /// The agents that the viewer may see, of one participant or of all.
    package func agents(
        of participant: ParticipantID? = nil,
        viewer: Viewer,
        after: AgentID?,
        limit: Int,
        now: Instant
    ) throws -> [Agent] {
        try agents(
            .page(of: participant, after: after, limit: limit),
            viewer: viewer,
            now: now
        )
    }

    /// One agent, if the viewer may see it.
    package func agent(_ id: AgentID, viewer: Viewer, now: Instant) throws -> Agent? {
        try agents(.one(id), viewer: viewer, now: now).first
    }

    private func people(
        _ wanted: Lookup<PersonMark>,
        viewer: Viewer,
        now: Instant
    ) throws -> [Person] {
        let condition = wanted.condition(in: "people", .person, visibleTo: viewer, now: now)
        return try all(
            """
            SELECT id, participant, name, email, added_at FROM people
            WHERE \(fragment: condition)
            """
        ) { row in
            let id: PersonID = try row.read()
            let participant: ParticipantID = try row.read()
            let name: [UInt8] = try row.read()
            let email: [UInt8]? = try row.read()
            let marking = Person.marking(of: id, in: participant)
            let hidden = Redaction.hidden(marking, from: viewer, now: now)
            return Person(
                id: id,
                participant: participant,
                name: try opened(name, of: participant) ?? "",
                email: hidden.contains(.contact)
                    ? nil : try email.flatMap { try opened($0, of: participant) },
                roles: try roles(of: ID(id)),
                addedAt: try row.read()
            )
        }
    }

    private func agents(
        _ wanted: Lookup<AgentMark>,
        viewer: Viewer,
        now: Instant
    ) throws -> [Agent] {
        let condition = wanted.condition(in: "agents", .agent, visibleTo: viewer, now: now)
        return try all(
            """
            SELECT id, participant, name, family, added_at FROM agents
            WHERE \(fragment: condition)
            """
        ) { row in
            let id: AgentID = try row.read()
            let participant: ParticipantID = try row.read()
            let name: [UInt8] = try row.read()
            let family: [UInt8] = try row.read()
            return Agent(
                id: id,
                participant: participant,
                name: try opened(name, of: participant) ?? "",
                family: try opened(family, of: participant) ?? "",
                roles: try roles(of: ID(id)),
                addedAt: try row.read()
            )
        }
    }
}
