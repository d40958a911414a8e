// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Prioritization
package import Store

extension Querying {
    /// The most cases, members or messages that one page of a list holds.
    package static var casesPerPage: Int { 100 }

    /// A case as the viewer may see it; absent and hidden are one refusal.
    package func caseFile(_ id: CaseID, viewer: Viewer, now: Instant) throws -> CaseFile {
        let found = try one(.case, id, in: "cases", to: viewer, now: now) {
            try caseRecords("WHERE \(fragment: $0)")
        }
        return try file(found, for: viewer, now: now)
    }

    /// The cases that the viewer may see, the newest first; `after` is the last id of the page
    /// before.
    package func cases(
        viewer: Viewer,
        now: Instant,
        after: CaseID? = nil,
        limit: Int = 50
    ) throws -> [CaseFile] {
        let bounded = min(max(limit, 1), Self.casesPerPage)
        let seen = VisibilityRule.amongNewest(
            .case,
            in: "cases",
            to: viewer,
            now: now,
            before: after,
            limit: bounded
        )
        let found = try caseRecords(
            "WHERE \(fragment: seen) ORDER BY cases.id DESC LIMIT \(bounded)"
        )
        return try found.map { try file($0, for: viewer, now: now) }
    }

    /// Since when each open case is open that the viewer may see, the newest first.
    package func casesOpenSince(viewer: Viewer, now: Instant, limit: Int) throws -> [Instant] {
        let seen = VisibilityRule.amongNewest(
            .case,
            in: "cases",
            to: viewer,
            now: now,
            limit: limit
        )
        return try all(
            """
            SELECT opened FROM cases WHERE cases.closed IS NULL AND \(fragment: seen)
            ORDER BY cases.id DESC LIMIT \(limit)
            """
        ) { try $0.read() }
    }

    /// The cases about a vulnerability that the viewer may read, the newest first.
    package func cases(
        about vulnerability: VulnerabilityID,
        viewer: Viewer,
        now: Instant
    ) throws -> [CaseFile] {
        let visible = VisibilityRule.visible(.case, column: "cases.id", to: viewer, now: now)
        let found = try caseRecords(
            """
            WHERE cases.vulnerability = \(vulnerability) AND \(fragment: visible)
            ORDER BY cases.id DESC LIMIT \(Self.casesPerPage)
            """
        )
        // To an invited one it is not told yet what its case is about.
        return try found.map { try file($0, for: viewer, now: now) }.filter(\.isReadable)
    }

    /// A case as the viewer may see it, with what it is called.
    func file(_ record: CaseRecord, for viewer: Viewer, now: Instant) throws -> CaseFile {
        let isReadable = record.isReadable(by: viewer.participant, at: now)
        let title = isReadable ? try record.title(in: self) : nil
        // While silence is kept, nothing of it is published.
        let state = record.embargo.state(at: now)
        let isOver = state == .exited || state == .none
        return record.file(
            for: viewer,
            title: title,
            isPublished: try isOver && record.closed == nil && isPublished(record.vulnerability),
            now: now
        )
    }

    /// Who is on a case, as far as the viewer may know (ORDER C2): itself, the coordinators, and
    /// those who chose to be shown; for a coordinator, everybody.
    package func caseRoster(_ id: CaseID, viewer: Viewer, now: Instant) throws -> CaseRoster {
        let record = try one(.case, id, in: "cases", to: viewer, now: now) {
            try caseRecords("WHERE \(fragment: $0)")
        }
        let current = record.members.filter(\.isCurrent)
        let shown = current.filter { record.shows($0, to: viewer, now: now) }
        return CaseRoster(
            members: try shown.map { member in
                let isOwn = member.participant == viewer.participant
                let tells = isOwn || viewer.roles.contains(.coordinator)
                return CaseRoster.Line(
                    participant: member.participant,
                    name: try name(of: member.participant, now: now),
                    roles: member.roles.sorted,
                    isOwn: isOwn,
                    isShown: member.isShown,
                    joined: tells ? member.joined : nil,
                    consent: tells ? record.embargo.consent(of: member.participant, at: now) : nil
                )
            },
            isComplete: viewer.roles.contains(.coordinator)
        )
    }

    /// What a participant is called, for those it is shown to; nil once it has withdrawn.
    func name(of participant: ParticipantID, now: Instant) throws -> String? {
        try self.participant(participant, viewer: .system, now: now)?.name
    }
}

/// Who is on a case, as far as one viewer may know.
package struct CaseRoster: Sendable, Hashable {
    /// One of them.
    package struct Line: Sendable, Hashable {
        package let participant: ParticipantID
        /// Nil once it has withdrawn.
        package let name: String?
        package let roles: [CaseRole]
        package let isOwn: Bool
        package let isShown: Bool
        /// Nil where it is not for this viewer, or has not happened.
        package let joined: Instant?
        /// Nil where it is not for this viewer.
        package let consent: EmbargoLifecycle.Consent?
    }

    package let members: [Line]
    /// Whether that is everybody, or only those the viewer may know of.
    package let isComplete: Bool
}

extension CaseRecord {
    /// Whether the viewer may know that this member is on the case.
    func shows(_ member: CaseMember, to viewer: Viewer, now: Instant) -> Bool {
        if viewer.roles.contains(.coordinator) || member.participant == viewer.participant {
            return true
        }
        // Before the viewer has consented, whom it concerns beside the coordinator is content too.
        return member.roles.contains(.coordinator)
            || (member.isShown && member.joined != nil
                && isReadable(by: viewer.participant, at: now))
    }
}
