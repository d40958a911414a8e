// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// Enters somebody who acts for a participant.
package struct AddPerson: Command {
    package typealias Answer = PersonID

    package let viewer: Viewer
    package let participant: ParticipantID
    package let name: String
    package let email: String?
    package let roles: Set<Role>

    package init(
        viewer: Viewer,
        participant: ParticipantID,
        name: String,
        email: String?,
        roles: Set<Role>
    ) {
        self.viewer = viewer
        self.participant = participant
        self.name = name
        self.email = email
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

    package func perform(in transaction: any Transaction) throws -> PersonID {
        let kind = try transaction.activeKind(of: participant)
        try transaction.requireStanding(of: viewer, in: participant)
        let giver = try transaction.roleRule(for: viewer, of: kind, isAgent: false)
        try Refusal.check(
            TextRule.name.faults(name, at: "/name")
                + (email.map { TextRule.emailFaults($0, at: "/email") } ?? [])
                + giver.faults(roles)
        )
        let count: Int? = try transaction.first(
            "SELECT COUNT(*) FROM people WHERE participant = \(participant)"
        ) { try $0.read() }
        guard count ?? 0 < Person.mostPerParticipant else {
            throw Refusal.tooMany("people", most: Person.mostPerParticipant)
        }
        return try insert(in: transaction)
    }

    private func insert(in transaction: any Transaction) throws -> PersonID {
        let id = transaction.newID(PersonMark.self)
        let scope = Participant.scope(of: participant)
        let sealedName = try transaction.seal(Array(name.utf8), for: scope)
        let sealedEmail = try email.map { try transaction.seal(Array($0.utf8), for: scope) }
        try transaction.run(
            """
            INSERT INTO people (id, participant, name, email, added_at)
            VALUES (\(id), \(participant), \(sealedName), \(sealedEmail), \(transaction.now))
            """
        )
        try transaction.setRoles(roles, of: ID(id))
        try transaction.mark(Person.marking(of: id, in: participant))
        let body: JSONValue = [
            "participant": .string(participant.description),
            "name": .string(name),
            "email": email.map { .string($0) } ?? .null,
            "roles": Role.list(roles),
        ]
        try transaction.append(EntryDraft(.personAdded, subject: id, body: body, scope: scope))
        return id
    }
}
