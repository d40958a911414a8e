// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's coverage records when it leaves (ORDER V2).
package struct CoverageWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "coverage" }

    package var statedEffect: String {
        """
        Your coverage records are exported to you; their statements and words are erased here. \
        That somebody looked, by what technique, how completely and at which revision stays in \
        the advice and on the map.
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
            SELECT id, digest, corrected_by, statement FROM coverages
            WHERE participant = \(participant) ORDER BY id
            """
        ) { row in
            (
                id: try row.read(CoverageID.self), digest: try row.read(String.self),
                correctedBy: try row.read(CoverageID?.self),
                statement: try row.read([UInt8].self)
            )
        }
        return .array(
            try rows.map { row in
                var members: JSONObject = [
                    "id": .string(row.id.description), "digest": .string(row.digest),
                ]
                members["correctedBy"] = row.correctedBy.map { .string($0.description) }
                let payload = try tables.open(
                    row.statement,
                    for: Participant.scope(of: participant)
                )
                members["statement"] = payload.flatMap { try? JSONValue(parsing: $0) }
                return .object(members)
            }
        )
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        // What is sealed goes with the participant's key; what stays names nobody.
    }
}
