// SPDX-License-Identifier: Apache-2.0

/// A moment as the field's formats write it: UTC microseconds, RFC 3339 text with `Z`.
///
/// Source: RFC 3339 §5.6 `date-time`, of which only UTC is taken: an offset would give one moment
/// two texts.
public struct Timestamp: Sendable, Hashable, Comparable {
    /// Since 1970-01-01T00:00:00Z, leap seconds not counted.
    public var microseconds: Int64

    /// The moment that many microseconds after 1970 began.
    public init(microseconds: Int64 = 0) {
        self.microseconds = microseconds
    }

    /// Earlier comes first.
    public static func < (left: Self, right: Self) -> Bool {
        left.microseconds < right.microseconds
    }
}

extension Timestamp: CustomStringConvertible, LosslessStringConvertible {
    /// RFC 3339 in UTC with `Z`, at most six digits of a fraction; years beyond 0000–9999 are shown
    /// as the nearest.
    public var description: String {
        let bounded = min(max(microseconds, Self.first), Self.last)
        let second = Self.floored(bounded, 1_000_000)
        let day = Self.floored(second.quotient, 86_400)
        let (year, month, date) = Self.civil(day.quotient)
        let time = [day.rest / 3_600, day.rest / 60 % 60, day.rest % 60]
        let clock = time.map { Self.padded($0, 2) }.joined(separator: ":")
        let fraction = second.rest == 0 ? "" : "." + Self.padded(second.rest, 6)
        return "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(date, 2))T"
            + clock + fraction + "Z"
    }

    /// Reads `YYYY-MM-DDThh:mm:ss[.ffffff]Z`; nil for every other text, a leap second among them.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (20...27).contains(bytes.count), bytes.count != 21,
            bytes.last == UInt8(ascii: "Z")
        else { return nil }
        let shape = Array("dddd-dd-ddTdd:dd:dd".utf8)
        for (byte, expected) in zip(bytes, shape) where expected != UInt8(ascii: "d") {
            guard byte == expected else { return nil }
        }
        func number(_ range: Range<Int>) -> Int64? {
            var value: Int64 = 0
            for byte in bytes[range] {
                guard (48...57).contains(byte) else { return nil }
                value = value * 10 + Int64(byte - 48)
            }
            return value
        }
        guard let year = number(0..<4), let month = number(5..<7), let date = number(8..<10),
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            (1...12).contains(month), hour < 24, minute < 60, second < 60
        else { return nil }
        var fraction: Int64 = 0
        if bytes.count > 20 {
            guard bytes[19] == UInt8(ascii: "."), let digits = number(20..<bytes.count - 1) else {
                return nil
            }
            fraction = (bytes.count..<27).reduce(digits) { value, _ in value * 10 }
        }
        let day = Self.day(year, month, date)
        guard Self.civil(day) == (year, month, date) else { return nil }
        let seconds = day * 86_400 + hour * 3_600 + minute * 60 + second
        microseconds = seconds * 1_000_000 + fraction
    }

    /// 0000-01-01T00:00:00Z and the last microsecond of the year 9999.
    private static let first: Int64 = -62_167_219_200_000_000
    private static let last: Int64 = 253_402_300_799_999_999

    static func floored(
        _ value: Int64,
        _ unit: Int64
    ) -> (quotient: Int64, rest: Int64) {
        let (quotient, rest) = value.quotientAndRemainder(dividingBy: unit)
        return rest < 0 ? (quotient - 1, rest + unit) : (quotient, rest)
    }

    /// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar.
    ///
    /// Years are counted from March, so that the leap day is a year's last.
    static func civil(_ day: Int64) -> (Int64, Int64, Int64) {
        let era = floored(day + 719_468, 146_097)
        let inEra = era.rest
        let year = (inEra - inEra / 1_460 + inEra / 36_524 - inEra / 146_096) / 365
        let inYear = inEra - (365 * year + year / 4 - year / 100)
        let fromMarch = (5 * inYear + 2) / 153
        let date = inYear - (153 * fromMarch + 2) / 5 + 1
        let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
        return (year + era.quotient * 400 + (month <= 2 ? 1 : 0), month, date)
    }

    static func day(_ year: Int64, _ month: Int64, _ date: Int64) -> Int64 {
        let era = floored(month <= 2 ? year - 1 : year, 400)
        let fromMarch = month > 2 ? month - 3 : month + 9
        let inYear = (153 * fromMarch + 2) / 5 + date - 1
        let inEra = era.rest * 365 + era.rest / 4 - era.rest / 100 + inYear
        return era.quotient * 146_097 + inEra - 719_468
    }

    static func padded(_ value: Int64, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
