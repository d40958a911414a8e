// SPDX-License-Identifier: Apache-2.0
public import Timestamps

/// CISA's Binding Operational Directive 26-04: four facts decide how soon a vulnerability is fixed.
///
/// In force since 10 June 2026; it binds federal civilian agencies, for everyone else it is advice.
/// The authority is the table `cisa:DT_BOD2604:1.0.0`; what stands here is held equal to it.
public enum BOD2604 {
    /// The table's identifier, as in its file.
    public static let tableText = "cisa:DT_BOD2604:1.0.0"

    /// By when to act, the most urgent first; the raw value is the outcome's key in the table.
    public enum Timeline: String, Sendable, Hashable, CaseIterable {
        /// Within 3 calendar days, and look for signs that the system was broken into.
        case threeDaysAndForensics = "3DF"
        /// Within 3 calendar days.
        case threeDays = "3D"
        /// Within 14 calendar days.
        case fourteenDays = "14D"
        /// Within 60 calendar days.
        case sixtyDays = "60D"
        /// At the system's next scheduled major upgrade or rebuild.
        case nextUpgrade = "FSU"

        /// Calendar days; nil where the next upgrade decides.
        public var days: Int? {
            switch self {
            case .threeDaysAndForensics, .threeDays: 3
            case .fourteenDays: 14
            case .sixtyDays: 60
            case .nextUpgrade: nil
            }
        }

        /// Whether a forensic triage of the asset is asked for, too.
        public var needsForensics: Bool { self == .threeDaysAndForensics }

        /// The last day, counted from the day on which the clock starts; nil for the next upgrade.
        public func dueDate(from start: CalendarDate) -> CalendarDate? {
            days.flatMap { start.adding(days: $0) }
        }

        /// What to do, in a sentence.
        public var meaning: String {
            switch self {
            case .threeDaysAndForensics:
                "Remediate within 3 calendar days and look for signs of compromise."
            case .threeDays: "Remediate within 3 calendar days."
            case .fourteenDays: "Remediate within 14 calendar days."
            case .sixtyDays: "Remediate within 60 calendar days."
            case .nextUpgrade: "Remediate with the next scheduled major upgrade or rebuild."
            }
        }
    }

    /// How much of the software an exploit gains (SSVC Technical Impact 1.0.0).
    public enum TechnicalImpact: Sendable, Hashable {
        /// Limited control or exposure.
        case partial
        /// Full control, or total disclosure.
        case total
    }

    /// The four facts; nil where one is not known.
    public struct Facts: Sendable, Hashable {
        /// Whether the asset can be reached from public networks by the untrusted.
        public var isExposed: Bool?
        /// Whether the vulnerability is in CISA's catalogue of known exploited ones.
        public var isInKEV: Bool
        /// Whether attackers can reliably automate steps 1 to 4 of the kill chain.
        public var isAutomatable: Bool?
        /// How much an exploit gains.
        public var impact: TechnicalImpact?

        /// The facts as far as they are known.
        public init(
            isExposed: Bool?,
            isInKEV: Bool,
            isAutomatable: Bool? = nil,
            impact: TechnicalImpact? = nil
        ) {
            self.isExposed = isExposed
            self.isInKEV = isInKEV
            self.isAutomatable = isAutomatable
            self.impact = impact
        }
    }

    /// What the directive says to take for a fact that nobody has stated.
    public enum Assumption: Sendable, Hashable {
        /// Not automatable.
        case notAutomatable
        /// Total technical impact.
        case totalImpact
    }

    /// What the facts lead to.
    public struct Decision: Sendable, Hashable {
        /// Every timeline that the facts leave possible, the most urgent first; at least one.
        public let possible: [Timeline]
        /// What was assumed, as the directive says for vulnerabilities outside the catalogue.
        public let assumed: [Assumption]

        /// The timeline, when the facts leave only one.
        public var timeline: Timeline? { possible.count == 1 ? possible.first : nil }
    }

    /// Decides; outside the catalogue missing data count as not automatable and total impact.
    ///
    /// For a vulnerability in the catalogue the directive names no assumption, and none for the
    /// exposure: then every timeline that is still possible is told.
    public static func decide(_ facts: Facts) -> Decision {
        var facts = facts
        var assumed: [Assumption] = []
        if !facts.isInKEV, facts.isAutomatable == nil {
            facts.isAutomatable = false
            assumed.append(.notAutomatable)
        }
        if !facts.isInKEV, facts.impact == nil {
            facts.impact = .total
            assumed.append(.totalImpact)
        }
        var possible: Set<Timeline> = []
        for isExposed in facts.isExposed.map({ [$0] }) ?? [true, false] {
            for isAutomatable in facts.isAutomatable.map({ [$0] }) ?? [true, false] {
                for impact in facts.impact.map({ [$0] }) ?? [.total, .partial] {
                    let isTotal = impact == .total
                    possible.insert(
                        timeline(isExposed, facts.isInKEV, isAutomatable, isTotal)
                    )
                }
            }
        }
        return Decision(possible: Timeline.allCases.filter(possible.contains), assumed: assumed)
    }

    private static func timeline(
        _ isExposed: Bool,
        _ isInKEV: Bool,
        _ isAutomatable: Bool,
        _ isTotal: Bool
    ) -> Timeline {
        switch (isExposed, isInKEV, isAutomatable) {
        case (true, true, true): isTotal ? .threeDaysAndForensics : .threeDays
        case (true, true, false): isTotal ? .threeDaysAndForensics : .fourteenDays
        case (true, false, true): isTotal ? .threeDays : .fourteenDays
        case (true, false, false): isTotal ? .fourteenDays : .sixtyDays
        case (false, true, true): isTotal ? .threeDaysAndForensics : .fourteenDays
        case (false, true, false): .fourteenDays
        case (false, false, true): .sixtyDays
        case (false, false, false): .nextUpgrade
        }
    }
}
