// SPDX-License-Identifier: Apache-2.0

/// Strings read before, so that one that comes again costs no new memory.
///
/// Each hash has one place; a newer string takes it over, so the table never grows.
struct SharedStrings: ~Copyable {
    /// 8 192 places: the rules and files that a run of the field names most often.
    private static let placeBits: UInt64 = 13
    /// Longer strings seldom come again.
    static let longestBytes = 256
    /// Strings up to this length lie within the value and take no memory anyway.
    static let inlineBytes = 15

    private var hashes: [UInt64] = []
    private var strings: [String] = []

    /// The text as a string, an older equal one where there is one.
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
        guard let base = text.baseAddress, text.count > Self.inlineBytes,
            text.count <= Self.longestBytes
        else { return String(decoding: text, as: UTF8.self) }
        let hash = Self.hash(base, text.count)
        if hashes.isEmpty {
            hashes = Array(repeating: 0, count: 1 << Int(Self.placeBits))
            strings = Array(repeating: "", count: 1 << Int(Self.placeBits))
        }
        let place = Int(truncatingIfNeeded: hash >> (64 - Self.placeBits))
        if hashes[place] == hash, isEqual(strings[place], text) { return strings[place] }
        let string = String(decoding: text, as: UTF8.self)
        hashes[place] = hash
        strings[place] = string
        return string
    }

    /// Whether both have the same bytes; the last word looked at overlaps the one before.
    private func isEqual(_ string: String, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        string.utf8.withContiguousStorageIfAvailable { known in
            guard known.count == text.count, let left = known.baseAddress,
                let right = text.baseAddress
            else { return false }
            var index = 0
            while index + 8 <= text.count {
                if Word.load(left + index) != Word.load(right + index) { return false }
                index += 8
            }
            let last = text.count - 8
            return Word.load(left + last) == Word.load(right + last)
        } ?? false
    }

    /// A hash of more than eight bytes; its last word overlaps the one before.
    private static func hash(_ text: UnsafePointer<UInt8>, _ count: Int) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: count)
        var index = 0
        while index + 8 <= count {
            hash = Word.mix(hash, Word.load(text + index))
            index += 8
        }
        return Word.mix(hash, Word.load(text + (count - 8)))
    }
}
