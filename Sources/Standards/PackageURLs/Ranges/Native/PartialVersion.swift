// SPDX-License-Identifier: Apache-2.0

/// A version as ranges abbreviate it: `1`, `1.2.x`, `1.2.3-beta.1`, `*`.
struct PartialVersion {
    /// The numbers before the end, a suffix or a wildcard.
    private(set) var numbers: [String] = []
    /// Whether `x`, `X` or `*` stood where a number could.
    private(set) var isWild = false
    /// What follows the numbers: `-beta.1`.
    private(set) var suffix = ""

    /// Nil where the text does not begin as a version does.
    init?(_ text: String) {
        var rest = Substring(text).utf8
        if rest.first == UInt8(ascii: "v") || rest.first == UInt8(ascii: "V") { rest.removeFirst() }
        while let first = rest.first {
            if first.isDigit, !isWild {
                let digits = rest.prefix(while: \.isDigit)
                numbers.append(String(Substring(digits)))
                rest = rest[digits.endIndex...]
            } else if first.isDigit || Self.isWildcard(first) {
                isWild = true
                rest = rest.dropFirst(1)
            } else {
                break
            }
            guard rest.first == UInt8(ascii: "."), let next = rest.dropFirst().first,
                next.isDigit || Self.isWildcard(next)
            else { break }
            rest = rest.dropFirst()
        }
        guard !numbers.isEmpty || isWild, !(isWild && !rest.isEmpty) else { return nil }
        suffix = String(Substring(rest))
    }

    private static func isWildcard(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "*") || byte | 0x20 == UInt8(ascii: "x")
    }

    /// The first number that is not zero, or the last one.
    var firstCounting: Int {
        numbers.firstIndex { number in number.utf8.contains { $0 != UInt8(ascii: "0") } }
            ?? numbers.count - 1
    }

    /// The numbers, with zeros up to a length, and the suffix.
    func padded(to length: Int) -> String {
        let zeros = Array(repeating: "0", count: max(0, length - numbers.count))
        return (numbers + zeros).joined(separator: ".") + suffix
    }

    /// The first version after all that share the numbers up to this one, padded with zeros.
    func bumped(_ index: Int, paddedTo length: Int = 0) -> String {
        var kept = Array(numbers.prefix(index))
        kept.append(Self.incremented(numbers[index]))
        kept += Array(repeating: "0", count: max(0, length - kept.count))
        return kept.joined(separator: ".")
    }

    /// One more, of however many digits.
    private static func incremented(_ digits: String) -> String {
        var bytes = Array(digits.utf8)
        var index = bytes.count - 1
        while index >= 0, bytes[index] == UInt8(ascii: "9") {
            bytes[index] = UInt8(ascii: "0")
            index -= 1
        }
        if index >= 0 { bytes[index] += 1 } else { bytes.insert(UInt8(ascii: "1"), at: 0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
