// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct WordTests {
    @Test func `no type, file or folder has a name that says nothing`() {
        expectNone(Tree.swift.flatMap(Words.hollowNames))
    }

    @Test func `what can crash or race says why it holds`() {
        expectNone(Tree.sources.flatMap(Words.unsafeCode))
    }

    @Test func `standards know no clock, no chance and no file`() {
        expectNone(Tree.sources.flatMap(Words.outsideWorld))
    }

    @Test(arguments: [
        ("Sources/Utils/A.swift", "struct Fine {}"),
        ("Sources/A.swift", "final class LeaseManager {}"),
        ("Sources/StringUtil.swift", ""),
        ("Sources/A.swift", "protocol BaseStage {}"),
        ("Sources/A.swift", "enum Common {}"),
    ])
    func `a hollow name is found`(path: String, source: String) {
        #expect(Words.hollowNames(in: SwiftText(path: path, text: source)).count == 1)
    }

    @Test func `a name that only begins alike is left alone`() {
        let text = SwiftText(path: "A.swift", text: "struct Baseline {}\nstruct Database {}\n")
        #expect(Words.hollowNames(in: text).isEmpty)
    }

    @Test(arguments: [
        "let a = try! work()", "let a = b!", "let a = b()!.c", "fatalError()", "a as! B",
        "struct A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1", "var a: B!",
    ])
    func `unsafe code without a reason is found, and with one it passes`(line: String) {
        let bare = SwiftText(path: "A.swift", text: line + "\n")
        #expect(Words.unsafeCode(in: bare).count == 1)
        let reasoned = SwiftText(path: "A.swift", text: "// SAFETY: it holds\n// here\n\(line)\n")
        #expect(Words.unsafeCode(in: reasoned).isEmpty)
    }

    @Test func `comments, literals and comparisons are no unsafe code`() {
        let source = #"let a = "b! \(c != d) try!" // e!"# + "\nif !a, b != c, d! != e {}\n"
        #expect(Words.unsafeCode(in: SwiftText(path: "A.swift", text: source)).map(\.line) == [2])
    }

    @Test func `a clock in a standard is found`() {
        let text = SwiftText(
            path: "Sources/Standards/A/A.swift",
            text: "let a = ContinuousClock()\nlet b = Int.random(in: 0...1)\n"
        )
        #expect(Words.outsideWorld(in: text).count == 2)
    }
}

/// Fails with all faults, a line each.
func expectNone(_ faults: [Fault], sourceLocation: SourceLocation = #_sourceLocation) {
    guard !faults.isEmpty else { return }
    Issue.record("\(faults.listed)", sourceLocation: sourceLocation)
}
