// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// The official's side names one of its people who would use the access.
package struct NamePerson: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    /// Nil for the one who asks.
    package let person: PersonID?

    package init(viewer: Viewer, engagement: EngagementID, person: PersonID?) {
        self.viewer = viewer
        self.engagement = engagement
        self.person = person
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        guard let own = viewer.participant, let named = person ?? viewer.personID else {
            throw Refusal.forbidden
        }
        let current = try transaction.personNow(named)
        try transaction.check { faults in
            // Whoever could not acknowledge the terms is not named either.
            let isAble = current.map { decide($0, .openEngagement).isAllowed } ?? false
            guard current?.participant != own || !isAble else { return }
            faults.append(
                Refusal.Fault(
                    place: "/person",
                    code: "not-yours",
                    reason: "It is the id of a member or steward of your own participant."
                )
            )
        }
        let id = transaction.newID(GrantMark.self)
        try record.lifecycle.name(named, of: own, as: id, by: side, now: transaction.now)
        return EngagementNews(.personNamed, ["grant": .string(id.description)])
    }
}

/// The developer gives a named person access, inside the window.
package struct GiveGrant: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let grant: GrantID

    package init(viewer: Viewer, engagement: EngagementID, grant: GrantID) {
        self.viewer = viewer
        self.engagement = engagement
        self.grant = grant
    }

    package var action: Action { .changeEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.give(grant, by: side, now: transaction.now)
        return EngagementNews(.grantGiven, ["grant": .string(grant.description)])
    }
}

/// Either side ends a named person's access, without a reason.
package struct EndGrant: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let grant: GrantID

    package init(viewer: Viewer, engagement: EngagementID, grant: GrantID) {
        self.viewer = viewer
        self.engagement = engagement
        self.grant = grant
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.endGrant(grant, by: side, now: transaction.now)
        return EngagementNews(.grantEnded, ["grant": .string(grant.description)])
    }
}

/// A named person acknowledges the current terms, by their number.
package struct AcknowledgeTerms: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let version: Int

    package init(viewer: Viewer, engagement: EngagementID, version: Int) {
        self.viewer = viewer
        self.engagement = engagement
        self.version = version
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.require(side, is: .official)
        guard let person = viewer.personID else { throw Refusal.forbidden }
        try record.lifecycle.acknowledge(version, by: person, now: transaction.now)
        return try transaction.note(.acknowledged, by: person, on: record, "Version \(version)")
    }
}

/// A named person begins to use the access, and says what for; the developer reads it.
package struct UseAccess: EngagementChange {
    /// Lines of one engagement's access log at most: thousands a day for a month.
    package static let most = 100_000

    package let viewer: Viewer
    package let engagement: EngagementID
    package let purpose: String

    package init(viewer: Viewer, engagement: EngagementID, purpose: String) {
        self.viewer = viewer
        self.engagement = engagement
        self.purpose = purpose
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.require(side, is: .official)
        guard let person = viewer.personID else { throw Refusal.forbidden }
        try record.lifecycle.use(by: person, now: transaction.now)
        try transaction.check { faults in
            EngagementText.check(
                purpose,
                at: "/purpose",
                maximumBytes: EngagementText.paragraphBytes,
                lines: true,
                faults: &faults
            )
        }
        let lines = try transaction.count("engagement_accesses WHERE engagement = \(engagement)")
        guard lines < Self.most else { throw Refusal.tooManyAccesses }
        return try transaction.note(.used, by: person, on: record, purpose)
    }
}

/// Records that somebody of the official's side is about to be shown what the developer shared.
struct ViewEngagement: EngagementChange {
    let viewer: Viewer
    let engagement: EngagementID

    var action: Action { .readEngagement }

    func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        guard let holder = viewer.holder else { throw Refusal.forbidden }
        return try transaction.note(.viewed, by: ID(holder), on: record, "")
    }
}

/// What somebody of the official's side did.
package enum AccessKind: String, Sendable, CaseIterable, SQLConvertible {
    /// Was shown what the developer shared, as it stood then.
    case viewed
    case acknowledged
    case used
}

extension Transaction {
    /// Writes a line of the access log, which the developer alone reads.
    func note(
        _ kind: AccessKind,
        by person: PersonID,
        on record: EngagementRecord,
        _ about: String
    ) throws -> EngagementNews {
        let id = newID(AccessMark.self)
        let sealed = try seal(about, on: record.id)
        try run(
            """
            INSERT INTO engagement_accesses (id, engagement, person, kind, revision, body, at)
            VALUES (\(id), \(record.id), \(person), \(kind), \(record.revision), \(sealed), \(now))
            """
        )
        return EngagementNews(
            .accessNoted,
            ["access": .string(id.description), "kind": .string(kind.rawValue)],
            forDeveloper: true
        )
    }
}
