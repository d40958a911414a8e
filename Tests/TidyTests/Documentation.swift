// SPDX-License-Identifier: Apache-2.0

/// Whether what others may use says what it is (STYLE 9).
enum Documentation {
    /// A first sentence is read at a glance.
    static let sentenceCharacters = 150

    /// Names that the language asks for; what they do is known.
    private static let known: Set = [
        "==", "<", "hash", "encode", "appendLiteral", "appendInterpolation", "makeIterator",
        "next", "index", "run", "validate", "main", "StringLiteralType",
    ]

    private static let declaration = Pattern(
        #"^\s*(?:@\w+(?:\([^)]*\))? )*(?:public|package) "#
            + #"(?:(?:static|final|indirect|mutating|consuming|borrowing|nonisolated|isolated"#
            + #"|class|override) )*(?:struct|class|enum|protocol|actor|func) ([^\s(<:]+)"#
    )

    private static let requirement = Pattern(
        #"^\s*(?:(?:static|mutating) )*(?:func|var|associatedtype) (\w+)"#
    )
    private static let protocolHead = Pattern(#"\bprotocol \w+[^}]*\{\s*$"#)

    /// What protocols of ours ask for: documented there, so not again at each answer.
    static func requirements(in texts: [SwiftText]) -> Set<String> {
        var names: Set<String> = []
        for text in texts {
            var inside = false
            for line in text.code {
                if protocolHead.matches(line) { inside = true }
                if line.hasPrefix("}") { inside = false }
                if inside, let match = requirement.groups(line).first { names.insert(match[1]) }
            }
        }
        return names
    }

    /// Public and package types and functions without a sentence, or with one too long.
    ///
    /// Constants and properties are left to judgement; public ones to the formatter.
    static func faults(in text: SwiftText, answering asked: Set<String> = []) -> [Fault] {
        text.code.indices.flatMap { index -> [Fault] in
            guard let name = name(of: text.code[index]), !known.contains(name) else { return [] }
            guard !asked.contains(name) else { return [] }
            let sentence = firstSentence(above: index, in: text)
            guard let sentence, !sentence.isEmpty else {
                return [Fault(text.path, index + 1, "\(name) has no /// sentence")]
            }
            guard sentence.count > sentenceCharacters else { return [] }
            let what = "the first sentence on \(name) has \(sentence.count) characters"
            return [Fault(text.path, index + 1, what)]
        }
    }

    /// The name a line declares, if it is one that has to be documented.
    private static func name(of line: String) -> String? {
        declaration.groups(line).first?[1]
    }

    /// The first sentence of the comment above a declaration and its attributes.
    private static func firstSentence(above index: Int, in text: SwiftText) -> String? {
        var line = index - 1
        while line >= 0, isAttribute(text.code[line]) { line -= 1 }
        var paragraph: [String] = []
        while line >= 0, let comment = comment(text.lines[line]) {
            paragraph.insert(comment, at: 0)
            line -= 1
        }
        guard !paragraph.isEmpty else { return nil }
        let first = paragraph.prefix { !$0.isEmpty }.joined(separator: " ")
        return first.firstRange(of: ". ").map { String(first[..<$0.upperBound]) } ?? first
    }

    private static func isAttribute(_ line: String) -> Bool {
        line.drop(while: \.isWhitespace).hasPrefix("@")
    }

    private static func comment(_ line: String) -> String? {
        let bare = line.drop(while: \.isWhitespace)
        guard bare.hasPrefix("///") else { return nil }
        return String(bare.dropFirst(3).drop(while: \.isWhitespace))
    }
}
