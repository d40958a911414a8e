// SPDX-License-Identifier: Apache-2.0
import Testing

@Suite struct GuideTests {
    @Test func `what a page names is there`() {
        let pages = Tree.paths.filter { path in
            path.hasSuffix(".md") && (path.hasPrefix("docs/") || !path.contains("/"))
        }.map { (path: $0, text: Tree.text($0) ?? "") }
        let known = Guides.Known(
            paths: Tree.paths,
            swift: Tree.swift,
            makefile: Tree.text("Makefile") ?? "",
            asked: Guides.names(in: pages.map(\.text))
        )
        expectNone(pages.flatMap { Guides.faults(path: $0.path, text: $0.text, known: known) })
    }

    @Test func `a page that names what is gone is found`() {
        let known = Guides.Known(
            paths: ["docs/a.md", "docs/b/c.md", "Sources/X/KeptThing.swift"],
            swift: [
                SwiftText(
                    path: "A.swift",
                    text: "struct KeptThing {}\nlet a = [\n    commandName: \"serve\"\n]\n"
                )
            ],
            makefile: "test: ## tests\n",
            asked: ["GoneThing", "KeptThing"]
        )
        func faults(_ text: String) -> Int {
            Guides.faults(path: "docs/a.md", text: text, known: known).count
        }
        #expect(faults("[c](b/c.md#x) [d](b) [e](https://e.org) `KeptThing` `make test`") == 0)
        #expect(faults("`Sources/X/KeptThing.swift` `clearinghouse serve --x` and GoneThing") == 0)
        #expect(faults("[c](b/d.md)") == 1)
        #expect(faults("`Sources/X/Gone.swift`") == 1)
        #expect(faults("`GoneThing`") == 1)
        #expect(faults("```swift\nstruct GoneThing {}\n```\n`GoneThing`") == 0)
        #expect(faults("```sh\nclearinghouse sever\nmake tests\n```") == 2)
    }
}
