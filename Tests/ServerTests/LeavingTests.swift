// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ServingSupport
import Store
import StrictJSON
import TestSupport
import Testing

/// A laboratory that scanned and reported leaves, and takes with it what it brought (ORDER V2).
@Suite struct LeavingTests {
    private static func report(_ more: String) -> String {
        """
        {"package":"pkg:npm/left-pad","title":"Pads too far","description":"Told in own words.",\
        "weakness":"CWE-787","symbol":{"function":"pad"},"credit":"Robin of Oak"\(more)}
        """
    }

    @Test(arguments: Engine.allCases)
    func `whoever leaves takes scans, reports and credit along, and what was shared stays`(
        engine: Engine
    ) async throws {
        let site = try await Site.open(engine)
        let (oak, elm) = (try await site.register("Oak"), try await site.register("Elm"))
        let member = try await site.add("member", to: oak, roles: [.member])
        let steward = try await site.add("steward", to: oak, roles: [.steward])
        let other = try await site.add("other", to: elm, roles: [.member])
        let scan = try await made(site, "/v1/scans", WriteTests.plan, member.token)
        let contact = #","contact":"robin@oak.example""#
        let intake = "/v1/intake/finding"
        let own = try await made(site, intake, Self.report(contact), member.token)
        let theirs = try await made(site, intake, Self.report(""), other.token)
        let finding = try #require(theirs["outcomes"]?[0]?["finding"]?.stringValue)

        // Only its steward takes the export, and it holds every part.
        #expect(try await site.send("GET", "/v1/export", token: member.token).status == 403)
        let taken = try await site.send("GET", "/v1/export", token: steward.token)
        let export = try JSONValue(parsing: taken.bytes)
        #expect(export["participant"]?["name"] == "Oak")
        #expect(export["scans"]?[0]?["id"] == scan["id"])
        #expect(export["scans"]?[0]?["tool"] == "afl")
        let reported = try #require(export["reports"]?[0], "\(taken.text)")
        #expect(reported["id"] == own["report"])
        #expect(reported["sha256"] == own["digest"])
        #expect(reported["credit"] == "Robin of Oak")
        #expect(reported["contact"] == "robin@oak.example")
        #expect(reported["findings"]?[0]?["message"] == "Told in own words.")
        #expect(export["reports"]?.arrayValue?.count == 1)

        try await leave(site, oak, member, steward)
        try await lookBack(site, finding, other)
        try await site.close()
    }

    /// It leaves: nobody of it gets in, and the effect is what was stated.
    private func leave(
        _ site: Site,
        _ oak: String,
        _ member: Cast.Member,
        _ steward: Cast.Member
    ) async throws {
        let leave = #"{"confirm":"\#(oak)"}"#
        #expect(try await site.post("/v1/withdrawal", leave, token: member.token).status == 403)
        let left = try await site.post("/v1/withdrawal", leave, token: steward.token)
        #expect(left.status == 200 && left.text.contains("scans: Your planned and running scans"))
        #expect(try await site.send("GET", "/v1/me", token: member.token).status == 401)
    }

    /// Its scan stands in nobody's way; its finding stays, with the credit it chose.
    private func lookBack(
        _ site: Site,
        _ finding: String,
        _ other: Cast.Member
    ) async throws {
        let ask = """
            {"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","window":\
            {"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z"}}
            """
        let advice = try await made(site, "/v1/scans/advice", ask, other.token)
        #expect(advice["scopes"]?[0]?["verdict"] == "free", "\(advice)")
        let seen = try await site.send("GET", "/v1/findings/\(finding)", token: other.token)
        #expect(seen.status == 200 && seen.text.contains("Robin of Oak"), "\(seen.text)")
        #expect(!seen.text.contains("robin@oak.example"))
    }

    private func made(
        _ site: Site,
        _ path: String,
        _ body: String,
        _ token: String?
    ) async throws -> JSONValue {
        let got = try await site.post(path, body, token: token)
        #expect((200..<300).contains(got.status), "\(got.text)")
        return try JSONValue(parsing: got.bytes)
    }
}
