// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    static let dot = UInt8(ascii: ".")
    static let dash = UInt8(ascii: "-")
    static let plus = UInt8(ascii: "+")
    static let colon = UInt8(ascii: ":")
    static let tilde = UInt8(ascii: "~")
    static let caret = UInt8(ascii: "^")
    static let underscore = UInt8(ascii: "_")
    static let zero = UInt8(ascii: "0")

    var isDigit: Bool { self &- .zero < 10 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
    var isLowercaseLetter: Bool { self &- UInt8(ascii: "a") < 26 }
    /// Printable ASCII but the space.
    var isVisible: Bool { self &- 0x21 < 0x5E }
    /// An ASCII letter in lower case; anything else as it is.
    var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}

extension Span<UInt8> {
    /// The byte at an index, or 0 from the end on.
    func at(_ index: Int) -> UInt8 { index < count ? self[index] : 0 }

    /// The digits from an index on, possibly none.
    func digits(from start: Int) -> Range<Int> {
        var end = start
        while end < count, self[end].isDigit { end &+= 1 }
        return start..<end
    }

    /// The ASCII letters from an index on, possibly none.
    func letters(from start: Int) -> Range<Int> {
        var end = start
        while end < count, self[end].isLetter { end &+= 1 }
        return start..<end
    }

    /// Whether all of a range is the digit 0; true of an empty one.
    func isZero(_ range: Range<Int>) -> Bool {
        for index in range where self[index] != .zero { return false }
        return true
    }

    /// Whether a range reads as a word in lower case, whatever its own case.
    func reads(_ word: StaticString, in range: Range<Int>) -> Bool {
        guard range.count == word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            var index = range.lowerBound
            for letter in letters {
                if self[index].lowercased != letter { return false }
                index &+= 1
            }
            return true
        }
    }

    /// Whether a range begins with a word.
    func starts(with word: StaticString, in range: Range<Int>) -> Bool {
        guard range.count >= word.utf8CodeUnitCount else { return false }
        return word.withUTF8Buffer { letters in
            var index = range.lowerBound
            for letter in letters {
                if self[index] != letter { return false }
                index &+= 1
            }
            return true
        }
    }

    /// The first place of a byte from an index on, or nil.
    func first(_ byte: UInt8, from start: Int = 0) -> Int? {
        var index = start
        while index < count {
            if self[index] == byte { return index }
            index &+= 1
        }
        return nil
    }

    /// The last place of a byte in a range, or nil.
    func last(_ byte: UInt8, from start: Int = 0, before end: Int? = nil) -> Int? {
        var index = (end ?? count) &- 1
        while index >= start {
            if self[index] == byte { return index }
            index &-= 1
        }
        return nil
    }
}
