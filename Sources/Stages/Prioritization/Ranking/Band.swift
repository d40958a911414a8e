// SPDX-License-Identifier: Apache-2.0

import Severity

/// The queue's coarse order, the first the most urgent.
package enum Band: String, Sendable, CaseIterable, Comparable {
    /// It is being exploited.
    case incident
    /// It is not, and may be at any moment.
    case urgent
    /// It is to be fixed in its turn.
    case standard
    /// What nobody has stated decides between urgent and standard.
    case needsInfo = "needs-info"

    /// Its place in the queue's order.
    package var place: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }

    package static func < (left: Self, right: Self) -> Bool { left.place < right.place }
}

/// Which band a vulnerability stands in, and why: from facts alone.
///
/// 1. Exploited, as KEV or another source says: an incident, whatever else is known.
/// 2. A public exploit: urgent, for whoever has it can begin today.
/// 3. Else BOD 26-04's timeline of an exposed asset decides, over everything that the unstated
///    facts leave open: three days in every case is urgent, longer in every case standard.
/// 4. Where what is unstated decides between the two, it needs information first.
///
/// The exposed asset stands for all: who is exposed is each operator's own business (ORDER C6).
package struct BandRule: Sendable, Hashable {
    /// What put it there.
    package enum Reason: Sendable, Hashable {
        case inKEV
        case exploited
        case publicExploit
        /// Automatable and total: three days where exposed.
        case threeDays
        /// More than three days, whatever is stated later of what is unstated now.
        case longer
        /// These facts are missing, and decide.
        case undecided([FactKind])
    }

    package let band: Band
    package let reason: Reason

    package init(_ facts: RankingFacts) {
        (band, reason) = Self.rule(facts)
    }

    private static func rule(_ facts: RankingFacts) -> (Band, Reason) {
        if facts.exploited == .kev { return (.incident, .inKEV) }
        if facts.exploited == .active { return (.incident, .exploited) }
        if facts.publicExploit == true { return (.urgent, .publicExploit) }
        let open = open(facts)
        let isUrgent = Set(open.map { $0.shortest.days.map { $0 <= urgentDays } ?? false })
        if isUrgent == [true] { return (.urgent, .threeDays) }
        if isUrgent == [false] { return (.standard, .longer) }
        let missing = [
            facts.automatable == nil ? FactKind.automatable : nil,
            facts.impact == nil ? FactKind.technicalImpact : nil,
        ].compactMap(\.self)
        return (.needsInfo, .undecided(missing))
    }

    /// The directive's shortest term, in calendar days.
    private static let urgentDays = 3

    /// What the facts may turn out to be once all of them are stated.
    private static func open(_ facts: RankingFacts) -> [RankingFacts] {
        let automatable = facts.automatable == nil ? [FactValue.yes, .no] : []
        let impact = facts.impact == nil ? [FactValue.total, .partial] : []
        let first =
            automatable.isEmpty ? [facts] : automatable.map { facts.stating(.automatable, $0) }
        guard !impact.isEmpty else { return first }
        return first.flatMap { facts in impact.map { facts.stating(.technicalImpact, $0) } }
    }
}

/// One statement that would put a vulnerability into another band.
package struct BandChange: Sendable, Hashable {
    package let kind: FactKind
    package let value: FactValue
    package let band: Band
}

extension BandRule {
    /// The single statements that would change the band, the most urgent outcome first.
    package static func changes(of facts: RankingFacts) -> [BandChange] {
        let now = BandRule(facts).band
        let kinds: [FactKind] = [.exploited, .publicExploit, .automatable, .technicalImpact]
        let all = kinds.flatMap { kind in
            kind.values.filter { $0 != .unknown }.compactMap { value -> BandChange? in
                let band = BandRule(facts.stating(kind, value)).band
                return band == now ? nil : BandChange(kind: kind, value: value, band: band)
            }
        }
        return all.enumerated().sorted {
            ($0.element.band, $0.offset) < ($1.element.band, $1.offset)
        }
        .map(\.element)
    }
}
