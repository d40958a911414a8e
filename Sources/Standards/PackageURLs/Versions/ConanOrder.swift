// SPDX-License-Identifier: Apache-2.0

/// Conan: items between dots, the last `-` and a prerelease, the last `+` and a build, as Conan 2
/// compares them: items by number or as texts; zeros at the end do not count.
///
/// Conan compares a number with a text as texts, which has circles: 10 < 1a < 2 < 10. Here a text
/// counts by the number it begins with, then by the rest.
/// A prerelease and a build are items too, without parts of their own.
enum ConanOrder {
    /// What may come next in a list of items, in order; numbers (`NumberCode.wide`) before words.
    private enum Mark {
        static let end: UInt8 = 0x01
        static let symbols: UInt8 = 0x02
        static let prerelease: UInt8 = 0x02
        static let release: UInt8 = 0x03
        static let words: UInt8 = 0xF0
        static let rest: UInt8 = 0xF1
    }

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        let plus = text.last(.plus) ?? text.count
        let dash = text.last(.dash, before: plus) ?? plus
        try write(0..<dash, of: text, to: &key)
        if dash < plus {
            key.append(Mark.prerelease)
            try write((dash &+ 1)..<plus, of: text, to: &key)
        } else {
            key.append(Mark.release)
        }
        if plus < text.count {
            key.append(Mark.end)
            try write((plus &+ 1)..<text.count, of: text, to: &key)
        }
    }

    private static func write(
        _ part: Range<Int>,
        of text: Span<UInt8>,
        to key: inout KeyWriter
    ) throws(Flaw) {
        var zeros = 0
        var start = part.lowerBound
        while start < part.upperBound {
            let digits = text.digits(from: start)
            var end = digits.upperBound
            while end < part.upperBound, text[end] != .dot {
                guard text[end].isVisible else { throw Flaw(.character, at: end) }
                end &+= 1
            }
            if !digits.isEmpty, digits.upperBound == end, text.isZero(digits) {
                zeros &+= 1
            } else {
                for _ in 0..<zeros { key.append(NumberCode.wide.zero) }
                zeros = 0
                writeItem(start..<end, digits, of: text, to: &key)
            }
            start = end &+ 1
        }
        key.append(Mark.end)
    }

    private static func writeItem(
        _ item: Range<Int>,
        _ digits: Range<Int>,
        of text: Span<UInt8>,
        to key: inout KeyWriter
    ) {
        if digits.isEmpty {
            key.append(text.at(item.lowerBound) < .zero ? Mark.symbols : Mark.words)
            key.append(text: item, of: text)
        } else {
            key.append(digits, of: text, .wide)
            guard digits.upperBound < item.upperBound else { return }
            key.append(Mark.rest)
            key.append(text: digits.upperBound..<item.upperBound, of: text)
        }
    }
}
