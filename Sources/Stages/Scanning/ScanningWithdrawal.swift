// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's scans when it leaves (ORDER V2).
package struct ScanningWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "scans" }

    package var statedEffect: String {
        """
        Your planned and running scans end at once, so that nobody plans around them; your notes, \
        evidence and contacts are erased, and what was completed stays in the advice as one scan of somebody.
        """
    }

    package func scopes(of participant: ParticipantID) -> [SealingScope] {
        [Participant.scope(of: participant)]
    }

    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let rows = try tables.scanRows(where: "participant = \(participant)", limit: .max)
        let introductions = try Self.introductions(of: participant, from: tables)
        return .array(
            try rows.map { row in
                var members = Self.exported(try row.scan(in: tables))
                members["introductions"] = introductions[row.id].map { .array($0) }
                return .object(members)
            }
        )
    }

    /// Whom the participant was introduced to, by its own scan.
    private static func introductions(
        of participant: ParticipantID,
        from tables: any Querying
    ) throws -> [ScanID: [JSONValue]] {
        let rows = try tables.all(
            """
            SELECT \(fragment: IntroductionRow.columns) FROM introductions
            WHERE first_participant = \(participant) OR second_participant = \(participant)
            ORDER BY id
            """
        ) { try IntroductionRow(&$0) }
        return try rows.reduce(into: [:]) { told, row in
            let own = row.participants[0] == participant ? 0 : 1
            let other = row.participants[1 - own]
            var members: JSONObject = [
                "to": .string(other.description), "made": .string(row.made.description),
            ]
            members["name"] = try tables.nameNow(of: other).map { .string($0) }
            told[row.scans[own], default: []].append(.object(members))
        }
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let now = transaction.now
        let open = try transaction.scanRows(
            where: "participant = \(participant) AND expires > \(now) AND outcome IS NULL",
            limit: DeclareScan.openLimit
        )
        for row in open {
            let hasBegun = row.lease.window.start <= now
            try transaction.end(row, as: hasBegun ? .abandoned : .cancelled)
        }
    }

    private static func exported(_ scan: Scan) -> JSONObject {
        let intent = scan.intent
        var members: JSONObject = [
            "id": .string(scan.id.description),
            "scopes": .array(intent.scopes.map { .string($0.text) }),
            "technique": .string(intent.technique.rawValue),
            "tool": .string(intent.tool),
            "intensity": .string(intent.intensity.rawValue),
            "sources": .array(intent.sources.map { .string($0.text) }),
            "start": .string(intent.window.start.description),
            "end": .string(intent.window.end.description),
            "declared": .string(scan.declared.description),
            "expires": .string(scan.lease.expires.description),
            "fence": .string(String(scan.lease.fence)),
        ]
        members["modelFamily"] = intent.modelFamily.map { .string($0) }
        members["evidence"] = intent.evidence.map { evidence in
            [
                "digest": .string(evidence.digest), "contact": .string(evidence.contact),
                "expires": .string(evidence.expires.description),
            ]
        }
        members["contact"] = intent.contact.map { .string($0) }
        members["note"] = intent.note.map { .string($0) }
        members["outcome"] = scan.lease.outcome.map { .string($0.rawValue) }
        members["ended"] = scan.ended.map { .string($0.description) }
        return members
    }
}
