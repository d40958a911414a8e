// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct DocumentationTests {
    @Test func `what others may use says in a sentence what it is`() {
        let asked = Documentation.requirements(in: Tree.sources)
        expectNone(Tree.sources.flatMap { Documentation.faults(in: $0, answering: asked) })
    }

    @Test func `a silent type and function are found`() {
        let source = """
            package struct Bare {
                package static let plainToo = 3
                package mutating func work() {}
                package let plain: Int
                package init() {}
                private func hidden() {}
                package static func == (a: Bare, b: Bare) -> Bool { true }
            }
            """
        let faults = Documentation.faults(in: SwiftText(path: "A.swift", text: source))
        #expect(faults.map(\.line) == [1, 3])
    }

    @Test func `what a protocol asks for is documented there`() {
        let source =
            "package protocol A {\n    func ask() -> Int\n}\n"
            + "struct B: A {\n    package func ask() -> Int { 1 }\n}\n"
        let text = SwiftText(path: "A.swift", text: source)
        let asked = Documentation.requirements(in: [text])
        #expect(asked == ["ask"])
        #expect(Documentation.faults(in: text, answering: asked).map(\.line) == [1])
    }

    @Test func `a sentence counts through attributes, and one too long is found`() {
        let source = """
            /// One.
            @available(*, deprecated)
            @discardableResult
            public func one() {}

            /// \(String(repeating: "word ", count: 40)) end. Then why.
            public enum Two {}
            """
        let faults = Documentation.faults(in: SwiftText(path: "A.swift", text: source))
        #expect(faults.map(\.line) == [7])
    }
}
