// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON
package import Timestamps

/// The developer plans the access window, to the day on which it plans the partner release.
package struct OpenWindow: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let opens: CalendarDate
    package let plannedRelease: CalendarDate

    package init(
        viewer: Viewer,
        engagement: EngagementID,
        opens: CalendarDate,
        plannedRelease: CalendarDate
    ) {
        self.viewer = viewer
        self.engagement = engagement
        self.opens = opens
        self.plannedRelease = plannedRelease
    }

    package var action: Action { .changeEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.openWindow(
            opens: opens,
            plannedRelease: plannedRelease,
            by: side,
            now: transaction.now
        )
        return EngagementNews(
            .windowPlanned,
            [
                "opens": .string(opens.description),
                "plannedRelease": .string(plannedRelease.description),
            ]
        )
    }
}

/// The developer moves the planned partner release; the date is its own (ORDER V3).
package struct PlanRelease: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let plannedRelease: CalendarDate

    package init(viewer: Viewer, engagement: EngagementID, plannedRelease: CalendarDate) {
        self.viewer = viewer
        self.engagement = engagement
        self.plannedRelease = plannedRelease
    }

    package var action: Action { .changeEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.plan(plannedRelease, by: side, now: transaction.now)
        return EngagementNews(
            .releasePlanned,
            ["plannedRelease": .string(plannedRelease.description)]
        )
    }
}

/// The developer ends the window, at will and alone (ORDER V4).
package struct EndWindow: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID

    package init(viewer: Viewer, engagement: EngagementID) {
        self.viewer = viewer
        self.engagement = engagement
    }

    package var action: Action { .changeEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.endWindow(by: side, now: transaction.now)
        return EngagementNews(.windowEnded)
    }
}

/// The developer states the terms of access: confidentiality, security, use, nondisclosure.
///
/// They get the next number; whoever acknowledged earlier ones acknowledges these before they use
/// the access again.
package struct StateTerms: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let text: String

    package init(viewer: Viewer, engagement: EngagementID, text: String) {
        self.viewer = viewer
        self.engagement = engagement
        self.text = text
    }

    package var action: Action { .changeEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        let version = try record.lifecycle.stateTerms(by: side)
        try transaction.check { faults in
            EngagementText.check(
                text,
                at: "/text",
                maximumBytes: EngagementText.pageBytes,
                lines: true,
                faults: &faults
            )
        }
        let sealed = try transaction.seal(text, on: engagement)
        try transaction.run(
            """
            INSERT INTO engagement_terms (engagement, version, body, stated)
            VALUES (\(engagement), \(version), \(sealed), \(transaction.now))
            """
        )
        record.revision += 1
        return EngagementNews(.termsStated, ["version": .number(JSONNumber(Int64(version)))])
    }
}

/// A side leaves an engagement, from any state and without a reason (ORDER V2).
package struct WithdrawFromEngagement: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID

    package init(viewer: Viewer, engagement: EngagementID) {
        self.viewer = viewer
        self.engagement = engagement
    }

    /// What it does, for whoever has left.
    package static let statedEffect = """
        The access window and every grant have ended if you are the developer; if you are the \
        official's side, its grants have, and the engagement is shown to you no more. What was \
        written stays sealed with the engagement. No reason is asked, nobody is at fault, and \
        nobody is served worse for it.
        """

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        record.lifecycle.withdraw(side, now: transaction.now)
        return EngagementNews(side == .developer ? .engagementWithdrawn : .officialLeft)
    }
}
