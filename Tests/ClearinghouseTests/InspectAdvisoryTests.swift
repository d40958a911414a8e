// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What somebody sees who was handed an advisory, or a statement about one.
@Suite(.ownThreads) struct InspectAdvisoryTests {
    private static let statement = """
        {"_type": "https://in-toto.io/Statement/v1", "predicateType": "https://example.com/tested",
         "subject": [{"name": "record.c", "digest": {"sha256": "\(String(repeating: "a1", count: 32))"}}],
         "predicate": {"verdict": "passed"}}
        """

    private func inspect(_ text: String, _ options: String...) throws -> CommandRun.Ended {
        try CommandRun.run(["inspect"] + options + ["-"], input: text)
    }

    @Test func `documents of each kind are recognised by what is in them`() throws {
        let osv = """
            {"id": "GHSA-1", "modified": "2026-11-20T10:00:00Z", "summary": "Heap overflow"}
            """
        let vex = """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://example.com/vex/7",
             "author": "Example", "timestamp": "2026-11-20T10:00:00Z", "version": 1,
             "statements": [{"vulnerability": {"name": "CVE-2026-12345"}, "status": "fixed",
                 "products": [{"@id": "pkg:npm/tinyrecord@1.0.4"}]}]}
            """
        let cve = """
            {"dataType": "CVE_RECORD", "dataVersion": "5.1", "cveMetadata": {
             "cveId": "CVE-2026-12345", "state": "PUBLISHED",
             "assignerOrgId": "8254265b-2729-46b6-b9e3-3dfca2d5bfca"}, "containers": {"cna": {
             "providerMetadata": {"orgId": "8254265b-2729-46b6-b9e3-3dfca2d5bfca"},
             "title": "Heap overflow", "descriptions": [{"lang": "en", "value": "Trusted."}],
             "affected": [{"vendor": "Acme", "product": "Tinyrecord", "defaultStatus": "affected"}],
             "references": [{"url": "https://example.com"}]}}}
            """
        let contact = "Contact: mailto:a@example.com\nExpires: 2026-12-31T00:00:00Z\n"
        for (text, summary) in [
            (contact, "A security.txt with 1 contact."),
            (osv, "An OSV record: Heap overflow."),
            (vex, "An OpenVEX document of 1 statement by Example."),
            (cve, "A CVE record: Heap overflow."),
            (Self.statement, "An in-toto statement on 1 artifact: https://example.com/tested."),
        ] {
            let ended = try inspect(text)
            #expect(ended.status == 0, "\(ended.output)")
            #expect(ended.output.contains(summary), "\(ended.output)")
        }
    }

    @Test func `what an envelope holds is inspected, too`() throws {
        let payload = Data(Self.statement.utf8).base64EncodedString()
        let envelope = """
            {"payloadType": "application/vnd.in-toto+json", "payload": "\(payload)",
             "signatures": [{"keyid": "k1", "sig": "AAAA"}]}
            """
        let ended = try inspect(envelope, "--json")
        #expect(ended.status == 0, "\(ended.output)")
        let object = try #require(ended.objects().first)
        let facts = try #require(object["facts"] as? [String: Any])
        #expect(object["kind"] as? String == "dsse")
        #expect(facts["payloadKind"] as? String == "in-toto")
        #expect(facts["predicateType"] as? String == "https://example.com/tested")
        let broken = envelope.replacing(
            payload,
            with: Data("{\"predicateType\": 1}".utf8).base64EncodedString()
        )
        let told = try inspect(broken)
        #expect(told.status == 1)
        #expect(told.output.contains("In the payload: "), "\(told.output)")
    }

    @Test func `a CSAF document is held against the tests of a preset, each named`() throws {
        let fine = """
            {"document": {"category": "csaf_base", "csaf_version": "2.0", "title": "Overflow",
              "publisher": {"category": "vendor", "name": "Acme", "namespace": "https://acme.example"},
              "tracking": {"id": "A-1", "status": "final", "version": "1",
               "current_release_date": "2026-11-20T10:00:00Z",
               "initial_release_date": "2026-11-20T10:00:00Z", "revision_history": [
                {"date": "2026-11-20T10:00:00Z", "number": "1", "summary": "First."}]}},
             "vulnerabilities": [{"cve": "CVE-2026-12345"}]}
            """
        let broken = fine.replacing(
            "\"CVE-2026-12345\"",
            with: "\"CVE-2026-12345\", \"product_status\": {\"known_affected\": [\"P9\"]}"
        )
        let ended = try inspect(broken, "--preset", "basic")
        #expect(ended.status == 1)
        #expect(ended.output.contains("CSAF 2.0 §6.1.1: "), "\(ended.output)")
        let other = try inspect(fine, "--preset", "extended")
        #expect(other.status == 0, "\(other.output)")
        #expect(other.output.contains("CSAF 2.0 §6.2."), "\(other.output)")
    }

    @Test func `every kind stands in the reference`() throws {
        let help = try CommandRun.run(["inspect", "--help"]).output
        let text = try String(
            contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                .appending(path: "../../docs/reference/inspect.md"),
            encoding: .utf8
        )
        let words = help.split(separator: "values: ").dropFirst().first?.prefix { $0 != ")" }
        let kinds = try #require(words).split { ", \n".contains($0) }
        #expect(kinds.count > 15)
        for kind in kinds { #expect(text.contains("`\(kind)`"), "\(kind)") }
    }
}
