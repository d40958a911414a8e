// SPDX-License-Identifier: Apache-2.0

/// Python: PEP 440 (the Version Specifiers specification), with Appendix B's spellings forgiven.
///
/// What PEP 440 does not read sorts before all it does, as packaging's `LegacyVersion` had it.
enum PythonOrder {
    private enum Mark {
        static let legacy: UInt8 = 0x01
        static let end: UInt8 = 0x01
        static let onlyDevelopment: UInt8 = 0x01
        static let alpha: UInt8 = 0x02
        static let beta: UInt8 = 0x03
        static let candidate: UInt8 = 0x04
        static let noPrerelease: UInt8 = 0x05
        static let noPost: UInt8 = 0x01
        static let post: UInt8 = 0x02
        static let development: UInt8 = 0x01
        static let noDevelopment: UInt8 = 0x02
        static let localWord: UInt8 = 0x02
    }

    private static let prereleases: [Suffix.Spelling] = [
        ("alpha", Mark.alpha), ("a", Mark.alpha), ("beta", Mark.beta), ("b", Mark.beta),
        ("rc", Mark.candidate), ("c", Mark.candidate), ("preview", Mark.candidate),
        ("pre", Mark.candidate),
    ]
    private static let posts: [Suffix.Spelling] = [
        ("post", Mark.post), ("rev", Mark.post), ("r", Mark.post),
    ]
    private static let developments: [Suffix.Spelling] = [("dev", Mark.development)]

    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        if writeStandard(text, to: &key) { return }
        key = KeyWriter()
        key.append(Mark.legacy)
        PythonLegacyOrder.write(text, to: &key)
    }

    /// Writes a version of PEP 440; false, and anything written, where the text is none.
    private static func writeStandard(_ text: Span<UInt8>, to key: inout KeyWriter) -> Bool {
        var index = 0
        while text.at(index).isSpace { index &+= 1 }
        if text.at(index) | 0x20 == UInt8(ascii: "v") { index &+= 1 }
        var digits = text.digits(from: index)
        guard !digits.isEmpty else { return false }
        if text.at(digits.upperBound) == UInt8(ascii: "!") {
            key.append(digits, of: text, .wide)
            digits = text.digits(from: digits.upperBound &+ 1)
            guard !digits.isEmpty else { return false }
        } else {
            key.append(NumberCode.wide.zero)
        }
        index = writeRelease(digits, of: text, to: &key)
        index = writeSuffixes(text, from: index, to: &key)
        if text.at(index) == .plus {
            guard let end = writeLocal(text, from: index &+ 1, to: &key) else { return false }
            index = end
        }
        while text.at(index).isSpace { index &+= 1 }
        return index == text.count
    }

    /// Numbers between dots; zeros at the end do not count.
    private static func writeRelease(
        _ first: Range<Int>,
        of text: Span<UInt8>,
        to key: inout KeyWriter
    ) -> Int {
        var digits = first
        var zeros = 0
        while true {
            if text.isZero(digits) {
                zeros &+= 1
            } else {
                for _ in 0..<zeros { key.append(NumberCode.wide.zero) }
                zeros = 0
                key.append(digits, of: text, .wide)
            }
            guard text.at(digits.upperBound) == .dot, text.at(digits.upperBound &+ 1).isDigit else {
                key.append(Mark.end)
                return digits.upperBound
            }
            digits = text.digits(from: digits.upperBound &+ 1)
        }
    }

    /// Prerelease, post-release and development release, in this order.
    private static func writeSuffixes(
        _ text: Span<UInt8>,
        from start: Int,
        to key: inout KeyWriter
    ) -> Int {
        let pre = Suffix(text, from: start, Self.prereleases)
        let postStart = pre?.end ?? start
        let post =
            Suffix(bareNumber: text, from: postStart, mark: Mark.post)
            ?? Suffix(text, from: postStart, Self.posts)
        let developmentStart = post?.end ?? postStart
        let development = Suffix(text, from: developmentStart, Self.developments)
        if pre == nil, post == nil, development != nil {
            key.append(Mark.onlyDevelopment)
        } else {
            key.append(pre, of: text, orElse: Mark.noPrerelease)
        }
        key.append(post, of: text, orElse: Mark.noPost)
        key.append(development, of: text, orElse: Mark.noDevelopment)
        return development?.end ?? developmentStart
    }

    /// Segments between dots, dashes or underscores: words before numbers, fewer before more.
    private static func writeLocal(
        _ text: Span<UInt8>,
        from start: Int,
        to key: inout KeyWriter
    ) -> Int? {
        var index = start
        while true {
            let digits = text.digits(from: index)
            var end = digits.upperBound
            while text.at(end).isDigit || text.at(end).isLetter { end &+= 1 }
            guard end > index else { return nil }
            if end == digits.upperBound {
                key.append(digits, of: text, .wide)
            } else {
                key.append(Mark.localWord)
                key.append(text: index..<end, of: text, foldingCase: true)
            }
            guard text.at(end).isPythonSeparator else {
                key.append(Mark.end)
                return end
            }
            index = end &+ 1
        }
    }
}

/// A word and its number, with the separators that PEP 440 lets stand around them.
private struct Suffix {
    typealias Spelling = (word: StaticString, mark: UInt8)

    let mark: UInt8
    let number: Range<Int>
    var end: Int { number.upperBound }

    /// The first of the spellings that stands there; none begins with one after it in the list.
    init?(_ text: Span<UInt8>, from start: Int, _ spellings: [Spelling]) {
        let begin = start &+ (text.at(start).isPythonSeparator ? 1 : 0)
        guard text.at(begin).isLetter else { return nil }
        for spelling in spellings {
            let end = begin &+ spelling.word.utf8CodeUnitCount
            guard end <= text.count, text.reads(spelling.word, in: begin..<end) else { continue }
            mark = spelling.mark
            number = text.digits(from: end &+ (text.at(end).isPythonSeparator ? 1 : 0))
            return
        }
        return nil
    }

    /// The implicit post-release, `-1`.
    init?(bareNumber text: Span<UInt8>, from start: Int, mark: UInt8) {
        guard text.at(start) == .dash, text.at(start &+ 1).isDigit else { return nil }
        self.mark = mark
        number = text.digits(from: start &+ 1)
    }
}

extension KeyWriter {
    fileprivate mutating func append(
        _ suffix: Suffix?,
        of text: Span<UInt8>,
        orElse missing: UInt8
    ) {
        guard let suffix else { return append(missing) }
        append(suffix.mark)
        append(suffix.number, of: text, .wide)
    }
}

extension UInt8 {
    fileprivate var isPythonSeparator: Bool { self == .dot || self == .dash || self == .underscore }
    fileprivate var isSpace: Bool { self == 0x20 || self &- 0x09 < 5 }
}
