// SPDX-License-Identifier: Apache-2.0

/// The orders in which canonical forms put keys, both told from UTF-8.
enum KeyOrder {
    /// By Unicode scalars, which is the order of UTF-8's bytes.
    static func scalars(_ left: String, _ right: String) -> Bool {
        guard let (a, b) = firstDifference(left, right) else {
            return left.utf8.count < right.utf8.count
        }
        return a < b
    }

    /// By the code units of UTF-16 (RFC 8785 section 3.2.3).
    ///
    /// It differs only where a character beyond the basic plane, whose surrogates are D800 to DFFF
    /// and whose first byte is F0 or more, meets one from E000 on, whose first byte is EE or EF.
    static func utf16(_ left: String, _ right: String) -> Bool {
        guard let (a, b) = firstDifference(left, right) else {
            return left.utf8.count < right.utf8.count
        }
        let isSwapped = a >= 0xEE && b >= 0xEE && (a >= 0xF0) != (b >= 0xF0)
        return isSwapped ? a > b : a < b
    }

    /// The first bytes that differ; nil when one text begins with the other.
    private static func firstDifference(
        _ left: String,
        _ right: String
    ) -> (UInt8, UInt8)? {
        let fast = left.utf8.withContiguousStorageIfAvailable { left in
            right.utf8.withContiguousStorageIfAvailable { right in differ(left, right) }
        }
        if let found = fast, let found { return found }
        return differ(left.utf8, right.utf8)
    }

    private static func differ(
        _ left: some Sequence<UInt8>,
        _ right: some Sequence<UInt8>
    ) -> (UInt8, UInt8)? {
        for (a, b) in zip(left, right) where a != b { return (a, b) }
        return nil
    }
}
