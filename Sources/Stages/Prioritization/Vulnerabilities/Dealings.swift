// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// How an operator dealt with a vulnerability, in the words of its delivery receipts.
package enum DealingOutcome: String, Sendable, CaseIterable, SQLConvertible {
    case deployed
    case mitigated
    case notAffected = "not-affected"
}

// How the stages above let operators in on a vulnerability, and say that one has dealt with it.
extension Transaction {
    /// Lets a participant in on a vulnerability; its deadlines count from now on.
    ///
    /// Telling again changes nothing. The calling command decides whether it may be told.
    package func tell(_ participant: ParticipantID, of id: VulnerabilityID) throws {
        try run(
            """
            INSERT INTO vulnerability_dealings (participant, vulnerability, told)
            VALUES (\(participant), \(id), \(now))
            ON CONFLICT (participant, vulnerability) DO NOTHING
            """
        )
        try share(ID(id), with: participant)
    }

    /// Shows a vulnerability to everybody, with or without an account: its advisory is public.
    ///
    /// It then leaves the queue. The calling command decides whether it may be published.
    package func publish(_ id: VulnerabilityID) throws {
        guard let marking = try marking(of: ID(id)) else { throw Refusal.notFound }
        let open = try change(
            """
            UPDATE vulnerabilities SET published = \(now), changed = \(now)
            WHERE id = \(id) AND published IS NULL
            """
        )
        guard open > 0 else { return }
        try unmark(id)
        try mark(
            Marking(
                thing: marking.thing,
                kind: marking.kind,
                owner: marking.owner,
                tlp: .clear,
                reach: .everyone,
                audience: marking.audience
            )
        )
        try append(EntryDraft(.vulnerabilityPublished, subject: id, body: [:]))
    }

    /// Notes that a participant has dealt with a vulnerability: its page then says so.
    package func settle(
        _ id: VulnerabilityID,
        by participant: ParticipantID,
        as outcome: DealingOutcome
    ) throws {
        try run(
            """
            INSERT INTO vulnerability_dealings (participant, vulnerability, told, outcome, settled)
            VALUES (\(participant), \(id), \(now), \(outcome), \(now))
            ON CONFLICT (participant, vulnerability)
            DO UPDATE SET outcome = excluded.outcome, settled = excluded.settled
            """
        )
    }
}

extension EntryKind {
    /// Everybody may see it from now on.
    package static let vulnerabilityPublished = EntryKind("vulnerability.published")
}
