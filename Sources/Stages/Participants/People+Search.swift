// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Person {
    /// How many people, and as many agents, one search looks through: their names are sealed.
    package static let searched = 200
}

/// A person or an agent as a search finds it.
package struct FoundHolder<Mark>: Sendable {
    package let id: ID<Mark>
    package let name: String
}

extension Querying {
    /// Of the newest people that the viewer may see those in whose name all words stand.
    package func people(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [FoundHolder<PersonMark>] {
        let newest = newest(.person, in: "people", viewer, now)
        return try holders(
            """
            SELECT id, participant, name FROM people
            WHERE id IN (\(fragment: newest)) ORDER BY id DESC
            """,
            words
        )
    }

    /// Of the newest agents that the viewer may see those in whose name all words stand.
    package func agents(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [FoundHolder<AgentMark>] {
        let newest = newest(.agent, in: "agents", viewer, now)
        return try holders(
            """
            SELECT id, participant, name FROM agents
            WHERE id IN (\(fragment: newest)) ORDER BY id DESC
            """,
            words
        )
    }

    private func holders<Mark>(
        _ statement: Statement,
        _ words: SearchWords
    ) throws -> [FoundHolder<Mark>] {
        let rows = try all(statement) { row in
            (
                id: try row.read(ID<Mark>.self), participant: try row.read(ParticipantID.self),
                name: try row.read([UInt8].self)
            )
        }
        var found: [FoundHolder<Mark>] = []
        for row in rows where found.count <= SearchWords.found {
            guard let name = try opened(row.name, of: row.participant), words.match(name) else {
                continue
            }
            found.append(FoundHolder(id: row.id, name: name))
        }
        return found
    }

    private func newest(
        _ kind: ThingKind,
        in table: Statement,
        _ viewer: Viewer,
        _ now: Instant
    ) -> Statement {
        VisibilityRule.newest(kind, in: table, to: viewer, now: now, limit: Person.searched)
    }
}
