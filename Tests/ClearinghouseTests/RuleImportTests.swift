// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// Records of scrutineer, read from files.
@Suite(.ownThreads) struct RuleImportTests {
    private static let repository = "https://github.com/curl/curl"

    /// A record as scrutineer exchanges it.
    private static func record(_ kind: String, _ members: String) -> String {
        """
        {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"\(repository)",\
        "digest":{"sha256":"f3f3bc08c4c4a250f1066ce0231d98ac004ede9a93d3abf904469e8ee2e2b9a1"}}],\
        "predicateType":"https://github.com/alpha-omega-security/scrutineer/interchange/\(kind)",\
        "predicate":{"repository":"\(repository)",\(members)}}
        """
    }

    private static let optOut = record("optout/v1", #""requested_at":"2026-07-01T10:00:00Z""#)
    private static let route = record(
        "route/v1",
        #""channel":"security@curl.example","verified_at":"2026-07-01T10:00:00Z""#
    )

    @Test func `each file counts for itself, is named where it is wrong, and may be listed`()
        throws
    {
        let town = try OwnersTown()
        defer { town.close() }
        try town.prove(Self.repository)
        let folder = town.scratch.path
        let texts = [("a.json", Self.optOut), ("b.json", "{}"), ("d.json", Self.route)]
        for (name, text) in texts {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        let on = ["rule", "on", Self.repository]
        let alone = try town.owner.ask(["rule", "import", folder + "/a.json"])
        #expect(alone.status == 0 && alone.errors.isEmpty, "\(alone.errors)")
        #expect(try town.served.ask(on, isKnown: false).output.contains("no-rule"))
        let files = ["a.json", "b.json", "c.json", "d.json"].map { "\(folder)/\($0)" }
        let ended = try town.owner.ask(["rule", "import", "--listed"] + files)
        #expect(ended.status == 1)
        #expect(ended.errors.contains("\(folder)/b.json: "), "\(ended.errors)")
        #expect(ended.errors.contains("\(folder)/c.json cannot be read"))
        #expect(ended.errors.contains("2 of 4 records were imported as asked"))
        #expect(ended.output.contains("stopped    0 scans"))
        let told = try town.served.ask(on, isKnown: false)
        #expect(told.output.contains("opted-out"), "\(told.output)")
        #expect(told.output.contains("security@curl.example"))
    }

    @Test func `where nobody is asked, no file is tried after the first`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let file = scratch.path + "/a.json"
        try Self.optOut.write(toFile: file, atomically: true, encoding: .utf8)
        let call = ["rule", "import", file, file, "--url", "http://127.0.0.1:1"]
        let ended = try CommandRun.run(call)
        #expect(ended.status == 1)
        #expect(ended.errors.ranges(of: "Nothing listens on").count == 1, "\(ended.errors)")
    }
}
