// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// A command that runs under a lease.
@Suite struct ScanRunTests {
    @Test func `a command runs as a scan and ends it as it ended`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let lab = try Member(served, token: scratch.path + "/lab.token")
        let done = try lab.run("pkg:npm/left-pad", ["sh", "-c", "echo $CLEARINGHOUSE_SCAN"])
        #expect(done.status == 0, "\(done.errors)")
        #expect(done.errors.contains("pkg:npm/left-pad: free."))
        let scan = done.output.trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(done.errors.contains("scan \(scan) completed"))
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
        #expect(kept.errors.contains("overlapping, others: 1 (static-analysis)"))
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
