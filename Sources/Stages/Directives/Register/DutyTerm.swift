// SPDX-License-Identifier: Apache-2.0

package import Timestamps

/// A number of calendar days, counted from the date of what ordered them.
///
/// The day after that date is the first: 30 days from 2 June 2026 end with 2 July 2026. Weekends
/// and holidays count, and no hour or zone is named, so none is made up.
package struct DutyTerm: Hashable, Sendable {
    package let days: Int
    package let start: CalendarDate

    package init(days: Int, start: CalendarDate) {
        self.days = days
        self.start = start
    }

    /// The last day; nil beyond the calendar.
    package var due: CalendarDate? { start.adding(days: days) }

    /// The sum as anybody can check it: `2 June 2026 + 30 days = 2 July 2026`.
    package var arithmetic: String {
        guard let due else { return "\(start.inWords) + \(days) days" }
        guard days > 0 else { return "\(start.inWords), the day it was issued" }
        return "\(start.inWords) + \(days) days = \(due.inWords)"
    }
}

extension CalendarDate {
    /// `2 July 2026`.
    package var inWords: String {
        let (year, month, day) = parts
        return "\(day) \(Self.months[month - 1]) \(year)"
    }

    /// Days from today to this day; below zero once it has passed.
    package func days(after today: CalendarDate) -> Int {
        Int(dayNumber) - Int(today.dayNumber)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]
}
