// SPDX-License-Identifier: Apache-2.0

/// Strings read before, so that one that comes again costs no new memory.
///
/// Each hash has one place; a newer string takes it over, so the table never grows.
///
/// SAFETY: `places` is memory of this value alone, which is not copyable; a place is the top bits
/// of a hash, as many as the table has places for.
struct SharedStrings: ~Copyable {
    /// 8 192 places: the rules and files that a run of the field names most often.
    private static let placeBits: UInt64 = 13
    /// Longer strings seldom come again.
    static let longestBytes = 256
    /// Strings up to this length lie within the value and take no memory anyway.
    static let inlineBytes = 15

    private struct Place {
        var hash: UInt64 = 0
        var string = ""
    }

    private var places: UnsafeMutableBufferPointer<Place>?

    deinit {
        places?.deinitialize()
        places?.deallocate()
    }

    /// The text as a string, an older equal one where there is one.
    mutating func string(_ text: UnsafeBufferPointer<UInt8>) -> String {
        guard let base = text.baseAddress, text.count > Self.inlineBytes,
            text.count <= Self.longestBytes
        else { return String(decoding: text, as: UTF8.self) }
        let hash = Self.hash(base, text.count)
        let places = places ?? makePlaces()
        let place = Int(truncatingIfNeeded: hash >> (64 - Self.placeBits))
        if places[place].hash == hash, Self.isEqual(places[place].string, base, text.count) {
            return places[place].string
        }
        let string = String(decoding: text, as: UTF8.self)
        places[place] = Place(hash: hash, string: string)
        return string
    }

    private mutating func makePlaces() -> UnsafeMutableBufferPointer<Place> {
        let made = UnsafeMutableBufferPointer<Place>.allocate(capacity: 1 << Int(Self.placeBits))
        made.initialize(repeating: Place())
        places = made
        return made
    }

    /// Whether both have the same bytes; the last word looked at overlaps the one before.
    private static func isEqual(
        _ string: borrowing String,
        _ text: UnsafePointer<UInt8>,
        _ count: Int
    ) -> Bool {
        string.utf8.withContiguousStorageIfAvailable { known in
            guard known.count == count, let known = known.baseAddress else { return false }
            var index = 0
            while index + 8 <= count {
                if Word.load(known + index) != Word.load(text + index) { return false }
                index += 8
            }
            return Word.load(known + (count - 8)) == Word.load(text + (count - 8))
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
