// SPDX-License-Identifier: Apache-2.0

/// Gentoo: `number{.number}{letter}{_suffix{number}}{-r#}`, by the Package Manager Specification
/// §3.2 (form) and §3.3 (comparison).
///
/// A missing suffix number or revision is 0; a number with a zero in front, but for the first,
/// is read as a text without the zeros at its end.
enum GentooOrder {
    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var index = try writeNumbers(text, to: &key)
        if text.at(index).isLowercaseLetter {
            key.append(AlpineMark.letter)
            key.append(text[index])
            index &+= 1
        }
        while let (mark, end) = AlpineMark.suffix(text, at: index) {
            guard mark < AlpineMark.end || mark == AlpineMark.patch else { break }
            key.append(mark)
            let digits = text.digits(from: end)
            key.append(digits, of: text, .wide)
            index = digits.upperBound
        }
        if text.at(index) == .dash, text.at(index &+ 1) == UInt8(ascii: "r") {
            let digits = text.digits(from: index &+ 2)
            guard !digits.isEmpty else { throw Flaw(.number, at: index &+ 2) }
            if !text.isZero(digits) {
                key.append(AlpineMark.revision)
                key.append(digits, of: text, .wide)
            }
            index = digits.upperBound
        }
        key.append(AlpineMark.end)
        if index < text.count { throw Flaw(.character, at: index) }
    }

    private static func writeNumbers(
        _ text: Span<UInt8>,
        to key: inout KeyWriter
    ) throws(Flaw) -> Int {
        var digits = text.digits(from: 0)
        guard !digits.isEmpty else { throw Flaw(.number, at: 0) }
        key.append(digits, of: text, .wide)
        while text.at(digits.upperBound) == .dot {
            digits = text.digits(from: digits.upperBound &+ 1)
            guard !digits.isEmpty else { throw Flaw(.number, at: digits.lowerBound) }
            if text[digits.lowerBound] == .zero {
                var end = digits.upperBound
                while end > digits.lowerBound, text[end &- 1] == .zero { end &-= 1 }
                key.append(AlpineMark.zeroFirst)
                key.append(text: digits.lowerBound..<end, of: text)
            } else {
                key.append(AlpineMark.number)
                key.append(digits, of: text, .wide)
            }
        }
        return digits.upperBound
    }
}
