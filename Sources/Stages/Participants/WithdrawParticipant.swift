// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// A participant leaves (ORDER V2): access ends, personal data is erased, what was shared stays
/// shared.
package struct WithdrawParticipant: Command {
    package typealias Answer = ParticipantID

    package let viewer: Viewer
    package let participant: ParticipantID
    package let parts: [any WithdrawalPart]

    package init(viewer: Viewer, participant: ParticipantID, parts: [any WithdrawalPart]) {
        self.viewer = viewer
        self.participant = participant
        self.parts = parts
    }

    package var scopes: [SealingScope] {
        [Participant.scope(of: participant)] + parts.flatMap { $0.scopes(of: participant) }
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(
            viewer,
            .withdrawParticipant,
            on: participant,
            now: transaction.now
        )
    }

    package func perform(in transaction: any Transaction) throws -> ParticipantID {
        _ = try transaction.activeKind(of: participant)
        let holders = try transaction.holders(of: participant)
        try transaction.keepAnAdministrator(without: holders.map(\.id))
        for part in parts {
            try part.withdraw(participant, in: transaction)
        }
        for holder in holders {
            try transaction.forget(holder)
        }
        try transaction.run(
            """
            UPDATE participants
            SET state = \(Participant.State.withdrawn), name = NULL,
                withdrawn_at = \(transaction.now)
            WHERE id = \(participant)
            """
        )
        _ = try transaction.eraseBodies(of: Participant.scope(of: participant))
        try transaction.append(EntryDraft(.participantWithdrawn, subject: participant, body: [:]))
        try transaction.enqueue(JobDraft(kind: Self.erasingJob, subject: participant))
        return participant
    }
}

extension Querying {
    /// What kind a participant is, refusing one that has withdrawn.
    func activeKind(of participant: ParticipantID) throws -> Participant.Kind {
        let found = try first(
            "SELECT kind, state FROM participants WHERE id = \(participant)"
        ) { row in
            (kind: try row.read(Participant.Kind.self), state: try row.read(Participant.State.self))
        }
        guard let found else { throw Refusal.notFound }
        guard found.state == .active else { throw Refusal.participantWithdrawn }
        return found.kind
    }

    /// Everybody and everything that acts for a participant.
    func holders(of participant: ParticipantID) throws -> [Holder] {
        let people: [PersonID] = try all(
            "SELECT id FROM people WHERE participant = \(participant) ORDER BY id"
        ) { try $0.read() }
        let agents: [AgentID] = try all(
            "SELECT id FROM agents WHERE participant = \(participant) ORDER BY id"
        ) { try $0.read() }
        return people.map { .person($0) } + agents.map { .agent($0) }
    }
}
