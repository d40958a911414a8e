// SPDX-License-Identifier: Apache-2.0

/// Numbers of the Common Weakness Enumeration, as tools write them.
enum Weakness {
    /// CWE numbers have at most four digits; a longer one is something else.
    private static let longestNumber = 5

    /// The number in a text that names one weakness: `CWE-79`, `cwe:79`, `external/cwe/cwe-079`,
    /// `CWE-79: Improper …`; nil for any other text.
    static func number(in text: String) -> Int? {
        var bytes = text.utf8[...]
        if let slash = bytes.lastIndex(of: UInt8(ascii: "/")), bytes[..<slash].allSatisfy(isPath) {
            bytes = bytes[bytes.index(after: slash)...]
        }
        for letter in "cwe".utf8 {
            guard let first = bytes.popFirst(), first | 0x20 == letter else { return nil }
        }
        if let mark = bytes.first, "-:_ ".utf8.contains(mark) { bytes.removeFirst() }
        return leadingNumber(bytes)
    }

    /// The number of a class in a classification that is known to be CWE: `79` or `CWE-79`.
    static func number(ofClass id: String) -> Int? { leadingNumber(id.utf8[...]) ?? number(in: id) }

    /// All numbers that the tags and the property `cwe` of a bag name.
    static func numbers(in bag: PropertyBag) -> [Int] {
        bag.tags.compactMap(number(in:)) + bag.weaknesses.compactMap(number(ofClass:))
    }

    /// Whether a classification of this name is CWE.
    static func isNamed(_ name: String) -> Bool { name.lowercased() == "cwe" }

    private static func leadingNumber(_ text: Substring.UTF8View) -> Int? {
        let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        guard !digits.isEmpty, digits.count <= longestNumber else { return nil }
        if let next = text.dropFirst(digits.count).first, isPath(next), !isMark(next) { return nil }
        return Int(Substring(digits))
    }

    private static func isMark(_ byte: UInt8) -> Bool { "-./".utf8.contains(byte) }

    private static func isPath(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: isMark(byte)
        }
    }
}
