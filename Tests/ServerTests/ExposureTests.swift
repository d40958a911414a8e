// SPDX-License-Identifier: Apache-2.0

import API
import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// From a finding to an operator's deadline, over HTTP.
@Suite struct ExposureTests {
    private static let report = """
        {"package":"pkg:npm/left-pad","title":"It overflows","description":"d","weakness":"CWE-787"\
        ,"symbol":{"function":"pad"}}
        """

    private static let vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"

    /// A finding's vulnerability, recorded by the coordinator.
    private func record(_ site: Site, _ cast: Cast) async throws -> String {
        let sent = try await site.post(
            "/v1/intake/finding",
            Self.report,
            token: cast["member"].token
        )
        let outcomes = try JSONValue(parsing: sent.bytes)["outcomes"]
        let finding = try #require(outcomes?[0]?["finding"]?.stringValue)
        let made = try await site.post(
            "/v1/findings/\(finding)/vulnerability",
            #"{"title":"Overflow","range":"<1.4.2","cvss":"\#(Self.vector)"}"#,
            token: cast["coordinator"].token
        )
        #expect(made.status == 201, "\(made.text)")
        let value = try JSONValue(parsing: made.bytes)
        #expect(value["range"]?.stringValue == "vers:npm/<1.4.2")
        #expect(value["band"]?.stringValue == "needs-info")
        #expect(value["cvss"]?["score"]?.stringValue == "9.8")
        return try #require(value["id"]?.stringValue)
    }

    @Test func `facts move it up the queue, and its finder's own list is matched with it`()
        async throws
    {
        let site = try await Site.open()
        let cast = try await site.cast()
        let id = try await record(site, cast)
        let (coordinator, member) = (cast["coordinator"].token, cast["member"].token)
        let stated = try await site.post(
            "/v1/vulnerabilities/\(id)/facts",
            #"{"kind":"exploited","value":"active","source":"https://example.org/a"}"#,
            token: coordinator
        )
        #expect(stated.status == 200, "\(stated.text)")
        let queue = try await site.send("GET", "/v1/queue", token: member)
        let first = try JSONValue(parsing: queue.bytes)["items"]?[0]
        #expect(first?["band"]?.stringValue == "incident")
        #expect(first?["why"]?.stringValue?.contains("https://example.org/a") == true)
        #expect(first?["affected"]?.stringValue == "none")
        let listed = try await site.send(
            "POST",
            "/v1/inventory/import?exposed=true",
            token: member,
            type: "text/csv",
            body: Array("purl,label\npkg:npm/left-pad@1.4.1,pump\npkg:npm/left-pad@1.4.2,\n".utf8)
        )
        #expect(listed.text.contains(#""added":2"#), "\(listed.text)")
        let exposure = try await site.send("GET", "/v1/exposure", token: member)
        let value = try JSONValue(parsing: exposure.bytes)
        let item = value["items"]?[0]
        #expect(item?["deadline"]?["force"]?.stringValue == "advice")
        #expect(item?["deadline"]?["sentence"]?.stringValue?.contains("(UTC)") == true)
        #expect(item?["assets"]?[0]?["item"]?["label"]?.stringValue == "pump")
        #expect(item?["assets"]?[1] == nil)
        // Nobody else learns of it but by a number.
        let seen = try await site.send("GET", "/v1/vulnerabilities/\(id)", token: coordinator)
        #expect(seen.text.contains(#""affected":"fewer than 5""#))
        #expect(!seen.text.contains("pump") && !seen.text.contains(cast.labA))
        try await site.close()
    }

    @Test func `another operator's line answers 404, like one that never was`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let made = try await site.post(
            "/v1/inventory",
            #"{"purl":"pkg:npm/left-pad@1.3.0","exposed":true,"label":"pump"}"#,
            token: cast["member"].token
        )
        let id = try #require(try JSONValue(parsing: made.bytes)["id"]?.stringValue)
        let absent = "00000000-0000-7000-8000-000000000000"
        for name in ["other", "agent", "member"] {
            let theirs = name == "other"
            let got = try await site.send(
                "DELETE",
                "/v1/inventory/\(theirs ? id : absent)",
                token: cast[name].token
            )
            #expect(got.status == 404 && !got.text.contains("pump"))
        }
        let page = try await site.send("GET", "/v1/inventory", token: cast["reader"].token)
        #expect(page.text.contains("pump"))
        let denied = try await site.send(
            "DELETE",
            "/v1/inventory/\(id)",
            token: cast["reader"].token
        )
        #expect(denied.status == 403)
        try await site.close()
    }

    @Test func `a list with faults is refused whole, each with its line`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let refused = try await site.send(
            "POST",
            "/v1/inventory/import",
            token: cast["member"].token,
            type: "text/csv",
            body: Array("purl\npkg:npm/a@1.0.0\npkg:npm/b\nleft-pad\n".utf8)
        )
        #expect(refused.status == 422 && refused.problem?.code == "invalid-inventory")
        #expect(refused.places == ["line 3/purl no-version", "line 4/purl invalid-purl"])
        let page = try await site.send("GET", "/v1/inventory", token: cast["member"].token)
        #expect(page.text.contains(#""items":[]"#))
        try await site.close()
    }
}
