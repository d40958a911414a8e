// SPDX-License-Identifier: Apache-2.0

import Prioritization
import Severity
import Store
import Testing
import Timestamps

@Suite struct DeadlineTests {
    private let base = Self.at("2026-06-10T23:30:00Z")

    private static func at(_ text: String) -> Instant { Instant(text) ?? Instant(microseconds: 0) }

    private func deadline(
        _ history: [(FactKind, FactValue, String)],
        isExposed: Bool? = true,
        _ force: Deadline.Force = .advice
    ) -> Deadline {
        let statements = history.map {
            DeadlineRule.Statement(kind: $0.0, value: $0.1, at: Self.at($0.2))
        }
        return DeadlineRule(history: statements, force: force)
            .deadline(isExposed: isExposed, from: base)
    }

    private let before = "2026-06-01T00:00:00Z"

    @Test(arguments: [true, false], [FactValue.kev, .no])
    func `each row of the directive's table sets its own last day`(
        _ isExposed: Bool,
        _ exploited: FactValue
    ) {
        for automatable in [FactValue.yes, .no] {
            for impact in [FactValue.total, .partial] {
                let found = deadline(
                    [
                        (.exploited, exploited, before), (.automatable, automatable, before),
                        (.technicalImpact, impact, before),
                    ],
                    isExposed: isExposed
                )
                let decided = BOD2604.decide(
                    .init(
                        isExposed: isExposed,
                        isInKEV: exploited == .kev,
                        isAutomatable: automatable == .yes,
                        impact: impact == .total ? .total : .partial
                    )
                )
                #expect(found.decision == decided && found.decision.assumed.isEmpty)
                let days = decided.timeline?.days
                #expect(found.due == days.flatMap { CalendarDate("2026-06-10")?.adding(days: $0) })
            }
        }
    }

    @Test func `days are the calendar's in UTC, and the last one counts to its end`() {
        let found = deadline([(.automatable, .yes, before), (.technicalImpact, .total, before)])
        #expect(found.due?.description == "2026-06-13")
        #expect(!found.isOverdue(at: Self.at("2026-06-13T23:59:59Z")))
        #expect(found.isOverdue(at: Self.at("2026-06-14T00:00:00Z")))
        #expect(found.sentence.contains("2026-06-13 (UTC)"))
    }

    @Test func `what nobody stated is assumed as the directive says, and told`() {
        let found = deadline([])
        #expect(found.timeline == .fourteenDays)
        #expect(found.decision.assumed == [.notAutomatable, .totalImpact])
        #expect(found.basis.contains("not automatable") && found.basis.contains("total impact"))
    }

    @Test func `an exposure that nobody said is reckoned with at its worst, and both are told`() {
        let found = deadline([(.automatable, .no, before)], isExposed: nil)
        #expect(found.decision.possible == [.fourteenDays, .nextUpgrade])
        #expect(found.due?.description == "2026-06-24")
        #expect(found.basis.contains("the next scheduled upgrade"))
    }

    @Test func `a fact stated again moves no deadline`() {
        let once = deadline([(.exploited, .kev, "2026-06-20T00:00:00Z")])
        let again = deadline([
            (.exploited, .kev, "2026-06-20T00:00:00Z"), (.exploited, .kev, "2026-06-25T00:00:00Z"),
        ])
        #expect(once.due == again.due && once.due?.description == "2026-06-23")
    }

    @Test func `a worse fact begins a shorter count, a better one gives the days back`() {
        let total: (FactKind, FactValue, String) = (.technicalImpact, .total, before)
        let worse = deadline([total, (.automatable, .yes, "2026-06-20T10:00:00Z")])
        #expect(worse.timeline == .threeDays && worse.due?.description == "2026-06-23")
        let better = deadline([
            total, (.automatable, .yes, "2026-06-20T10:00:00Z"),
            (.automatable, .no, "2026-06-21T10:00:00Z"),
        ])
        #expect(better.timeline == .fourteenDays && better.due?.description == "2026-06-24")
    }

    @Test func `only what binds is told as a duty`() {
        let facts: [(FactKind, FactValue, String)] = [(.exploited, .kev, before)]
        let binding = deadline(facts, .binding).sentence
        let advice = deadline(facts, .advice).sentence
        #expect(binding.contains("binds you") && !binding.contains("Advice"))
        #expect(advice.contains("Advice") && advice.contains("does not bind you"))
        let upgrade: [(FactKind, FactValue, String)] = [(.automatable, .no, before)]
        #expect(deadline(upgrade, isExposed: false, .binding).sentence.contains("next scheduled"))
        #expect(deadline(upgrade, isExposed: false).sentence.contains("does not bind you"))
    }
}
