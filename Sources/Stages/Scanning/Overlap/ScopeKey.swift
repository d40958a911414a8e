// SPDX-License-Identifier: Apache-2.0

/// A scope's place among all scopes: a string of bits, so that two scopes can only overlap where
/// the one string begins with the other.
///
/// Networks are their prefix. Texts are bytes in which a separator is 0x01 and an end 0x00: seven
/// zero bits after a text stand for it and all below it.
struct ScopeKey: Hashable, Sendable {
    /// Marks networks, whose every bit can be a question's last.
    static let networkTag4: UInt8 = 4
    static let networkTag6: UInt8 = 6
    /// Ends what is named itself, without what is below it.
    static let end: UInt8 = 0
    /// Parts one level from the next.
    static let separator: UInt8 = 1

    /// The kind's tag, then the bits; those of the last byte that are not part of it are zero.
    private(set) var bytes: [UInt8]
    private(set) var bits: Int

    /// The first bits after a tag, or all of these bytes.
    init(tag: UInt8, _ prefix: some Sequence<UInt8>, bits: Int? = nil) {
        bytes = []
        bytes.reserveCapacity(1 + prefix.underestimatedCount)
        bytes.append(tag)
        bytes.append(contentsOf: prefix)
        self.bits = bits.map { $0 + 8 } ?? bytes.count * 8
        bytes.removeSubrange(((self.bits + 7) / 8)...)
        if self.bits % 8 != 0 {
            bytes[bytes.count - 1] &= ~(0xFF >> UInt8(self.bits % 8))
        }
    }

    /// A text as such: nothing is below it.
    static func exactly(tag: UInt8, _ text: some Sequence<UInt8>) -> ScopeKey {
        ScopeKey(tag: tag, Array(text) + [end])
    }

    /// A text and all below it.
    static func under(tag: UInt8, _ text: some Sequence<UInt8>) -> ScopeKey {
        var key = exactly(tag: tag, text)
        key.bits -= 1
        return key
    }

    /// Whether one of the two begins with the other.
    func meets(_ other: ScopeKey) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            other.bytes.withUnsafeBufferPointer { Bits.shared(bytes, $0) }
        } >= min(bits, other.bits)
    }

    /// Whether a question can end after the first of these bits, and not after the last: with
    /// networks at every second, elsewhere where a text ends or goes on below.
    static func hasLevel(
        in key: UnsafeBufferPointer<UInt8>,
        from first: Int,
        through last: Int
    ) -> Bool {
        guard last >= 8 else { return false }
        if key[0] == networkTag4 || key[0] == networkTag6 {
            return first < 8 || first / 2 != last / 2
        }
        // Seven bits tell an end or a separator, the eighth which of the two.
        if first % 8 == 7, last > first, key[first / 8] == end { return true }
        var index = (first + 1) / 8
        while index * 8 + 7 <= last {
            if index * 8 + 7 > first, key[index] & 0xFE == 0 { return true }
            index += 1
        }
        return false
    }
}
