// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Foundation
import ServingSupport
import Store
import StrictJSON
import TestSupport
import Testing

/// What was looked at, over HTTP.
@Suite struct CoverageDoorTests {
    /// The example of docs/reference/coverage.md.
    private static func example() throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let page = try String(
            contentsOf: root.appendingPathComponent("docs/reference/coverage.md"),
            encoding: .utf8
        )
        let block = try #require(page.split(separator: "```json\n").last)
        return String(try #require(block.split(separator: "```").first))
    }

    private static let plan = """
        {"scopes":["git+https://example.org/shop/cart#src/**"],"technique":"fuzzing",\
        "tool":"afl","window":{"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z"}}
        """

    @Test func `the example of the reference is taken, told back, and signed`() async throws {
        let site = try await Site.open()
        let member = try await site.add("m", to: try await site.register("Lab"), roles: [.member])
        let example = try Self.example()
        let scan = try await site.post("/v1/scans", Self.plan, token: member.token)
        let id = try #require(try JSONValue(parsing: scan.bytes)["id"]?.stringValue)
        let ended = try await site.post(
            "/v1/scans/\(id)/end",
            #"{"outcome":"completed","coverage":\#(example)}"#,
            token: member.token
        )
        #expect(ended.status == 200, "\(ended.text)")
        let listed = try await site.send("GET", "/v1/coverage", token: member.token)
        let item = try JSONValue(parsing: listed.bytes)["items"]?[0]
        let record = try #require(item?["id"]?.stringValue)
        #expect(item?["coverage"] == nil && item?["setAside"]?.int64Value == 1)
        let told = try await site.send("GET", "/v1/coverage/\(record)", token: member.token)
        let value = try JSONValue(parsing: told.bytes)
        #expect(value["coverage"] == (try JSONValue(parsing: Array(example.utf8))))
        let signed = try await site.send(
            "GET",
            "/v1/coverage/\(record)/statement",
            token: member.token
        )
        let key = try await AttestationSigner(site.store).publicKey()
        #expect(throws: Never.self) { try CheckedAttestation(signed.bytes, key: key) }
        #expect(!signed.text.contains("Lab"))
        let map = try await site.send("GET", "/v1/coverage/map", token: member.token)
        let subject = try JSONValue(parsing: map.bytes)["subjects"]?[0]
        #expect(subject?["subject"]?.stringValue == "https://example.org/shop/cart")
        #expect(subject?["own"]?[0]?["completeness"]?.stringValue == "partial")
        try await site.close()
    }

    /// Coverage of the plan's scope.
    private func part(_ completeness: String, _ rest: String = "") -> String {
        """
        {"scopes":[{"scope":"git+https://example.org/shop/cart#src/**",\
        "completeness":"\(completeness)"\(rest)}]}
        """
    }

    @Test func `faults have their place in what was sent, and corrections name what stands`()
        async throws
    {
        let site = try await Site.open()
        let member = try await site.add("m", to: try await site.register("Lab"), roles: [.member])
        let scan = try await site.post("/v1/scans", Self.plan, token: member.token)
        let id = try #require(try JSONValue(parsing: scan.bytes)["id"]?.stringValue)
        func record(_ coverage: String, corrects: String? = nil) async throws -> Got {
            let named = corrects.map { #","corrects":"\#($0)""# } ?? ""
            return try await site.post(
                "/v1/scans/\(id)/coverage",
                #"{"coverage":\#(coverage)\#(named)}"#,
                token: member.token
            )
        }
        let aside = #","setAside":[{"what":"w","reason":"discarded-finding"}]"#
        let refused = try await record(part("complete", aside))
        #expect(refused.problem?.code == "invalid-coverage")
        #expect(
            refused.problem?.errors.map(\.place) == ["/coverage/scopes/0/completeness"],
            "\(refused.text)"
        )
        #expect(try await record(part("partial")).problem?.code == "scan-not-ended")
        _ = try await site.post(
            "/v1/scans/\(id)/end",
            #"{"outcome":"completed"}"#,
            token: member.token
        )
        let first = try await record(part("complete"))
        #expect(first.status == 201, "\(first.text)")
        let made = try JSONValue(parsing: first.bytes)["id"]?.stringValue
        #expect(try await record(part("partial")).problem?.code == "coverage-stands")
        let second = try await record(part("partial"), corrects: made)
        #expect(try JSONValue(parsing: second.bytes)["corrects"]?.stringValue == made)
        try await site.close()
    }
}
