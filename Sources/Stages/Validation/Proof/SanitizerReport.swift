// SPDX-License-Identifier: Apache-2.0

/// A sanitizer's report as it stands in what a program wrote to its standard error.
///
/// Whatever writes there may be hostile, so a report is taken only whole: its head, its frames and
/// its summary have to agree. It is still no proof by itself; see `Sighting`.
package struct SanitizerReport: Sendable, Hashable {
    /// The kinds that a recipe may name, as the summary of compiler-rt's sanitizers has them.
    package enum Kind: String, Sendable, CaseIterable {
        case allocDeallocMismatch = "alloc-dealloc-mismatch"
        case badFree = "bad-free"
        case containerOverflow = "container-overflow"
        case dataRace = "data race"
        case doubleFree = "double-free"
        case dynamicStackBufferOverflow = "dynamic-stack-buffer-overflow"
        case floatingPointException = "FPE"
        case globalBufferOverflow = "global-buffer-overflow"
        case heapBufferOverflow = "heap-buffer-overflow"
        case heapUseAfterFree = "heap-use-after-free"
        case memcpyOverlap = "memcpy-param-overlap"
        case negativeSize = "negative-size-param"
        case segmentation = "SEGV"
        case stackBufferOverflow = "stack-buffer-overflow"
        case stackBufferUnderflow = "stack-buffer-underflow"
        case stackOverflow = "stack-overflow"
        case stackUseAfterReturn = "stack-use-after-return"
        case stackUseAfterScope = "stack-use-after-scope"
        case undefinedBehavior = "undefined-behavior"
        case unknownCrash = "unknown-crash"
        case useAfterPoison = "use-after-poison"
        case uninitialized = "use-of-uninitialized-value"
    }

    /// Bytes of standard error that are looked at: a report has some kilobytes.
    static let lookedAtBytes = 1 << 20
    /// Frames that are kept of a report: those in which a bug is named.
    static let frameLimit = 8
    /// Bytes of a function's name that are kept.
    static let functionBytes = 1_024

    /// The kind as the summary names it; nil for one that no recipe can name.
    package let kind: Kind?
    /// The functions of the first stack, the innermost first, where they could be told.
    package let functions: [String]

    /// Finds the first whole report; nil where there is none.
    package init?(in diagnostics: some Collection<UInt8>) {
        let lines = diagnostics.prefix(Self.lookedAtBytes).split(
            separator: UInt8(ascii: "\n"),
            omittingEmptySubsequences: false
        )
        var head: Head?
        var functions: [String] = []
        var frames = 0
        for line in lines {
            let text = String(decoding: line.prefix(4_096), as: UTF8.self)
            if let begun = head {
                if let frame = Frame(text), frame.number == frames, frames < Self.frameLimit {
                    frames += 1
                    if let function = frame.function { functions.append(function) }
                } else if let summary = Summary(text), summary.sanitizer == begun.sanitizer {
                    guard begun.agrees(with: summary), frames > 0 || !begun.hasFrames else {
                        return nil
                    }
                    kind = Kind(rawValue: summary.kind)
                    self.functions = functions
                    return
                }
            } else {
                head = Head(text)
            }
        }
        return nil
    }

    /// Whether something looks like a report, whole or not: nothing that may be passed over as
    /// silence.
    package static func isSuspected(in diagnostics: some Collection<UInt8>) -> Bool {
        let text = String(decoding: diagnostics.prefix(lookedAtBytes), as: UTF8.self)
        return text.contains("ERROR: AddressSanitizer") || text.contains("SUMMARY: ")
            || text.contains("WARNING: MemorySanitizer")
            || text.contains("WARNING: ThreadSanitizer") || text.contains(": runtime error: ")
    }
}

/// The line that a report begins with.
private struct Head {
    let sanitizer: String
    /// What it calls the bug, up to the first space.
    let word: String
    /// UndefinedBehaviorSanitizer shows frames only where it is asked to.
    var hasFrames: Bool { sanitizer != "UndefinedBehaviorSanitizer" }

    init?(_ line: String) {
        if line.contains(": runtime error: ") {
            sanitizer = "UndefinedBehaviorSanitizer"
            word = "undefined-behavior"
            return
        }
        for (name, level) in [
            ("AddressSanitizer", "ERROR"), ("MemorySanitizer", "WARNING"),
            ("ThreadSanitizer", "WARNING"),
        ] {
            let mark = "\(level): \(name): "
            guard let found = line.firstRange(of: mark),
                Self.isProcess(line[..<found.lowerBound], of: name)
            else { continue }
            sanitizer = name
            word = String(line[found.upperBound...].prefix { $0 != " " })
            return
        }
        return nil
    }

    /// `==123==` before the words; ThreadSanitizer writes its process behind them.
    private static func isProcess(_ text: Substring, of name: String) -> Bool {
        if name == "ThreadSanitizer" { return text.isEmpty || isProcess(text, of: "") }
        guard text.hasPrefix("=="), text.hasSuffix("=="), text.count > 4 else { return false }
        return text.dropFirst(2).dropLast(2).allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Whether a summary is of the same bug.
    ///
    /// The head of a wrong free says `attempting`; that of a race, `data` of `data race`.
    func agrees(with summary: Summary) -> Bool {
        switch word {
        case "attempting": ["double-free", "bad-free"].contains(summary.kind)
        default:
            summary.kind == word || summary.kind.hasPrefix(word + " ")
                || word.hasPrefix(summary.kind + ":")
        }
    }
}

/// A line such as `    #0 0x4f2a in parse_record record.c:31:9`.
private struct Frame {
    let number: Int
    let function: String?

    init?(_ line: String) {
        let words = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: true)
        guard line.hasPrefix("    #"), words.count >= 2, words[0].hasPrefix("#"),
            words[1].hasPrefix("0x"), let number = Int(words[0].dropFirst())
        else {
            // ThreadSanitizer leaves the address out.
            guard line.hasPrefix("    #"), words.count >= 2, words[0].hasPrefix("#"),
                let number = Int(words[0].dropFirst())
            else { return nil }
            self.number = number
            function = Self.name(words[1])
            return
        }
        self.number = number
        function = words.count >= 4 && words[2] == "in" ? Self.name(words[3]) : nil
    }

    private static func name(_ word: Substring) -> String? {
        let name = word.prefix { $0 != "(" }
        guard !name.isEmpty, name.utf8.count <= SanitizerReport.functionBytes else { return nil }
        return String(name)
    }
}

/// A line such as `SUMMARY: AddressSanitizer: heap-buffer-overflow record.c:31:9 in f`.
private struct Summary {
    let sanitizer: String
    let kind: String

    init?(_ line: String) {
        let words = line.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count >= 3, words[0] == "SUMMARY:", words[1].hasSuffix(":") else { return nil }
        sanitizer = String(words[1].dropLast())
        let isRace = words[2] == "data" && words.count > 3 && words[3] == "race"
        kind = isRace ? "data race" : String(words[2])
    }
}
