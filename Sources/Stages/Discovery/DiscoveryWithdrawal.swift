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
            SELECT id, kind, package, credit, contact, received, digest
            FROM reports WHERE owner = \(participant) ORDER BY id
            """
        ) { try ExportedReport(&$0) }
        return .array(try reports.map { try Self.exported($0, from: tables) })
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        try transaction.run("UPDATE reports SET contact = NULL WHERE owner = \(participant)")
    }

    private static func exported(
        _ report: ExportedReport,
        from tables: any Querying
    ) throws -> JSONValue {
        func opened(_ sealed: [UInt8]?) throws -> JSONValue? {
            try sealed.flatMap { try tables.open($0, for: SealingScope(report.id)) }
                .map { .string(String(decoding: $0, as: UTF8.self)) }
        }
        let rows = try tables.findingRows(
            "WHERE findings.report = \(report.id) ORDER BY findings.id"
        )
        var members: JSONObject = [
            "id": .string(report.id.description),
            "kind": .string(report.kind.rawValue),
            "received": .string(report.received.description),
            "sha256": .string(report.digest.hexadecimal),
            "findings": .array(try rows.map { try Self.exported($0, from: tables) }),
        ]
        members["package"] = report.package.map { .string($0) }
        members["credit"] = try opened(report.credit)
        members["contact"] = try opened(report.contact)
        return .object(members)
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

/// What the export needs of a report, still sealed where it is.
private struct ExportedReport {
    let id: ReportID
    let kind: ReportKind
    let package: String?
    let credit: [UInt8]?
    let contact: [UInt8]?
    let received: Instant
    let digest: [UInt8]

    init(_ row: inout Row) throws {
        id = try row.read()
        kind = try row.read()
        package = try row.read()
        credit = try row.read()
        contact = try row.read()
        received = try row.read()
        digest = try row.read()
    }
}
