// SPDX-License-Identifier: Apache-2.0

/// Bytes that sort as a scheme's rules do, as though zeros without end followed them.
///
/// Sixteen bytes lie in the value itself, which holds most versions; only longer keys own memory.
struct VersionKey: Sendable, Hashable {
    let first: UInt64
    let second: UInt64
    /// The rest, eight bytes a word, the earliest byte highest; the last word is never zero.
    let rest: [UInt64]
}

extension VersionKey: Comparable {
    @inline(__always)
    static func < (left: Self, right: Self) -> Bool {
        if left.first != right.first { return left.first < right.first }
        if left.second != right.second { return left.second < right.second }
        return left.restPrecedes(right)
    }

    private func restPrecedes(_ other: Self) -> Bool {
        let count = min(rest.count, other.rest.count)
        for index in 0..<count where rest[index] != other.rest[index] {
            return rest[index] < other.rest[index]
        }
        return rest.count < other.rest.count
    }
}

/// Writes a key, byte by byte.
struct KeyWriter {
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var rest: [UInt64] = []
    private(set) var count = 0

    var key: VersionKey {
        var rest = rest
        while rest.last == 0 { rest.removeLast() }
        return VersionKey(first: first, second: second, rest: rest)
    }

    mutating func append(_ byte: UInt8) {
        let shifted = UInt64(byte) << UInt64(truncatingIfNeeded: 56 &- (count & 7) &* 8)
        if count < 8 {
            first |= shifted
        } else if count < 16 {
            second |= shifted
        } else if count & 7 == 0 {
            rest.append(shifted)
        } else {
            rest[rest.count &- 1] |= shifted
        }
        count &+= 1
    }

    /// Appends what another has written.
    mutating func append(_ other: KeyWriter) {
        for index in 0..<other.count { append(other.byte(at: index)) }
    }

    private func byte(at index: Int) -> UInt8 {
        let word = index < 8 ? first : index < 16 ? second : rest[index / 8 &- 2]
        return UInt8(truncatingIfNeeded: word >> UInt64(truncatingIfNeeded: 56 &- (index & 7) &* 8))
    }
}

// MARK: - Numbers

/// Which bytes a key writes numbers with: one for small ones, else how many bytes, then those.
///
/// Numbers sort by value. The bytes in use reach from `base` to `base + small + 8`.
struct NumberCode {
    let base: UInt8
    /// How many numbers, from 0, take one byte.
    let small: UInt8

    /// Bytes 0x10–0xD8, which leaves sixteen below and some forty above for what is no number.
    static let wide = NumberCode(base: 0x10, small: 0xC0)

    /// The byte of 0.
    var zero: UInt8 { base }
}

extension KeyWriter {
    /// Digits that always fit into 64 bits.
    private static let wordDigits = 19

    mutating func append(_ value: UInt64, _ code: NumberCode) {
        if value < UInt64(code.small) {
            return append(code.base &+ UInt8(truncatingIfNeeded: value))
        }
        let bytes = 8 &- value.leadingZeroBitCount / 8
        append(code.base &+ code.small &+ UInt8(truncatingIfNeeded: bytes &- 1))
        for index in stride(from: bytes &- 1, through: 0, by: -1) {
            append(UInt8(truncatingIfNeeded: value >> UInt64(index &* 8)))
        }
    }

    /// Appends a number of any length; no digits at all are 0.
    mutating func append(_ digits: Range<Int>, of text: Span<UInt8>, _ code: NumberCode) {
        var start = digits.lowerBound
        let end = digits.upperBound
        while start < end, text[start] == .zero { start &+= 1 }
        guard end &- start <= Self.wordDigits else {
            append(code.base &+ code.small &+ 8)
            append(UInt64(end &- start), code)
            for index in start..<end { append(text[index]) }
            return
        }
        var value: UInt64 = 0
        for index in start..<end { value = value &* 10 &+ UInt64(text[index] &- .zero) }
        append(value, code)
    }
}

// MARK: - Texts

extension KeyWriter {
    /// Appends the number before a colon, or 0 where there is none; gives where the rest begins.
    mutating func appendEpoch(of text: Span<UInt8>) -> Int {
        let epoch = text.digits(from: 0)
        guard text.at(epoch.upperBound) == .colon else {
            append(NumberCode.wide.zero)
            return 0
        }
        append(epoch, of: text, .wide)
        return epoch.upperBound &+ 1
    }

    /// Appends a text and an end that sorts before any longer text.
    mutating func append(
        text range: Range<Int>,
        of text: Span<UInt8>,
        foldingCase: Bool = false
    ) {
        for index in range { appendCharacter(foldingCase ? text[index].lowercased : text[index]) }
        append(0)
    }

    /// Appends one byte of a text; none is 0, which ends it.
    mutating func appendCharacter(_ byte: UInt8) {
        if byte <= 1 { append(1) }
        append(byte <= 1 ? byte &+ 1 : byte)
    }
}
