// SPDX-License-Identifier: Apache-2.0
import SecurityFormats
import StrictJSON
import Testing

/// Where a result is: bases of URIs, lines, columns and offsets.
@Suite struct SARIFPlaceTests {
    private func bases(_ told: [String: SARIF.ArtifactLocation]) -> SARIF.URIBases {
        SARIF.URIBases(told)
    }

    @Test func `chains of bases are followed to an absolute URI`() throws {
        let bases = bases([
            "ROOT": SARIF.ArtifactLocation("file:///C:/code/TheProject/"),
            "SRC": SARIF.ArtifactLocation("src", base: "ROOT"),
            "LIB": SARIF.ArtifactLocation("lib/", base: "SRC"),
        ])
        let artifact = SARIF.ArtifactLocation("x/../memory.c", base: "LIB")
        #expect(
            try bases.absoluteURI(of: artifact) == "file:///C:/code/TheProject/src/lib/memory.c"
        )
        let absolute = SARIF.ArtifactLocation("file:///a/b/../c.c", base: "LIB")
        #expect(try bases.absoluteURI(of: absolute) == "file:///a/c.c")
        #expect(
            try bases.absoluteURI(of: SARIF.ArtifactLocation("/etc/x", base: "LIB"))
                == "file:///etc/x"
        )
    }

    @Test func `a base that leads nowhere says why`() {
        let bases = bases([
            "A": SARIF.ArtifactLocation("a/", base: "B"),
            "B": SARIF.ArtifactLocation("b/", base: "A"),
            "C": SARIF.ArtifactLocation(nil), "D": SARIF.ArtifactLocation("d/"),
            "E": SARIF.ArtifactLocation("e/", base: "none"),
        ])
        let wanted: [(String?, SARIF.URIBases.Fault)] = [
            ("A", .cyclic("A")), ("C", .withheld("C")), ("D", .relative("d/")),
            ("E", .unknown("none")), ("F", .unknown("F")), (nil, .relative("x.c")),
        ]
        for (base, fault) in wanted {
            #expect(throws: fault) {
                try bases.absoluteURI(of: SARIF.ArtifactLocation("x.c", base: base))
            }
        }
    }

    @Test func `a base that the reader configures comes before what the run tells`() throws {
        var run = SARIF.Run()
        run.uriBases = ["%SRCROOT%": SARIF.ArtifactLocation("file:///theirs/")]
        let artifact = SARIF.ArtifactLocation("a.c", base: "%SRCROOT%")
        #expect(try run.absoluteURI(of: artifact) == "file:///theirs/a.c")
        let ours = try run.absoluteURI(of: artifact, configured: ["%SRCROOT%": "file:///ours/"])
        #expect(ours == "file:///ours/a.c")
    }

    @Test(
        arguments: [
            ("gh:h", "gh:h"), ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"), ("/g", "http://a/g"), ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"), ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("", "http://a/b/c/d;p?q"), (".", "http://a/b/c/"), ("..", "http://a/b/"),
            ("../g", "http://a/b/g"), ("../..", "http://a/"), ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"), ("/./g", "http://a/g"), ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."), ("..g", "http://a/b/c/..g"), ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"), ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"), ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/./x", "http://a/b/c/g?y/./x"), ("g#s/../x", "http://a/b/c/g#s/../x"),
        ]
    )
    func `references resolve as RFC 3986 section 5.4 lists them`(
        reference: String,
        target: String
    ) throws {
        #expect(SARIF.resolve(reference, against: "http://a/b/c/d;p?q") == target)
    }

    /// Four lines: one of ASCII, one with characters of two, three and four bytes, and two more.
    private let text = SARIF.ArtifactText(Array("abcd\r\nä€😀x\nlast".utf8))

    @Test func `columns count UTF-16 units or code points, as the run says`() {
        let smile = SARIF.Region(line: 2, column: 3, endLine: 2, endColumn: 5)
        #expect(smile.range(in: text) == 11..<15)
        let points = SARIF.Region(line: 2, column: 3, endLine: 2, endColumn: 4)
        #expect(points.range(in: text, columnKind: .unicodeCodePoints) == 11..<15)
        // A column between the halves of a pair stands for the whole character.
        #expect(SARIF.Region(line: 2, column: 4, endColumn: 4).range(in: text) == 11..<15)
        #expect(
            text.region(smile, from: .utf16CodeUnits, to: .unicodeCodePoints) == points
        )
    }

    @Test func `what a region leaves out is filled in as section 3.30 says`() {
        #expect(SARIF.Region(line: 1).range(in: text) == 0..<4)
        #expect(SARIF.Region(line: 1, column: 3).range(in: text) == 2..<4)
        #expect(SARIF.Region(line: 1, column: 2, endLine: 3).range(in: text) == 1..<21)
        var offset = SARIF.Region()
        offset.charOffset = 1
        #expect(offset.range(in: text) == 1..<1)
        offset.charLength = 2
        #expect(offset.range(in: text) == 1..<3)
        offset.byteOffset = 6
        offset.byteLength = 2
        #expect(offset.range(in: text) == 6..<8)
        #expect(SARIF.Region().range(in: text) == nil)
    }

    @Test func `a region beyond its text is none`() {
        #expect(SARIF.Region(line: 4).range(in: text) == nil)
        #expect(SARIF.Region(line: 1, column: 9).range(in: text) == nil)
        #expect(SARIF.Region(line: 0).range(in: text) == nil)
        #expect(SARIF.Region(line: 2, column: 3, endLine: 1).range(in: text) == nil)
        var far = SARIF.Region()
        far.byteOffset = 3
        far.byteLength = .max
        #expect(far.range(in: text) == nil)
        far.byteOffset = nil
        far.charOffset = .max
        #expect(far.range(in: text) == nil)
    }

    @Test func `lines end as the run says, and a byte order mark is no character`() {
        let marked = SARIF.ArtifactText([0xEF, 0xBB, 0xBF] + Array("a\u{2028}b".utf8))
        #expect(marked.lineCount == 1)
        #expect(SARIF.Region(line: 1, column: 1, endColumn: 2).range(in: marked) == 3..<4)
        let separated = SARIF.ArtifactText(marked.bytes, newlines: ["\u{2028}"])
        #expect(separated.lineCount == 2)
        #expect(SARIF.Region(line: 2).range(in: separated) == 7..<8)
        let greedy = SARIF.ArtifactText(Array("a\r\nb\rc".utf8), newlines: ["\r\n", "\r"])
        #expect(greedy.lineCount == 3)
    }

    @Test func `a message's links are told apart from its brackets`() {
        let parts = SARIF.parts(ofMessage: #"In [a\[0\]](1), [x] and [site](https://a.b) [c"#)
        #expect(
            parts == [
                .text("In "), .location("a[0]", id: "1"), .text(", [x] and "),
                .uri("site", "https://a.b"), .text(" [c"),
            ]
        )
        #expect(SARIF.parts(ofMessage: "") == [])
        let hostile = String(repeating: "[\\", count: 30_000)
        #expect(SARIF.parts(ofMessage: hostile) == [.text(hostile)])
    }
}
