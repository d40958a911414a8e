// SPDX-License-Identifier: Apache-2.0

/// Eight bytes of text looked at together.
///
/// Each test gives a word whose lowest set bit is the high bit of the first byte that matches;
/// bits above that one may be wrong (borrows run upward), so only the lowest is ever used.
enum Word {
    static let ones: UInt64 = 0x0101_0101_0101_0101
    static let highs: UInt64 = 0x8080_8080_8080_8080
    static let spaces: UInt64 = 0x2020_2020_2020_2020

    /// SAFETY: the caller made sure that eight bytes stand there.
    @inline(__always)
    static func load(_ bytes: UnsafePointer<UInt8>) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(bytes).loadUnaligned(as: UInt64.self))
    }

    /// Quote, backslash, control character, or the start of a sequence beyond ASCII.
    @inline(__always)
    static func ends(ofPlainText word: UInt64) -> UInt64 {
        let quotes = word ^ (ones &* UInt64(ASCII.quote))
        let slashes = word ^ (ones &* UInt64(ASCII.backslash))
        let found =
            ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
            | ((word &- spaces) & ~word) | word
        return found & highs
    }

    /// How many bytes stand before the next backslash, or the end.
    static func bytesBeforeBackslash(
        _ start: UnsafePointer<UInt8>,
        _ end: UnsafePointer<UInt8>
    ) -> Int {
        var next = start
        while end - next >= 8 {
            let slashes = load(next) ^ (ones &* UInt64(ASCII.backslash))
            let match = (slashes &- ones) & ~slashes & highs
            if match != 0 { return next - start + bytesBefore(match) }
            next += 8
        }
        while next < end, next.pointee != ASCII.backslash { next += 1 }
        return next - start
    }

    /// How many bytes stand before the lowest match.
    @inline(__always)
    static func bytesBefore(_ match: UInt64) -> Int { match.trailingZeroBitCount >> 3 }

    /// The first bytes of a word, the others zero; fewer than eight.
    @inline(__always)
    static func prefix(_ word: UInt64, _ count: Int) -> UInt64 {
        word & ((1 << UInt64(truncatingIfNeeded: count &* 8)) &- 1)
    }

    /// Ends a running hash with the last word of a key, which tells no length, and its length.
    @inline(__always)
    static func end(_ hash: UInt64, _ tail: UInt64, _ lengthBytes: Int) -> UInt64 {
        mix(hash ^ UInt64(truncatingIfNeeded: lengthBytes), tail)
    }

    /// Spreads a word over a running hash; cheap, so only for few keys (see `Nesting`).
    @inline(__always)
    static func mix(_ hash: UInt64, _ word: UInt64) -> UInt64 {
        let product = (hash ^ word).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
        return product.high ^ product.low
    }
}
