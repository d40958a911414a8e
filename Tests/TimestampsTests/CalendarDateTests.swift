// SPDX-License-Identifier: Apache-2.0
import Testing
import Timestamps

@Suite struct CalendarDateTests {
    @Test(
        arguments: [
            ("1970-01-01", 0), ("2025-08-25", 20_325), ("2024-02-29", 19_782),
            ("0000-01-01", -719_528), ("9999-12-31", 2_932_896), ("1969-12-31", -1),
        ] as [(String, Int32)]
    )
    func `a day reads back as it was written`(text: String, number: Int32) throws {
        let day = try #require(CalendarDate(text))
        #expect(day.dayNumber == number)
        #expect(day.description == text)
        #expect(CalendarDate(dayNumber: Int(number)) == day)
        #expect(
            CalendarDate(year: day.parts.year, month: day.parts.month, day: day.parts.day) == day
        )
    }

    @Test(arguments: [
        "", "2025-8-25", "2025-02-29", "1900-02-29", "2025-13-01", "2025-00-10", "2025-01-00",
        "2025-04-31", "2025/08/25", "20250825", "2025-08-25T", " 2025-08-25", "-025-08-25",
        "２025-08-25", "2025-08-2५",
    ])
    func `what is no day of the calendar is refused`(text: String) {
        #expect(CalendarDate(text) == nil)
    }

    @Test func `every day of four centuries follows the one before`() throws {
        var day = try #require(CalendarDate("1899-12-31"))
        for _ in 0..<146_097 {
            let next = try #require(day.adding(days: 1))
            #expect(day < next)
            let same = try #require(CalendarDate(next.description))
            if same != next { Issue.record("\(next)") }
            day = next
        }
        #expect(day.description == "2299-12-31")
    }

    @Test func `days are added over months, leap days and up to the calendar's ends`() throws {
        let day = try #require(CalendarDate("2024-02-28"))
        #expect(day.adding(days: 3)?.description == "2024-03-02")
        #expect(day.adding(days: -59)?.description == "2023-12-31")
        #expect(day.adding(days: .max) == nil)
        #expect(CalendarDate.range.upperBound.adding(days: 1) == nil)
        #expect(CalendarDate.range.lowerBound.adding(days: -1) == nil)
        #expect(CalendarDate(dayNumber: .min) == nil)
    }

    @Test func `a moment has its day in UTC, and a day its first moment`() throws {
        let day = try #require(CalendarDate("2026-06-10"))
        #expect(Timestamp(startOf: day).description == "2026-06-10T00:00:00Z")
        #expect(Timestamp("2026-06-10T23:59:59.999999Z")?.date == day)
        #expect(Timestamp("1969-12-31T23:59:59Z")?.date?.dayNumber == -1)
        #expect(Timestamp(microseconds: .max).date == nil)
    }

    @Test(
        arguments: [
            ("2025-01-02T15:30:45-04:00", "2025-01-02T19:30:45Z"),
            ("2025-01-02T00:30:00+05:45", "2025-01-01T18:45:00Z"),
            ("2025-08-25T17:04:19.9796Z", "2025-08-25T17:04:19.979600Z"),
            ("2025-08-25t17:04:19.123456789z", "2025-08-25T17:04:19.123456Z"),
            ("2025-08-25 17:04:19Z", "2025-08-25T17:04:19Z"),
            ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
            ("2016-12-31T15:59:60-08:00", "2017-01-01T00:00:00Z"),
        ] as [(String, String)]
    )
    func `a time of any offset is its moment in UTC`(text: String, utc: String) throws {
        #expect(Timestamp(rfc3339: text)?.description == utc)
    }

    @Test(arguments: [
        "", "2025-01-02", "2025-01-02T15:30:45", "2025-01-02T15:30:45+0000",
        "2025-01-02T15:30:45+24:00", "2025-01-02T15:30:45+00:60", "2025-01-02T15:30:45.Z",
        "2025-01-02T15:30:60Z", "2025-01-02T24:00:00Z", "2025-01-02T15:30:45ZZ",
        "2025-01-02T15:30:45 +00:00", "2025-02-30T00:00:00Z", "0000-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01", "2025-01-02_15:30:45Z", "2025-01-02T15-30-45Z",
    ])
    func `what RFC 3339 does not know is refused`(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }
}
