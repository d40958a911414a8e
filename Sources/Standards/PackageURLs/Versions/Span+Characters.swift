// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }
    var isLowercaseLetter: Bool { self &- UInt8(ascii: "a") < 26 }
    /// An ASCII letter in lower case; anything else as it is.
    var lowercased: UInt8 { self &- UInt8(ascii: "A") < 26 ? self | 0x20 : self }
}

extension Span<UInt8> {
    /// The byte at an index, or 0 from the end on.
    func at(_ index: Int) -> UInt8 { index < count ? self[index] : 0 }

    /// Where the digits from an index on end.
    func digits(from start: Int) -> Range<Int> {
        var end = start
        while end < count, self[end].isDigit { end &+= 1 }
        return start..<end
    }

    /// Where the letters from an index on end.
    func letters(from start: Int) -> Range<Int> {
        var end = start
        while end < count, self[end].isLetter { end &+= 1 }
        return start..<end
    }
}
