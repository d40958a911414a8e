// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's controls, rules and authorizations when it leaves (ORDER V2).
package struct RulesWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "controls" }

    package var statedEffect: String {
        """
        Your claims of control end, and with them your rules and whom you allowed to scan; leases \
        that rest on that stop. What you asked of scanners is told to nobody any more.
        """
    }

    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let controls = try tables.controlRows(where: "participant = \(participant)", limit: .max)
        let rules = try tables.all(
            """
            SELECT \(fragment: ScanRuleRow.columns) FROM scan_rules
            WHERE participant = \(participant) ORDER BY id
            """
        ) { try ScanRuleRow(&$0, in: tables).rule }
        let given = try tables.authorizationRows(
            where: "owner = \(participant) OR participant = \(participant)",
            limit: .max
        )
        return [
            "controls": .array(controls.map(Self.exported)),
            "rules": .array(rules.compactMap(\.self).map(Self.exported)),
            "authorizations": .array(given.map { Self.exported($0, for: participant) }),
        ]
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let open = try transaction.controlRows(
            where: "participant = \(participant) AND ended IS NULL",
            limit: Control.limit
        )
        for var control in open {
            try control.end(now: transaction.now)
            try transaction.save(control)
            try transaction.append(EntryDraft(.controlEnded, subject: control.id, body: [:]))
        }
        try transaction.run(
            "UPDATE controls SET reason = NULL WHERE participant = \(participant)"
        )
        try transaction.run("DELETE FROM control_looks WHERE participant = \(participant)")
        try transaction.endRules(where: "participant = \(participant)")
        let given = try transaction.authorizationRows(
            where: """
                (owner = \(participant) OR participant = \(participant)) AND ended IS NULL
                AND until > \(transaction.now)
                """,
            limit: .max
        )
        for authorization in given { try transaction.end(authorization) }
    }

    private static func exported(_ control: Control) -> JSONValue {
        var members: JSONObject = [
            "id": .string(control.id.description), "scope": .string(control.scope.text),
            "method": .string(control.method.rawValue), "token": .string(control.token),
            "claimed": .string(control.claimed.description),
        ]
        members["proven"] = control.proven.map { .string($0.description) }
        members["until"] = control.until.map { .string($0.description) }
        members["reason"] = control.reason.map { .string($0) }
        members["ended"] = control.ended.map { .string($0.description) }
        members["since"] = control.since.map { .string($0.description) }
        members["takenBack"] = .bool(control.isTakenBack)
        return .object(members)
    }

    private static func exported(_ rule: ScanRule) -> JSONValue {
        var members = rule.json
        members["id"] = .string(rule.id.description)
        members["listed"] = .bool(rule.isListed)
        return .object(members)
    }

    private static func exported(
        _ authorization: Authorization,
        for participant: ParticipantID
    ) -> JSONValue {
        let isGiver = authorization.owner == participant
        var members: JSONObject = [
            "id": .string(authorization.id.description),
            "scope": .string(authorization.scope.text),
            "intensity": .string(authorization.intensity.rawValue),
            "given": .string(authorization.given.description),
            "until": .string(authorization.until.description),
            "side": .string(isGiver ? "giver" : "given"),
        ]
        if isGiver { members["participant"] = .string(authorization.participant.description) }
        members["ended"] = authorization.ended.map { .string($0.description) }
        return .object(members)
    }
}
