// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What a scan looked at, told and checked with the command.
@Suite(.ownThreads) struct CoverageCommandTests {
    /// A server with a laboratory whose person has a token.
    private struct Laboratory {
        let scratch: Scratch
        let member: Member

        init() throws {
            scratch = try Scratch()
            let served = try Served(scratch.path + "/data")
            member = try Member(served, "researcher", token: scratch.path + "/lab.token")
        }

        /// Declares a scan and answers its id.
        func declare(_ scope: String) throws -> String {
            let how = ["--technique", "sast", "--tool", "x", "--quiet"]
            return try member.did(["scan", "declare", scope] + how)
        }

        func write(_ text: String, to name: String) throws -> String {
            let path = scratch.path + "/" + name
            try text.write(toFile: path, atomically: true, encoding: .utf8)
            return path
        }

        func close() {
            _ = member.served.run.stop()
            scratch.remove()
        }
    }

    @Test func `a scan is completed with its coverage, which anybody checks offline`() throws {
        let lab = try Laboratory()
        defer { lab.close() }
        let member = lab.member
        let scan = try lab.declare("pkg:npm/left-pad@1.3.0")
        let how = ["scan", "complete", scan, "--set-aside", "deferred:parser"]
        let all = how + ["--completeness", "complete"]
        #expect(try member.refused(all).contains("partial at most"))
        #expect(try member.refused(how).contains("--completeness"))
        let told = try member.did(how + ["--completeness", "partial"])
        #expect(told.contains("coverage recorded"))
        let list = try member.did(["coverage", "list"])
        #expect(list.contains("partial") && list.contains("pkg:npm/left-pad@1.3.0"))
        let row = try #require(list.split(separator: "\n").dropFirst().first)
        let record = String(try #require(row.split(separator: " ").first))
        #expect(try member.did(["coverage", "show", record]).contains("deferred  parser"))
        let map = try member.did(["coverage", "map", "pkg:npm/left-pad"])
        #expect(map.contains("static-analysis"))
        #expect(map.contains("Not known to be looked at: fuzzing"))
        let statement = try lab.write(try member.did(["coverage", "export", record]), to: "c.json")
        #expect(!(try String(contentsOfFile: statement, encoding: .utf8)).contains("Aspen"))
        let key = try Member.made(member.served, ["attestation", "key"])
        let checked = try CommandRun.run(["attestation", "verify", statement, "--key", key])
        #expect(checked.status == 0, "\(checked.errors)")
        #expect(checked.output.contains("Signed by this key: coverage, partial"))
        #expect(checked.output.contains("pkg:npm/left-pad@1.3.0 at 1.3.0: partial, 1 set aside"))
    }

    @Test func `a run of codex-security is shown first, and then recorded`() throws {
        let lab = try Laboratory()
        defer { lab.close() }
        let member = lab.member
        let scan = try lab.declare("https://example.org/shop/cart")
        let coverage = try lab.write(
            """
            {"documentType":"codex-security.coverage","schemaVersion":"1.0","scanId":"r",\
            "mode":"repository","completeness":"complete","inventoryStrategy":"repository",\
            "includePaths":["."],"excludePaths":[],"surfaces":[],"explicitExclusions":[],\
            "deferred":[{"id":"cache","reason":"no time"}],"later":1}
            """,
            to: "coverage.json"
        )
        let how = ["coverage", "import", coverage, "--scan", scan]
        let shown = try member.did(how + ["--dry-run"])
        #expect(shown.contains("Would be recorded:") && shown.contains("deferred  cache: no time"))
        #expect(shown.contains("1 members that version 1.0 does not have"))
        #expect(shown.contains("Not checked:\n  Whether the run was of the scan's repository"))
        #expect(try member.did(["coverage", "list"]).contains("No coverage is recorded."))
        let record = try member.did(how + ["--quiet"])
        #expect(try member.did(["coverage", "show", record]).contains("partial"))
        #expect(try member.did(["scan", "show", scan]).contains("completed"))
        #expect(try member.refused(how).contains("corrects"))
        let again = try member.did(how + ["--corrects", record, "--quiet"])
        #expect(try member.did(["coverage", "show", record]).contains("replaced  by \(again)"))
        let other = try lab.write("{}", to: "other.json")
        let wrong = ["coverage", "import", other, "--scan", scan]
        #expect(try member.refused(wrong).contains("/documentType"))
    }
    @Test func `what an import loses, and whether it is of the repository, is told as JSON`()
        throws
    {
        let lab = try Laboratory()
        defer { lab.close() }
        let scan = try lab.declare("https://example.org/shop/cart")
        let coverage = try lab.write(
            """
            {"documentType":"codex-security.coverage","schemaVersion":"1.0","scanId":"r",\
            "mode":"repository","completeness":"complete","inventoryStrategy":"repository",\
            "includePaths":["."],"excludePaths":[],"surfaces":[],"explicitExclusions":[],\
            "deferred":[],"later":1}
            """,
            to: "coverage.json"
        )
        let manifest = try lab.write(
            """
            {"documentType":"codex-security.scan-manifest","schemaVersion":"1.0","scan":{"id":"r",\
            "status":"completed","producer":{"name":"codex-security","version":"0.9.0"},\
            "startedAt":"2026-11-01T08:00:00Z","completedAt":"2026-11-01T09:00:00Z",\
            "sealedAt":"2026-11-01T09:00:00Z","coverageRef":"coverage.json",\
            "findingsRef":"findings.json","scope":{"includePaths":["."],"excludePaths":[]},\
            "target":{"kind":"git_revision","targetId":"t","displayName":"cart",\
            "remote":"git@example.org:shop/cart.git",\
            "revision":"abababababababababababababababababababab"},"artifacts":[]}}
            """,
            to: "manifest.json"
        )
        let how = ["--scan", scan, "--dry-run", "--json"]
        let alone = try lab.member.ask(["coverage", "import", coverage] + how).objects()
        let lost = try #require(alone.first?["notRecorded"] as? [String])
        #expect(lost.contains { $0.contains("1 members that version 1.0 does not have") })
        #expect(alone.first?["repositoryChecked"] as? Bool == false)
        let both = try lab.member.ask(["coverage", "import", coverage, manifest] + how).objects()
        #expect(both.first?["repositoryChecked"] as? Bool == true)
        #expect((both.first?["coverage"] as? [String: Any])?["scopes"] is [Any])
        let plain = ["coverage", "import", coverage, manifest, "--scan", scan, "--dry-run"]
        let shown = try lab.member.did(plain)
        #expect(shown.contains("Not recorded:") && !shown.contains("Not checked:"), "\(shown)")
    }
}
