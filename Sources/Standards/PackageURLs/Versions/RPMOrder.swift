// SPDX-License-Identifier: Apache-2.0

/// RPM: `epoch:version-release`, each compared as rpm-version(7) and rpmvercmp say.
///
/// Runs of letters, runs of digits, `~` and `^` count; everything else only separates them.
/// A version without a release comes before the same one with any.
enum RPMOrder {
    /// What may come next, in order: `~`, the end, `^`, letters, numbers.
    private enum Mark {
        static let tilde: UInt8 = 0x01
        static let end: UInt8 = 0x02
        static let caret: UInt8 = 0x03
        static let letters: UInt8 = 0x04
        static let release: UInt8 = 0x01
    }

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        let start = key.appendEpoch(of: text)
        let dash = text.first(.dash, from: start)
        write(start..<(dash ?? text.count), of: text, to: &key)
        guard let dash else { return }
        key.append(Mark.release)
        write((dash &+ 1)..<text.count, of: text, to: &key)
    }

    private static func write(_ part: Range<Int>, of text: Span<UInt8>, to key: inout KeyWriter) {
        var index = part.lowerBound
        while index < part.upperBound {
            let byte = text[index]
            if byte.isDigit {
                let digits = text.digits(from: index)
                key.append(digits, of: text, .wide)
                index = digits.upperBound
            } else if byte.isLetter {
                let letters = text.letters(from: index)
                key.append(Mark.letters)
                key.append(text: letters, of: text)
                index = letters.upperBound
            } else {
                if byte == .tilde { key.append(Mark.tilde) }
                if byte == .caret { key.append(Mark.caret) }
                index &+= 1
            }
        }
        key.append(Mark.end)
    }
}
