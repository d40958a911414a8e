// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
package import Timestamps

/// Government access to one model before its planned partner release: pure rules (ORDER 3(b)(ii)).
///
/// Days are those of UTC. The window begins with its first day and is over when the day of the
/// planned release begins, or 30 days after it began, whichever comes first. Nothing but the
/// developer's own word, or the passing of time, changes it; the planned date is the developer's.
package struct AccessWindow: Sendable, Hashable {
    /// Where a window stands at a moment.
    package enum State: String, Sendable, CaseIterable {
        /// Its first day lies ahead.
        case planned
        case open
        case over
    }

    /// Calendar days at most: the order's own ceiling (ORDER V4).
    package static let mostDays = 30
    /// A first day further away than a year is no plan yet.
    package static let mostDaysAhead = 366

    package let opens: CalendarDate
    /// When the developer plans to give the model to other trusted partners.
    package private(set) var plannedRelease: CalendarDate
    /// When the developer ended it at will, or a shorter plan did.
    package private(set) var ended: Instant?

    /// A window as it was stored.
    package init(opens: CalendarDate, plannedRelease: CalendarDate, ended: Instant?) {
        self.opens = opens
        self.plannedRelease = plannedRelease
        self.ended = ended
    }

    /// A new window; one that no window can be is refused with the day that would do.
    package init(opens: CalendarDate, plannedRelease: CalendarDate, now: Instant) throws(Refusal) {
        guard let today = now.day, opens >= today else { throw .windowInThePast(at: "/opens") }
        guard opens.dayNumber - today.dayNumber <= Int32(Self.mostDaysAhead) else {
            throw .windowTooFarAhead
        }
        guard plannedRelease > opens else { throw .windowWithoutADay }
        let sum = Sum(opens: opens, plannedRelease: plannedRelease)
        guard plannedRelease <= sum.ceiling else { throw .windowTooLong(sum) }
        self.init(opens: opens, plannedRelease: plannedRelease, ended: nil)
    }

    /// The day with whose beginning it is over unless it was ended.
    package var lastDay: CalendarDate { min(plannedRelease, sum.ceiling) }
    /// The arithmetic that leads there.
    package var sum: Sum { Sum(opens: opens, plannedRelease: plannedRelease) }
    /// The moment at which it begins.
    package var begins: Instant { Instant(startOf: opens) }
    /// The moment at which it is over.
    package var ends: Instant { ended ?? Instant(startOf: lastDay) }

    /// Where it stands.
    package func state(at now: Instant) -> State {
        if ends <= now { return .over }
        return begins <= now ? .open : .planned
    }

    /// Whether it was open for any time up to a moment.
    package func hasBegun(at now: Instant) -> Bool { begins < ends && begins <= now }

    /// Whole calendar days until it is over; nil once it is, and before it begins.
    package func daysLeft(at now: Instant) -> Int? {
        guard state(at: now) == .open, let today = now.day else { return nil }
        return Int(lastDay.dayNumber - today.dayNumber)
    }

    /// Ends it, which needs no reason; one that is over stays as it was.
    mutating func end(now: Instant) {
        guard state(at: now) != .over else { return }
        ended = now
    }

    /// Moves the planned release; a window that is over is not opened again by that.
    mutating func plan(_ release: CalendarDate, now: Instant) throws(Refusal) {
        guard let today = now.day, release >= today else {
            throw .windowInThePast(at: "/plannedRelease")
        }
        let wasOver = state(at: now) == .over
        if wasOver { ended = ends }
        plannedRelease = release
        // A day that has begun ends an open window now, not some hours ago.
        if !wasOver, Instant(startOf: lastDay) <= now { ended = now }
    }
}

extension AccessWindow {
    /// How a window's length is counted, to be shown: “2 July 2026 + 30 days = 1 August 2026”.
    package struct Sum: Sendable, Hashable, CustomStringConvertible {
        package let opens: CalendarDate
        package let plannedRelease: CalendarDate

        /// The latest day with whose beginning a window from that day may be over.
        package var ceiling: CalendarDate {
            opens.adding(days: AccessWindow.mostDays) ?? CalendarDate.range.upperBound
        }

        /// Days from the first day to the one with which it is over.
        package var days: Int {
            Int(min(plannedRelease, ceiling).dayNumber - opens.dayNumber)
        }

        package var description: String {
            let end = min(plannedRelease, ceiling)
            return "\(opens.words) + \(days) \(days == 1 ? "day" : "days") = \(end.words)"
        }

        /// The same, and what the planned release has to do with it.
        package var sentence: String {
            if plannedRelease > ceiling {
                return "\(self): \(AccessWindow.mostDays) days at most, whatever is planned for "
                    + "\(plannedRelease.words)."
            }
            return "\(self), the planned partner release."
        }
    }
}

extension CalendarDate {
    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
    ]

    /// `2 July 2026`, for people.
    package var words: String {
        let (year, month, day) = parts
        return "\(day) \(Self.months[month - 1]) \(year)"
    }
}

extension Instant {
    /// The day of UTC; nil beyond the years that four digits name.
    var day: CalendarDate? { Timestamp(microseconds: microseconds).date }

    /// The moment at which a day begins in UTC.
    init(startOf day: CalendarDate) {
        self.init(microseconds: Timestamp(startOf: day).microseconds)
    }
}
