// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Numbers from 0 to 1, as integers.
enum Billionths {
    static let one: UInt32 = 1_000_000_000

    /// Nine decimals hold what is published; more are rounded.
    private static let decimals = 9
    /// 32 bytes: the longest a binary64 is ever written in.
    private static let longestBytes = 32

    /// The nearest number of billionths; nil unless the text is a number from 0 to 1.
    ///
    /// Read as `0.00043`, `1`, and by JSON's grammar (RFC 8259 section 6) also as `5e-05`.
    static func parse(_ text: ArraySlice<UInt8>) -> UInt32? {
        guard let first = text.first, text.count >= 3, text.count <= 2 + decimals,
            text[text.startIndex + 1] == UInt8(ascii: "."),
            first == UInt8(ascii: "0") || first == UInt8(ascii: "1")
        else { return parseAny(text) }
        var value = UInt32(first - UInt8(ascii: "0"))
        for byte in text.dropFirst(2) {
            guard SSVC.Grammar.isDigit(byte) else { return parseAny(text) }
            // At most 1.999999999: 32 bits hold it.
            value = value * 10 + UInt32(byte - UInt8(ascii: "0"))
        }
        for _ in (text.count - 2)..<decimals { value *= 10 }
        return value <= one ? value : nil
    }

    private static func parseAny(_ text: ArraySlice<UInt8>) -> UInt32? {
        guard text.count <= longestBytes, let string = String(validating: text, as: UTF8.self),
            let value = JSONNumber(text: string)?.double, (0...1).contains(value)
        else { return nil }
        // `rounded()` would want the C library of mathematics, which not every program links.
        return UInt32(value * Double(one) + 0.5)
    }
}
