// SPDX-License-Identifier: Apache-2.0

/// The bytes that JSON's grammar names.
enum ASCII {
    static let tab = UInt8(ascii: "\t")
    static let lineFeed = UInt8(ascii: "\n")
    static let carriageReturn = UInt8(ascii: "\r")
    static let space = UInt8(ascii: " ")
    static let quote = UInt8(ascii: "\"")
    static let backslash = UInt8(ascii: "\\")
    static let slash = UInt8(ascii: "/")
    static let comma = UInt8(ascii: ",")
    static let colon = UInt8(ascii: ":")
    static let minus = UInt8(ascii: "-")
    static let plus = UInt8(ascii: "+")
    static let point = UInt8(ascii: ".")
    static let zero = UInt8(ascii: "0")
    static let nine = UInt8(ascii: "9")
    static let e = UInt8(ascii: "e")
    static let openBrace = UInt8(ascii: "{")
    static let closeBrace = UInt8(ascii: "}")
    static let openBracket = UInt8(ascii: "[")
    static let closeBracket = UInt8(ascii: "]")
}

/// The grammar of RFC 8259 section 6, for text that did not come through the reader.
enum NumberGrammar {
    static func accepts(_ text: some Sequence<UInt8>) -> Bool {
        var state = State.start
        for byte in text {
            guard let next = state.next(byte) else { return false }
            state = next
        }
        return state.isComplete
    }

    /// Where in a number one stands, byte by byte.
    enum State {
        case start
        case minus
        case zero
        case integer
        case point
        case fraction
        case exponentMark
        case exponentSign
        case exponent

        var isComplete: Bool {
            switch self {
            case .zero, .integer, .fraction, .exponent: true
            case .start, .minus, .point, .exponentMark, .exponentSign: false
            }
        }

        /// The state after one more byte; nil when the number cannot go on with it.
        func next(_ byte: UInt8) -> State? {
            let isDigit = byte >= ASCII.zero && byte <= ASCII.nine
            switch self {
            case .start where byte == ASCII.minus: return .minus
            case .start where isDigit, .minus where isDigit:
                return byte == ASCII.zero ? .zero : .integer
            case .integer where isDigit: return .integer
            case .zero where byte == ASCII.point, .integer where byte == ASCII.point: return .point
            case .point where isDigit, .fraction where isDigit: return .fraction
            case .zero where byte | 0x20 == ASCII.e, .integer where byte | 0x20 == ASCII.e,
                .fraction where byte | 0x20 == ASCII.e:
                return .exponentMark
            case .exponentMark where byte == ASCII.minus || byte == ASCII.plus:
                return .exponentSign
            case .exponentMark where isDigit, .exponentSign where isDigit, .exponent where isDigit:
                return .exponent
            case .start, .minus, .zero, .integer, .point, .fraction, .exponentMark, .exponentSign,
                .exponent:
                return nil
            }
        }
    }
}

/// ECMAScript's form of a binary64 (ECMA-262 Number::toString; RFC 8785 section 3.2.2.3).
enum ES6Number {
    /// From this power of ten on ECMAScript writes an exponent.
    private static let plainPowers = 21
    /// Below this power of ten ECMAScript writes an exponent.
    private static let smallestPlainPower = -6

    /// Nil for infinities and NaN.
    static func text(of value: Double) -> String? {
        guard value.isFinite else { return nil }
        if value == 0 { return "0" }
        let (digits, power) = shortest(value.magnitude)
        let sign = value < 0 ? "-" : ""
        let count = digits.utf8.count
        if count <= power, power <= plainPowers {
            return sign + digits + String(repeating: "0", count: power - count)
        }
        if power > 0, power <= plainPowers {
            return sign + digits.prefix(power) + "." + digits.dropFirst(power)
        }
        if power > smallestPlainPower, power <= 0 {
            return sign + "0." + String(repeating: "0", count: -power) + digits
        }
        let exponent = power - 1
        let point = count > 1 ? "." : ""
        let mark = exponent < 0 ? "e-" : "e+"
        return sign + digits.prefix(1) + point + digits.dropFirst() + mark
            + String(exponent.magnitude)
    }

    /// The fewest digits that read back as the value, and the power of ten before which they stand.
    private static func shortest(_ value: Double) -> (digits: String, power: Int) {
        let parts = value.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        var power = mantissa[0].utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        var digits = mantissa.joined()[...]
        while digits.utf8.last == ASCII.zero { digits.removeLast() }
        while digits.utf8.first == ASCII.zero {
            digits.removeFirst()
            power -= 1
        }
        return (String(digits), power)
    }
}
