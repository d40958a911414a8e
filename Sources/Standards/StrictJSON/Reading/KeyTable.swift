// SPDX-License-Identifier: Apache-2.0

/// Keys by hash, open addressing; their words lie side by side in one array.
@usableFromInline
struct KeyTable: Sendable {
    /// What stands for the end of an object where an index is asked for.
    @usableFromInline static var end: Int { -2 }

    private struct Slot {
        var hash: UInt64 = 0
        var index = -1
        var lengthBytes = 0
        var word = 0
    }

    private var slots: [Slot]
    private var words: [UInt64] = []
    private let mask: Int

    init(_ keys: [String?]) {
        var size = 8
        while size < 3 * keys.count { size *= 2 }
        slots = Array(repeating: Slot(), count: size)
        mask = size - 1
        for (index, key) in keys.enumerated() {
            if let key { insert(Array(key.utf8), index) }
        }
    }

    private mutating func insert(_ key: [UInt8], _ index: Int) {
        var slot = Slot(hash: 0, index: index, lengthBytes: key.count, word: words.count)
        for first in stride(from: 0, through: key.count, by: 8) {
            var word: UInt64 = 0
            for (shift, byte) in key[first...].prefix(8).enumerated() {
                word |= UInt64(byte) << UInt64(8 * shift)
            }
            words.append(word)
            let isLast = key.count - first < 8
            slot.hash =
                isLast ? Word.end(slot.hash, word, key.count) : Word.mix(slot.hash, word)
        }
        var position = Int(truncatingIfNeeded: slot.hash) & mask
        while slots[position].index >= 0 { position = (position + 1) & mask }
        slots[position] = slot
    }

    /// The index of a key among those given, or -1.
    @inline(__always)
    func index(of key: Nesting.Key, in read: borrowing Stack<UInt64>) -> Int {
        var position = Int(truncatingIfNeeded: key.hash) & mask
        while slots[position].index >= 0 {
            let slot = slots[position]
            if slot.hash == key.hash, slot.lengthBytes == key.lengthBytes {
                var difference: UInt64 = 0
                for offset in 0..<key.words {
                    difference |= words[slot.word + offset] ^ read[key.word + offset]
                }
                if difference == 0 { return slot.index }
            }
            position = (position + 1) & mask
        }
        return -1
    }
}
