// SPDX-License-Identifier: Apache-2.0

import Access
import FrontierModels
import Store
import Testing
import Timestamps

/// Days and moments of the tests: it is noon of 20 June 2026.
enum June {
    static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

    /// So many hours after the beginning of 20 June 2026.
    static func hour(_ hours: Int64) -> Instant {
        Instant(microseconds: 1_781_913_600_000_000).adding(seconds: hours * 3_600)
    }

    static let now = hour(12)

    /// A window that opens on 2 July; the plan is so many days later.
    static func window(days: Int) throws -> AccessWindow {
        let opens = try day("2026-07-02")
        return try AccessWindow(
            opens: opens,
            plannedRelease: try #require(opens.adding(days: days)),
            now: now
        )
    }
}

@Suite struct AccessWindowTests {
    @Test func `thirty calendar days are the most, and the sum is shown`() throws {
        #expect(June.hour(0).description == "2026-06-20T00:00:00Z")
        let window = try June.window(days: 30)
        #expect(window.sum.description == "2 July 2026 + 30 days = 1 August 2026")
        #expect(
            window.sum.sentence
                == "2 July 2026 + 30 days = 1 August 2026, the planned partner release."
        )
        #expect(window.ends.description == "2026-08-01T00:00:00Z")
        #expect(window.ends.microseconds - window.begins.microseconds == 30 * 86_400_000_000)
        #expect(try code { _ = try June.window(days: 31) } == "over-30-days")
        let short = try June.window(days: 1)
        #expect(short.sum.description == "2 July 2026 + 1 day = 3 July 2026")
    }

    @Test func `what is over thirty days is told with the day that would do`() throws {
        do {
            _ = try June.window(days: 31)
            Issue.record("it was taken")
        } catch {
            let refusal = try #require(error as? Refusal)
            #expect(
                refusal.faults.map(\.reason) == [
                    "2 July 2026 + 30 days = 1 August 2026; 2 August 2026 is later. "
                        + "Let the window open on a later day."
                ]
            )
        }
    }

    @Test func `it counts leap days and the ends of months as the calendar does`() throws {
        let now = try #require(Instant("2028-02-01T00:00:00Z"))
        let window = try AccessWindow(
            opens: June.day("2028-02-10"),
            plannedRelease: June.day("2028-03-11"),
            now: now
        )
        #expect(window.sum.description == "10 February 2028 + 30 days = 11 March 2028")
        let year = try AccessWindow(
            opens: June.day("2028-12-15"),
            plannedRelease: June.day("2029-01-14"),
            now: now
        )
        #expect(year.sum.days == 30)
    }

    @Test func `a window in the past, without a day or too far ahead is none`() throws {
        func made(_ opens: String, _ release: String) throws -> String? {
            try code {
                _ = try AccessWindow(
                    opens: June.day(opens),
                    plannedRelease: June.day(release),
                    now: June.now
                )
            }
        }
        #expect(try made("2026-06-19", "2026-06-25") == "in-the-past")
        #expect(try made("2026-06-20", "2026-06-20") == "not-after-opening")
        #expect(try made("2026-06-25", "2026-06-24") == "not-after-opening")
        #expect(try made("2027-06-22", "2027-06-23") == "too-far-ahead")
        #expect(try made("2026-06-20", "2026-06-21") == nil)
        #expect(try made("2027-06-21", "2027-06-22") == nil)
    }

    @Test func `it opens and is over with its days, to the microsecond, by nothing but the time`()
        throws
    {
        let window = try June.window(days: 30)
        let before = Instant(microseconds: window.begins.microseconds - 1)
        let last = Instant(microseconds: window.ends.microseconds - 1)
        #expect(window.state(at: before) == .planned && window.daysLeft(at: before) == nil)
        #expect(window.state(at: window.begins) == .open)
        #expect(window.daysLeft(at: window.begins) == 30)
        #expect(window.state(at: last) == .open && window.daysLeft(at: last) == 1)
        #expect(window.state(at: window.ends) == .over && window.daysLeft(at: window.ends) == nil)
        #expect(!window.hasBegun(at: before) && window.hasBegun(at: window.begins))
    }
}
