// SPDX-License-Identifier: Apache-2.0
import Severity
import Testing
import Timestamps

/// The whole table is held against CISA's own in the conformance suite.
@Suite struct BOD2604Tests {
    @Test func `outside the catalogue missing data count as not automatable and total impact`() {
        let exposed = BOD2604.decide(.init(isExposed: true, isInKEV: false))
        #expect(exposed.timeline == .fourteenDays)
        #expect(exposed.assumed == [.notAutomatable, .totalImpact])
        let known = BOD2604.decide(
            .init(isExposed: false, isInKEV: false, isAutomatable: true, impact: .partial)
        )
        #expect(known.timeline == .sixtyDays)
        #expect(known.assumed.isEmpty)
    }

    @Test func `in the catalogue nothing is assumed, and what stays possible is told`() {
        let open = BOD2604.decide(.init(isExposed: true, isInKEV: true))
        #expect(open.timeline == nil)
        #expect(open.possible == [.threeDaysAndForensics, .threeDays, .fourteenDays])
        #expect(open.assumed.isEmpty)
        let total = BOD2604.decide(.init(isExposed: true, isInKEV: true, impact: .total))
        #expect(total.timeline == .threeDaysAndForensics)
        let nowhere = BOD2604.decide(.init(isExposed: nil, isInKEV: false))
        #expect(nowhere.possible == [.fourteenDays, .nextUpgrade])
    }

    @Test func `calendar days are counted from the day on which the clock starts`() throws {
        let start = try #require(CalendarDate("2026-02-20"))
        #expect(BOD2604.Timeline.threeDays.dueDate(from: start)?.description == "2026-02-23")
        #expect(BOD2604.Timeline.fourteenDays.dueDate(from: start)?.description == "2026-03-06")
        #expect(BOD2604.Timeline.sixtyDays.dueDate(from: start)?.description == "2026-04-21")
        #expect(BOD2604.Timeline.nextUpgrade.dueDate(from: start) == nil)
        #expect(BOD2604.Timeline.allCases.filter(\.needsForensics) == [.threeDaysAndForensics])
    }
}
