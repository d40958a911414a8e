// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What `inspect` makes of where its bytes come from, how they are wrapped, and where they go.
@Suite(.ownThreads) struct InspectInputTests {
    private let scratch: Scratch

    init() throws { scratch = try Scratch() }

    private func inspect(
        _ arguments: String...,
        input: String = ""
    ) throws -> CommandRun.Ended {
        try CommandRun.run(["inspect"] + arguments, folder: scratch.path, input: input)
    }

    /// Writes a file into the folder in which the command runs.
    private func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: scratch.path + "/" + name))
    }

    // MARK: Where bytes come from

    @Test func `a dash is the standard input, once`() throws {
        defer { scratch.remove() }
        let ended = try inspect("--json", "-", "pkg:npm/b", input: " pkg:npm/a\r\n")
        #expect(ended.status == 0, "\(ended.errors)")
        let found = try ended.objects()
        #expect(found.map { $0["input"] as? String } == ["-", "pkg:npm/b"])
        #expect(found.map { $0["canonical"] as? String } == ["pkg:npm/a", "pkg:npm/b"])
        let empty = try inspect("-")
        #expect(empty.status == 2)
        #expect(empty.output.contains("There is nothing in it."), "\(empty.output)")
        for arguments in [["-", "-"], ["--table", "-", "-"]] {
            let twice = try CommandRun.run(["inspect"] + arguments, input: "SSVCv2/E:A/")
            #expect(twice.status == 64)
            #expect(twice.errors.contains("The standard input can be read once."))
        }
    }

    @Test func `a file over the limit is refused by its own name, whatever is in it`() throws {
        defer { scratch.remove() }
        try write([], to: "big")
        let file = try FileHandle(forWritingTo: URL(filePath: scratch.path + "/big"))
        try file.truncate(atOffset: 256 << 20 + 1)
        try file.close()
        let ended = try inspect("big")
        #expect(ended.status == 2)
        #expect(ended.output.contains("✗ big is longer than 268435456 bytes."), "\(ended.output)")
        let found = try #require(try inspect("--json", "--as", "kev", "big").objects().first)
        #expect(found["outcome"] as? String == "unreadable")
    }

    @Test func `a pipe with a name is read, and a folder is none`() throws {
        defer { scratch.remove() }
        let pipe = scratch.path + "/pipe"
        try #require(mkfifo(pipe, 0o600) == 0)
        let run = try CommandRun(["inspect", pipe])
        try Data("pkg:npm/a\n".utf8).write(to: URL(filePath: pipe))
        #expect(run.ended().output.contains("A package URL, of type npm."))
        #expect(try inspect(".").output.contains("✗ . cannot be read: Is a directory."))
    }

    // MARK: How they are wrapped

    @Test(
        arguments: [
            ([0x1F, 0x8B, 8, 0], "compressed with gzip", "gunzip -c"),
            ([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0], "compressed with xz", "xz -dc"),
            ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd", "zstd -dc"),
            ([0x50, 0x4B, 3, 4], "a ZIP archive", "unzip -p"),
            ([0xFF, 0xFE, 0x7B, 0], "UTF-16", "iconv -f UTF-16 -t UTF-8"),
            ([0xFE, 0xFF, 0, 0x7B], "UTF-16", "iconv -f UTF-16 -t UTF-8"),
        ] as [([UInt8], String, String)]
    )
    func `a file that is wrapped is told what unwraps it, whatever it is meant to be`(
        bytes: [UInt8],
        name: String,
        command: String
    ) throws {
        defer { scratch.remove() }
        try write(bytes, to: "epss_scores.csv.gz")
        for options in [[], ["--as", "epss"], ["--as", "cvss"]] {
            let arguments = ["inspect"] + options + ["epss_scores.csv.gz"]
            let ended = try CommandRun.run(arguments, folder: scratch.path)
            #expect(ended.status == 2)
            #expect(ended.output.contains("This is \(name)"), "\(ended.output)")
            let advice = "\(command) 'epss_scores.csv.gz' | clearinghouse inspect -"
            #expect(ended.output.contains(advice), "\(ended.output)")
        }
    }

    @Test func `a byte order mark, and white space of any length, hide nothing`() throws {
        defer { scratch.remove() }
        let spaces = String(repeating: "\n", count: 1_000)
        for text in [
            "pkg:npm/a\n", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
            "cve,epss\nCVE-2020-0001,0.5\n", spaces + Self.point, Self.point + spaces,
        ] {
            try write(Array(("\u{FEFF}" + text).utf8), to: "marked")
            let ended = try inspect("marked")
            #expect(ended.status == 0, "\(ended.output)")
        }
        try write(Array("\u{FEFF}pkg:npm/a b".utf8), to: "marked")
        let found = try #require(try inspect("--json", "marked").objects().first)
        let faults = try #require(found["faults"] as? [[String: Any]])
        #expect(faults.first?["offset"] as? Int == 12)
        try write(Array("\u{FEFF}{\"a\": 1}".utf8), to: "marked")
        #expect(try inspect("marked").output.contains("JSON of a kind that is not known here"))
        try write(Array("[1]".utf8), to: "list")
        #expect(try inspect("list").output.contains("JSON of a kind that is not known here"))
    }

    // MARK: What was asked for

    @Test func `a version asked for is no range, and a range may be left to be found`() throws {
        defer { scratch.remove() }
        #expect(try inspect("--scheme", "npm", "1.x").output.contains("A range of npm versions"))
        for text in ["1.x", ""] {
            let ended = try inspect("--as", "version", "--scheme", "npm", text)
            #expect(ended.status == 1, "\(ended.output)")
            #expect(ended.output.contains("This is meant to be a version"), "\(ended.output)")
        }
    }

    @Test func `a table that cannot be read, or is none, is a wrong call`() throws {
        defer { scratch.remove() }
        try write(Array("{}".utf8), to: "none.json")
        for (name, reason) in [
            ("gone\u{1B}[31m.json", "gone·[31m.json cannot be read: No such file or directory."),
            ("none.json", "none.json, line 1, column"),
        ] {
            let ended = try inspect("--table", name, "SSVCv2/E:A/")
            #expect(ended.status == 64)
            #expect(ended.output.isEmpty)
            let sentence = "--table names no SSVC decision table: \(reason)"
            #expect(ended.errors.contains(sentence), "\(ended.errors)")
        }
        let hostile = try inspect("--as", "\u{1B}[31m", "x")
        #expect(hostile.status == 64)
        #expect(hostile.errors.contains("'·[31m' is invalid"), "\(hostile.errors)")
    }

    @Test func `points and selections are explained for people and for programs`() throws {
        defer { scratch.remove() }
        try write(Array(Self.point.utf8), to: "point.json")
        let point = try inspect("point.json")
        #expect(point.status == 0, "\(point.output)")
        #expect(point.output.contains("An SSVC decision point: Reached."))
        #expect(point.output.contains("example:R:1.0.0"))
        #expect(point.output.contains(/Y +Yes +It can\./), "\(point.output)")
        let list = Self.list(#"[{"key": "N", "name": "No"}, {"key": "Y"}]"#)
        try write(Array(list.utf8), to: "list.json")
        let ended = try inspect("list.json")
        #expect(ended.status == 0, "\(ended.output)")
        #expect(ended.output.contains("An SSVC selection list of 1 decision point."))
        #expect(ended.output.contains(/example:R:1\.0\.0 +No or Y/), "\(ended.output)")
        let found = try #require(try inspect("--json", "list.json").objects().first)
        let facts = try #require(found["facts"] as? [String: Any])
        #expect(facts["targets"] as? String == "CVE-2026-0001")
        #expect(facts["vector"] as? String == "SSVCv2/R:NY/2026-06-10T12:00:00Z/")
        for (values, reason) in [("[]", "At least one entry"), ("1", "Expected array")] {
            try write(Array(Self.list(values).utf8), to: "list.json")
            let found = try #require(try inspect("--json", "list.json").objects().first)
            let faults = try #require(found["faults"] as? [[String: Any]])
            #expect(faults.count == 1)
            #expect((faults.first?["sentence"] as? String)?.hasPrefix(reason) == true)
            #expect(faults.first?["pointer"] as? String == "/selections/0/values")
        }
    }

    // MARK: Where it goes

    @Test func `a terminal has colours, unless it is dumb or NO_COLOR says otherwise`() throws {
        defer { scratch.remove() }
        let arguments = ["inspect", "pkg:npm/a"]
        let coloured = "\u{1B}[32m✓\u{1B}[0m \u{1B}[1mpkg:npm/a\u{1B}[0m"
        let plain = "✓ pkg:npm/a"
        for (environment, beginning) in [
            (["TERM": "xterm"], coloured), (["NO_COLOR": ""], coloured), (["NO_COLOR": "1"], plain),
            (["TERM": "dumb"], plain),
        ] {
            let seen = try Terminal().run(arguments, environment: environment)
            #expect(seen.hasPrefix(beginning), "\(environment): \(seen.debugDescription)")
            #expect(seen.contains("\u{1B}") == (beginning == coloured))
        }
        #expect(try CommandRun.run(arguments).output.hasPrefix(plain))
        #expect(try Terminal().run(arguments + ["--json"]).hasPrefix("{\"input\":"))
    }

    @Test func `what is long is cut for people, and whole for programs`() throws {
        defer { scratch.remove() }
        let long = "1.0.0-" + String(repeating: "a", count: 9_000)
        let ended = try inspect("--scheme", "npm", long, long + "b")
        #expect(ended.output.contains("In npm order: 1.0.0-aaa"))
        #expect(ended.output.utf8.count < 10_000)
        let found = try #require(try inspect("--json", "--scheme", "npm", long).objects().first)
        #expect((found["facts"] as? [String: Any])?["version"] as? String == long)
    }

    private static let point = """
        {"namespace": "example", "key": "R", "version": "1.0.0", "name": "Reached",
        "definition": "Whether it can be reached.", "schemaVersion": "2.0.0", "values": [
        {"key": "N", "name": "No", "definition": "It cannot."},
        {"key": "Y", "name": "Yes", "definition": "It can."}]}
        """

    private static func list(_ values: String) -> String {
        """
        {"timestamp": "2026-06-10T12:00:00Z", "schemaVersion": "2.0.0",
        "target_ids": ["CVE-2026-0001"], "selections": [{"namespace": "example", "key": "R",
        "version": "1.0.0", "values": \(values)}]}
        """
    }
}
