// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
package import Timestamps

/// An engagement as one side may see it.
package struct EngagementFile: Sendable, Hashable {
    /// What a viewer can do on it.
    package enum Right: String, Sendable, CaseIterable {
        /// Write fields, terms, the window and the planned date; give grants: the developer.
        case develop
        /// Ask an official's side.
        case ask
        /// Plan a window.
        case open
        case end
        /// Record a determination, name people: the official's side.
        case answer
        case acknowledge
        case use
        /// Propose partners, concur, note assessments: either side.
        case share
        case withdraw
        case readLog = "read-log"
    }

    /// One field as the viewer may see it.
    package struct Field: Sendable, Hashable {
        package let field: EngagementField
        /// Nil where nothing stands, or once it is erased.
        package let text: String?
        package let isShared: Bool
    }

    /// The one clock of an engagement.
    package struct Clock: Sendable, Hashable {
        package let window: AccessWindow
        package let state: AccessWindow.State
        /// Whole calendar days; nil unless it is open.
        package let daysLeft: Int?
    }

    /// The current terms of access.
    package struct Terms: Sendable, Hashable {
        package let version: Int
        package let text: String?
        package let stated: Instant
    }

    /// One named person.
    package struct GrantLine: Sendable, Hashable {
        package let id: GrantID
        /// Nil once they have left.
        package let name: String?
        package let isYou: Bool
        package let state: AccessGrant.State
        package let acknowledged: Int?
        package let named: Instant
    }

    /// One determination, as a pointer.
    package struct Designation: Sendable, Hashable {
        package let id: DesignationID
        package let outcome: DesignationOutcome
        package let decided: CalendarDate
        package let official: String?
        package let consulted: [String]
        package let reference: String?
        package let recorded: Instant
    }

    /// One party that was proposed.
    package struct PartnerLine: Sendable, Hashable {
        package let partner: TrustedPartner
        package let name: String?
        package let developerReason: String?
        package let officialReason: String?
    }

    /// One entry on an assessment.
    package struct Assessment: Sendable, Hashable {
        package let id: AssessmentID
        package let side: EngagementLifecycle.Side
        package let reference: String?
        package let summary: String?
        package let partner: PartnerID?
        package let shared: Instant
    }

    package let id: EngagementID
    /// Nil once it is erased.
    package let codename: String?
    package let side: EngagementLifecycle.Side
    package let state: EngagementLifecycle.State
    /// What the other side is called; nil where there is none, or once it has left.
    package let otherSide: String?
    package let opened: Instant
    package let withdrawn: Instant?
    package let clock: Clock?
    package let fields: [Field]
    package let terms: Terms?
    package let grants: [GrantLine]
    package let designations: [Designation]
    package let partners: [PartnerLine]
    package let assessments: [Assessment]
    package let rights: Set<Right>
    package let step: EngagementStep
}

/// One engagement in a list.
package struct EngagementLine: Sendable, Hashable {
    package let id: EngagementID
    package let codename: String?
    package let side: EngagementLifecycle.Side
    package let state: EngagementLifecycle.State
    package let clock: EngagementFile.Clock?
    package let step: EngagementStep
}

extension EngagementRecord {
    /// Its one clock.
    func clock(at now: Instant) -> EngagementFile.Clock? {
        lifecycle.window.map { window in
            EngagementFile.Clock(
                window: window,
                state: window.state(at: now),
                daysLeft: lifecycle.withdrawn == nil ? window.daysLeft(at: now) : nil
            )
        }
    }

    /// What a viewer can do on it now.
    func rights(
        of viewer: Viewer,
        on side: EngagementLifecycle.Side,
        now: Instant
    ) -> Set<EngagementFile.Right> {
        var rights: Set<EngagementFile.Right> = side == .developer ? [.readLog] : []
        guard lifecycle.withdrawn == nil, let person = viewer.personID,
            decide(viewer, .openEngagement).isAllowed
        else { return rights }
        rights.insert(.withdraw)
        if lifecycle.official != nil { rights.insert(.share) }
        switch side {
        case .developer:
            rights.insert(.develop)
            let window = lifecycle.window
            if lifecycle.official == nil { rights.insert(.ask) }
            let hasBegun = window?.hasBegun(at: now) ?? false
            if lifecycle.official != nil, !hasBegun { rights.insert(.open) }
            if let window, window.state(at: now) != .over { rights.insert(.end) }
        case .official:
            rights.insert(.answer)
            let grant = lifecycle.grant(of: person, at: now)
            let state = grant.map { lifecycle.state(of: $0, at: now) }
            if state == .unacknowledged { rights.insert(.acknowledge) }
            if state == .ready, lifecycle.state(at: now) == .windowOpen { rights.insert(.use) }
        }
        return rights
    }
}
