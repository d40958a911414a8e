// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What somebody sees who makes an advisory of one format into another.
@Suite(.ownThreads) struct ConvertTests {
    private static let osv = """
        {"schema_version": "1.7.5", "id": "GHSA-xxxx-yyyy-zzzz", "modified": "2026-11-20T10:00:00Z",
         "aliases": ["CVE-2026-12345"], "summary": "Heap overflow", "details": "A length is trusted.",
         "affected": [{"package": {"ecosystem": "npm", "name": "tinyrecord"},
             "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "1.0.4"}]}]}],
         "references": [{"type": "FIX", "url": "https://example.com/fix"}], "x_own": 1}
        """
    private static let publisher = [
        "--publisher", "Example", "--publisher-namespace", "https://example.com",
        "--publisher-category", "coordinator",
    ]

    private func convert(
        _ arguments: String...,
        input: String = osv
    ) throws -> CommandRun.Ended {
        try CommandRun.run(["convert", "-"] + arguments, input: input)
    }

    @Test func `the document goes out, and what was lost is told beside it`() throws {
        let ended = try CommandRun.run(
            ["convert", "-", "--to", "csaf"] + Self.publisher,
            input: Self.osv
        )
        #expect(ended.status == 0, "\(ended.errors)")
        let document = try #require(ended.objects().first?["document"] as? [String: Any])
        #expect(document["title"] as? String == "Heap overflow")
        #expect(ended.errors.contains("Converted from OSV to CSAF"), "\(ended.errors)")
        #expect(ended.errors.contains("/x_own"), "\(ended.errors)")
        #expect(!ended.errors.contains("/schema_version"), "\(ended.errors)")
    }

    @Test func `what it makes, inspect finds nothing wrong with`() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let path = scratch.path + "/made.json"
        let made = try CommandRun.run(
            ["convert", "-", "--to", "csaf", "--output", path] + Self.publisher,
            input: Self.osv
        )
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.isEmpty)
        let ended = try CommandRun.run(["inspect", "--preset", "basic", path])
        #expect(ended.status == 0, "\(ended.output)")
        #expect(ended.output.contains("A CSAF 2.0 document: Heap overflow."), "\(ended.output)")
        #expect(ended.output.contains("Update to 1.0.4."), "\(ended.output)")
    }

    @Test func `what a target demands is asked for by the option's name`() throws {
        let ended = try convert("--to", "csaf")
        #expect(ended.status == 64)
        #expect(ended.output.isEmpty)
        #expect(ended.errors.contains("--publisher-namespace"), "\(ended.errors)")
        let half = try convert("--to", "csaf", "--publisher", "Example")
        #expect(half.status == 64)
        #expect(half.errors.contains("go together"), "\(half.errors)")
    }

    @Test func `losses are objects for a program, and a reason to fail for who wants that`()
        throws
    {
        let told = try convert(
            "--to",
            "cve",
            "--assigner",
            "8254265b-2729-46b6-b9e3-3dfca2d5bfca",
            "--losses",
            "json"
        )
        #expect(told.status == 0, "\(told.errors)")
        let lines = told.errors.split(separator: "\n")
        let losses = try lines.map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        let own = try #require(losses.first { $0["pointer"] as? String == "/x_own" })
        #expect(own["kind"] as? String == "no-place")
        #expect(own["isReal"] as? Bool == true)
        let failed = try CommandRun.run(
            ["convert", "-", "--to", "csaf", "--losses", "fail"] + Self.publisher,
            input: Self.osv
        )
        #expect(failed.status == 1)
        #expect(failed.output.hasPrefix("{"))
    }

    @Test(arguments: [
        ("{\"id\": \"GHSA\", \"modified\": 1}", 1, "/modified"),
        ("{\"a\": 1}", 2, "No advisory format"),
        (osv, 2, "OSV already"),
    ])
    func `what cannot be converted is refused with a reason`(
        _ input: String,
        _ status: Int32,
        _ reason: String
    ) throws {
        let ended = try convert("--to", "osv", input: input)
        let other = try convert("--to", "csaf", input: input)
        let said = ended.status == status ? ended : other
        #expect(said.status == status, "\(said.errors)")
        #expect(said.errors.contains(reason), "\(said.errors)")
        #expect(said.output.isEmpty)
    }
}
