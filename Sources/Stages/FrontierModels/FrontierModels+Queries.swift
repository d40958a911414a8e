// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

extension Querying {
    /// The most engagements that one page of a list has, and the most of one sort on a page.
    package static var engagementsPerPage: Int { 100 }

    /// The engagements that the viewer may see, the newest first; `after` is the last id of the
    /// page before.
    package func engagements(
        viewer: Viewer,
        now: Instant,
        after: EngagementID? = nil,
        limit: Int = 50
    ) throws -> [EngagementLine] {
        let bounded = min(max(limit, 1), Self.engagementsPerPage)
        let seen = VisibilityRule.amongNewest(
            .engagement,
            in: "engagements",
            to: viewer,
            now: now,
            before: after,
            limit: bounded
        )
        let found = try engagementRecords(
            "WHERE \(fragment: seen) ORDER BY engagements.id DESC LIMIT \(bounded)"
        )
        return try found.compactMap { record in
            guard let side = record.lifecycle.side(of: viewer.participant) else { return nil }
            return EngagementLine(
                id: record.id,
                codename: try record.codename(in: self),
                side: side,
                state: record.lifecycle.state(at: now),
                clock: record.clock(at: now),
                step: EngagementStep(record.lifecycle, for: viewer, on: side, now: now)
            )
        }
    }

    /// An engagement, and whether its sight has to be recorded first.
    func engagementSight(
        _ id: EngagementID,
        viewer: Viewer,
        now: Instant
    ) throws -> (file: EngagementFile, isFirst: Bool) {
        // The rule is asked about the id and not about a row: hidden and absent take as long (A2).
        let visible = VisibilityRule.visible(.engagement, column: "\(id)", to: viewer, now: now)
        let found = try engagementRecords(
            "WHERE engagements.id = \(id) AND \(fragment: visible)"
        ).first
        guard let record = found, let side = record.lifecycle.side(of: viewer.participant) else {
            throw Refusal.notFound
        }
        let file = try file(of: record, for: viewer, on: side, now: now)
        guard side == .official, let holder = viewer.holder else { return (file, false) }
        let seen = try first(
            """
            SELECT 1 FROM engagement_accesses WHERE engagement = \(id) AND person = \(holder)
                AND kind = \(AccessKind.viewed) AND revision = \(record.revision)
            """
        ) { try $0.read(Int.self) }
        return (file, seen == nil)
    }

    private func file(
        of record: EngagementRecord,
        for viewer: Viewer,
        on side: EngagementLifecycle.Side,
        now: Instant
    ) throws -> EngagementFile {
        let rules = record.lifecycle
        let other = side == .developer ? rules.official : rules.developer
        // What was shared is shown as long as the engagement goes on.
        let isShown = side == .developer || rules.withdrawn == nil
        return EngagementFile(
            id: record.id,
            codename: try record.codename(in: self),
            side: side,
            state: rules.state(at: now),
            otherSide: try other.flatMap { try participant($0, viewer: .system, now: now)?.name },
            opened: record.opened,
            withdrawn: rules.withdrawn,
            clock: record.clock(at: now),
            fields: isShown ? try fields(of: record, for: side) : [],
            terms: isShown ? try terms(of: record) : nil,
            grants: try grants(of: record, for: viewer, now: now),
            designations: try designations(of: record),
            partners: try partners(of: record),
            assessments: try assessments(of: record),
            rights: record.rights(of: viewer, on: side, now: now),
            step: EngagementStep(rules, for: viewer, on: side, now: now)
        )
    }

    private func grants(
        of record: EngagementRecord,
        for viewer: Viewer,
        now: Instant
    ) throws -> [EngagementFile.GrantLine] {
        try record.lifecycle.grants.map { grant in
            EngagementFile.GrantLine(
                id: grant.id,
                name: try person(grant.person, viewer: .system, now: now)?.name,
                isYou: grant.person == viewer.personID,
                state: record.lifecycle.state(of: grant, at: now),
                acknowledged: grant.acknowledged,
                named: grant.named
            )
        }
    }

    /// Who of the official's side was shown what, acknowledged what, and used the access: for the
    /// developer, the newest first (ORDER C8).
    package func accessLog(
        of id: EngagementID,
        viewer: Viewer,
        now: Instant,
        after: AccessID? = nil,
        limit: Int = 50
    ) throws -> [AccessLine] {
        let decision = try decide(viewer, .readAccessLog, on: marking(of: ID(id)), now: now)
        // Who sees the engagement and may not read this is of the other side.
        if case .refused = decision { throw Refusal.developerReads }
        try decision.hiding()
        let from: Statement = after.map { "AND id < \($0)" } ?? ""
        let scope = SealingScope(id)
        return try all(
            """
            SELECT id, person, kind, body, at FROM engagement_accesses
            WHERE engagement = \(id) \(fragment: from)
            ORDER BY id DESC LIMIT \(min(max(limit, 1), Self.engagementsPerPage))
            """
        ) { row in
            let access: AccessID = try row.read()
            let holder: PersonID = try row.read()
            return AccessLine(
                id: access,
                kind: try row.read(),
                person: try person(holder, viewer: .system, now: now)?.name,
                about: try opened(try row.read(), scope),
                at: try row.read()
            )
        }
    }
}

/// One line of an access log.
package struct AccessLine: Sendable, Hashable {
    package let id: AccessID
    package let kind: AccessKind
    /// Nil once they have left, and for software.
    package let person: String?
    /// What for, or what was acknowledged; nil once it is erased.
    package let about: String?
    package let at: Instant
}

extension Store {
    /// An engagement as the viewer may see it; absent and hidden are one refusal.
    ///
    /// That somebody of the official's side is shown what the developer shared is durable before
    /// its words leave (RULES J4): once for each person and each state of it.
    package func engagement(
        _ id: EngagementID,
        for viewer: Viewer,
        now: Instant,
        atLeast position: Position? = nil
    ) async throws -> EngagementFile {
        let sight = try await read(atLeast: position) {
            try $0.engagementSight(id, viewer: viewer, now: now)
        }
        if sight.isFirst {
            let viewing = ViewEngagement(viewer: viewer, engagement: id)
            _ = try await submit(viewing, by: viewer.actor)
        }
        return sight.file
    }
}
