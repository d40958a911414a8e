// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON

/// A side proposes another party for early access, with its reason.
package struct ProposePartner: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let name: String
    package let reason: String

    package init(viewer: Viewer, engagement: EngagementID, name: String, reason: String) {
        self.viewer = viewer
        self.engagement = engagement
        self.name = name
        self.reason = reason
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        let id = transaction.newID(PartnerMark.self)
        try record.lifecycle.propose(id, by: side)
        try transaction.check { faults in
            EngagementText.check(name, at: "/name", faults: &faults)
            EngagementText.check(
                reason,
                at: "/reason",
                maximumBytes: EngagementText.paragraphBytes,
                lines: true,
                faults: &faults
            )
        }
        let sealedName = try transaction.seal(name, on: engagement)
        let sealedReason: [UInt8]? = try transaction.seal(reason, on: engagement)
        let own: Bool? = true
        let (developer, official) = side == .developer ? (own, nil) : (nil, own)
        try transaction.run(
            """
            INSERT INTO trusted_partners (id, engagement, proposer, name, developer, official,
                developer_reason, official_reason)
            VALUES (\(id), \(engagement), \(side), \(sealedName), \(developer), \(official),
                \(side == .developer ? sealedReason : nil),
                \(side == .official ? sealedReason : nil))
            """
        )
        return EngagementNews(.partnerProposed, ["partner": .string(id.description)])
    }
}

/// A side concurs with a proposed party or does not, with its reason; it may change its word.
package struct AnswerPartner: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let partner: PartnerID
    package let concurs: Bool
    package let reason: String

    package init(
        viewer: Viewer,
        engagement: EngagementID,
        partner: PartnerID,
        concurs: Bool,
        reason: String
    ) {
        self.viewer = viewer
        self.engagement = engagement
        self.partner = partner
        self.concurs = concurs
        self.reason = reason
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.answer(partner, concurs: concurs, by: side)
        try transaction.check { faults in
            EngagementText.check(
                reason,
                at: "/reason",
                maximumBytes: EngagementText.paragraphBytes,
                lines: true,
                faults: &faults
            )
        }
        let sealed = try transaction.seal(reason, on: engagement)
        let column: Statement =
            side == .developer ? "developer_reason" : "official_reason"
        try transaction.run(
            """
            UPDATE trusted_partners SET \(fragment: column) = \(sealed) WHERE id = \(partner)
            """
        )
        return EngagementNews(
            .partnerAnswered,
            ["partner": .string(partner.description), "concurs": .bool(concurs)]
        )
    }
}

/// A side records that it gave an assessment to the other, or both to a partner they chose.
///
/// The assessment itself stays where it is kept; here is a reference to it (ORDER C10).
package struct ShareAssessment: EngagementChange {
    /// Entries of one engagement at most.
    package static let most = 1_000

    package let viewer: Viewer
    package let engagement: EngagementID
    package let reference: String
    package let summary: String
    /// A partner that it also went to.
    package let partner: PartnerID?

    package init(
        viewer: Viewer,
        engagement: EngagementID,
        reference: String,
        summary: String,
        partner: PartnerID? = nil
    ) {
        self.viewer = viewer
        self.engagement = engagement
        self.reference = reference
        self.summary = summary
        self.partner = partner
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.requireBoth()
        if let partner { try record.lifecycle.requireChosen(partner) }
        try transaction.check { faults in
            EngagementText.check(reference, at: "/reference", faults: &faults)
            EngagementText.check(
                summary,
                at: "/summary",
                maximumBytes: EngagementText.paragraphBytes,
                lines: true,
                faults: &faults
            )
        }
        let there = try transaction.count("shared_assessments WHERE engagement = \(engagement)")
        guard there < Self.most else { throw Refusal.tooManyAssessments }
        let id = transaction.newID(AssessmentMark.self)
        let body: JSONValue = ["reference": .string(reference), "summary": .string(summary)]
        let sealed = try transaction.seal(body.serialized(), for: record.scope)
        try transaction.run(
            """
            INSERT INTO shared_assessments (id, engagement, side, partner, body, shared)
            VALUES (\(id), \(engagement), \(side), \(partner), \(sealed), \(transaction.now))
            """
        )
        return EngagementNews(.assessmentShared, ["assessment": .string(id.description)])
    }
}
