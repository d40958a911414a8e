// SPDX-License-Identifier: Apache-2.0

import Access
import Store
import StrictJSON
import Timestamps

// What stands on an engagement, opened with its key.
extension Querying {
    /// Every field for the developer; for the official's side those that were shared.
    func fields(
        of record: EngagementRecord,
        for side: EngagementLifecycle.Side
    ) throws -> [EngagementFile.Field] {
        let kept = try all(
            "SELECT field, body, shared FROM engagement_fields WHERE engagement = \(record.id)"
        ) { row in
            EngagementFile.Field(
                field: try row.read(),
                text: try opened(try row.read(), record.scope),
                isShared: try row.read()
            )
        }
        return EngagementField.allCases.compactMap { field in
            let found = kept.first { $0.field == field }
            switch side {
            case .developer:
                return found ?? EngagementFile.Field(field: field, text: nil, isShared: false)
            case .official: return found.flatMap { $0.isShared ? $0 : nil }
            }
        }
    }

    /// The current terms; nil where none are stated.
    func terms(of record: EngagementRecord) throws -> EngagementFile.Terms? {
        try first(
            """
            SELECT version, body, stated FROM engagement_terms
            WHERE engagement = \(record.id) AND version = \(record.lifecycle.terms)
            """
        ) { row in
            EngagementFile.Terms(
                version: try row.read(),
                text: try opened(try row.read(), record.scope),
                stated: try row.read()
            )
        }
    }

    /// Determinations, the newest first.
    func designations(of record: EngagementRecord) throws -> [EngagementFile.Designation] {
        try all(
            """
            SELECT id, outcome, decided, body, recorded FROM designations
            WHERE engagement = \(record.id) ORDER BY id DESC
            """
        ) { row in
            let id: DesignationID = try row.read()
            let outcome: DesignationOutcome = try row.read()
            let day: Int = try row.read()
            let body = try document(try row.read(), record.scope)
            let consulted = body?["consulted"]?.arrayValue ?? []
            return EngagementFile.Designation(
                id: id,
                outcome: outcome,
                decided: CalendarDate(dayNumber: day) ?? CalendarDate.range.lowerBound,
                official: body?["official"]?.stringValue,
                consulted: consulted.compactMap(\.stringValue),
                reference: body?["reference"]?.stringValue,
                recorded: try row.read()
            )
        }
    }

    /// Proposed parties, with the reasons of each side.
    func partners(of record: EngagementRecord) throws -> [EngagementFile.PartnerLine] {
        let rows = try all(
            """
            SELECT id, name, developer_reason, official_reason FROM trusted_partners
            WHERE engagement = \(record.id) ORDER BY id
            """
        ) { row in
            let id: PartnerID = try row.read()
            let name: [UInt8] = try row.read()
            let developer: [UInt8]? = try row.read()
            let official: [UInt8]? = try row.read()
            return (
                id: id, name: try opened(name, record.scope),
                developer: try developer.flatMap { try opened($0, record.scope) },
                official: try official.flatMap { try opened($0, record.scope) }
            )
        }
        return rows.compactMap { row in
            record.lifecycle.partners.first { $0.id == row.id }.map { partner in
                EngagementFile.PartnerLine(
                    partner: partner,
                    name: row.name,
                    developerReason: row.developer,
                    officialReason: row.official
                )
            }
        }
    }

    /// The newest entries on assessments.
    func assessments(of record: EngagementRecord) throws -> [EngagementFile.Assessment] {
        try all(
            """
            SELECT id, side, partner, body, shared FROM shared_assessments
            WHERE engagement = \(record.id) ORDER BY id DESC LIMIT \(Self.engagementsPerPage)
            """
        ) { row in
            let id: AssessmentID = try row.read()
            let side: EngagementLifecycle.Side = try row.read()
            let partner: PartnerID? = try row.read()
            let body = try document(try row.read(), record.scope)
            return EngagementFile.Assessment(
                id: id,
                side: side,
                reference: body?["reference"]?.stringValue,
                summary: body?["summary"]?.stringValue,
                partner: partner,
                shared: try row.read()
            )
        }
    }

    /// A sealed document of ours; nil once its key is erased.
    private func document(_ sealed: [UInt8], _ scope: SealingScope) throws -> JSONValue? {
        try open(sealed, for: scope).map { try JSONValue(parsing: $0) }
    }
}
