// SPDX-License-Identifier: Apache-2.0

/// Arch Linux: `epoch:pkgver-pkgrel`, compared as pacman's vercmp(8) does.
///
/// A missing pkgrel is 1. vercmp calls a version without one equal to it with any, which is no
/// order: 1.5-1 = 1.5 = 1.5-2, yet 1.5-1 < 1.5-2.
enum PacmanOrder {
    /// What may come next, in order, by how many separators stand before it.
    private enum Mark {
        static let letters: UInt8 = 0x01
        static let end: UInt8 = 0x02
        static let number: UInt8 = 0x03
        static let separatedLetters: UInt8 = 0x04
        static let separatorsAtEnd: UInt8 = 0x05
        static let severalSeparators: UInt8 = 0xF0
    }

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        let start = key.appendEpoch(of: text)
        let dash = text.last(.dash, from: start)
        write(start..<(dash ?? text.count), of: text, to: &key)
        if let dash {
            write((dash &+ 1)..<text.count, of: text, to: &key)
        } else {
            key.append(Mark.number)
            key.append(1, .wide)
            key.append(Mark.end)
        }
    }

    private static func write(_ part: Range<Int>, of text: Span<UInt8>, to key: inout KeyWriter) {
        var index = part.lowerBound
        while index < part.upperBound {
            let start = index
            while index < part.upperBound, !text[index].isDigit, !text[index].isLetter {
                index &+= 1
            }
            guard index < part.upperBound else {
                key.append(Mark.separatorsAtEnd)
                return
            }
            let separators = index &- start
            if separators > 1 {
                key.append(Mark.severalSeparators)
                key.append(UInt64(separators), .wide)
            }
            let digits = text.digits(from: index)
            if digits.isEmpty {
                let letters = text.letters(from: index)
                key.append(separators == 0 ? Mark.letters : Mark.separatedLetters)
                key.append(text: letters, of: text)
                index = letters.upperBound
            } else {
                if separators == 0 { key.append(Mark.number) }
                key.append(digits, of: text, .wide)
                index = digits.upperBound
            }
        }
        key.append(Mark.end)
    }
}
