// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What somebody meets who follows the README for the first time.
@Suite(.ownThreads) struct NewcomerTests {
    /// A server with two laboratories, joined as the README says.
    private struct Town {
        let scratch: Scratch
        let served: Served

        init() throws {
            scratch = try Scratch()
            served = try Served(scratch.path + "/data")
        }

        /// Runs a command that has to work, and answers what it printed.
        func did(_ arguments: [String], as token: String? = nil) throws -> String {
            let more = token.map { ["--token-file", $0] } ?? []
            let ended = try served.ask(arguments + more)
            #expect(ended.status == 0, "\(arguments): \(ended.output)\(ended.errors)")
            return ended.output.trimmingCharacters(in: .whitespacesAndNewlines)
        }

        /// Registers a laboratory with one person, and answers the file with their token.
        func join(_ name: String, _ person: String) throws -> String {
            let file = scratch.path + "/\(name).token"
            let lab = try did(["participant", "register", "researcher", name, "--quiet"])
            let added = ["participant", "add-person", person, "--participant", lab, "--role"]
            let id = try did(added + ["member", "--quiet"])
            _ = try did(["token", "issue", "laptop", "--person", id, "--to", file])
            return file
        }

        func close() {
            _ = served.run.stop()
            scratch.remove()
        }
    }

    @Test func `two laboratories join, declare, and hear of each other without a name`() throws {
        let town = try Town()
        defer { town.close() }
        let aspen = try town.join("Aspen Laboratory", "Avery")
        let birch = try town.join("Birch Security", "Blake")
        let plan = [
            "scan", "declare", "pkg:npm/left-pad", "--technique", "fuzzing", "--tool", "afl",
        ]
        #expect(
            try town.did(plan, as: aspen).contains("pkg:npm/left-pad: free, nobody else scans it.")
        )
        let second = try town.did(plan, as: birch)
        #expect(second.contains("pkg:npm/left-pad: overlapping with one other (fuzzing) until "))
        #expect(!second.contains("Aspen"))
    }

    @Test func `what was made is named, with its id and the next step`() throws {
        let town = try Town()
        defer { town.close() }
        let made = try town.did(["participant", "register", "researcher", "Birch Security"])
        #expect(made.contains("Birch Security  takes part as researcher."))
        #expect(made.contains("next  clearinghouse participant add-person"))
        let added = try town.did(["participant", "add-person", "Blake", "--role", "steward"])
        #expect(added.contains("Blake  may act as steward.") && added.contains("  participant  "))
        let help = try CommandRun.run(["participant", "add-person", "--help"]).output
        #expect(
            help.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                .contains("Without it they act for your own.")
        )
    }

    @Test func `the title that was typed and the level that was given stand in the list`() throws {
        let town = try Town()
        defer { town.close() }
        let aspen = try town.join("Aspen", "Avery")
        let report = [
            "report", "finding", "--package", "pkg:npm/left-pad@1.3.0", "--title", "Pads too far",
            "--description", "A negative length is taken.",
        ]
        _ = try town.did(report, as: aspen)
        #expect(try town.did(["finding", "list"], as: aspen).contains("Pads too far"))
        #expect(try town.did(["finding", "list"], as: aspen).contains("not rated"))
        let rated = ["--severity", "high", "--weakness", "CWE-190", "--symbol", "pad_left"]
        _ = try town.did(report + rated, as: aspen)
        #expect(try town.did(["finding", "list"], as: aspen).contains("high"))
    }

    @Test func `a file that is no SARIF is named, and one without findings is said to be`() throws {
        let town = try Town()
        defer { town.close() }
        for (text, said) in [
            ("hello", "notsarif.txt is not JSON (line 1, column 1)."),
            ("", "notsarif.txt is empty."),
        ] {
            let file = town.scratch.path + "/notsarif.txt"
            try Data(text.utf8).write(to: URL(filePath: file))
            let refused = try town.served.ask(["report", "sarif", file, "--package", "pkg:npm/x"])
            #expect(refused.status != 0 && refused.errors.contains(said), "\(refused.errors)")
        }
        let empty = town.scratch.path + "/empty.sarif"
        try Data(#"{"version":"2.1.0","runs":[]}"#.utf8).write(to: URL(filePath: empty))
        let stored = try town.did(["report", "sarif", empty, "--package", "pkg:npm/x"])
        #expect(stored.contains("No findings in it."))
    }

    @Test func `a package type that nobody knows is warned of, and a target is explained`() throws {
        let town = try Town()
        defer { town.close() }
        let aspen = try town.join("Aspen", "Avery")
        let how = ["--technique", "fuzzing", "--tool", "afl"]
        let odd = try town.did(["scan", "declare", "pkg:npn/left-pad"] + how, as: aspen)
        #expect(odd.contains("\"npn\" is not a registered type of package URL"))
        let wrong = ["scan", "declare", "pgk:npm/left-pad", "--token-file", aspen] + how
        let refused = try town.served.ask(wrong)
        #expect(refused.status != 0 && refused.errors.contains("a package URL such as pkg:npm"))
    }
}
