// SPDX-License-Identifier: Apache-2.0

/// A key that is asked about, with zeros behind it: eight of its bytes can be read from wherever it
/// has one, which asks for no loop at its end.
struct Probe {
    private let start: UnsafeRawPointer
    /// The length of the key, in bits and in bytes.
    let bits: Int
    private let count: Int

    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: start.assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// Lends the probe of a key.
    @inline(__always)
    static func with<Value>(_ key: ScopeKey, _ body: (Probe) -> Value) -> Value {
        let count = key.bytes.count
        return withUnsafeTemporaryAllocation(byteCount: count + 8, alignment: 8) { room in
            key.bytes.withUnsafeBytes { room.copyMemory(from: $0) }
            let base = room.baseAddress!
            base.storeBytes(of: 0, toByteOffset: count, as: UInt64.self)
            return body(Probe(start: UnsafeRawPointer(base), bits: key.bits, count: count))
        }
    }

    private init(start: UnsafeRawPointer, bits: Int, count: Int) {
        (self.start, self.bits, self.count) = (start, bits, count)
    }

    /// The eight bytes from one of its bytes on.
    @inline(__always)
    func word(from byte: Int) -> UInt64 {
        UInt64(bigEndian: start.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
    }

    /// Some of its bits, from 1 to 56 of them, as a number.
    @inline(__always)
    func bits(from first: Int, count: Int) -> UInt64 {
        (word(from: first >> 3) << UInt64(first & 7)) >> UInt64(64 - count)
    }

    @inline(__always)
    func isOne(_ bit: Int) -> Bool {
        let byte = start.load(fromByteOffset: bit >> 3, as: UInt8.self)
        return byte << UInt8(truncatingIfNeeded: bit & 7) & 0x80 != 0
    }
}
