// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// A case over HTTP, from its opening to its end.
@Suite struct CaseDoorTests {
    private func opened(_ site: Site, _ cast: Cast) async throws -> String {
        let report = try await site.post(
            "/v1/intake/finding",
            #"{"package":"pkg:npm/secret","title":"t","description":"d"}"#,
            token: cast["member"].token
        )
        let outcomes = try JSONValue(parsing: report.bytes)["outcomes"]
        let finding = try #require(outcomes?[0]?["finding"]?.stringValue)
        let made = try await site.post(
            "/v1/findings/\(finding)/vulnerability",
            #"{"title":"t","range":"vers:all/*"}"#,
            token: cast["coordinator"].token
        )
        let id = try JSONValue(parsing: made.bytes)["id"]?.stringValue
        let vulnerability = try #require(id, "\(made.text)")
        let file = try await site.post(
            "/v1/vulnerabilities/\(vulnerability)/cases",
            #"{"title":"A secret title","until":"2026-01-20T00:00:00Z"}"#,
            token: cast["coordinator"].token
        )
        #expect(file.status == 201, "\(file.text)")
        return try #require(try JSONValue(parsing: file.bytes)["id"]?.stringValue)
    }

    @Test func `an invitation, consent, words and a page of them go over the wire`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let path = "/v1/cases/\(try await opened(site, cast))"
        let (member, coordinator) = (cast["member"].token, cast["coordinator"].token)
        let invited = try await site.send("GET", path, token: member)
        #expect(!invited.text.contains("A secret title"))
        let before = try JSONValue(parsing: invited.bytes)
        #expect(before["step"]?.stringValue == "answer-invitation")
        #expect(before["due"]?.stringValue == "2026-01-20T00:00:00Z")
        #expect(invited.text.contains(#""inForce":{"number":1,"until":"2026-01-20T00:00:00Z""#))
        let early = try await site.send("GET", path + "/messages", token: member)
        #expect(early.status == 409 && early.text.contains("consent-first"))
        let stale = try await site.post(path + "/consent", #"{"terms":2}"#, token: member)
        #expect(stale.status == 409 && stale.text.contains("terms-changed"))
        let consent = try await site.post(path + "/consent", #"{"terms":1}"#, token: member)
        #expect(consent.text.contains("A secret title"))
        for number in 1...3 {
            let said = try await site.post(
                path + "/messages",
                #"{"text":"Word \#(number)"}"#,
                token: coordinator
            )
            #expect(said.status == 201 && said.text.contains("Word \(number)"))
        }
        let first = try await site.send("GET", path + "/messages?limit=2", token: member)
        let page = try JSONValue(parsing: first.bytes)
        #expect(page["items"]?[0]?["text"]?.stringValue == "Word 3")
        let next = try #require(page["next"]?.stringValue)
        let rest = try await site.send("GET", path + "/messages?after=\(next)", token: member)
        #expect(rest.text.contains("Word 1") && !rest.text.contains("Word 2"))
        let odd = try await site.send("GET", path + "/messages?after=x", token: member)
        #expect(odd.status == 422 && odd.places == ["after not-an-id"])
        try await site.close()
    }

    @Test func `a member sees its roster, and what was refused says what to change`() async throws {
        let site = try await Site.open()
        let cast = try await site.cast()
        let path = "/v1/cases/\(try await opened(site, cast))"
        let (member, coordinator) = (cast["member"].token, cast["coordinator"].token)
        _ = try await site.post(path + "/consent", #"{"terms":1}"#, token: member)
        let invited = try await site.post(
            path + "/members",
            #"{"participant":"\#(cast.labB)","roles":["supplier","finder"]}"#,
            token: coordinator
        )
        #expect(invited.text.contains(cast.labB) && invited.text.contains(#""complete":true"#))
        let roster = try await site.send("GET", path + "/members", token: member)
        #expect(roster.text.contains(cast.labA) && !roster.text.contains(cast.labB))
        let odd = try await site.post(
            path + "/members",
            #"{"participant":"\#(cast.labB)","roles":["owner"]}"#,
            token: coordinator
        )
        #expect(odd.status == 422 && odd.places == ["/roles unknown-choice"])
        let half = #"{"until":"2026-01-10T10:30:00Z"}"#
        let late = try await site.post(path + "/embargo", half, token: member)
        #expect(late.status == 422 && late.places == ["/until not-on-the-hour"])
        let agent = try await site.post(
            path + "/consent",
            #"{"terms":1}"#,
            token: cast["agent"].token
        )
        #expect(agent.status == 403)
        let left = try await site.send("POST", path + "/leave", token: member)
        #expect(left.text.contains("under the terms you signed"))
        #expect(try await site.send("GET", path, token: member).status == 404)
        try await site.close()
    }
}
