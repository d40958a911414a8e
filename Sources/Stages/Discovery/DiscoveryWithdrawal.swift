// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's reports and findings when it leaves (ORDER V2).
package struct DiscoveryWithdrawal: WithdrawalPart {
    package init() {}

    package var name: String { "reports" }

    package var statedEffect: String {
        """
        Your reports and findings stay, under the terms you gave them, so that what you found can \
        still be fixed; you stay a finder with the credit you chose, and how to reach you is erased.
        """
    }

    /// Every report with its claims and the finder's own words; the bytes as received are handed
    /// out one by one, each view recorded.
    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let reports = try tables.all(
            """
            SELECT id, kind, received, digest FROM reports WHERE owner = \(participant) ORDER BY id
            """
        ) { row in
            (
                id: try row.read(ReportID.self), kind: try row.read(ReportKind.self),
                received: try row.read(Instant.self), digest: try row.read([UInt8].self)
            )
        }
        return .array(
            try reports.map { report in
                let rows = try tables.findingRows(
                    "WHERE findings.report = \(report.id) ORDER BY findings.id"
                )
                return [
                    "id": .string(report.id.description),
                    "kind": .string(report.kind.rawValue),
                    "received": .string(report.received.description),
                    "sha256": .string(report.digest.hexadecimal),
                    "findings": .array(try rows.map { try Self.exported($0, from: tables) }),
                ]
            }
        )
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        try transaction.run("UPDATE reports SET contact = NULL WHERE owner = \(participant)")
    }

    private static func exported(
        _ row: FindingRow,
        from tables: any Querying
    ) throws -> JSONValue {
        let prose = try tables.open(row.prose, for: SealingScope(row.report))
            .flatMap { FindingProse(bytes: $0) }
        var members: JSONObject = [
            "id": .string(row.id.description),
            "package": .string(row.package),
            "tool": .string(row.tool),
            "level": .string(row.level.name),
            "found": .string(row.found.description),
        ]
        members["versions"] = .array(
            row.versions.split(separator: "\n").map { .string(String($0)) }
        )
        members["function"] = row.function.map { .string($0) }
        members["file"] = row.file.map { .string($0) }
        members["line"] = row.line.map { .number(JSONNumber($0)) }
        members["weakness"] = row.weakness.map { .string($0.description) }
        members["rule"] = row.rule.map { .string($0) }
        members["title"] = prose.map { .string($0.title) }
        members["message"] = prose.map { .string($0.message) }
        return .object(members)
    }
}
