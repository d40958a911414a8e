// SPDX-License-Identifier: Apache-2.0

extension Permission {
    private static let mine = Condition.thing(.owned)
    private static let coordinators = Asker.roles([.coordinator])
    private static let workers = Asker.roles([.member, .coordinator])
    private static let readers = Asker.roles(VisibilityRule.readers)

    /// Owners of what is scanned: their controls, rules, authorizations, and who scans it.
    static func owning(_ action: Action) -> Permission {
        let keepers = Asker.roles([.member, .steward])
        return switch action {
        case .readLeases: Permission(readers)
        case .claimControl: Permission(keepers)
        case .readControl: Permission(readers, on: [.control])
        case .changeControl: Permission(keepers, on: [.control], where: mine)
        // A word that others rely on: a person's, never software's.
        case .vouchControl: Permission(.persons([.coordinator]), on: [.control])
        // A coordinator also for those who have no account here.
        case .setRule, .stopScan: Permission(.roles([.member, .steward, .coordinator]))
        case .readRule: Permission(.anyone, on: [.scanRule])
        case .changeRule:
            Permission(
                .roles([.member, .steward, .coordinator]),
                on: [.scanRule],
                where: mine
            )
        // An owner binds itself, through a person.
        case .giveAuthorization: Permission(.persons([.member, .steward]))
        case .readAuthorization: Permission(readers, on: [.authorization])
        default:
            Permission(.persons([.member, .steward]), on: [.authorization], where: mine)
        }
    }

    /// Proving and ranking: validations, vulnerabilities, facts, inventories.
    static func proving(_ action: Action) -> Permission {
        switch action {
        // Whoever sees a finding may bring a reproducer for it.
        case .requestValidation: Permission(workers, on: [.finding])
        case .readValidation: Permission(readers, on: [.validation])
        // A root cause is named by who triages for all.
        case .recordVulnerability: Permission(coordinators, on: [.finding])
        case .readVulnerability: Permission(.anyone, on: [.vulnerability])
        case .stateFact: Permission(coordinators, on: [.vulnerability])
        case .readQueue: Permission(readers)
        // What an operator runs is its own, and nobody else's to see (ORDER C6).
        case .keepInventory: Permission(.roles([.member, .steward]))
        default: Permission(readers, on: [.inventoryItem], where: mine)
        }
    }

    /// Cases: who is on them, their terms, what is said on them.
    static func coordinating(_ action: Action) -> Permission {
        switch action {
        case .openCase: Permission(coordinators, on: [.vulnerability])
        case .changeCase: Permission(coordinators, on: [.case])
        // A participant binds itself, through a person; software cannot consent.
        case .joinCase: Permission(.persons([.member, .steward, .coordinator]), on: [.case])
        case .writeMessage: Permission(workers, on: [.case])
        // Messages are read on their case, by who keeps its terms.
        case .readMessage: Permission(readers, on: [.case])
        default: Permission(readers, on: [.case])
        }
    }

    /// Bundles, their release, deliveries, advisories; duties.
    static func delivering(_ action: Action) -> Permission {
        switch action {
        // The supplier on the case, or who coordinates it.
        case .prepareBundle: Permission(workers, on: [.case])
        case .readBundle: Permission(readers, on: [.bundle])
        // Two people, so never software (ORDER C12).
        case .signRelease: Permission(.persons([.member, .steward, .coordinator]), on: [.bundle])
        case .keepRecipientKey:
            Permission(.persons([.member, .steward]), on: [.recipientKey], where: mine)
        case .readRecipientKey: Permission(readers, on: [.recipientKey], where: mine)
        case .readDelivery: Permission(readers, on: [.delivery], where: mine)
        // A site agent tells by itself that a patch is in force.
        case .giveReceipt: Permission(.roles([.member, .steward]), on: [.delivery], where: mine)
        case .publishAdvisory: Permission(.persons([.coordinator]), on: [.case])
        // What the order asks of agencies is for everybody to read.
        case .readDuty: Permission(.anyone, on: [.dutyRecord])
        // An agency says it through a person, and a coordinator may point to what is published.
        case .keepDuty: Permission(.persons([.member, .steward, .coordinator]))
        default: Permission(.anyone, on: [.advisory])
        }
    }

    /// Engagements about frontier models: two sides, of which one owns all of it.
    static func engaging(_ action: Action) -> Permission {
        switch action {
        case .openEngagement: Permission(.persons([.member, .steward]))
        case .changeEngagement:
            Permission(.persons([.member, .steward]), on: [.engagement], where: mine)
        case .joinEngagement: Permission(.persons([.member, .steward]), on: [.engagement])
        case .readAccessLog: Permission(readers, on: [.engagement], where: mine)
        default: Permission(readers, on: [.engagement])
        }
    }
}
