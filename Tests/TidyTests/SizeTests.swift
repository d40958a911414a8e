// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct SizeTests {
    @Test func `files and functions stay small, and the ratchet only shrinks`() {
        let oversize = Tree.swift.map(Sizes.oversize).reduce(into: [:]) { all, some in
            all.merge(some) { max($0, $1) }
        }
        let ratchet = Sizes.ratchet(Tree.text("Tests/TidyTests/ratchet.txt") ?? "")
        let faults = Sizes.faults(oversize: oversize, ratchet: ratchet)
        if !faults.isEmpty { Issue.record("\(faults.joined(separator: "\n"))") }
    }

    @Test func `no line is wider than the page`() {
        expectNone(Tree.swift.flatMap(Sizes.wideLines))
    }

    @Test func `a long file and a long function are found`() {
        let body = String(repeating: "    work()\n", count: 300)
        let text = SwiftText(path: "A.swift", text: "func long() {\n\(body)}\n")
        #expect(Sizes.oversize(in: text) == ["file A.swift": 302, "function A.swift long": 302])
    }

    @Test func `lengths are counted from the head to the closing brace`() {
        let source = """
            protocol Reading {
                func bare() -> Int
                var size: Int { get }
            }
            struct Both: Reading {
                func bare() -> Int { 1 }
                @discardableResult package mutating func two(
                    _ work: () -> Void = {}
                ) rethrows -> String where A == B {
                    "}"  // }
                }
                var size: Int {
                    2
                }
            }
            """
        let found = Sizes.functions(in: SwiftText(path: "A.swift", text: source))
        #expect(found.map(\.name) == ["bare", "two", "size"])
        #expect(found.map(\.lines) == [1, 5, 3])
    }

    @Test func `the ratchet refuses growth, slack and what is mended`() {
        let ratchet = Sizes.ratchet("# remark\n320 file A\n330 file B\n340 file C\n600 file D\n")
        let oversize = ["file A": 321, "file B": 310, "file D": 600, "file E": 301]
        #expect(
            Sizes.faults(oversize: oversize, ratchet: ratchet) == [
                "file A has 321 lines: make it smaller",
                "file B shrank to 310: lower its ratchet from 330",
                "file C is small by now: take it off the ratchet",
                "file D has 600 lines: make it smaller",
                "file E has 301 lines: make it smaller",
            ]
        )
    }

    @Test func `a wide line is found`() {
        let text = SwiftText(path: "A.swift", text: String(repeating: "x", count: 101))
        #expect(Sizes.wideLines(in: text).count == 1)
        let wide = String(repeating: "x", count: 101)
        let inside = "let a = \"\"\"\n\(wide)\n\"\"\"\n// \(wide)\n"
        #expect(Sizes.wideLines(in: SwiftText(path: "A.swift", text: inside)).map(\.line) == [4])
    }
}
