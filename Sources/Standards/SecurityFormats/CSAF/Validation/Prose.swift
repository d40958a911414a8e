// SPDX-License-Identifier: Apache-2.0

/// Gives the words of a text that can be spelled: letters alone, no names of code, no addresses.
struct Prose {
    private let bytes: UnsafeBufferPointer<UInt8>
    private var at = 0
    /// Where the token ends whose words are being given.
    private var tokenEnd = 0
    /// Whether text between backticks is being passed over.
    private var isCode = false

    /// The text must stand still for as long as words are asked for.
    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    /// The next word; nil at the end.
    mutating func nextWord() -> FieldWords.Letters? {
        while true {
            while at < tokenEnd {
                let part = nextPart()
                if Self.isWord(part) { return part }
            }
            guard findToken() else { return nil }
        }
    }

    /// Goes to the next token that has words; false where there is none.
    private mutating func findToken() -> Bool {
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "`") { isCode.toggle() }
            if byte == UInt8(ascii: "`") || Self.isSpace(byte) {
                at += 1
                continue
            }
            tokenEnd = at
            while tokenEnd < bytes.count, !Self.isSpace(bytes[tokenEnd]),
                bytes[tokenEnd] != UInt8(ascii: "`")
            {
                tokenEnd += 1
            }
            if !isCode, hasWords(bytes[at..<tokenEnd]) { return true }
            at = tokenEnd
        }
        return false
    }

    /// Digits, dots within and marks of addresses are signs of a name.
    private func hasWords(_ token: FieldWords.Letters) -> Bool {
        for offset in token.startIndex..<token.endIndex {
            switch bytes[offset] {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@"): return false
            case UInt8(ascii: ".") where offset < token.endIndex - 1: return false
            case UInt8(ascii: ":") where token[offset...].starts(with: "://".utf8): return false
            default: break
            }
        }
        return true
    }

    /// A run of what can stand in a name, and past it.
    private mutating func nextPart() -> FieldWords.Letters {
        let start = at
        while at < tokenEnd, Self.isPart(bytes[at]), !isMark(at) { at += 1 }
        let part = bytes[start..<at]
        if at < tokenEnd { at += isMark(at) ? 3 : 1 }
        return part
    }

    /// Whether general punctuation (U+2000 to U+203F) stands here: it parts words.
    private func isMark(_ offset: Int) -> Bool {
        offset + 2 < tokenEnd && bytes[offset] == 0xE2 && bytes[offset + 1] == 0x80
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || (0x09...0x0D).contains(byte)
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        isLetter(byte | 0x20) || byte == UInt8(ascii: "'") || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    /// Capitals within are signs of a name, too.
    private static func isWord(_ part: FieldWords.Letters) -> Bool {
        part.first.map { isLetter($0 | 0x20) } == true && part.dropFirst().allSatisfy(isLetter)
    }
}
