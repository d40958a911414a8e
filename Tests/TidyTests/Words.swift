// SPDX-License-Identifier: Apache-2.0

/// Words and constructs that have no place in what is shipped.
enum Words {
    /// Names that say nothing about what a thing does (DESIGN, absences).
    private static let hollow = Pattern(
        #"(?:Manager|Helpers?|Utils?|Utilit(?:y|ies)|Common)$|^(?:Base|Common)(?:[A-Z]|$)"#
    )
    private static let type = Pattern(
        #"\b(?:struct|class|enum|protocol|actor|typealias) (\w+)"#
    )
    private static let unsafe = Pattern(
        #"\btry!|\bfatalError\b|\bas!|@unchecked Sendable|\bnonisolated\(unsafe\)"#
            + #"|\bunsafeBitCast\b|(?<=[\w\)\]\}\?])!(?!=)"#
    )
    private static let outside = Pattern(
        #"\b(?:ContinuousClock|SuspendingClock|SystemRandomNumberGenerator"#
            + #"|FileHandle|FileManager|ProcessInfo)\b|\bPrivateKey\(\)"#
            + #"|\.(?:random|shuffled?|randomElement)\("#
    )

    /// Types, folders and files with hollow names.
    static func hollowNames(in text: SwiftText) -> [Fault] {
        var faults = text.path.split(separator: "/").dropLast()
            .filter { hollow.matches(String($0)) }
            .map { Fault(text.path, 1, "no folder is called \($0)") }
        let file = text.path.split(separator: "/").last?.split(separator: ".").first ?? ""
        if hollow.matches(String(file)) { faults.append(Fault(text.path, 1, "hollow file name")) }
        for (index, line) in text.code.enumerated() {
            for match in type.groups(line) where hollow.matches(match[1]) {
                faults.append(Fault(text.path, index + 1, "no type is called \(match[1])"))
            }
        }
        return faults
    }

    /// What can crash or race, unless a `// SAFETY:` line above says why it holds (STYLE 6).
    static func unsafeCode(in text: SwiftText) -> [Fault] {
        text.code.enumerated().flatMap { index, line in
            unsafe.groups(line)
                .filter { _ in !isExplained(index, in: text) }
                .map { Fault(text.path, index + 1, "\($0[0]) without a // SAFETY: line") }
        }
    }

    /// Standards never touch a clock, a random source or a file.
    static func outsideWorld(in text: SwiftText) -> [Fault] {
        guard text.path.hasPrefix("Sources/Standards/") else { return [] }
        return text.code.enumerated().flatMap { index, line in
            outside.groups(line).map { Fault(text.path, index + 1, "a standard uses \($0[0])") }
        }
    }

    /// Whether the line, or the comment right above it, gives the reason.
    private static func isExplained(_ index: Int, in text: SwiftText) -> Bool {
        var line = index
        repeat {
            if text.lines[line].contains("// SAFETY:") { return true }
            line -= 1
        } while line >= 0 && text.lines[line].drop(while: \.isWhitespace).hasPrefix("//")
        return false
    }
}
