// SPDX-License-Identifier: Apache-2.0

/// Moments of RFC 3339 §5.6: by the instant, whatever the offset; fractions of any length.
enum MomentOrder {
    /// Minutes from the year 0 to the first instant any offset reaches, so that none is negative.
    private static let biasMinutes = 24 * 60

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var reader = Reader()
        let year = try reader.number(text, digits: 4, atMost: 9999)
        try reader.expect(.dash, text)
        let month = try reader.number(text, digits: 2, atMost: 12)
        try reader.expect(.dash, text)
        let day = try reader.number(text, digits: 2, atMost: lastDay(of: month, in: year))
        guard month > 0, day > 0 else { throw Flaw(.moment, at: 5) }
        guard text.at(10) | 0x20 == UInt8(ascii: "t") || text.at(10) == UInt8(ascii: " ") else {
            throw Flaw(.moment, at: 10)
        }
        reader.index = 11
        let hour = try reader.number(text, digits: 2, atMost: 23)
        try reader.expect(.colon, text)
        let minute = try reader.number(text, digits: 2, atMost: 59)
        try reader.expect(.colon, text)
        let second = try reader.number(text, digits: 2, atMost: 60)
        var fraction = reader.index..<reader.index
        if text.at(reader.index) == .dot {
            fraction = text.digits(from: reader.index &+ 1)
            guard !fraction.isEmpty else { throw Flaw(.moment, at: fraction.lowerBound) }
            reader.index = fraction.upperBound
        }
        let offset = try reader.offset(text)
        guard reader.index == text.count else { throw Flaw(.moment, at: reader.index) }
        let minutes = (days(year, month, day) * 24 + hour) * 60 + minute - offset + biasMinutes
        key.append(UInt64(truncatingIfNeeded: minutes), .wide)
        key.append(UInt8(truncatingIfNeeded: second) &+ 1)
        // Zeros at a key's end are as though absent, and so are a fraction's.
        for index in fraction { key.append(text[index] &- .zero) }
    }

    private static func lastDay(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since the first of March of the year 0, counted in years that begin in March.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
        let shifted = month > 2 ? year + 1 : year
        let before = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400
        return before + ((month + 9) % 12 * 153 + 2) / 5 + day
    }

    private struct Reader {
        var index = 0

        mutating func number(
            _ text: Span<UInt8>,
            digits: Int,
            atMost limit: Int
        ) throws(Flaw) -> Int {
            var value = 0
            for place in index..<(index &+ digits) {
                guard text.at(place).isDigit else { throw Flaw(.moment, at: place) }
                value = value * 10 + Int(text[place] &- .zero)
            }
            guard value <= limit else { throw Flaw(.moment, at: index) }
            index &+= digits
            return value
        }

        mutating func expect(_ byte: UInt8, _ text: Span<UInt8>) throws(Flaw) {
            guard text.at(index) == byte else { throw Flaw(.moment, at: index) }
            index &+= 1
        }

        /// The offset from UTC in minutes.
        mutating func offset(_ text: Span<UInt8>) throws(Flaw) -> Int {
            let sign = text.at(index)
            let start = index
            index &+= 1
            if sign | 0x20 == UInt8(ascii: "z") { return 0 }
            guard sign == .plus || sign == .dash else { throw Flaw(.moment, at: start) }
            let hours = try number(text, digits: 2, atMost: 23)
            try expect(.colon, text)
            let minutes = try number(text, digits: 2, atMost: 59) + hours * 60
            return sign == .plus ? minutes : -minutes
        }
    }
}
