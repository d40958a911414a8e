// SPDX-License-Identifier: Apache-2.0

/// A moment on the wire: UTC microseconds since 1970, written as RFC 3339 with `Z`.
package struct Timestamp: Sendable, Hashable, Comparable {
    package var microseconds: Int64

    package init(microseconds: Int64 = 0) {
        self.microseconds = microseconds
    }

    package static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Timestamp: LosslessStringConvertible {
    private static let secondsOfDay: Int64 = 86_400
    private static let second: Int64 = 1_000_000

    /// Reads `2026-06-02T12:00:00Z`, with up to six digits of a second's fraction; nil for any other text.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 20, bytes.last == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        let marks: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
        guard marks.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }),
            let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), hour < 24, minute < 60, second < 60,
            day >= 1, day <= Self.days(in: month, of: year)
        else { return nil }
        var fraction: Int64 = 0
        if bytes.count > 20 {
            let digits = bytes.count - 21
            guard bytes[19] == UInt8(ascii: "."), (1...6).contains(digits),
                let value = number(20..<20 + digits)
            else { return nil }
            fraction = (digits..<6).reduce(value) { value, _ in value * 10 }
        }
        let days = Self.daysSinceEpoch(year, month, day)
        let seconds = days * Self.secondsOfDay + hour * 3_600 + minute * 60 + second
        microseconds = seconds * Self.second + fraction
    }

    /// RFC 3339 in UTC; the fraction is left out where it is nothing.
    package var description: String {
        let (seconds, fraction) = Self.floored(microseconds, by: Self.second)
        let (days, rest) = Self.floored(seconds, by: Self.secondsOfDay)
        let (year, month, day) = Self.date(daysSinceEpoch: days)
        let date = "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
        let minutes = "\(Self.padded(rest / 3_600, 2)):\(Self.padded(rest / 60 % 60, 2))"
        let part = fraction == 0 ? "" : "." + Self.padded(fraction, 6)
        return "\(date)T\(minutes):\(Self.padded(rest % 60, 2))\(part)Z"
    }

    private static func floored(_ value: Int64, by unit: Int64) -> (Int64, Int64) {
        let rest = value % unit
        return rest < 0 ? (value / unit - 1, rest + unit) : (value / unit, rest)
    }

    private static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    /// Days before a date of the Gregorian calendar, with years that begin in March so that leap days come last.
    private static func daysSinceEpoch(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        let marchYear = month <= 2 ? year - 1 : year
        let marchMonth = (month + 9) % 12
        let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
        let leaps = floored(marchYear, by: 4).0 - floored(marchYear, by: 100).0
        // 719 468 days lie between 1 March of year 0 and 1 January 1970.
        return marchYear * 365 + leaps + floored(marchYear, by: 400).0 + dayOfYear - 719_468
    }

    private static func date(daysSinceEpoch: Int64) -> (Int64, Int64, Int64) {
        let (era, dayOfEra) = floored(daysSinceEpoch + 719_468, by: 146_097)
        let yearOfEra =
            (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }
}
