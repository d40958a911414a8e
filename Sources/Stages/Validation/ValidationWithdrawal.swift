// SPDX-License-Identifier: Apache-2.0

package import Access
import Discovery
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's validations when it leaves (ORDER V2).
package struct ValidationWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "validations" }

    package var statedEffect: String {
        """
        Validations that you asked for stay with their verdicts, under the terms of their \
        findings, so that what was proved need not be proved again; those that wait still run.
        """
    }

    /// Every validation with its verdict, evidence and attestation; the bundle is what was sent.
    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let rows = try tables.all(
            """
            SELECT \(fragment: ValidationSummary.columns), validations.detail,
                validations.attestation
            FROM validations WHERE validations.requester = \(participant)
            ORDER BY validations.id
            """
        ) { row in
            (
                try ValidationSummary(&row), try row.read([UInt8]?.self),
                try row.read([UInt8]?.self)
            )
        }
        return .array(
            try rows.map { summary, detail, attestation in
                var object: JSONObject = [
                    "id": .string(summary.id.description),
                    "finding": .string(summary.finding.description),
                    "status": .string(summary.status.rawValue),
                    "requested": .string(summary.requested.description),
                ]
                object["reason"] = summary.verdict.reason.map { .string($0.rawValue) }
                object["patchGrade"] = summary.patchGrade.map { .string($0.rawValue) }
                object["ended"] = summary.ended.map { .string($0.description) }
                let scope = SealingScope(summary.id)
                object["evidence"] = try detail.flatMap { try tables.open($0, for: scope) }
                    .flatMap { try? JSONValue(parsing: $0) }
                object["attestation"] = try attestation.flatMap { try tables.open($0, for: scope) }
                    .flatMap { try? JSONValue(parsing: $0) }
                return .object(object)
            }
        )
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {}
}
