// SPDX-License-Identifier: Apache-2.0

import Access
package import Store

/// What can be done on an engagement next: by whom, and until when.
///
/// Nothing of it must be.
package struct EngagementStep: Sendable, Hashable {
    /// What it is, for programs.
    package enum Kind: String, Sendable, CaseIterable {
        case shareIt = "share"
        case planWindow = "plan-window"
        case stateTerms = "state-terms"
        case giveGrants = "give-grants"
        case answerPartner = "answer-partner"
        case acknowledge
        case namePeople = "name-people"
        case useAccess = "use-access"
        case watch
        case nothing
    }

    /// Whose turn it is.
    package enum Actor: String, Sendable, CaseIterable {
        case you
        case other
        case nobody
    }

    package let kind: Kind
    package let actor: Actor
    package let until: Instant?

    package init(_ kind: Kind, by actor: Actor, until: Instant? = nil) {
        self.kind = kind
        self.actor = actor
        self.until = until
    }

    /// The next step for somebody of a side.
    init(
        _ rules: EngagementLifecycle,
        for viewer: Viewer,
        on side: EngagementLifecycle.Side,
        now: Instant
    ) {
        let state = rules.state(at: now)
        let until = state == .windowOpen || state == .windowPlanned ? rules.window?.ends : nil
        if state == .withdrawn {
            self.init(.nothing, by: .nobody)
        } else if rules.partners.contains(where: { $0.word(of: side) == nil }) {
            self.init(.answerPartner, by: .you, until: until)
        } else {
            self =
                side == .developer
                ? Self.developer(rules, state, until, now: now)
                : Self.official(rules, state, until, for: viewer, now: now)
        }
    }

    private static func developer(
        _ rules: EngagementLifecycle,
        _ state: EngagementLifecycle.State,
        _ until: Instant?,
        now: Instant
    ) -> EngagementStep {
        switch state {
        case .alone: return Self(.shareIt, by: .you)
        case .shared: return Self(.planWindow, by: .you)
        case .windowOver, .withdrawn: return Self(.nothing, by: .nobody)
        case .windowPlanned, .windowOpen:
            if rules.terms == 0 { return Self(.stateTerms, by: .you, until: until) }
            let waits = rules.grants.contains { rules.state(of: $0, at: now) == .named }
            return waits
                ? Self(.giveGrants, by: .you, until: until)
                : Self(.watch, by: .nobody, until: until)
        }
    }

    private static func official(
        _ rules: EngagementLifecycle,
        _ state: EngagementLifecycle.State,
        _ until: Instant?,
        for viewer: Viewer,
        now: Instant
    ) -> EngagementStep {
        switch state {
        case .alone, .withdrawn, .windowOver: return Self(.nothing, by: .nobody)
        case .shared: return Self(.planWindow, by: .other)
        case .windowPlanned, .windowOpen:
            let grant = viewer.personID.flatMap { rules.grant(of: $0, at: now) }
            switch grant.map({ rules.state(of: $0, at: now) }) {
            case .unacknowledged: return Self(.acknowledge, by: .you, until: until)
            case .ready:
                let isOpen = state == .windowOpen
                return Self(isOpen ? .useAccess : .watch, by: isOpen ? .you : .nobody, until: until)
            case .named: return Self(.giveGrants, by: .other, until: until)
            case nil, .expired, .ended: return Self(.namePeople, by: .you, until: until)
            }
        }
    }

    /// What can be done, in a sentence; when is for whoever shows it.
    package var sentence: String {
        switch (kind, actor) {
        case (.shareIt, _): "You alone know of it. Share it with an agency when you want to."
        case (.planWindow, .you): "Plan an access window if you want to give access."
        case (.planWindow, _): "The developer plans an access window, if it wants to."
        case (.stateTerms, _): "State the terms of access, which each person acknowledges."
        case (.giveGrants, .you): "People are named for access: give it to them, or leave it."
        case (.giveGrants, _): "You are named; the developer decides."
        case (.answerPartner, _): "The other side proposed a partner: say whether you concur."
        case (.acknowledge, _): "Access is given to you: read the terms and acknowledge them."
        case (.namePeople, _): "Name the people of yours who would use the access."
        case (.useAccess, _): "You have access: say what for, each time you begin to use it."
        case (.watch, _): "Nothing to do; the window counts down by itself."
        case (.nothing, _): "Nothing to do."
        }
    }
}
