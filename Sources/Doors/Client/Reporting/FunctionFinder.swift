// SPDX-License-Identifier: Apache-2.0

/// Finds which function of a C or C++ source file a line lies in.
///
/// Many analysers name a line only, and a line is no evidence that two reports mean the same bug.
/// It reads braces outside comments and literals; it expands no macros, so a macro that opens a
/// brace can hide a function, never invent one.
package struct FunctionFinder {
    /// One function: its name and the lines, counted from 1, from its heading to its closing brace.
    package struct Function: Equatable {
        let name: String
        let lines: ClosedRange<Int>
    }

    /// The functions in the order of the file.
    package private(set) var functions: [Function] = []

    /// What stands since the last `;` or brace outside all functions: the heading of what a brace
    /// opens.
    private var heading: [UInt8] = []
    private var headingLine = 1
    private var line = 1
    private var open: [Block] = []

    /// What a brace opened: a function, or a scope that functions may stand in.
    fileprivate enum Block {
        case function(String, Int)
        case scope
        case inner
    }

    /// Reads a whole file; bytes that are not text are passed over like any other character.
    package init(source: [UInt8]) {
        var index = 0
        while index < source.count {
            index = step(source, at: index)
        }
    }

    /// The function around a line, if there is one.
    package func name(atLine line: Int) -> String? {
        functions.first { $0.lines.contains(line) }?.name
    }

    private mutating func step(_ source: [UInt8], at index: Int) -> Int {
        let byte = source[index]
        let next = index + 1 < source.count ? source[index + 1] : 0
        switch (byte, next) {
        case (UInt8(ascii: "/"), UInt8(ascii: "/")):
            return skip(source, from: index, past: [UInt8(ascii: "\n")], keepLast: true)
        case (UInt8(ascii: "/"), UInt8(ascii: "*")):
            return skip(source, from: index + 2, past: Array("*/".utf8))
        case (UInt8(ascii: "#"), _) where open.allSatisfy(\.holdsFunctions):
            return skip(source, from: index, past: [UInt8(ascii: "\n")], keepLast: true)
        case (UInt8(ascii: "\""), _), (UInt8(ascii: "'"), _):
            return skipLiteral(source, from: index, quote: byte)
        default:
            take(byte)
            return index + 1
        }
    }

    private mutating func take(_ byte: UInt8) {
        if byte == UInt8(ascii: "\n") { line += 1 }
        let outside = open.last?.holdsFunctions ?? true
        switch byte {
        case UInt8(ascii: "{"):
            open.append(outside ? Block(heading: heading, line: headingLine) : .inner)
            heading = []
        case UInt8(ascii: "}"):
            if case .function(let name, let start)? = open.popLast() {
                functions.append(Function(name: name, lines: start...line))
            }
            heading = []
        case UInt8(ascii: ";") where outside:
            heading = []
        default:
            guard outside else { return }
            let isSpace = byte == 0x20 || (0x09...0x0D).contains(byte)
            if heading.isEmpty {
                if isSpace { return }
                headingLine = line
            }
            heading.append(isSpace ? 0x20 : byte)
        }
    }

    private mutating func skip(
        _ source: [UInt8],
        from start: Int,
        past mark: [UInt8],
        keepLast: Bool = false
    ) -> Int {
        var index = start
        while index + mark.count <= source.count {
            if source[index..<index + mark.count].elementsEqual(mark) {
                return keepLast ? index : index + mark.count
            }
            if source[index] == UInt8(ascii: "\n") { line += 1 }
            index += 1
        }
        return source.count
    }

    private mutating func skipLiteral(_ source: [UInt8], from start: Int, quote: UInt8) -> Int {
        var index = start + 1
        while index < source.count, source[index] != quote {
            if source[index] == UInt8(ascii: "\n") { return index }
            index += source[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        return index + 1
    }
}

extension FunctionFinder.Block {
    /// Whether functions can stand directly inside.
    fileprivate var holdsFunctions: Bool {
        switch self {
        case .scope: true
        case .function, .inner: false
        }
    }

    /// Tells a function's heading from a namespace's, a class's or an initialiser's.
    fileprivate init(heading: [UInt8], line: Int) {
        let text = String(decoding: heading, as: UTF8.self)
        let words = text.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
        if let first = words.first, ["namespace", "class", "extern"].contains(first),
            !text.contains("(")
        {
            self = .scope
        } else if let name = Self.functionName(text) {
            self = .function(name, line)
        } else {
            self = .inner
        }
    }

    /// The identifier before the first parenthesis: `static int Record::parse (…)` is
    /// `Record::parse`.
    private static func functionName(_ heading: String) -> String? {
        guard let parenthesis = heading.firstIndex(of: "("), !heading.contains("=") else {
            return nil
        }
        let before = heading[..<parenthesis].reversed().drop { $0 == " " }
        let name = before.prefix { $0.isLetter || $0.isNumber || "_:~".contains($0) }
        let text = String(name.reversed())
        return text.isEmpty ? nil : text
    }
}
