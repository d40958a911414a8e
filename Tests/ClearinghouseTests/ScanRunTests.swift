// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A command that runs under a lease.
@Suite(.ownThreads) struct ScanRunTests {
    @Test func `a command runs as a scan and ends it as it ended`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let lab = try Member(served, token: scratch.path + "/lab.token")
        let done = try lab.run("pkg:npm/left-pad", ["sh", "-c", "echo $CLEARINGHOUSE_SCAN"])
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.errors.contains("pkg:npm/left-pad: free, nobody else scans it."))
        let scan = done.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(done.errors.contains("scan \(scan) completed"))
        let record = ["coverage", "record", scan, "--completeness", "partial"]
        #expect(done.errors.contains("clearinghouse \(record.joined(separator: " "))"))
        let late = try lab.refused(["scan", "complete", scan])
        #expect(late.contains("`clearinghouse coverage record ID`"), "\(late)")
        #expect(try lab.did(record).contains(scan))
        let failed = try lab.run("pkg:npm/left-pad", ["sh", "-c", "exit 3"])
        #expect(failed.status == 3 && failed.errors.contains("abandoned"))
        let none = try lab.run("pkg:npm/left-pad", ["/no/such/command"])
        #expect(none.status == 127 && none.errors.contains("abandoned"))
        let list = try lab.ask(["scan", "list"])
        #expect(list.output.contains("completed") && list.output.contains("abandoned"))
        _ = served.run.stop()
    }

    @Test func `it does not begin where others are, if it is asked not to`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let lab = try Member(served, token: scratch.path + "/lab.token")
        let other = try Member(served, named: "Birch", token: scratch.path + "/other.token")
        let declared = try other.ask(
            ["scan", "declare", "pkg:npm/left-pad", "--technique", "sast", "--tool", "x"]
        )
        #expect(declared.status == 0, "\(declared.errors)")
        let kept = try lab.run("pkg:npm/left-pad", ["sh", "-c", "echo begun"], ["--if-free"])
        #expect(kept.status == 75 && !kept.output.contains("begun"), "\(kept.errors)")
        #expect(kept.errors.contains("overlapping with one other (static-analysis)"))
        // Advice was asked, and nothing declared for it.
        #expect(kept.errors.contains("not begun and not declared"))
        #expect(try lab.did(["scan", "list"]).contains("No scan is declared."))
        let begun = try lab.run("pkg:npm/right-pad", ["sh", "-c", "echo begun"], ["--if-free"])
        #expect(begun.status == 0 && begun.output == "begun\n", "\(begun.errors)")
        _ = served.run.stop()
    }

    @Test func `a welcome holds nobody back who fits it, and any other rule does`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("pkg:npm/left-pad")
        let cases: [(terms: [String], isBegun: Bool)] = [
            (["welcome"], true), (["welcome", "--refuse", "sast"], true),
            (["welcome", "--refuse", "fuzzing"], false),
            (["welcome", "--requests-per-hour", "9"], false),
            (["ask", "--contact", "m@left.example"], false),
        ]
        for (terms, isBegun) in cases {
            _ = try town.owner.did(["rule", "set", "pkg:npm/left-pad"] + terms)
            let run = try town.lab.run("pkg:npm/left-pad", ["echo", "begun"], ["--if-free"])
            #expect(run.output == (isBegun ? "begun\n" : ""), "\(terms): \(run.errors)")
            #expect(run.status == (isBegun ? 0 : 75), "\(terms): \(run.errors)")
        }
    }

    @Test func `whoever watches a lease is told as JSON, too, that it was stopped`() throws {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove("pkg:npm/left-pad")
        let plan = ["scan", "declare", "pkg:npm/left-pad", "--technique", "sast", "--tool", "x"]
        let scan = try town.lab.did(plan + ["--quiet"])
        let run = try CommandRun(
            ["scan", "watch", scan, "--json", "--every", "1"],
            environment: town.lab.environment
        )
        #expect(run.line(with: #""state":"active""#)?.contains(scan) == true)
        _ = try town.owner.did(["control", "stop", scan, "--contact", "noc@oak.example"])
        let last = try #require(run.line(with: #""state":"stopped""#))
        #expect(last.hasPrefix("{") && last.contains("noc@oak.example"), "\(last)")
        let ended = run.ended()
        #expect(ended.status == 76 && ended.errors.contains("stopped this scan"))
    }

    /// What only a document allows, advice without one cannot tell: its declaration does.
    @Test func `a lease is ended again where it shows only then that others are there`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let lab = try Member(served, token: scratch.path + "/lab.token")
        let other = try Member(served, named: "Birch", token: scratch.path + "/other.token")
        let file = scratch.path + "/letter.txt"
        try "You may.".write(toFile: file, atomically: true, encoding: .utf8)
        let until = Date(timeIntervalSinceNow: 9 * 86_400).ISO8601Format().prefix(10)
        let touch = [
            "--intensity", "active", "--evidence", file, "--owner-contact", "o@oak.example",
            "--evidence-until", "\(until)",
        ]
        let alone = try lab.run("192.0.2.0/25", ["echo", "begun"], ["--if-free"] + touch)
        #expect(alone.status == 0 && alone.output == "begun\n", "\(alone.errors)")
        let plan = ["scan", "declare", "192.0.2.0/25", "--technique", "sast", "--tool", "x"]
        _ = try other.did(plan + touch)
        let kept = try lab.run("192.0.2.0/25", ["echo", "begun"], ["--if-free"] + touch)
        #expect(kept.status == 75 && kept.output.isEmpty, "\(kept.errors)")
        #expect(kept.errors.contains(" abandoned") && kept.errors.contains("not begun, as"))
        let bare = Array(touch.prefix(2))
        let refused = try lab.run("192.0.2.0/25", ["echo", "begun"], ["--if-free"] + bare)
        #expect(refused.status == 75 && refused.errors.contains("not-authorized"))
        #expect(try lab.did(["scan", "list"]).split(separator: "\n").count == 3)
        _ = served.run.stop()
    }
}

extension Member {
    /// Runs a command under a lease on a scope.
    fileprivate func run(
        _ scope: String,
        _ command: [String],
        _ options: [String] = []
    ) throws -> CommandRun.Ended {
        try ask(Self.runArguments(scope, command, options))
    }

    fileprivate static func runArguments(
        _ scope: String,
        _ command: [String],
        _ options: [String] = []
    ) -> [String] {
        ["scan", "run", "--scope", scope, "--technique", "fuzzing", "--every", "1"] + options
            + ["--"] + command
    }
}
