// SPDX-License-Identifier: Apache-2.0

/// Who may speak SQL, and about which tables.
enum Tables {
    /// Databases are spoken to from here; doors and standards know no SQL.
    private static let speakers = ["Sources/Foundations/", "Sources/Stages/"]

    private static let sql = Pattern(
        #"\bSELECT\s.*\bFROM\b|\bINSERT\s+INTO\b|\bUPDATE\s+\w+\s+SET\b|\bDELETE\s+FROM\b"#
            + #"|\b(?:CREATE|DROP|ALTER)\s+(?:UNIQUE\s+)?(?:TABLE|INDEX)\b|\bPRAGMA\s+\w+"#
    )
    private static let creation = Pattern(#"\bCREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?(\w+)"#)
    private static let use = Pattern(
        #"\b(?:FROM|JOIN|INTO|UPDATE|TABLE|REFERENCES)\s+(?:IF\s+(?:NOT\s+)?EXISTS\s+)?(\w+)"#
    )

    /// SQL in a literal where none belongs.
    static func strayStatements(in text: SwiftText) -> [Fault] {
        guard text.path.hasPrefix("Sources/") else { return [] }
        if speakers.contains(where: { text.path.hasPrefix($0) }) { return [] }
        return text.literals.filter { sql.matches(flat($0.text)) }.map {
            Fault(text.path, $0.line, "SQL outside Store, Access and the stages")
        }
    }

    /// The tables that each target creates.
    static func owners(in texts: [SwiftText]) -> [String: String] {
        texts.reduce(into: [:]) { owners, text in
            guard let target = Imports.target(of: text.path) else { return }
            for literal in text.literals {
                for match in creation.groups(flat(literal.text)) { owners[match[1]] = target }
            }
        }
    }

    /// Statements that reach into a table of another target.
    static func trespasses(in text: SwiftText, owners: [String: String]) -> [Fault] {
        guard let target = Imports.target(of: text.path) else { return [] }
        return text.literals.flatMap { literal in
            use.groups(flat(literal.text)).compactMap { match in
                guard let owner = owners[match[1]], owner != target else { return nil }
                return Fault(text.path, literal.line, "\(match[1]) is \(owner)'s table: ask it")
            }
        }
    }

    private static func flat(_ text: String) -> String {
        text.replacing("\n", with: " ")
    }
}
