// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Store
import StrictJSON
import Testing
import Validation

@Suite struct ValidationTests {
    @Test func `a finding shows its proofs, and a validation what to do next`() async throws {
        let site = try await Site.withPages()
        let person = try await site.person(of: "Lab A")
        let token = try await site.make(
            "/v1/tokens",
            #"{"person":"\#(person)","name":"first"}"#,
            answering: "secret"
        )
        let link = try await site.post("/v1/sign-in-links", "{}", token: token)
        let url = try #require(try JSONValue(parsing: link.bytes)["url"]?.stringValue)
        var robin = Browser(site)
        try await robin.send("/sign-in", [("link", String(url.split(separator: "=").last ?? ""))])
        #expect(try await robin.send("/report", ReportTests.report).status == 200)
        let finding = try #require(try await robin.get("/").link("/findings/"))
        #expect(try await robin.get(finding).text.contains("Nobody has shown it yet"))
        let asked = try await site.send(
            "POST",
            "/v1\(finding)/validations",
            token: token,
            type: "application/gzip",
            body: [0x1F, 0x8B]
        )
        let id = try #require(try JSONValue(parsing: asked.bytes)["id"]?.stringValue)
        let waiting = try await robin.get("/validations/\(id)")
        #expect(waiting.text.contains("it waits for a worker"))
        try await judge(try #require(ValidationID(id)), at: site)
        let page = try await robin.get("/validations/\(id)")
        #expect(page.text.contains("Change the reproducer"))
        #expect(page.text.contains("in 0 of 5 runs"))
        #expect(page.text.contains("&lt;b&gt;hostile"))
        #expect(try await robin.get(finding).link("/validations/") == "/validations/\(id)")
        let file = try await robin.get("/validations/\(id)/attestation")
        #expect(file["Content-Disposition"]?.hasPrefix("attachment") == true)
        let stranger = try await site.member(of: "Lab B")
        #expect(try await stranger.get("/validations/\(id)").status == 404)
        #expect(try await stranger.get("/validations/\(id)/attestation").status == 404)
        try await site.close()
    }

    /// A verdict as a worker would give it, with hostile output.
    private func judge(_ id: ValidationID, at site: Site) async throws {
        var evidence = ValidationEvidence()
        evidence.logs = [.init(step: "build", text: "<b>hostile</b>")]
        evidence.controls = ["fired": 0, "ran": 5]
        let judged = RecordVerdict(
            id: id,
            verdict: Verdict(.failed, .doesNotFire),
            record: Proof.Record(),
            hasPatch: false,
            evidence: evidence,
            attestation: Array("{}".utf8)
        )
        _ = try await site.store.submit(judged, by: .system)
    }
}
