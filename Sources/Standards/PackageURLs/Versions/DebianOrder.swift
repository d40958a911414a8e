// SPDX-License-Identifier: Apache-2.0

/// Debian: `epoch:upstream-revision`, compared as deb-version(7) and Debian Policy §5.6.12 say.
///
/// Texts without digits and numbers take turns; a missing number is 0. Each number is its own end
/// of the text before it, for numbers lie between `~`, which is before the end, and all else.
enum DebianOrder {
    /// Numbers between `~` and `A`.
    private static let numbers = NumberCode(base: 0x02, small: 0x30)
    private static let beforeEnd: UInt8 = 0x01
    /// What sorts after letters: ASCII, moved up.
    private static let afterLetters: UInt8 = 0x80

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var start = 0
        if let colon = text.first(.colon) {
            let epoch = text.digits(from: 0)
            guard !epoch.isEmpty, epoch.upperBound == colon else {
                throw Flaw(.number, at: epoch.upperBound)
            }
            key.append(epoch, of: text, numbers)
            start = colon &+ 1
        } else {
            key.append(numbers.zero)
        }
        let dash = text.last(.dash, from: start)
        try write(start..<(dash ?? text.count), of: text, to: &key)
        try write((dash.map { $0 &+ 1 } ?? text.count)..<text.count, of: text, to: &key)
    }

    private static func write(
        _ part: Range<Int>,
        of text: Span<UInt8>,
        to key: inout KeyWriter
    ) throws(Flaw) {
        var index = part.lowerBound
        repeat {
            while index < part.upperBound, !text[index].isDigit {
                let byte = text[index]
                guard byte.isVisible else { throw Flaw(.character, at: index) }
                key.append(
                    byte == .tilde ? beforeEnd : byte.isLetter ? byte : afterLetters | byte
                )
                index &+= 1
            }
            var digits = text.digits(from: index)
            digits = digits.lowerBound..<min(digits.upperBound, part.upperBound)
            key.append(digits, of: text, numbers)
            index = digits.upperBound
        } while index < part.upperBound
        key.append(numbers.zero)
    }
}
