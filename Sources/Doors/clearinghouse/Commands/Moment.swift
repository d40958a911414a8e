// SPDX-License-Identifier: Apache-2.0

import API
import ArgumentParser
import Timestamps

/// Moments and spans as options have them; a day is one of UTC.
enum Moment {
    /// How help says until when something holds.
    static let untilWords = """
        a day such as 2027-01-31, to its end in UTC, or a time such as 2027-01-31T12:00:00Z
        """

    /// Reads one moment (RFC 3339).
    static func time(_ text: String, of option: String) throws -> Timestamp {
        guard let time = Timestamp(rfc3339: text) else {
            throw ValidationError("\(option) takes a time such as 2027-01-31T12:00:00Z.")
        }
        return time
    }

    /// Reads until when something holds: a moment, or a day, to the end of which it does.
    static func until(_ text: String, of option: String) throws -> Timestamp {
        guard let until = Timestamp(rfc3339: text) ?? CalendarDate(text).flatMap(end) else {
            throw ValidationError("\(option) takes \(untilWords).")
        }
        return until
    }

    /// Reads two with a slash between; the first of two days begins it, the last belongs to it.
    static func window(_ text: String, of option: String) throws -> Wire.Window {
        let ends = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let start = ends.first.flatMap { first in
            Timestamp(rfc3339: first) ?? CalendarDate(first).map(Timestamp.init(startOf:))
        }
        guard ends.count == 2, let start else {
            throw ValidationError(
                """
                \(option) takes a start and an end with a slash between: days of UTC such as \
                2026-12-24/2026-12-26, both of them whole, or times.
                """
            )
        }
        return Wire.Window(start: start, end: try until(ends[1], of: option))
    }

    /// The moment at which a day is over in UTC.
    private static func end(of day: CalendarDate) -> Timestamp? {
        day.adding(days: 1).map(Timestamp.init(startOf:))
    }
}
