// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, year 0000 to 9999, written `YYYY-MM-DD`.
///
/// Source: RFC 3339 §5.6 `full-date`. A date has no time zone: whose day it is its context says.
public struct CalendarDate: Sendable, Hashable, Comparable {
    /// Days since 1970-01-01.
    public let dayNumber: Int32

    /// The first and the last day that four digits of a year can name.
    public static let range = CalendarDate(known: -719_528)...CalendarDate(known: 2_932_896)

    private init(known dayNumber: Int32) { self.dayNumber = dayNumber }

    /// The day that many days after 1970-01-01; nil outside of the years 0000 to 9999.
    public init?(dayNumber: Int) {
        guard let number = Int32(exactly: dayNumber) else { return nil }
        let day = CalendarDate(known: number)
        guard Self.range.contains(day) else { return nil }
        self = day
    }

    /// A day by its parts, the month from 1; nil when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return nil
        }
        let number = Timestamp.day(Int64(year), Int64(month), Int64(day))
        guard Timestamp.civil(number) == (Int64(year), Int64(month), Int64(day)) else {
            return nil
        }
        self.init(dayNumber: Int(number))
    }

    /// Year, month from 1, day of the month from 1.
    public var parts: (year: Int, month: Int, day: Int) {
        let (year, month, day) = Timestamp.civil(Int64(dayNumber))
        return (Int(year), Int(month), Int(day))
    }

    /// The day so many calendar days later, or earlier below zero; nil beyond `range`.
    public func adding(days: Int) -> CalendarDate? {
        let (sum, overflow) = Int(dayNumber).addingReportingOverflow(days)
        return overflow ? nil : CalendarDate(dayNumber: sum)
    }

    /// Earlier comes first.
    public static func < (left: Self, right: Self) -> Bool { left.dayNumber < right.dayNumber }
}

extension CalendarDate: CustomStringConvertible, LosslessStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        let (year, month, day) = Timestamp.civil(Int64(dayNumber))
        return [
            Timestamp.padded(year, 4), Timestamp.padded(month, 2), Timestamp.padded(day, 2),
        ].joined(separator: "-")
    }

    /// Reads `YYYY-MM-DD` and nothing else; nil for a day that does not exist.
    public init?(_ text: String) { self.init(utf8: text.utf8) }

    /// Reads `YYYY-MM-DD` from bytes, without allocating.
    public init?(utf8 text: some Collection<UInt8>) {
        guard text.count == 10 else { return nil }
        var numbers = (0, 0, 0)
        for (place, byte) in text.enumerated() {
            if place == 4 || place == 7 {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            let digit = Int(byte - UInt8(ascii: "0"))
            switch place {
            case ..<4: numbers.0 = numbers.0 * 10 + digit
            case ..<7: numbers.1 = numbers.1 * 10 + digit
            default: numbers.2 = numbers.2 * 10 + digit
            }
        }
        self.init(year: numbers.0, month: numbers.1, day: numbers.2)
    }
}

extension Timestamp {
    /// The moment at which a day begins in UTC.
    public init(startOf date: CalendarDate) {
        self.init(microseconds: Int64(date.dayNumber) * 86_400_000_000)
    }

    /// The day in UTC; nil outside of the years 0000 to 9999.
    public var date: CalendarDate? {
        CalendarDate(dayNumber: Int(Self.floored(microseconds, 86_400_000_000).quotient))
    }
}
