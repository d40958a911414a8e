// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Enters software that acts for a participant; its credential is a token of its own.
package struct AddAgent: Command {
    package typealias Answer = AgentID

    package let viewer: Viewer
    package let participant: ParticipantID
    package let name: String
    /// The tool or model family it runs on.
    package let family: String
    package let roles: Set<Role>

    package init(
        viewer: Viewer,
        participant: ParticipantID,
        name: String,
        family: String,
        roles: Set<Role>
    ) {
        self.viewer = viewer
        self.participant = participant
        self.name = name
        self.family = family
        self.roles = roles
    }

    package var scopes: [SealingScope] { [Participant.scope(of: participant)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(
            viewer,
            .manageOwnPeople,
            on: participant,
            now: transaction.now
        )
    }

    package func perform(in transaction: any Transaction) throws -> AgentID {
        let kind = try transaction.activeKind(of: participant)
        try transaction.requireStanding(of: viewer, in: participant)
        let rule = try transaction.roleRule(for: viewer, of: kind, isAgent: true)
        try Refusal.check(
            TextRule.name.faults(name, at: "/name") + TextRule.name.faults(family, at: "/family")
                + rule.faults(roles)
        )
        let count: Int? = try transaction.first(
            "SELECT COUNT(*) FROM agents WHERE participant = \(participant)"
        ) { try $0.read() }
        guard count ?? 0 < Agent.mostPerParticipant else {
            throw Refusal.tooMany("agents", most: Agent.mostPerParticipant)
        }
        return try insert(in: transaction)
    }

    private func insert(in transaction: any Transaction) throws -> AgentID {
        let id = transaction.newID(AgentMark.self)
        let scope = Participant.scope(of: participant)
        let sealedName = try transaction.seal(Array(name.utf8), for: scope)
        let sealedFamily = try transaction.seal(Array(family.utf8), for: scope)
        try transaction.run(
            """
            INSERT INTO agents (id, participant, name, family, added_at)
            VALUES (\(id), \(participant), \(sealedName), \(sealedFamily), \(transaction.now))
            """
        )
        try transaction.setRoles(roles, of: ID(id))
        try transaction.mark(Agent.marking(of: id, in: participant))
        let body: JSONValue = [
            "participant": .string(participant.description),
            "name": .string(name),
            "family": .string(family),
            "roles": Role.list(roles),
        ]
        try transaction.append(EntryDraft(.agentAdded, subject: id, body: body, scope: scope))
        return id
    }
}
