// SPDX-License-Identifier: Apache-2.0

/// The primary key of one kind of thing: a UUIDv7 (RFC 9562 §5.7), ordered by time of making.
///
/// `Kind` is never instantiated; it keeps an id of one kind from standing where another belongs.
package struct ID<Kind>: Hashable, Sendable, Comparable {
    /// The 128 bits, most significant half first.
    package let high: UInt64
    package let low: UInt64

    package init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// The same bits as an id of another kind, for the few places that hold any thing's id.
    package init<Other>(_ other: ID<Other>) {
        self.init(high: other.high, low: other.low)
    }

    /// Reads sixteen bytes; nil for any other count.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        high = bytes[0..<8].reduce(0) { $0 << 8 | UInt64($1) }
        low = bytes[8..<16].reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// Sixteen bytes, big-endian, so that byte order is time order.
    package var bytes: [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 16) { bytes, count in
            for index in 0..<8 {
                let shift = UInt64(56 - 8 * index)
                bytes.initializeElement(at: index, to: UInt8(truncatingIfNeeded: high >> shift))
                bytes.initializeElement(at: index + 8, to: UInt8(truncatingIfNeeded: low >> shift))
            }
            count = 16
        }
    }

    package static func < (left: Self, right: Self) -> Bool {
        (left.high, left.low) < (right.high, right.low)
    }
}

extension ID: SQLConvertible {
    package var sqlValue: SQLValue { .bytes(bytes) }

    package init?(sqlValue: SQLValue) {
        guard case .bytes(let bytes) = sqlValue else { return nil }
        self.init(bytes: bytes)
    }
}

extension ID: CustomStringConvertible, LosslessStringConvertible {
    /// The 36 characters of RFC 9562 §4, in lower case.
    package var description: String {
        String(unsafeUninitializedCapacity: Self.textBytes, initializingUTF8With: write(into:))
    }

    /// The count of the characters of RFC 9562 §4, each of them one byte.
    static var textBytes: Int { 36 }

    /// Writes the text into a buffer that has room for it.
    func write(into text: UnsafeMutableBufferPointer<UInt8>) -> Int {
        var place = 0
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 {
                text[place] = UInt8(ascii: "-")
                place += 1
            }
            let word = index < 16 ? high : low
            let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4)) & 15
            text[place] = digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10)
            place += 1
        }
        return place
    }

    /// Reads exactly the form that `description` writes; nil for every other text.
    package init?(_ text: String) {
        let utf8 = Array(text.utf8)
        guard utf8.count == 36 else { return nil }
        var bytes: [UInt8] = []
        var high: UInt8?
        for (index, character) in utf8.enumerated() {
            if [8, 13, 18, 23].contains(index) {
                guard character == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Self.digit(character) else { return nil }
            if let first = high {
                bytes.append(first << 4 | digit)
                high = nil
            } else {
                high = digit
            }
        }
        self.init(bytes: bytes)
    }

    private static func digit(_ character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): character - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
