// SPDX-License-Identifier: Apache-2.0

import API
import Foundation
import ServingSupport
import StrictJSON
import Testing
import Validation

/// Reproducers over HTTP: what is taken, what is refused, and that a killed server loses nothing.
@Suite(.serialized) struct ValidationTests {
    /// A bundle whose program crashes on its input; it takes its time over it.
    static func bundle(pauseSeconds: Int = 0) -> [UInt8] {
        var packing = BundlePacking()
        let program = """
            #include <stdio.h>
            int main(void) { if (getchar() == 'A') *(volatile int *)0 = 1; return 0; }
            """
        packing.add("tree/crash.c", Array(program.utf8))
        packing.add("inputs/pov", Array("A".utf8))
        let recipe: JSONObject = [
            "format": 1,
            "build": ["sh", "-c", .string("sleep \(pauseSeconds); clang -o crash crash.c")],
            "run": ["./crash"], "stdin": true, "input": "inputs/pov",
            "oracle": ["kind": "signal", "signal": "SIGSEGV"],
            "runs": ["of": 2, "needed": 2],
        ]
        return packing.packed(recipe: recipe) ?? []
    }

    private static let report = #"{"package":"pkg:npm/x","title":"t","description":"d"}"#

    /// A finding of a new member of a new laboratory, and their token.
    private func finding(at site: some Asking) async throws -> (id: String, token: String) {
        let laboratory = try await site.register("Laboratory")
        let person = try await site.make(
            "/v1/people",
            #"{"participant":"\#(laboratory)","name":"Grace","roles":["member"]}"#,
            answering: "id"
        )
        let token = try await site.make(
            "/v1/tokens",
            #"{"person":"\#(person)","name":"first"}"#,
            answering: "secret"
        )
        let sent = try await site.post("/v1/intake/finding", Self.report, token: token)
        let outcome = try JSONValue(parsing: sent.bytes)["outcomes"]?[0]
        return (try #require(outcome?["finding"]?.stringValue), token)
    }

    private func ask(
        _ site: some Asking,
        _ finding: (id: String, token: String),
        _ bytes: [UInt8],
        type: String = "application/x-tar"
    ) async throws -> Got {
        try await site.send(
            "POST",
            "/v1/findings/\(finding.id)/validations",
            token: finding.token,
            type: type,
            body: bytes,
            headers: [("Idempotency-Key", "one")]
        )
    }

    @Test func `a bundle is taken once, waits where nothing runs, and is listed`() async throws {
        let site = try await Site.open()
        let finding = try await finding(at: site)
        let bundle = Self.bundle()
        let first = try await ask(site, finding, bundle)
        #expect(first.status == 202, "\(first.text)")
        let told = try JSONValue(parsing: first.bytes)
        #expect(told["status"] == "accepted")
        #expect(told["own"] == true)
        let again = try await ask(site, finding, bundle)
        #expect(again.bytes == first.bytes)
        let list = try await site.send(
            "GET",
            "/v1/findings/\(finding.id)/validations",
            token: finding.token
        )
        #expect(try JSONValue(parsing: list.bytes)["items"]?.arrayValue?.count == 1)
        let id = try #require(told["id"]?.stringValue)
        let early = try await site.send(
            "GET",
            "/v1/validations/\(id)/attestation",
            token: finding.token
        )
        #expect(early.status == 409)
        #expect(early.problem?.code == "no-attestation")
        try await site.close()
    }

    @Test func `what cannot be taken is refused with its place, and nothing is kept`()
        async throws
    {
        let site = try await Site.open()
        let finding = try await finding(at: site)
        var broken = Self.bundle()
        broken[600] ^= 1
        for (bytes, type, status) in [
            (Array("no archive".utf8), "application/x-tar", 422),
            (broken, "application/x-tar", 422), (broken, "application/zip", 415),
        ] {
            let got = try await ask(site, finding, bytes, type: type)
            #expect(got.status == status, "\(got.text)")
        }
        let list = try await site.send("GET", "/v1/validations", token: finding.token)
        #expect(try JSONValue(parsing: list.bytes)["items"]?.arrayValue?.isEmpty == true)
        try await site.close()
    }

    @Test func `a server killed in the middle of a run gives one verdict after it starts again`()
        async throws
    {
        // The compiler is found on the path of whoever starts the server.
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let first = try Program(environment: ["PATH": path])
        let finding = try await finding(at: first)
        let asked = try await ask(first, finding, Self.bundle(pauseSeconds: 4))
        let id = try #require(try JSONValue(parsing: asked.bytes)["id"]?.stringValue)
        try await Task.sleep(for: .seconds(2))
        let second = try first.killedAndStartedAgain()
        var status = ""
        let deadline = ContinuousClock.now + .seconds(90)
        while status == "" || status == "accepted", ContinuousClock.now < deadline {
            try await Task.sleep(for: .milliseconds(500))
            let got = try await second.send("GET", "/v1/validations/\(id)", token: finding.token)
            let told = try JSONValue(parsing: got.bytes)
            status = told["validation"]?["status"]?.stringValue ?? ""
        }
        #expect(status == "passed")
        let key = try await second.send("GET", "/v1/keys/attestation")
        let attestation = try await second.send(
            "GET",
            "/v1/validations/\(id)/attestation",
            token: finding.token
        )
        let file = second.folder + "/attestation.json"
        try Data(attestation.bytes).write(to: URL(filePath: file))
        let text = try #require(try JSONValue(parsing: key.bytes)["public"]?.stringValue)
        let verified = try Program.run(["attestation", "verify", file, "--key", text])
        #expect(verified.status == 0, "\(verified.output)")
        #expect(verified.output.contains("passed"))
        let other = String(repeating: "A", count: 43) + "="
        let refused = try Program.run(["attestation", "verify", file, "--key", other])
        #expect(refused.status != 0)
        let ready = try await second.send("GET", "/ready")
        #expect(ready.text.contains("sandbox"))
        try await second.close()
    }
}
