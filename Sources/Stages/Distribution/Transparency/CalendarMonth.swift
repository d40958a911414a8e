// SPDX-License-Identifier: Apache-2.0

package import Store
import Timestamps

/// A calendar month in UTC.
package struct CalendarMonth: Hashable, Comparable, Sendable, SQLConvertible {
    /// Months since January of the year 0.
    let number: Int

    /// The month that a moment lies in; what lies beyond the calendar's years counts as its end.
    package init(of moment: Instant) {
        let parts = (moment.timestamp.date ?? CalendarDate.range.upperBound).parts
        number = parts.year * 12 + parts.month - 1
    }

    private init(number: Int) {
        self.number = number
    }

    package var sqlValue: SQLValue { .integer(Int64(number)) }

    package init?(sqlValue: SQLValue) {
        guard let number = Int(sqlValue: sqlValue), (0..<120_000).contains(number) else {
            return nil
        }
        self.number = number
    }

    package static func < (left: Self, right: Self) -> Bool { left.number < right.number }

    /// The month after it.
    package var next: CalendarMonth { CalendarMonth(number: number + 1) }

    /// The month so many months before it; never before the calendar begins.
    package func earlier(by months: Int) -> CalendarMonth {
        CalendarMonth(number: max(0, number - months))
    }

    /// From its first moment to the first one of the next.
    package var span: Range<Instant> { start..<max(start, next.start) }

    private var start: Instant {
        let day = CalendarDate(year: number / 12, month: number % 12 + 1, day: 1)
        return day.map { Instant(Timestamp(startOf: $0)) } ?? Instant(microseconds: .max)
    }

    /// `2026-10`.
    package var text: String {
        let (year, month) = (String(number / 12), String(number % 12 + 1))
        return String(repeating: "0", count: 4 - year.count) + year + "-"
            + (month.count == 1 ? "0" : "") + month
    }

    /// `October 2026`.
    package var inWords: String { "\(Self.names[number % 12]) \(number / 12)" }

    private static let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
