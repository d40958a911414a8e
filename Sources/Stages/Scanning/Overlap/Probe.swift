// SPDX-License-Identifier: Apache-2.0

/// A key that is asked about, with zeros behind it: eight of its bytes can be read from wherever it
/// has one, which asks for no loop at its end.
struct Probe {
    private let room: UnsafeRawBufferPointer
    /// The length of the key, in bits.
    let bits: Int

    /// Its bytes, without what is behind.
    var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeRawBufferPointer(rebasing: room.dropLast(Self.behind))
            .assumingMemoryBound(to: UInt8.self)
    }

    /// The bytes behind it.
    private static let behind = 8

    /// Lends the probe of a key.
    @inline(__always)
    static func with<Value>(_ key: ScopeKey, _ body: (Probe) -> Value) -> Value {
        let count = key.bytes.count
        return withUnsafeTemporaryAllocation(
            byteCount: count + behind,
            alignment: MemoryLayout<UInt64>.alignment
        ) { room in
            key.bytes.withUnsafeBytes { room.copyMemory(from: $0) }
            room.storeBytes(of: 0, toByteOffset: count, as: UInt64.self)
            return body(Probe(room: UnsafeRawBufferPointer(room), bits: key.bits))
        }
    }

    private init(room: UnsafeRawBufferPointer, bits: Int) {
        (self.room, self.bits) = (room, bits)
    }

    /// The eight bytes from one of its bytes on.
    @inline(__always)
    func word(from byte: Int) -> UInt64 {
        UInt64(bigEndian: room.loadUnaligned(fromByteOffset: byte, as: UInt64.self))
    }

    /// Some of its bits, from 1 to 56 of them, as a number.
    @inline(__always)
    func bits(from first: Int, count: Int) -> UInt64 {
        (word(from: first >> 3) << UInt64(first & 7)) >> UInt64(64 - count)
    }

    @inline(__always)
    func isOne(_ bit: Int) -> Bool {
        let byte = room.load(fromByteOffset: bit >> 3, as: UInt8.self)
        return byte << UInt8(truncatingIfNeeded: bit & 7) & 0x80 != 0
    }
}
