// SPDX-License-Identifier: Apache-2.0

/// Strings of bits in bytes, the first bit the highest.
enum Bits {
    /// How many bits two have in common from the front.
    @inline(__always)
    static func shared(
        _ left: UnsafeBufferPointer<UInt8>,
        _ right: UnsafeBufferPointer<UInt8>
    ) -> Int {
        let count = min(left.count, right.count)
        for index in 0..<count {
            let difference = left[index] ^ right[index]
            guard difference == 0 else { return index * 8 + difference.leadingZeroBitCount }
        }
        return count * 8
    }

    /// Whether a bit is one.
    @inline(__always)
    static func isOne(_ bit: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes[bit >> 3] & (0x80 >> UInt8(truncatingIfNeeded: bit & 7)) != 0
    }

    /// The eight bytes from a byte on, those past the end as zeros.
    @inline(__always)
    static func word(from first: Int, in bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
        if first + 8 <= bytes.count {
            let raw = UnsafeRawBufferPointer(bytes)
            return UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: first, as: UInt64.self))
        }
        var word: UInt64 = 0
        for index in first..<first + 8 {
            word = word << 8 | (index < bytes.count ? UInt64(bytes[index]) : 0)
        }
        return word
    }
}
