// SPDX-License-Identifier: Apache-2.0

/// A Swift file split into what is code and what is only text.
struct SwiftText {
    /// A string literal; an interpolation in it stands as one U+FFFD.
    struct Literal {
        let line: Int
        let text: String

        /// How many of its lines begin inside it.
        var lines: Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }
    }

    let path: String
    /// The lines as they stand in the file.
    let lines: [String]
    /// The code alone, line for line: comments and the inside of literals are blanks.
    let code: [String]
    let literals: [Literal]

    init(path: String, text: String) {
        var lexer = SwiftLexer(Array(text.utf8))
        lexer.run()
        self.path = path
        lines = Self.split(text)
        code = Self.split(String(decoding: lexer.code, as: UTF8.self))
        literals = lexer.literals.map { literal in
            Literal(line: literal.line, text: String(decoding: literal.bytes, as: UTF8.self))
        }
    }

    private static func split(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

/// Tells comments and literals from code, with as little of Swift's grammar as that needs.
struct SwiftLexer {
    private(set) var code: [UInt8]
    private(set) var literals: [(line: Int, bytes: [UInt8])] = []
    private let bytes: [UInt8]
    private var at = 0
    private var line = 1

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        code = bytes
    }

    mutating func run() {
        while at < bytes.count { readCode(insideLiteral: false) }
    }

    private func byte(_ offset: Int = 0) -> UInt8 {
        at + offset < bytes.count ? bytes[at + offset] : 0
    }

    private mutating func step() {
        if byte() == UInt8(ascii: "\n") { line += 1 }
        at += 1
    }

    private mutating func blank() {
        if byte() != UInt8(ascii: "\n") { code[at] = UInt8(ascii: " ") }
        step()
    }

    /// Reads code up to the end, or up to the parenthesis that ends an interpolation.
    private mutating func readCode(insideLiteral: Bool) {
        var depth = 0
        while at < bytes.count {
            switch (byte(), byte(1)) {
            case (UInt8(ascii: "/"), UInt8(ascii: "/")): readLineComment()
            case (UInt8(ascii: "/"), UInt8(ascii: "*")): readBlockComment()
            case (UInt8(ascii: "/"), _) where opensPattern: readPattern()
            case (UInt8(ascii: "\""), _): readLiteral(hashes: 0)
            case (UInt8(ascii: "#"), _) where literalHashes > 0:
                readLiteral(hashes: literalHashes)
            case (UInt8(ascii: "("), _):
                depth += 1
                step()
            case (UInt8(ascii: ")"), _):
                if insideLiteral && depth == 0 { return }
                depth -= 1
                step()
            default: step()
            }
        }
    }

    /// How many hashes open a raw literal here; 0 where none does.
    private var literalHashes: Int {
        var count = 0
        while byte(count) == UInt8(ascii: "#") { count += 1 }
        return byte(count) == UInt8(ascii: "\"") ? count : 0
    }

    /// Whether a slash begins a pattern: it follows an opening and is closed on its line.
    private var opensPattern: Bool {
        let openings = Array("(,=:{[ ".utf8)
        guard at > 0, openings.contains(bytes[at - 1]), byte(1) != UInt8(ascii: " ") else {
            return false
        }
        let rest = bytes[(at + 1)...].prefix { $0 != UInt8(ascii: "\n") }
        return rest.contains(UInt8(ascii: "/"))
    }

    private mutating func readPattern() {
        blank()
        while at < bytes.count, byte() != UInt8(ascii: "/") {
            if byte() == UInt8(ascii: "\\") { blank() }
            blank()
        }
        if at < bytes.count { blank() }
    }

    private mutating func readLineComment() {
        while at < bytes.count, byte() != UInt8(ascii: "\n") { blank() }
    }

    private mutating func readBlockComment() {
        var depth = 0
        repeat {
            let pair = (byte(), byte(1))
            if pair == (UInt8(ascii: "/"), UInt8(ascii: "*")) {
                depth += 1
                blank()
            } else if pair == (UInt8(ascii: "*"), UInt8(ascii: "/")) {
                depth -= 1
                blank()
            }
            if at < bytes.count { blank() }
        } while depth > 0 && at < bytes.count
    }

    private mutating func readLiteral(hashes: Int) {
        let began = line
        for _ in 0..<hashes { step() }
        let quotes = byte(1) == UInt8(ascii: "\"") && byte(2) == UInt8(ascii: "\"") ? 3 : 1
        for _ in 0..<quotes { step() }
        var text: [UInt8] = []
        while at < bytes.count, !closes(quotes: quotes, hashes: hashes) {
            if quotes == 1, byte() == UInt8(ascii: "\n") { break }
            guard byte() == UInt8(ascii: "\\"), hasHashes(hashes, after: 1) else {
                text.append(byte())
                blank()
                continue
            }
            readEscape(hashes: hashes, into: &text)
        }
        for _ in 0..<(quotes + hashes) where at < bytes.count { step() }
        literals.append((began, text))
    }

    private mutating func readEscape(hashes: Int, into text: inout [UInt8]) {
        for _ in 0...hashes { blank() }
        guard byte() == UInt8(ascii: "(") else {
            text.append(UInt8(ascii: " "))
            if at < bytes.count { blank() }
            return
        }
        text += Array("\u{FFFD}".utf8)
        step()
        readCode(insideLiteral: true)
        if at < bytes.count { step() }
    }

    private func hasHashes(_ count: Int, after offset: Int) -> Bool {
        (0..<count).allSatisfy { byte(offset + $0) == UInt8(ascii: "#") }
    }

    private func closes(quotes: Int, hashes: Int) -> Bool {
        (0..<quotes).allSatisfy { byte($0) == UInt8(ascii: "\"") }
            && hasHashes(hashes, after: quotes)
    }
}
