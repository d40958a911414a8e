// SPDX-License-Identifier: Apache-2.0

import Access

/// A function in one form: qualified as its tool gives it, without parameters, template arguments,
/// return type and the compiler's clone suffixes.
package struct CodeFunction: Hashable, Sendable {
    /// The longest name that is kept, in UTF-8 bytes.
    package static let maximumBytes = 256
    /// The longest name that is looked at, in UTF-8 bytes: templates write long ones.
    private static let readBytes = 4_096
    private static let clones = [
        ".part.", ".isra.", ".constprop.", ".cold", ".lto_priv.", "$lambda",
    ]

    package let name: String

    /// Reads a name; nil where nothing is left of it, or it is too long.
    package init?(_ text: String) {
        guard text.utf8.count <= Self.readBytes else { return nil }
        var name = text.replacing("(anonymous namespace)", with: "{anonymous}")
        name = Self.withoutArguments(Array(name))
        for clone in Self.clones {
            if let range = name.firstRange(of: clone), range.lowerBound > name.startIndex {
                name = String(name[..<range.lowerBound])
            }
        }
        name = Self.withoutReturnType(name)
        while let first = name.first, first == ":" || first == "*" || first == "&" {
            name.removeFirst()
        }
        guard !name.isEmpty, name.utf8.count <= Self.maximumBytes,
            !name.unicodeScalars.contains(where: \.isControl)
        else { return nil }
        self.name = name
    }

    /// Cuts at the parameter list and takes out template arguments, but not from `operator()` and
    /// the operators written with angle brackets.
    private static func withoutArguments(_ text: [Character]) -> String {
        var kept: [Character] = []
        var depth = 0
        var index = 0
        while index < text.count {
            let character = text[index]
            let isOperator = depth == 0 && endsInOperator(kept)
            if isOperator, character == "(", index + 1 < text.count, text[index + 1] == ")" {
                kept += ["(", ")"]
                index += 1
            } else if isOperator, "<>-=".contains(character) {
                kept.append(character)
            } else if character == "<" && !kept.isEmpty && kept.last != ":" && kept.last != "." {
                depth += 1
            } else if character == ">" && depth > 0 {
                depth -= 1
            } else if character == "(" && depth == 0 && !kept.isEmpty {
                break
            } else if depth == 0 {
                kept.append(character)
            }
            index += 1
        }
        return String(kept)
    }

    private static func endsInOperator(_ kept: [Character]) -> Bool {
        var tail = kept[...]
        while let last = tail.last, "<>-=".contains(last) { tail.removeLast() }
        return tail.count >= 8 && tail.suffix(8).elementsEqual("operator")
    }

    /// What stands before the name, separated by space: return type and specifiers.
    private static func withoutReturnType(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace)
        if let place = words.firstIndex(where: { $0 == "operator" || $0.hasSuffix("::operator") }) {
            return words[place...].joined(separator: " ")
        }
        return words.last.map(String.init) ?? ""
    }
}
