// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite(.ownThreads) struct ServingTests {
    @Test func `a server keeps what it was told over a stop and a start`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let data = scratch.path + "/data"
        let first = try Served(data)
        let mode = try FileManager.default.attributesOfItem(atPath: data + "/administrator.token")
        #expect(mode[.posixPermissions] as? Int == 0o600)
        let registered = try first.ask(["participant", "register", "researcher", "Oak Research"])
        #expect(registered.status == 0, "\(registered.errors)")
        #expect(first.run.stop().status == 0)

        let second = try Served(data)
        let listed = try second.ask(["participant", "list", "--json"])
        #expect(listed.output.contains("Oak Research"))
        let stranger = try second.ask(["participant", "list"], isKnown: false)
        #expect(stranger.status != 0)
        #expect(stranger.errors.contains("No token: set CLEARINGHOUSE_TOKEN_FILE"))
        #expect(second.run.stop().status == 0)
    }

    @Test func `a report needs no account, and its receipt follows it`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        let report = [
            "report", "finding", "--package", "pkg:npm/left-pad@1.3.0", "--title", "Pads too far",
            "--description", "A negative length is taken.", "--weakness", "CWE-190",
        ]
        let sent = try served.ask(report, isKnown: false)
        #expect(sent.status == 0, "\(sent.errors)")
        let receipt = try #require(
            sent.output.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("SUB-") }
        )
        let status = try served.ask(["report", "status", String(receipt)], isKnown: false)
        #expect(status.output.contains("done"))
        let faulty = try served.ask(
            report.map { $0 == "CWE-190" ? "overflow" : $0 },
            isKnown: false
        )
        #expect(faulty.status != 0)
        #expect(faulty.errors.contains("/weakness"))
        _ = served.run.stop()
    }

    @Test func `a proof from the log is fetched by anybody, and checked without a server`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let served = try Served(scratch.path + "/data")
        _ = try served.ask(["participant", "register", "supplier", "Elm Software"])
        var proof = try served.ask(["log", "proof", "1"], isKnown: false)
        // The newest entries stand in the next checkpoint.
        for _ in 1...50 where proof.status != 0 {
            Thread.sleep(forTimeInterval: 0.2)
            proof = try served.ask(["log", "proof", "1"], isKnown: false)
        }
        #expect(proof.output.hasPrefix("c2sp.org/tlog-proof@v1\nextra "), "\(proof.errors)")
        _ = served.run.stop()
        let file = scratch.path + "/entry-1.tlog-proof"
        try proof.output.write(toFile: file, atomically: true, encoding: .utf8)
        let checked = try CommandRun.run(["log", "check", file, "--key", served.key])
        #expect(checked.status == 0, "\(checked.output)\(checked.errors)")
        #expect(checked.output.hasPrefix("Entry 1 stands in "))
        let moved = proof.output.replacing("\nindex 1\n", with: "\nindex 0\n")
        try moved.write(toFile: file, atomically: true, encoding: .utf8)
        let refused = try CommandRun.run(["log", "check", file, "--key", served.key])
        #expect(refused.status == 1 && refused.output.contains("This proves nothing"))
    }

    @Test func `a backup and its keys make the same clearinghouse elsewhere`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let old = scratch.path + "/old"
        let new = scratch.path + "/new"
        let served = try Served(old)
        _ = try served.ask(["participant", "register", "supplier", "Elm Software"])
        _ = served.run.stop()
        let backup = scratch.path + "/backup"
        let keys = scratch.path + "/keys"
        func operate(_ arguments: [String], _ data: String) throws {
            let ended = try CommandRun.run(arguments + ["--data", data])
            #expect(ended.status == 0, "\(arguments): \(ended.output)\(ended.errors)")
        }
        try operate(["backup", "--to", backup], old)
        try operate(["keys", "export", "--to", keys], old)
        try FileManager.default.createDirectory(
            atPath: new + "/keys",
            withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(
            atPath: old + "/keys/master.key",
            toPath: new + "/keys/master.key"
        )
        try operate(["keys", "import", "--from", keys], new)
        try operate(["restore", "--from", backup], new)
        try operate(["doctor"], new)
        try FileManager.default.copyItem(
            atPath: old + "/administrator.token",
            toPath: new + "/administrator.token"
        )
        let again = try Served(new)
        let listed = try again.ask(["participant", "list"])
        #expect(listed.output.contains("Elm Software"))
        _ = again.run.stop()
    }

    @Test func `an unknown setting is refused by name`() throws {
        let ended = try CommandRun.run(["serve", "--lisen", "127.0.0.1:0"])
        #expect(ended.status != 0)
        #expect(ended.errors.contains("lisen: There is no such setting."))
    }

    @Test func `beyond this machine a server asks for TLS or a proxy`() throws {
        let ended = try CommandRun.run(["serve", "--listen", "0.0.0.0:0"])
        #expect(ended.status != 0)
        #expect(ended.errors.contains("needs TLS"))
    }
}
