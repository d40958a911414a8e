// SPDX-License-Identifier: Apache-2.0

package import Store

/// A kind of weakness: its number in the Common Weakness Enumeration.
package struct Weakness: Hashable, Comparable, Sendable {
    package let number: Int

    package init?(number: Int) {
        // CWE has four digits so far; a fifth leaves room.
        guard (1...99_999).contains(number) else { return nil }
        self.number = number
    }

    /// Reads `CWE-416` in the forms in which tools write it: `cwe416`, `CWE 416`,
    /// `external/cwe/cwe-416`, `416`.
    package init?(_ text: String) {
        let last = text.split(separator: "/").last.map { $0.lowercased() } ?? ""
        var digits = Substring(last)
        if digits.hasPrefix("cwe") { digits = digits.dropFirst(3) }
        digits = digits.drop { $0 == "-" || $0 == " " || $0 == ":" || $0 == "_" }
        let number = digits.prefix { $0.isASCII && $0.isNumber }
        let rest = digits.dropFirst(number.count)
        guard number.count <= 5, rest.first.map({ $0 == ":" || $0 == " " }) ?? true,
            let value = Int(number)
        else { return nil }
        self.init(number: value)
    }

    package static func < (left: Weakness, right: Weakness) -> Bool {
        left.number < right.number
    }
}

extension Weakness: CustomStringConvertible, SQLConvertible {
    /// For example `CWE-416`.
    package var description: String { "CWE-\(number)" }

    package var sqlValue: SQLValue { .integer(Int64(number)) }

    package init?(sqlValue: SQLValue) {
        guard let number = Int(sqlValue: sqlValue) else { return nil }
        self.init(number: number)
    }
}
