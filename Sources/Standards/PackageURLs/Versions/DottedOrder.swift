// SPDX-License-Identifier: Apache-2.0

/// Integers with separators between them and nothing else: R, Haskell, and VERS's `intdot`.
struct DottedOrder {
    /// Whether a dash separates too (R: "Writing R Extensions" §1.1.1).
    var allowsDash = false
    /// Whether reading stops at the first other character, and missing integers are 0 (VERS).
    var isOpen = false

    /// The byte after the last integer: fewer come first.
    private static let end: UInt8 = 0x01

    func write(_ text: Span<UInt8>, to key: inout KeyWriter) throws(Flaw) {
        var index = 0
        var zeros = 0
        while true {
            let digits = text.digits(from: index)
            guard !digits.isEmpty else {
                if isOpen, index > 0 { break }
                throw Flaw(.number, at: index)
            }
            if isOpen, text.isZero(digits) {
                zeros &+= 1
            } else {
                for _ in 0..<zeros { key.append(NumberCode.wide.zero) }
                zeros = 0
                key.append(digits, of: text, .wide)
            }
            index = digits.upperBound
            let isSeparated = text.at(index) == .dot || allowsDash && text.at(index) == .dash
            guard isSeparated else { break }
            index &+= 1
        }
        key.append(Self.end)
        if !isOpen, index < text.count { throw Flaw(.character, at: index) }
    }
}
