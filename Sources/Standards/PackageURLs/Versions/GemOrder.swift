// SPDX-License-Identifier: Apache-2.0

/// RubyGems: the segments of `Gem::Version`, padded with zeros without end.
///
/// Words come before numbers, so a zero before a word sorts below the end, and one before a
/// number above it. Zeros before the first word do not count.
enum GemOrder {
    private enum Mark {
        static let word: UInt8 = 0x02
        static let zeroBeforeWord: UInt8 = 0x03
        static let end: UInt8 = 0x04
    }

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var writer = Writer()
        var index = 0
        guard text.at(0).isDigit || text.at(0).isLetter else { throw Flaw(.number, at: 0) }
        while index < text.count {
            let byte = text[index]
            if byte.isDigit {
                let digits = text.digits(from: index)
                writer.append(number: digits, of: text, to: &key)
                index = digits.upperBound
            } else if byte.isLetter {
                let letters = text.letters(from: index)
                writer.appendZeros(beforeWord: true, to: &key)
                key.append(Mark.word)
                key.append(text: letters, of: text)
                index = letters.upperBound
            } else if byte == .dash {
                writer.appendPre(to: &key)
                index &+= 1
            } else if byte == .dot {
                index &+= 1
            } else {
                throw Flaw(.character, at: index)
            }
        }
        key.append(Mark.end)
    }

    private struct Writer {
        private var zeros = 0
        private var hasWord = false

        mutating func append(
            number: Range<Int>,
            of text: Span<UInt8>,
            to key: inout KeyWriter
        ) {
            if text.isZero(number) {
                zeros &+= 1
            } else {
                appendZeros(beforeWord: false, to: &key)
                key.append(number, of: text, .wide)
            }
        }

        /// A dash reads as `.pre.`.
        mutating func appendPre(to key: inout KeyWriter) {
            appendZeros(beforeWord: true, to: &key)
            key.append(Mark.word)
            for letter in "pre".utf8 { key.append(letter) }
            key.append(0)
        }

        mutating func appendZeros(beforeWord: Bool, to key: inout KeyWriter) {
            if hasWord || !beforeWord {
                for _ in 0..<zeros {
                    key.append(beforeWord ? Mark.zeroBeforeWord : NumberCode.wide.zero)
                }
            }
            zeros = 0
            if beforeWord { hasWord = true }
        }
    }
}
