// SPDX-License-Identifier: Apache-2.0

package import Severity

/// The facts that decide a rank, as far as they are known; nothing else does.
///
/// Who reported it, who takes part and who is affected are not among them (ORDER V5, V6, C6).
package struct RankingFacts: Hashable, Sendable {
    /// `kev`, `active` or `no`; nil is not known.
    package private(set) var exploited: FactValue?
    package private(set) var automatable: Bool?
    package private(set) var impact: BOD2604.TechnicalImpact?
    package private(set) var publicExploit: Bool?

    package init() {}

    /// The facts in force.
    package init(_ facts: some Sequence<Fact>) {
        for fact in facts { state(fact.kind, fact.value) }
    }

    /// Takes a statement in; a newer one replaces the older.
    package mutating func state(_ kind: FactKind, _ value: FactValue) {
        let flag: Bool? = value == .yes ? true : value == .no ? false : nil
        switch kind {
        case .exploited: exploited = value == .unknown ? nil : value
        case .automatable: automatable = flag
        case .technicalImpact:
            impact = value == .total ? .total : value == .partial ? .partial : nil
        case .publicExploit: publicExploit = flag
        case .validated, .patchAvailable: break
        }
    }

    /// The same with one statement more.
    package func stating(_ kind: FactKind, _ value: FactValue) -> RankingFacts {
        var changed = self
        changed.state(kind, value)
        return changed
    }

    /// Exploited, whoever says so.
    package var isExploited: Bool { exploited == .kev || exploited == .active }

    /// What the directive decides for an asset with these facts; nil is an exposure nobody said.
    package func decision(isExposed: Bool?) -> BOD2604.Decision {
        BOD2604.decide(
            BOD2604.Facts(
                isExposed: isExposed,
                isInKEV: exploited == .kev,
                isAutomatable: automatable,
                impact: impact
            )
        )
    }

    /// The shortest timeline that the directive could set for anybody: that of an exposed asset.
    package var shortest: BOD2604.Timeline { decision(isExposed: true).shortest }
}

extension BOD2604.Decision {
    /// The most urgent of the timelines that are possible.
    package var shortest: BOD2604.Timeline { possible.first ?? .nextUpgrade }
}

extension BOD2604.Timeline {
    /// Its place from the most urgent, 0, to the least.
    package var place: Int { Self.allCases.firstIndex(of: self) ?? Self.allCases.count }
}
