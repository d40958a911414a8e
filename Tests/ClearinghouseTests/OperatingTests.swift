// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What whoever runs a clearinghouse does to it when no server stands between.
@Suite(.ownThreads) struct OperatingTests {
    /// A clearinghouse in `old`, with its `backup` and its `keys`.
    private func backedUp() throws -> Scratch {
        let scratch = try Scratch()
        let run = try CommandRun(
            ["serve", "--listen", "127.0.0.1:0", "--data", scratch.path + "/old"]
        )
        _ = run.line(with: "listens on")
        #expect(run.stop().status == 0)
        for verb in [["backup"], ["keys", "export"]] {
            let ended = try CommandRun.run(
                verb + ["--to", scratch.path + "/" + verb[0], "--data", scratch.path + "/old"]
            )
            #expect(ended.status == 0, "\(ended.errors)")
        }
        return scratch
    }

    private func operate(
        _ arguments: [String],
        on folder: String,
        in scratch: Scratch
    ) throws -> CommandRun.Ended {
        let paths = arguments.map { $0.hasPrefix("/") ? scratch.path + $0 : $0 }
        return try CommandRun.run(paths + ["--data", scratch.path + folder])
    }

    private func copyMasterKey(to folder: String, in scratch: Scratch) throws {
        let files = FileManager.default
        try files.createDirectory(
            atPath: scratch.path + folder + "/keys",
            withIntermediateDirectories: true
        )
        try files.copyItem(
            atPath: scratch.path + "/old/keys/master.key",
            toPath: scratch.path + folder + "/keys/master.key"
        )
    }

    @Test func `a misspelt folder is not taken for an empty clearinghouse`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        for verb in [["doctor"], ["backup", "--to", "/b"], ["keys", "export", "--to", "/k"]] {
            let ended = try operate(verb, on: "/nowhere", in: scratch)
            #expect(ended.status != 0)
            #expect(ended.errors.contains("There is no clearinghouse in"), "\(ended.errors)")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }

    @Test func `a restore without its keys is refused and says what to do, which then works`()
        throws
    {
        let scratch = try backedUp()
        defer { scratch.remove() }
        let restore = ["restore", "--from", "/backup"]
        let without = try operate(restore, on: "/new", in: scratch)
        #expect(without.status != 0 && without.errors.contains("There is no master key at"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/new"))
        try copyMasterKey(to: "/new", in: scratch)
        let tooSoon = try operate(restore, on: "/new", in: scratch)
        #expect(tooSoon.status != 0)
        #expect(tooSoon.errors.contains("clearinghouse keys import"), "\(tooSoon.errors)")
        for _ in 1...2 {
            let keys = try operate(["keys", "import", "--from", "/keys"], on: "/new", in: scratch)
            #expect(keys.status == 0, "\(keys.errors)")
            #expect(keys.output.contains("are in place"))
        }
        let restored = try operate(restore, on: "/new", in: scratch)
        #expect(restored.status == 0, "\(restored.errors)")
        #expect(restored.output.contains("/new/log/checkpoint before the first start"))
        #expect(try operate(["doctor"], on: "/new", in: scratch).status == 0)
        let late = try operate(["keys", "import", "--from", "/keys"], on: "/new", in: scratch)
        #expect(late.status == 0, "\(late.errors)")
    }

    @Test func `whoever has lost the keys restores what is not sealed by saying so`() throws {
        let scratch = try backedUp()
        defer { scratch.remove() }
        try copyMasterKey(to: "/new", in: scratch)
        let restore = ["restore", "--from", "/backup", "--without-keys"]
        let ended = try operate(restore, on: "/new", in: scratch)
        #expect(ended.status == 0, "\(ended.errors)")
        let late = try operate(["keys", "import", "--from", "/keys"], on: "/new", in: scratch)
        #expect(late.status != 0)
        #expect(late.errors.contains("first `clearinghouse keys import`, then restore"))
    }

    @Test func `a backup does not write over another unless told to`() throws {
        let scratch = try backedUp()
        defer { scratch.remove() }
        for (verb, file) in [(["backup"], "/backup"), (["keys", "export"], "/keys")] {
            let before = try Data(contentsOf: URL(filePath: scratch.path + file))
            let again = try operate(verb + ["--to", file], on: "/old", in: scratch)
            #expect(again.status != 0 && again.errors.contains("--replace"), "\(again.errors)")
            #expect(try Data(contentsOf: URL(filePath: scratch.path + file)) == before)
            let told = try operate(verb + ["--to", file, "--replace"], on: "/old", in: scratch)
            #expect(told.status == 0, "\(told.errors)")
            #expect(try Data(contentsOf: URL(filePath: scratch.path + file)) != before)
        }
    }

    @Test func `a database that cannot be opened is told in words that say what to do`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/data/clearinghouse.db",
            withIntermediateDirectories: true
        )
        let ended = try operate(["serve", "--listen", "127.0.0.1:0"], on: "/data", in: scratch)
        #expect(ended.status != 0)
        #expect(ended.errors.contains("write to that folder"), "\(ended.errors)")
        #expect(ended.errors.contains(scratch.path + "/data"))
        #expect(!ended.errors.contains("code:"))
    }
}
