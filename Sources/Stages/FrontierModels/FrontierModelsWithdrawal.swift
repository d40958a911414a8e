// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON
import Timestamps

/// What becomes of a participant's engagements when it leaves (ORDER V2).
package struct FrontierModelsWithdrawal: WithdrawalPart {
    /// Engagements that an export reads at once.
    private static let atOnce = 100

    package init() {}

    package var name: String { "engagements" }

    package var statedEffect: String {
        """
        Your engagements are withdrawn: every access window and every grant ends at once, and what \
        was written on them is erased, for the other side too. Where you were the official's side, your grants end, and \
        the developer's window and planned date stay its own.
        """
    }

    /// Everything on the engagements that it opened or was asked onto, as it could see it.
    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        var found: [JSONValue] = []
        var last: EngagementID?
        while true {
            let from: Statement = last.map { "AND engagements.id > \($0)" } ?? ""
            let records = try tables.engagementRecords(
                """
                WHERE (developer = \(participant) OR official = \(participant))
                    \(fragment: from) ORDER BY engagements.id LIMIT \(Self.atOnce)
                """
            )
            found += try records.map { try Self.exported($0, participant, from: tables) }
            last = records.last?.id
            if records.count < Self.atOnce { return .array(found) }
        }
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let records = try transaction.engagementRecords(
            """
            WHERE (developer = \(participant) OR official = \(participant))
            ORDER BY engagements.id
            """
        )
        for before in records {
            guard let side = before.lifecycle.side(of: participant) else { continue }
            var record = before
            record.lifecycle.withdraw(side, now: transaction.now)
            // Nothing of it can be read by anybody then, so it is gone for the other side too.
            if side == .developer { record.lifecycle.withdraw(.official, now: transaction.now) }
            // The engagements' keys are not at hand here, so the entry says only what happened.
            try transaction.save(record, was: before, scope: .house)
            let kind: EntryKind = side == .developer ? .engagementWithdrawn : .officialLeft
            try transaction.tell(EngagementNews(kind), of: record, scope: .house)
            guard side == .developer else { continue }
            _ = try transaction.eraseBodies(of: record.scope)
            try transaction.enqueue(
                JobDraft(kind: WithdrawParticipant.erasingJob, subject: record.id)
            )
        }
    }

    private static func exported(
        _ record: EngagementRecord,
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let rules = record.lifecycle
        guard let side = rules.side(of: participant) else { return .null }
        let fields = try tables.fields(of: record, for: side)
        var members: JSONObject = [
            "id": .string(record.id.description),
            "side": .string(side.rawValue),
            "opened": .string(record.opened.description),
            "designations": .array(try tables.designations(of: record).map(\.exported)),
            "partners": .array(try tables.partners(of: record).map(\.exported)),
            "assessments": .array(try tables.assessments(of: record).map(\.exported)),
        ]
        if side == .developer {
            members["accesses"] = .array(try accesses(on: record, from: tables))
        }
        let isShown = side == .developer || rules.withdrawn == nil
        var texts: JSONObject = [:]
        for field in fields where isShown {
            texts[field.field.rawValue] = field.text.map { .string($0) }
        }
        members["fields"] = .object(texts)
        members["codename"] = try record.codename(in: tables).map { .string($0) }
        members["terms"] = isShown ? try tables.terms(of: record)?.text.map { .string($0) } : nil
        if let window = rules.window {
            members["window"] = [
                "opens": .string(window.opens.description),
                "plannedRelease": .string(window.plannedRelease.description),
                "over": .string(window.ends.description),
            ]
        }
        members["withdrawn"] = rules.withdrawn.map { .string($0.description) }
        return .object(members)
    }
}

extension FrontierModelsWithdrawal {
    /// The access log, which is the developer's (ORDER C8).
    private static func accesses(
        on record: EngagementRecord,
        from tables: any Querying
    ) throws -> [JSONValue] {
        var found: [JSONValue] = []
        var last: AccessID?
        while true {
            let from: Statement = last.map { "AND id > \($0)" } ?? ""
            let page = try tables.all(
                """
                SELECT id, kind, body, at FROM engagement_accesses
                WHERE engagement = \(record.id) \(fragment: from) ORDER BY id LIMIT \(atOnce)
                """
            ) { row in
                (
                    id: try row.read(AccessID.self), kind: try row.read(AccessKind.self),
                    body: try row.read([UInt8].self), at: try row.read(Instant.self)
                )
            }
            for line in page {
                let about = try tables.opened(line.body, record.scope) ?? ""
                found.append([
                    "kind": .string(line.kind.rawValue), "about": .string(about),
                    "at": .string(line.at.description),
                ])
            }
            last = page.last?.id
            if page.count < atOnce { return found }
        }
    }
}

extension EngagementFile.Designation {
    fileprivate var exported: JSONValue {
        [
            "outcome": .string(outcome.rawValue),
            "decided": .string(decided.description),
            "official": .string(official ?? ""),
            "consulted": .array(consulted.map { .string($0) }),
            "reference": .string(reference ?? ""),
        ]
    }
}

extension EngagementFile.PartnerLine {
    fileprivate var exported: JSONValue {
        [
            "name": .string(name ?? ""),
            "chosen": .bool(partner.isChosen),
            "developerReason": .string(developerReason ?? ""),
            "officialReason": .string(officialReason ?? ""),
        ]
    }
}

extension EngagementFile.Assessment {
    fileprivate var exported: JSONValue {
        [
            "side": .string(side.rawValue),
            "reference": .string(reference ?? ""),
            "summary": .string(summary ?? ""),
            "shared": .string(shared.description),
        ]
    }
}
