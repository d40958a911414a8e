// SPDX-License-Identifier: Apache-2.0

/// A JSON number exactly as written (RFC 8259 section 6): its text is kept, nothing is rounded.
///
/// Equality is of the decimal number denoted: `1.0`, `1` and `10e-1` are equal, and so are `-0` and
/// `0`; two integers that differ only beyond binary64 are not.
public struct JSONNumber: Sendable, CustomStringConvertible {
    /// The number as it was written.
    public let text: String

    /// The number that an integer denotes.
    public init(_ value: some FixedWidthInteger) { text = String(value) }

    /// The shortest number that reads back as this binary64; nil for infinities and NaN.
    public init?(_ value: Double) {
        guard let text = ES6Number.text(of: value) else { return nil }
        self.text = text
    }

    /// The number written so; nil when the text is none by the grammar of RFC 8259 section 6.
    public init?(text: String) {
        guard NumberGrammar.accepts(text.utf8) else { return nil }
        self.text = text
    }

    /// Text that the reader already held against the grammar.
    init(checked text: String) { self.text = text }

    /// The number as it was written.
    public var description: String { text }

    /// The value when it is an integer within 64 bits, signed, however it was written.
    public var int64: Int64? { Int64(text) ?? integerText.flatMap { Int64($0) } }

    /// The value when it is an integer within 64 bits, unsigned, however it was written.
    public var uint64: UInt64? { UInt64(text) ?? integerText.flatMap { UInt64($0) } }

    /// The nearest binary64; nil when the number lies beyond the finite ones.
    public var double: Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// Plain digits for a number such as `1e3` or `-0`; nil unless an integer of at most 20 digits.
    private var integerText: String? {
        guard let decimal = Decimal(text) else { return nil }
        if decimal.digits.isEmpty { return "0" }
        guard decimal.exponent >= 0, decimal.digits.count + decimal.exponent <= 20 else {
            return nil
        }
        let digits = decimal.digits + [UInt8](repeating: ASCII.zero, count: decimal.exponent)
        return (decimal.isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)
    }
}

extension JSONNumber: Hashable {
    /// Whether both denote the same decimal number.
    public static func == (left: JSONNumber, right: JSONNumber) -> Bool {
        if left.text.utf8.elementsEqual(right.text.utf8) { return true }
        guard let a = Decimal(left.text), let b = Decimal(right.text) else { return false }
        return a == b
    }

    /// Hashes the decimal number denoted.
    public func hash(into hasher: inout Hasher) { hasher.combine(Decimal(text)) }
}

/// A decimal number in its one normal form: digits without zeros at either end, and an exponent.
private struct Decimal: Hashable {
    /// An exponent of more digits is compared as text: its value may not fit a machine word.
    private static let exponentDigits = 17

    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    /// Nil when the exponent is too long for a machine word and the digits are not all zero.
    init?(_ text: String) {
        var written = 0
        var tail: Substring.UTF8View?
        var utf8 = Substring(text).utf8
        if utf8.first == ASCII.minus { utf8.removeFirst() }
        var isFraction = false
        for (position, byte) in zip(utf8.indices, utf8) {
            if byte == ASCII.point {
                isFraction = true
            } else if byte | 0x20 == ASCII.e {
                tail = utf8[utf8.index(after: position)...]
                break
            } else {
                digits.append(byte)
                if isFraction { written -= 1 }
            }
        }
        while digits.last == ASCII.zero {
            digits.removeLast()
            written += 1
        }
        digits = Array(digits.drop { $0 == ASCII.zero })
        if digits.isEmpty { return }
        isNegative = text.utf8.first == ASCII.minus
        exponent = written
        guard let tail else { return }
        guard tail.count <= Self.exponentDigits, let shift = Int(Substring(tail)) else {
            return nil
        }
        exponent += shift
    }
}
