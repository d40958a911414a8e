// SPDX-License-Identifier: Apache-2.0

import Discovery
import Testing

@Suite struct ClaimTests {
    @Test(arguments: [
        ("parse_chunk", "parse_chunk"), ("parse_chunk(const char *, int)", "parse_chunk"),
        ("static int ns::Parser::read(char const*) const", "ns::Parser::read"),
        ("::parse", "parse"),
        ("std::vector<int, A<b>>::push_back(int&&)", "std::vector::push_back"),
        ("parse_chunk.isra.0", "parse_chunk"), ("parse.part.3.cold", "parse"),
        ("(anonymous namespace)::inner(int)", "{anonymous}::inner"),
        ("Foo::operator()(int)", "Foo::operator()"), ("char *name_of", "name_of"),
        ("<init>", "<init>"), ("com.example.Reader.read(int)", "com.example.Reader.read"),
    ])
    func `a function has one form however its tool writes it`(_ text: String, _ form: String) {
        #expect(CodeFunction(text)?.name == form)
    }

    @Test(arguments: [
        ("src/a.c", "src/a.c"), ("./src//x/../a.c", "src/a.c"), (#"src\a.c"#, "src/a.c"),
        ("file:///src/lib/a.c", "/src/lib/a.c"), ("file:src/a%20b.c", "src/a b.c"),
        (#"C:\src\a.c"#, "/src/a.c"), ("../../a.c", "a.c"),
    ])
    func `a file has one form however its tool writes it`(_ text: String, _ form: String) {
        #expect(CodeFile(text)?.path == form)
    }

    @Test(arguments: ["main", "memcpy", "operator new", "std::vector::push_back", "run", "x"])
    func `generic names are known as such`(_ name: String) {
        #expect(CodeFunction(name)?.isGeneric == true)
    }

    @Test(arguments: [
        "img_free_rows", "Parser::read_header", "png_handle_iCCP", "tls1_process_heartbeat",
    ])
    func `names of a package's own are not generic`(_ name: String) {
        #expect(CodeFunction(name)?.isGeneric == false)
    }

    @Test(arguments: [
        ("CWE-416", 416), ("cwe_79", 79), ("external/cwe/cwe-022", 22), ("CWE-79: Scripting", 79),
        ("125", 125),
    ])
    func `a weakness is read in the forms that tools write`(_ text: String, _ number: Int) {
        #expect(Weakness(text)?.number == number)
    }

    @Test func `a rule's message tells which of its weaknesses it found`() {
        let said = [
            ("Use of memory after it is freed", 416), ("Attempt to free released memory", 415),
            ("Potential leak of memory pointed to by 'p'", 401),
        ]
        for (message, number) in said {
            let known = Weakness.known(tool: "clang", rule: "unix.Malloc", message: message)
            #expect(known?.number == number)
        }
        #expect(Weakness.known(tool: "novel", rule: "unix.Malloc", message: "leak") == nil)
    }

    @Test func `fingerprints never change with the line, and need package, symbol and weakness`() {
        var draft = FindingDraft(
            package: "pkg:generic/imgread",
            tool: "clang",
            title: "t",
            message: "m",
            level: .high
        )
        draft.function = CodeFunction("img_free_rows")
        draft.weakness = Weakness("CWE-416")
        let first = draft.fingerprints
        draft.line = 17
        #expect(draft.fingerprints == first && first.map(\.scheme) == [.symbolWeakness])
        // The value is a promise: findings stored today meet those of years to come.
        #expect(first.first?.text == Self.promised)
        draft.weakness = nil
        #expect(draft.fingerprints.isEmpty)
    }

    private static let promised =
        "aee88d129ae7f8b3333565c0abaf65e59e847468b7272ec7978292758354f4b7"
}
