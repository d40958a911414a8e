// SPDX-License-Identifier: Apache-2.0

/// Alpine: `number{.number}{letter}{_suffix{number}}{~hash}{-r#}` (apk-package(5)), compared token
/// by token as apk-tools 3 does; where tokens differ in kind, what may come earlier is greater.
///
/// A text that leaves this grammar sorts before what it has been up to there, for apk calls it
/// invalid; what leaves it with a dash is all one.
enum AlpineOrder {
    static func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var index = writeNumbers(text, to: &key)
        if text.at(index).isLowercaseLetter {
            key.append(AlpineMark.letter)
            key.append(text[index])
            index &+= 1
        }
        while let (mark, end) = AlpineMark.suffix(text, at: index) {
            key.append(mark)
            let digits = text.digits(from: end)
            if !digits.isEmpty {
                key.append(AlpineMark.suffixNumber)
                key.append(digits, of: text, .wide)
            }
            index = digits.upperBound
        }
        if text.at(index) == .tilde {
            let start = index &+ 1
            index = start
            while text.at(index).isDigit || text.at(index) &- UInt8(ascii: "a") < 6 { index &+= 1 }
            key.append(AlpineMark.hash)
            key.append(text: start..<index, of: text)
        }
        writeEnd(text, from: index, to: &key)
    }

    /// The first number counts by value; so do others but that with a zero in front, which are
    /// read as texts: 1.01 is before 1.1.
    private static func writeNumbers(_ text: Span<UInt8>, to key: inout KeyWriter) -> Int {
        var digits = text.digits(from: 0)
        guard !digits.isEmpty else { return 0 }
        key.append(AlpineMark.number)
        key.append(digits, of: text, .wide)
        while text.at(digits.upperBound) == .dot, text.at(digits.upperBound &+ 1).isDigit {
            digits = text.digits(from: digits.upperBound &+ 1)
            if text[digits.lowerBound] == .zero {
                key.append(AlpineMark.zeroFirst)
                key.append(text: digits, of: text)
            } else {
                key.append(AlpineMark.number)
                key.append(digits, of: text, .wide)
            }
        }
        return digits.upperBound
    }

    private static func writeEnd(_ text: Span<UInt8>, from index: Int, to key: inout KeyWriter) {
        guard index < text.count else { return key.append(AlpineMark.end) }
        guard text[index] == .dash else {
            key.append(AlpineMark.invalid)
            return key.append(text: index..<text.count, of: text)
        }
        let hasRevision = text.at(index &+ 1) == UInt8(ascii: "r")
        let digits = text.digits(from: index &+ (hasRevision ? 2 : 1))
        let isValid = hasRevision && digits.upperBound == text.count
        key.append(isValid ? AlpineMark.revision : AlpineMark.invalid)
        key.append(hasRevision ? digits : 0..<0, of: text, .wide)
    }
}

/// What may come next in a version of Alpine or Gentoo, in order.
enum AlpineMark {
    static let alpha: UInt8 = 0x01
    static let beta: UInt8 = 0x02
    static let pre: UInt8 = 0x03
    static let candidate: UInt8 = 0x04
    static let invalid: UInt8 = 0x05
    static let end: UInt8 = 0x06
    static let revision: UInt8 = 0x07
    static let hash: UInt8 = 0x08
    static let suffixNumber: UInt8 = 0x09
    static let cvs: UInt8 = 0x0A
    static let svn: UInt8 = 0x0B
    static let git: UInt8 = 0x0C
    static let hg: UInt8 = 0x0D
    static let patch: UInt8 = 0x0E
    static let letter: UInt8 = 0x0F
    static let zeroFirst: UInt8 = 0x10
    static let number: UInt8 = 0x11

    /// The suffix that begins at an index with an underscore, and where its letters end.
    static func suffix(_ text: Span<UInt8>, at index: Int) -> (mark: UInt8, end: Int)? {
        guard text.at(index) == .underscore else { return nil }
        let word = text.letters(from: index &+ 1)
        guard let mark = mark(of: word, in: text) else { return nil }
        return (mark, word.upperBound)
    }

    private static func mark(of word: Range<Int>, in text: Span<UInt8>) -> UInt8? {
        for index in word where !text[index].isLowercaseLetter { return nil }
        if text.reads("p", in: word) { return patch }
        if text.reads("rc", in: word) { return candidate }
        if text.reads("alpha", in: word) { return alpha }
        if text.reads("beta", in: word) { return beta }
        if text.reads("pre", in: word) { return pre }
        if text.reads("git", in: word) { return git }
        if text.reads("svn", in: word) { return svn }
        if text.reads("cvs", in: word) { return cvs }
        if text.reads("hg", in: word) { return hg }
        return nil
    }
}
