// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's alerts when it leaves (ORDER V2).
package struct AlertsWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "alerts" }

    package var statedEffect: String {
        """
        What you wrote on alerts is erased; that you asked, or answered, and when, stays with the \
        other side, which never had your name unless you gave it.
        """
    }

    package func scopes(of participant: ParticipantID) -> [SealingScope] {
        [Participant.scope(of: participant)]
    }

    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let alerts = try tables.allAlerts(of: participant, now: Instant(microseconds: 0))
        return .array(alerts.map(Self.exported))
    }

    /// The key of its words goes with the participant; of whom it was told goes here.
    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        try transaction.run("DELETE FROM alert_tellings WHERE participant = \(participant)")
    }

    private static func exported(_ alert: Alert) -> JSONValue {
        var members: JSONObject = [
            "id": .string(alert.id.description),
            "side": alert.isOwn ? "asked" : "relayed",
            "source": .string(alert.source),
            "target": .string(alert.target),
            "seen": .string(alert.moment.description),
            "asked": .string(alert.asked.description),
            "verdict": .string(alert.verdict.rawValue),
        ]
        members["note"] = alert.note.map { .string($0) }
        members["answers"] = .array(
            alert.relays.map { relay in
                var told: JSONObject = ["own": .bool(relay.isOwn)]
                told["scan"] = relay.scan.map { .string($0.description) }
                told["answer"] = relay.answer.map { .string($0.rawValue) }
                told["words"] = relay.words.map { .string($0) }
                told["answered"] = relay.answered.map { .string($0.description) }
                return .object(told)
            }
        )
        return .object(members)
    }
}
