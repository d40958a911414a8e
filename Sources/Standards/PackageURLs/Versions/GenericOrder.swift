// SPDX-License-Identifier: Apache-2.0

/// Versions of an unknown scheme, compared as libversion does, which VERS names for `generic`:
/// numbers and words in turn, padded with zeros without end.
///
/// Ranks: words before a release, zero, words after one, other numbers, a letter behind a number
/// (`1.0a`). libversion compares words by their first letters; here other words than its known
/// ones count whole, so that 0.9.8za and 0.9.8zb stay two.
enum GenericOrder {
    private enum Mark {
        static let before: UInt8 = 0x01
        static let zeroBefore: UInt8 = 0x02
        static let end: UInt8 = 0x03
        static let zeroAfter: UInt8 = 0x04
        static let after: UInt8 = 0x05
        static let letters: UInt8 = 0xF0
    }

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var zeros = 0
        var index = 0
        while index < text.count {
            let digits = text.digits(from: index)
            let word = text.letters(from: index)
            if !digits.isEmpty {
                index = digits.upperBound
                if text.isZero(digits) {
                    zeros &+= 1
                } else {
                    write(&zeros, Mark.zeroAfter, to: &key)
                    key.append(digits, of: text, .wide)
                }
            } else if !word.isEmpty {
                let mark = mark(of: word, in: text)
                write(&zeros, mark < Mark.end ? Mark.zeroBefore : Mark.zeroAfter, to: &key)
                key.append(mark)
                let shown =
                    isKnown(word, in: text) ? word.lowerBound..<(word.lowerBound &+ 1) : word
                key.append(text: shown, of: text, foldingCase: true)
                index = word.upperBound
            } else {
                index &+= 1
            }
        }
        key.append(Mark.end)
    }

    private static func write(_ zeros: inout Int, _ mark: UInt8, to key: inout KeyWriter) {
        for _ in 0..<zeros { key.append(mark) }
        zeros = 0
    }

    private static func mark(of word: Range<Int>, in text: Span<UInt8>) -> UInt8 {
        let isBehindNumber = word.lowerBound > 0 && text[word.lowerBound &- 1].isDigit
        if isBehindNumber, !text.at(word.upperBound).isDigit { return Mark.letters }
        if text.reads("patch", in: word) || text.reads("post", in: word)
            || text.reads("pl", in: word) || text.reads("errata", in: word)
        {
            return Mark.after
        }
        return Mark.before
    }

    private static func isKnown(_ word: Range<Int>, in text: Span<UInt8>) -> Bool {
        text.reads("alpha", in: word) || text.reads("beta", in: word)
            || text.reads("rc", in: word) || text.reads("pre", in: word)
            || text.reads("patch", in: word) || text.reads("post", in: word)
            || text.reads("pl", in: word) || text.reads("errata", in: word)
    }
}
