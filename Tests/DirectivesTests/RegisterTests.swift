// SPDX-License-Identifier: Apache-2.0

import Directives
import Severity
import Testing
import Timestamps

@Suite struct RegisterTests {
    private func due(_ name: String) -> String? {
        DutyName(name).flatMap { DutyRegister.duty(named: $0) }?.due?.description
    }

    @Test func `thirty days from the order's date are 2 July, sixty are 1 August`() {
        #expect(DutyRegister.order.issued.description == "2026-06-02")
        #expect(due("eo-14409-2-d") == "2026-07-02")
        #expect(due("eo-14409-3-a") == "2026-08-01" && due("eo-14409-3-b") == "2026-08-01")
        let days = Set(DutyRegister.duties.compactMap { $0.term?.arithmetic })
        #expect(days.contains("2 June 2026 + 30 days = 2 July 2026"))
        #expect(days.contains("2 June 2026 + 60 days = 1 August 2026"))
        #expect(
            DutyRegister.duties.map { $0.name.description }.count
                == Set(
                    DutyRegister.duties.map(\.name)
                ).count
        )
    }

    @Test func `the directive's phases count from its own date`() {
        #expect(due("bod-26-04-phase-1") == "2026-06-10")
        #expect(due("bod-26-04-phase-2") == "2026-08-09")
        #expect(due("bod-26-04-phase-3") == "2026-12-07")
    }

    @Test func `what is not known is said to be so, and no day is filled in`() throws {
        let grants = try #require(DutyName("eo-14409-grants"))
        let duty = try #require(DutyRegister.duty(named: grants))
        #expect(duty.due == nil && duty.note == "The term is not known here.")
        #expect(due("eo-14409-4") == nil)
        for duty in DutyRegister.duties where duty.due == nil { #expect(duty.note != nil) }
        // What the text at hand does not say itself is marked as told by others.
        for duty in DutyRegister.duties where duty.source == .directive {
            #expect(duty.basis == .accounts)
        }
        #expect(DutyName("eo-14409-2-z") == nil)
    }

    @Test func `days run over months, leap days and the calendar's end`() throws {
        func sum(_ start: String, _ days: Int) throws -> String? {
            DutyTerm(days: days, start: try #require(CalendarDate(start))).due?.description
        }
        #expect(try sum("2028-02-28", 1) == "2028-02-29")
        #expect(try sum("2026-12-31", 1) == "2027-01-01")
        #expect(try sum("9999-12-31", 1) == nil)
        let endless = DutyTerm(days: 1, start: try #require(CalendarDate("9999-12-31")))
        #expect(endless.arithmetic == "31 December 9999 + 1 days")
    }

    @Test func `the directive's table is the one by which deadlines are counted`() {
        let rows = DutyRegister.timelines
        #expect(rows.count == 8)
        #expect(rows[0].total == .threeDaysAndForensics && rows[0].partial == .threeDays)
        #expect(rows[3].total == .fourteenDays && rows[3].partial == .sixtyDays)
        #expect(rows[7].total == .nextUpgrade && rows[7].partial == .nextUpgrade)
    }
}
