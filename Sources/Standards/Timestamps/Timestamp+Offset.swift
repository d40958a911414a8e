// SPDX-License-Identifier: Apache-2.0

extension Timestamp {
    /// Reads an RFC 3339 §5.6 `date-time` whatever its offset; nil for every other text.
    ///
    /// For formats that others write; ours write `Z`. `T`, `t` and (§5.6, note) one space may stand
    /// between date and time; digits beyond microseconds are dropped; a leap second, which may
    /// stand only at 23:59 UTC (§5.7), is the moment after it.
    public init?(rfc3339 text: String) {
        self.init(dateTime: Array(text.utf8))
    }

    private init?(dateTime bytes: [UInt8]) {
        guard bytes.count >= 20, let date = CalendarDate(utf8: bytes[..<10]),
            bytes[10] | 0x20 == UInt8(ascii: "t") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
            let hour = Self.pair(bytes, 11), hour < 24,
            let minute = Self.pair(bytes, 14), minute < 60,
            let second = Self.pair(bytes, 17), second <= 60
        else { return nil }
        var rest = bytes[19...]
        guard let fraction = Self.takeFraction(&rest), let offset = Self.offsetMinutes(rest) else {
            return nil
        }
        let minutes = Int64(date.dayNumber) * 1_440 + hour * 60 + minute - offset
        if second == 60, Self.floored(minutes, 1_440).rest != 1_439 { return nil }
        let moment = Timestamp(microseconds: (minutes * 60 + second) * 1_000_000 + fraction)
        guard moment.date != nil else { return nil }
        self = moment
    }

    /// Two digits from a place on.
    private static func pair(_ bytes: some Collection<UInt8>, _ place: Int) -> Int64? {
        let digits = bytes.dropFirst(place).prefix(2)
        guard digits.count == 2, digits.allSatisfy(isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
    }

    /// Microseconds; nil when a point is followed by no digit.
    private static func takeFraction(_ rest: inout ArraySlice<UInt8>) -> Int64? {
        guard rest.first == UInt8(ascii: ".") else { return 0 }
        let digits = rest.dropFirst().prefix(while: isDigit)
        guard !digits.isEmpty else { return nil }
        rest = rest.dropFirst(1 + digits.count)
        let value = digits.prefix(6).reduce(0) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        return (min(digits.count, 6)..<6).reduce(value) { value, _ in value * 10 }
    }

    /// `Z` or `±hh:mm`.
    private static func offsetMinutes(_ text: ArraySlice<UInt8>) -> Int64? {
        if text.count == 1 { return text.first.map { $0 | 0x20 } == UInt8(ascii: "z") ? 0 : nil }
        guard text.count == 6, text[text.startIndex + 3] == UInt8(ascii: ":"),
            let hours = pair(text, 1), hours < 24, let minutes = pair(text, 4), minutes < 60
        else { return nil }
        switch text[text.startIndex] {
        case UInt8(ascii: "+"): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }
}
