// SPDX-License-Identifier: Apache-2.0

import Prioritization
import Severity
import Testing

@Suite struct BandTests {
    private static func facts(_ stated: [(FactKind, FactValue)]) -> RankingFacts {
        stated.reduce(into: RankingFacts()) { $0.state($1.0, $1.1) }
    }

    /// Every combination of what can be known, unknown among it.
    private static let all: [RankingFacts] = {
        let kinds: [FactKind] = [.exploited, .automatable, .technicalImpact, .publicExploit]
        return kinds.reduce([RankingFacts()]) { found, kind in
            found.flatMap { facts in kind.values.map { facts.stating(kind, $0) } }
        }
    }()

    @Test(arguments: [
        ([(FactKind.exploited, FactValue.kev)], Band.incident),
        ([(.exploited, .active), (.technicalImpact, .partial)], .incident),
        ([(.publicExploit, .yes), (.automatable, .no)], .urgent),
        ([(.automatable, .yes), (.technicalImpact, .total)], .urgent),
        ([(.automatable, .yes), (.technicalImpact, .partial)], .standard),
        ([(.automatable, .no)], .standard), ([(.technicalImpact, .partial)], .standard),
        ([(.automatable, .yes)], .needsInfo), ([(.technicalImpact, .total)], .needsInfo),
        ([], .needsInfo), ([(.exploited, .no), (.publicExploit, .no)], .needsInfo),
        ([(.exploited, .kev), (.exploited, .unknown), (.automatable, .no)], .standard),
    ])
    func `facts decide the band`(_ stated: [(FactKind, FactValue)], _ band: Band) {
        #expect(BandRule(Self.facts(stated)).band == band)
    }

    @Test func `what is told to change the band does, and nothing that would is left out`() {
        #expect(Self.all.count == 108)
        for facts in Self.all {
            let now = BandRule(facts).band
            let changes = BandRule.changes(of: facts)
            for change in changes {
                let then = BandRule(facts.stating(change.kind, change.value)).band
                #expect(then == change.band && then != now)
            }
            #expect(changes == changes.sorted { $0.band < $1.band })
            for kind in FactKind.allCases {
                for value in kind.values where value != .unknown {
                    let then = BandRule(facts.stating(kind, value)).band
                    let isTold = changes.contains { $0.kind == kind && $0.value == value }
                    #expect((then != now) == isTold)
                }
            }
        }
    }

    @Test func `information is asked for exactly where it decides`() {
        for facts in Self.all {
            let rule = BandRule(facts)
            guard case .undecided(let missing) = rule.reason else {
                #expect(rule.band != .needsInfo)
                continue
            }
            #expect(rule.band == .needsInfo && !missing.isEmpty)
            var bands: Set<Band> = []
            for automatable in facts.automatable == nil ? [FactValue.yes, .no] : [.unknown] {
                for impact in facts.impact == nil ? [FactValue.total, .partial] : [.unknown] {
                    var full = facts
                    if automatable != .unknown { full.state(.automatable, automatable) }
                    if impact != .unknown { full.state(.technicalImpact, impact) }
                    bands.insert(BandRule(full).band)
                }
            }
            #expect(bands == [.urgent, .standard])
        }
    }

    @Test func `an incident's timeline is never longer than the same without exploitation`() {
        for facts in Self.all where facts.exploited != .kev {
            let listed = facts.stating(.exploited, .kev)
            #expect(listed.shortest.place <= facts.shortest.place)
        }
    }
}
