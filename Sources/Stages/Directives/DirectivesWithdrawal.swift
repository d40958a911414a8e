// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's records on duties when it leaves (ORDER V2).
package struct DirectivesWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "duties" }

    package var statedEffect: String {
        """
        What you kept on duties is erased, and the register says of them again what others say: \
        where nobody says anything, that it is not publicly known.
        """
    }

    package func scopes(of participant: ParticipantID) -> [SealingScope] {
        [Participant.scope(of: participant)]
    }

    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let rows = try tables.all(
            """
            SELECT id, duty, status, reach, changed FROM duty_records
            WHERE participant = \(participant) ORDER BY id
            """
        ) { row in
            (
                id: try row.read(DutyRecordID.self),
                members: [
                    "duty": .string(try row.read(String.self)),
                    "status": .string(try row.read(DutyStatus.self).rawValue),
                    "shownTo": .string(try row.read(Reach.self).rawValue),
                    "changed": .string(try row.read(Instant.self).description),
                ] as JSONObject
            )
        }
        let evidence = try tables.evidence(
            of: rows.map(\.id),
            scope: Participant.scope(of: participant)
        )
        return .array(
            rows.map { row in
                var members = row.members
                members["evidence"] = .array((evidence[row.id] ?? []).map(Self.exported))
                return .object(members)
            }
        )
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let records: [DutyRecordID] = try transaction.all(
            "SELECT id FROM duty_records WHERE participant = \(participant) ORDER BY id"
        ) { try $0.read() }
        for record in records {
            try transaction.run("DELETE FROM duty_evidence WHERE record = \(record)")
            try transaction.unmark(record)
        }
        try transaction.run("DELETE FROM duty_records WHERE participant = \(participant)")
    }

    private static func exported(_ evidence: DutyEvidence) -> JSONValue {
        var members: JSONObject = ["recorded": .string(evidence.recorded.description)]
        members["pointer"] = evidence.pointer.map { .string($0) }
        return .object(members)
    }
}
