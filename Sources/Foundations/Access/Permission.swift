// SPDX-License-Identifier: Apache-2.0

/// One line of the table of roles × actions × kinds: who may do an action, and on which things.
package struct Permission: Sendable {
    /// Who may ask at all, before any thing is looked at.
    package enum Asker: Sendable, Hashable {
        /// With or without an account (ORDER V1).
        case anyone
        /// Whoever takes part, in any role.
        case participants
        /// Whoever takes part and holds one of the roles.
        case roles(Set<Role>)
        /// The same, but persons only: an agent's credential must not be able to breed others.
        case persons(Set<Role>)
    }

    package let asker: Asker
    /// The kinds of thing it is done on; empty where it is about no single thing.
    package let kinds: Set<ThingKind>
    /// Beyond being visible, what must hold of the thing.
    package let onThing: Condition

    init(_ asker: Asker, on kinds: Set<ThingKind> = [], where onThing: Condition = .always) {
        self.asker = asker
        self.kinds = kinds
        self.onThing = onThing
    }

    private static let mine = Condition.thing(.owned)
    private static let administers = Condition.viewer(.holds([.administrator]))

    /// The table itself; what is not visible is hidden before it is asked.
    package static func of(_ action: Action) -> Permission {
        switch action {
        // Health, public keys, checkpoints: a log that only some can check proves nothing.
        case .readPublic: Permission(.anyone)
        case .readOwnAccount: Permission(.participants)
        // No account is needed to report, or to follow what one reported (ORDER V1): the receipt is
        // the key.
        case .submitReport, .followSubmission: Permission(.anyone)
        case .declareScan, .adviseScan, .changeScan, .readScan, .readCoverage, .readIntroduction,
            .auditScans, .askAlert, .readAlert, .answerAlert:
            scanning(action)
        case .readLeases, .stopScan, .claimControl, .readControl, .changeControl, .vouchControl,
            .setRule, .readRule, .changeRule, .giveAuthorization, .readAuthorization,
            .changeAuthorization:
            owning(action)
        // Published findings are for everyone; the rule of visibility does the rest.
        case .readFinding: Permission(.anyone, on: [.finding])
        // Splitting and merging touch several parties' credit: only who triages for all may (ORDER
        // C4).
        case .changeFinding: Permission(.roles([.coordinator]), on: [.finding])
        case .readReport: Permission(.roles(VisibilityRule.readers), on: [.report])
        case .readNotice: Permission(.roles(VisibilityRule.readers), on: [.notice])
        case .requestValidation, .readValidation, .recordVulnerability, .readVulnerability,
            .stateFact, .readQueue, .keepInventory, .readInventory:
            proving(action)
        case .openCase, .readCase, .changeCase, .joinCase, .writeMessage, .readMessage:
            coordinating(action)
        case .prepareBundle, .readBundle, .signRelease, .keepRecipientKey, .readRecipientKey,
            .readDelivery, .giveReceipt, .publishAdvisory, .readAdvisory, .readDuty, .keepDuty:
            delivering(action)
        case .openEngagement, .readEngagement, .changeEngagement, .joinEngagement,
            .readAccessLog:
            engaging(action)
        case .readChanges, .search: Permission(.participants)
        case .readParticipant, .manageParticipants, .manageOwnPeople, .readPeople, .manageTokens,
            .exportParticipant, .withdrawParticipant:
            takingPart(action)
        }
    }

    /// Plans to scan, and what is told of others' plans.
    private static func scanning(_ action: Action) -> Permission {
        switch action {
        // Scans are declared for a participant by those who act for it; a reader only reads.
        case .declareScan: Permission(.roles([.member]))
        // Advice never says who (ORDER C2), so whoever reads may ask before they ask a colleague to
        // scan.
        case .adviseScan: Permission(.roles(VisibilityRule.readers))
        case .changeScan: Permission(.roles([.member]), on: [.scan], where: mine)
        case .readCoverage: Permission(.roles(VisibilityRule.readers), on: [.coverage])
        case .readIntroduction: Permission(.roles(VisibilityRule.readers), on: [.introduction])
        // Whoever triages sees how much is asked, and no scan of anybody.
        case .auditScans: Permission(.persons([.coordinator]))
        // What a target's owner proves is its own, the command asks for.
        case .askAlert: Permission(.roles([.member]))
        case .readAlert: Permission(.roles(VisibilityRule.readers), on: [.alert])
        case .answerAlert: Permission(.roles([.member]), on: [.alert])
        // Published scans are for everyone; the rule of visibility does the rest.
        default: Permission(.anyone, on: [.scan])
        }
    }

    /// Participants, their people, their credentials.
    private static func takingPart(_ action: Action) -> Permission {
        switch action {
        case .readParticipant: Permission(.participants, on: [.participant])
        case .manageParticipants: Permission(.persons([.administrator]), on: [.participant])
        case .manageOwnPeople: people
        case .readPeople: Permission(.participants, on: [.person, .agent])
        case .manageTokens: tokens
        // Everything a participant has, findings included: hence its own steward, not an
        // administrator.
        case .exportParticipant: Permission(.persons([.steward]), on: [.participant], where: mine)
        // Leaving is the participant's own decision, at any time (ORDER V2); nobody else can take
        // it.
        default: Permission(.persons([.steward]), on: [.participant], where: mine)
        }
    }

    /// A steward's own, and everybody's as an administrator: somebody has to enter the first
    /// steward.
    private static let people = Permission(
        .persons([.steward, .administrator]),
        on: [.participant, .person, .agent],
        where: .any([mine, administers])
    )

    /// One's own; those of one's participant as its steward; anyone's first one as an
    /// administrator.
    ///
    /// That it is the first is checked by the command: nobody takes on another's identity
    /// afterwards.
    private static let tokens = Permission(
        .persons(Set(Role.allCases)),
        on: [.person, .agent, .token],
        where: .any([
            .thing(.held), .all([.viewer(.holds([.steward])), mine]), administers,
        ])
    )
}

extension Permission.Asker {
    /// Whether this viewer may ask.
    package func admits(_ viewer: Viewer) -> Bool {
        if viewer.identity == .system { return true }
        return switch self {
        case .anyone: true
        case .participants: viewer.takesPart && !viewer.roles.isEmpty
        case .roles(let roles): viewer.takesPart && !viewer.roles.isDisjoint(with: roles)
        case .persons(let roles):
            viewer.takesPart && viewer.isPerson && !viewer.roles.isDisjoint(with: roles)
        }
    }
}

extension Action {
    /// The kinds of thing it can be done on; empty for what is about no single thing.
    package var kinds: Set<ThingKind> { Permission.of(self).kinds }
}
