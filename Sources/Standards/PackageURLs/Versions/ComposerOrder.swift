// SPDX-License-Identifier: Apache-2.0

/// Composer: PHP's `version_compare`, with a leading `v` set aside.
///
/// Words count by what they begin with; words that PHP does not know, `BETA` among them, come
/// first and are all equal. Other characters than letters and digits only separate.
enum ComposerOrder {
    /// What may come next, in order; numbers (`NumberCode.wide`) before `patch`.
    private enum Mark {
        static let unknown: UInt8 = 0x01
        static let dev: UInt8 = 0x02
        static let alpha: UInt8 = 0x03
        static let beta: UInt8 = 0x04
        static let candidate: UInt8 = 0x05
        static let end: UInt8 = 0x06
        static let patch: UInt8 = 0xF0
    }

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var index = text.at(0) | 0x20 == UInt8(ascii: "v") ? 1 : 0
        while index < text.count {
            let byte = text[index]
            if byte.isDigit {
                let digits = text.digits(from: index)
                key.append(digits, of: text, .wide)
                index = digits.upperBound
            } else if byte.isLetter {
                let letters = text.letters(from: index)
                key.append(mark(of: letters, of: text))
                index = letters.upperBound
            } else {
                index &+= 1
            }
        }
        key.append(Mark.end)
    }

    private static func mark(of word: Range<Int>, of text: Span<UInt8>) -> UInt8 {
        if text.starts(with: "dev", in: word) { return Mark.dev }
        if text.starts(with: "a", in: word) { return Mark.alpha }
        if text.starts(with: "b", in: word) { return Mark.beta }
        if text.starts(with: "rc", in: word) || text.starts(with: "RC", in: word) {
            return Mark.candidate
        }
        if text.starts(with: "p", in: word) { return Mark.patch }
        return Mark.unknown
    }
}
