// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
import Timestamps

/// An engagement as the clearinghouse itself knows it; nothing of it is for showing as it is.
package struct EngagementRecord: Sendable {
    package let id: EngagementID
    /// Whom entries are for that concern the developer alone (ORDER C8).
    package let log: AccessLogID
    let sealedCodename: [UInt8]
    package let opened: Instant
    package internal(set) var lifecycle: EngagementLifecycle
    /// Counts what the official's side can see, so that a first look at each of it is recorded.
    package internal(set) var revision: Int

    /// Whose key seals everything that is said on it.
    package var scope: SealingScope { SealingScope(id) }

    /// What it is called; nil once its key is erased.
    func codename(in tables: some Querying) throws -> String? {
        try tables.opened(sealedCodename, scope)
    }
}

extension Querying {
    /// A sealed text; nil once its key is erased.
    func opened(_ sealed: [UInt8], _ scope: SealingScope) throws -> String? {
        try open(sealed, for: scope).map { String(decoding: $0, as: UTF8.self) }
    }

    /// An engagement for the clearinghouse's own work, whoever asks; nil where there is none.
    package func engagementForSystem(_ id: EngagementID) throws -> EngagementRecord? {
        try engagementRecords("WHERE engagements.id = \(id)").first
    }

    /// Engagements with their grants and partners, in the order asked for.
    func engagementRecords(_ condition: Statement) throws -> [EngagementRecord] {
        let records = try all(
            """
            SELECT engagements.id, engagements.developer, engagements.official, engagements.log,
                engagements.codename, engagements.opened, engagements.window_opens,
                engagements.planned_release, engagements.window_ended, engagements.terms,
                engagements.revision, engagements.withdrawn
            FROM engagements \(fragment: condition)
            """
        ) { try EngagementRecord(&$0) }
        let ids = records.map(\.id)
        let grants = try grants(of: ids)
        let partners = try partners(of: ids)
        return records.map { record in
            var record = record
            record.lifecycle.grants = grants[record.id] ?? []
            record.lifecycle.partners = partners[record.id] ?? []
            return record
        }
    }

    private func grants(of ids: [EngagementID]) throws -> [EngagementID: [AccessGrant]] {
        var found: [EngagementID: [AccessGrant]] = [:]
        for page in ids.pages(of: 100) {
            let rows = try all(
                """
                SELECT engagement, id, person, participant, named, given, acknowledged, ended
                FROM access_grants WHERE engagement IN (\(each: page)) ORDER BY id
                """
            ) { row in (try row.read(EngagementID.self), try AccessGrant(&row)) }
            for (engagement, grant) in rows { found[engagement, default: []].append(grant) }
        }
        return found
    }

    private func partners(of ids: [EngagementID]) throws -> [EngagementID: [TrustedPartner]] {
        var found: [EngagementID: [TrustedPartner]] = [:]
        for page in ids.pages(of: 100) {
            let rows = try all(
                """
                SELECT engagement, id, proposer, developer, official
                FROM trusted_partners WHERE engagement IN (\(each: page)) ORDER BY id
                """
            ) { row in (try row.read(EngagementID.self), try TrustedPartner(&row)) }
            for (engagement, partner) in rows { found[engagement, default: []].append(partner) }
        }
        return found
    }
}

extension EngagementRecord {
    fileprivate init(_ row: inout Row) throws {
        id = try row.read()
        lifecycle = EngagementLifecycle(developer: try row.read())
        lifecycle.official = try row.read()
        log = try row.read()
        sealedCodename = try row.read()
        opened = try row.read()
        let opens: Int? = try row.read()
        let release: Int? = try row.read()
        let ended: Instant? = try row.read()
        if let opens = opens.flatMap({ CalendarDate(dayNumber: $0) }),
            let release = release.flatMap({ CalendarDate(dayNumber: $0) })
        {
            lifecycle.window = AccessWindow(opens: opens, plannedRelease: release, ended: ended)
        }
        lifecycle.terms = try row.read()
        revision = try row.read()
        lifecycle.withdrawn = try row.read()
    }
}

extension AccessGrant {
    fileprivate init(_ row: inout Row) throws {
        self.init(
            id: try row.read(),
            person: try row.read(),
            participant: try row.read(),
            named: try row.read(),
            given: try row.read(),
            acknowledged: try row.read(),
            ended: try row.read()
        )
    }
}

extension TrustedPartner {
    fileprivate init(_ row: inout Row) throws {
        self.init(
            id: try row.read(),
            proposer: try row.read(),
            developer: try row.read(),
            official: try row.read()
        )
    }
}
