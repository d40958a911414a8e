// SPDX-License-Identifier: Apache-2.0

/// The bytes of many keys, one after the other, each behind its length; named by their place.
struct KeyStore {
    private var bytes: ContiguousArray<UInt8> = [0, 0]
    /// Bytes of keys that nobody has any more.
    private(set) var dead = 0

    /// How many bytes it holds, dead ones included, and has room for.
    var count: Int { bytes.count }
    var capacity: Int { bytes.capacity }

    /// Keeps a key; answers its place.
    mutating func append(_ key: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let place = UInt32(bytes.count)
        bytes.makeRoom(for: key.count + 2)
        bytes.append(UInt8(key.count >> 8))
        bytes.append(UInt8(key.count & 0xFF))
        bytes.append(contentsOf: key)
        return place
    }

    /// Says that nobody has this key any more.
    mutating func drop(_ place: UInt32) {
        dead += 2 + withKey(place) { $0.count }
    }

    /// Shows a key's bytes.
    @inline(__always)
    func withKey<Value>(
        _ place: UInt32,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) rethrows -> Value {
        try bytes.withUnsafeBufferPointer { all in
            let start = Int(place) + 2
            let count = Int(all[start - 2]) << 8 | Int(all[start - 1])
            return try body(UnsafeBufferPointer(rebasing: all[start..<start + count]))
        }
    }
}
