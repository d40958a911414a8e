// SPDX-License-Identifier: Apache-2.0

/// Maven: the "Version Order Specification" of its POM reference, as `ComparableVersion` has it.
///
/// Tokens lie between dots, dashes and where digits and other characters meet; such a meeting is
/// a dash. Null tokens (0, `ga`, `final`, `release`) do not count before a dash and at the end.
/// Maven's own order has a circle: 1.0.alpha < 1 < 1-5, and yet 1-5 < 1.0.alpha. Here the first
/// two hold, as from Maven 4 on: a zero before a prerelease sorts before the end, and so before
/// what a dash begins, but for prereleases.
enum MavenOrder {
    /// What may come next, in order; then numbers after a dash, then numbers after a dot.
    private enum Mark {
        static let alpha: UInt8 = 0x01
        static let beta: UInt8 = 0x03
        static let milestone: UInt8 = 0x05
        static let candidate: UInt8 = 0x07
        static let snapshot: UInt8 = 0x09
        static let nullBefore: UInt8 = 0x0B
        static let end: UInt8 = 0x0C
        static let empty: UInt8 = 0x0D
        static let servicePack: UInt8 = 0x0E
        static let other: UInt8 = 0x10
    }

    private static let dashedNumbers = NumberCode(base: 0x12, small: 0x60)
    private static let dottedNumbers = NumberCode(base: 0x80, small: 0x60)

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var writer = Writer()
        var index = 0
        var isDashed = false
        while index <= text.count {
            let start = index
            let isNumber = text.at(index).isDigit
            while index < text.count, text[index].isDigit == isNumber,
                text[index] != .dot, text[index] != .dash
            {
                index &+= 1
            }
            let token = Token(range: start..<index, isNumber: isNumber || start == index)
            let meetsDigit = !isNumber && text.at(index).isDigit
            writer.append(token, isDashed, isShort: meetsDigit, of: text, to: &key)
            let separator = text.at(index)
            isDashed = separator != .dot
            if separator == .dot || separator == .dash || index == text.count { index &+= 1 }
        }
        key.append(Mark.end)
    }

    private struct Token {
        let range: Range<Int>
        let isNumber: Bool
    }

    private struct Writer {
        /// What null tokens would write; they count once another token follows by a dot.
        private var nulls = KeyWriter()
        private var isFirst = true

        mutating func append(
            _ token: Token,
            _ isDashed: Bool,
            isShort: Bool,
            of text: Span<UInt8>,
            to key: inout KeyWriter
        ) {
            let range = token.range
            if token.isNumber {
                if text.isZero(range), !isFirst {
                    if isDashed { nulls = KeyWriter() }
                    return nulls.append(isDashed ? dashedNumbers.zero : dottedNumbers.zero)
                }
                appendNulls(areDropped: isDashed, to: &key)
                key.append(range, of: text, isDashed ? dashedNumbers : dottedNumbers)
            } else if let mark = mark(of: range, isShort: isShort, of: text) {
                if mark == Mark.end {
                    if isDashed { nulls = KeyWriter() }
                    return nulls.append(Mark.empty)
                }
                appendNulls(areDropped: isDashed, before: mark, to: &key)
                key.append(isDashed ? mark &+ 1 : mark)
            } else {
                appendNulls(areDropped: isDashed, to: &key)
                key.append(isDashed ? Mark.other &+ 1 : Mark.other)
                key.append(text: range, of: text, foldingCase: true)
            }
            isFirst = false
        }

        private mutating func appendNulls(
            areDropped: Bool,
            before mark: UInt8 = Mark.other,
            to key: inout KeyWriter
        ) {
            guard nulls.count > 0 else { return }
            if !areDropped {
                if mark < Mark.end {
                    for _ in 0..<nulls.count { key.append(Mark.nullBefore) }
                } else {
                    key.append(nulls)
                }
            }
            nulls = KeyWriter()
        }

        /// The place of a word that Maven knows; `a`, `b` and `m` are short for words before a
        /// number.
        private func mark(of word: Range<Int>, isShort: Bool, of text: Span<UInt8>) -> UInt8? {
            func reads(_ known: StaticString) -> Bool { text.reads(known, in: word) }
            switch text[word.lowerBound].lowercased {
            case UInt8(ascii: "a"):
                return reads("alpha") || isShort && reads("a") ? Mark.alpha : nil
            case UInt8(ascii: "b"): return reads("beta") || isShort && reads("b") ? Mark.beta : nil
            case UInt8(ascii: "m"):
                return reads("milestone") || isShort && reads("m") ? Mark.milestone : nil
            case UInt8(ascii: "r"):
                return reads("rc") ? Mark.candidate : reads("release") ? Mark.end : nil
            case UInt8(ascii: "c"): return reads("cr") ? Mark.candidate : nil
            case UInt8(ascii: "s"):
                return reads("snapshot") ? Mark.snapshot : reads("sp") ? Mark.servicePack : nil
            case UInt8(ascii: "g"): return reads("ga") ? Mark.end : nil
            case UInt8(ascii: "f"): return reads("final") ? Mark.end : nil
            default: return nil
            }
        }
    }
}
