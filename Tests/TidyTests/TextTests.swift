// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct TextTests {
    @Test func `every source file names its licence`() {
        expectNone(Tree.paths.flatMap { Texts.licence(path: $0, text: Tree.text($0) ?? "") })
    }

    @Test func `no file names a place on somebody's machine`() {
        expectNone(Tree.paths.flatMap { Texts.places(path: $0, text: Tree.text($0) ?? "") })
    }

    @Test func `what is no text is a picture, or bytes for a reader to refuse`() {
        let others = Tree.paths.filter { path in
            !path.hasSuffix(".png") && !path.hasPrefix("Fuzzing/") && Tree.text(path) == nil
        }
        #expect(others.isEmpty, "\(others): downloads and builds do not belong here")
    }

    @Test func `a file without a licence is found`() {
        let line = "// SPDX-License-Identifier: Apache-2.0\n"
        #expect(Texts.licence(path: "A.swift", text: "import Store\n").count == 1)
        #expect(Texts.licence(path: "A.swift", text: "\n" + line).count == 1)
        #expect(Texts.licence(path: "A.swift", text: line).isEmpty)
        #expect(
            Texts.licence(path: "P.swift", text: "// swift-tools-version: 6.2\n" + line).isEmpty
        )
    }

    @Test func `a machine's path and the folder beside the project are found`() {
        let beside = "see .." + "/shared/data"
        #expect(Texts.places(path: "a.md", text: beside).count == 1)
        #expect(Texts.places(path: ".ci/run", text: beside).isEmpty)
        #expect(Texts.places(path: "a.md", text: "cd /ho" + "me/somebody/x").count == 1)
        #expect(Texts.places(path: "a.md", text: "GET https://example.org/home/x").isEmpty)
    }
}
