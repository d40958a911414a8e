// SPDX-License-Identifier: Apache-2.0

/// A CVE identifier as two numbers: compact, compared without a text.
///
/// Source: CVE Record Format 5 `cveId`, `^CVE-[0-9]{4}-[0-9]{4,19}$`; zeros may lead only up to
/// four digits, so that each identifier has one text. Lower case is refused: formats write upper.
public struct CVEID: Sendable, Hashable, Comparable {
    /// The year of its assignment, 0 to 9999.
    public let year: UInt16
    /// Its number within the year.
    public let number: UInt64

    /// The most digits a number may have (CVE Record Format 5).
    static let longestNumber = 19

    /// An identifier by its parts; nil when the year or the number has too many digits.
    public init?(year: Int, number: UInt64) {
        guard (0...9999).contains(year), number <= 9_999_999_999_999_999_999 else { return nil }
        self.year = UInt16(year)
        self.number = number
    }

    /// By year, then by number.
    public static func < (left: Self, right: Self) -> Bool {
        (left.year, left.number) < (right.year, right.number)
    }
}

extension CVEID: CustomStringConvertible, LosslessStringConvertible {
    /// `CVE-2026-0001`.
    public var description: String { "CVE-\(Self.padded(UInt64(year)))-\(Self.padded(number))" }

    /// Reads `CVE-YYYY-NNNN…`; nil for every other text.
    public init?(_ text: String) { self.init(utf8: text.utf8) }

    /// Reads an identifier from bytes, without allocating.
    public init?(utf8 text: some Collection<UInt8>) {
        var rest = text[...]
        for byte in "CVE-".utf8 where rest.popFirst() != byte { return nil }
        var year = 0
        for _ in 0..<4 {
            guard let digit = rest.popFirst().flatMap(Self.digit) else { return nil }
            year = year * 10 + digit
        }
        guard rest.popFirst() == UInt8(ascii: "-") else { return nil }
        let isPadded = rest.first == UInt8(ascii: "0")
        var number: UInt64 = 0
        var count = 0
        while let byte = rest.popFirst() {
            guard let digit = Self.digit(byte), count < Self.longestNumber else { return nil }
            number = number * 10 + UInt64(digit)
            count += 1
        }
        guard count >= 4, count == 4 || !isPadded else { return nil }
        self.init(year: year, number: number)
    }

    private static func digit(_ byte: UInt8) -> Int? {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte ? Int(byte - UInt8(ascii: "0")) : nil
    }

    private static func padded(_ value: UInt64) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
