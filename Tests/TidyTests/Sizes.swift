// SPDX-License-Identifier: Apache-2.0

/// How large things may be, and how large they are (STYLE 1).
enum Sizes {
    /// A file reads in one sitting.
    static let fileLines = 300
    /// No exception goes beyond this.
    static let fileLinesEver = 500
    /// A function fits on a screen.
    static let functionLines = 40
    /// No exception goes beyond this.
    static let functionLinesEver = 70
    /// Two files fit beside each other.
    static let columns = 100

    /// What is larger than it should be: `file PATH` or `function PATH NAME`, and how many lines.
    static func oversize(in text: SwiftText) -> [String: Int] {
        var found: [String: Int] = [:]
        if text.lines.count > fileLines { found["file \(text.path)"] = text.lines.count }
        for function in functions(in: text) where function.lines > functionLines {
            let name = "function \(text.path) \(function.name)"
            found[name] = max(found[name] ?? 0, function.lines)
        }
        return found
    }

    /// Lines that run over the edge; text inside a literal is its reader's, not the page's.
    static func wideLines(in text: SwiftText) -> [Fault] {
        let inside = Set(text.literals.flatMap { $0.line..<($0.line + $0.lines) })
        return text.lines.enumerated().filter {
            $0.element.count > columns && !inside.contains($0.offset)
        }.map {
            Fault(text.path, $0.offset + 1, "\($0.element.count) columns; \(columns) is the most")
        }
    }

    /// What breaks the limits, given the exceptions of the day, which may only shrink.
    static func faults(oversize: [String: Int], ratchet: [String: Int]) -> [String] {
        var faults: [String] = []
        for (name, lines) in oversize {
            let ever = name.hasPrefix("file ") ? fileLinesEver : functionLinesEver
            let allowed = min(ratchet[name] ?? 0, ever)
            if lines > allowed { faults.append("\(name) has \(lines) lines: make it smaller") }
        }
        for (name, allowed) in ratchet {
            let lines = oversize[name]
            if lines == nil { faults.append("\(name) is small by now: take it off the ratchet") }
            if let lines, lines < allowed {
                faults.append("\(name) shrank to \(lines): lower its ratchet from \(allowed)")
            }
        }
        return faults.sorted()
    }

    /// The ratchet file: a number, then what it is for; `#` begins a remark.
    static func ratchet(_ text: String) -> [String: Int] {
        var entries: [String: Int] = [:]
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let parts = line.split(separator: " ", maxSplits: 1)
            if parts.count == 2, let lines = Int(parts[0]) { entries[String(parts[1])] = lines }
        }
        return entries
    }

    /// Functions, initialisers and computed properties with the lines they span.
    static func functions(in text: SwiftText) -> [(name: String, lines: Int)] {
        text.code.indices.compactMap { index in
            guard let head = opening.groups(text.code[index]).first else { return nil }
            let name = head[1].isEmpty ? head[2] : head[1]
            return lastLine(of: text.code, from: index).map { (name, $0 - index + 1) }
        }
    }

    private static let opening = Pattern(
        #"^\s*(?:@\w+(?:\([^)]*\))? )*(?:(?:\w+(?:\(\w+\))?) )*"#
            + #"(?:func (`[^`]+`|[^\s(<]+)|(init|deinit|subscript|(?<=var )\w+(?=: [^=]*\{\s*$)))"#
    )

    /// The line of the closing brace; nil for a declaration without a body.
    private static func lastLine(of code: [String], from first: Int) -> Int? {
        var round = 0
        var curly = 0
        for index in first..<code.count {
            if index > first, round == 0, curly == 0, isNextDeclaration(code[index]) { return nil }
            for character in code[index].utf8 {
                switch character {
                case UInt8(ascii: "("), UInt8(ascii: "["): round += 1
                case UInt8(ascii: ")"), UInt8(ascii: "]"): round -= 1
                case UInt8(ascii: "{") where round == 0 || curly > 0: curly += 1
                case UInt8(ascii: "}") where round == 0 || curly > 0:
                    curly -= 1
                    if curly <= 0 { return curly == 0 ? index : nil }
                default: break
                }
            }
        }
        return nil
    }

    private static func isNextDeclaration(_ line: String) -> Bool {
        let words = line.split { !$0.isLetter && $0 != "@" }
        let starts: Set<Substring> = [
            "func", "var", "let", "init", "case", "static", "package", "public", "private",
            "mutating", "associatedtype", "struct", "enum", "extension", "subscript", "typealias",
        ]
        let blank = line.allSatisfy(\.isWhitespace)
        return blank || words.first.map { starts.contains($0) } ?? false
    }
}
