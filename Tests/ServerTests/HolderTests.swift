// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ServingSupport
import Store
import StrictJSON
import Testing

/// Changing what somebody may do, and removing them.
@Suite struct HolderTests {
    private func id(_ member: Cast.Member) -> String {
        switch member.viewer.identity {
        case .person(let id): id.description
        case .agent(let id): id.description
        case .nobody, .system: ""
        }
    }

    @Test func `a steward gives and takes roles, which count at the next request`() async throws {
        let site = try await Site.open()
        let lab = try await site.register("Lab")
        let member = try await site.add("member", to: lab, roles: [.member])
        let agent = try await site.add("agent", to: lab, roles: [.member], isAgent: true)
        let steward = try await site.add("steward", to: lab, roles: [.steward])
        let path = "/v1/people/\(id(member))/roles"
        let plan = #"{"scopes":["pkg:npm/x"],"technique":"fuzzing","tool":"t","window":\#(window)}"#
        #expect(try await site.post("/v1/scans", plan, token: member.token).status == 201)
        let changed = try await site.post(path, #"{"roles":["reader"]}"#, token: steward.token)
        #expect(changed.status == 200, "\(changed.text)")
        #expect(try JSONValue(parsing: changed.bytes)["roles"] == ["reader"])
        #expect(try await site.post("/v1/scans", plan, token: member.token).status == 403)
        let wide = try await site.post(path, #"{"roles":["administrator"]}"#, token: steward.token)
        #expect(wide.status == 422)
        #expect(wide.places == ["/roles role-not-possible"])
        let word = try await site.post(path, #"{"roles":["king"]}"#, token: steward.token)
        #expect(word.places == ["/roles/0 unknown-choice"])
        // Nothing is taken away by a body that leaves the roles out.
        #expect(
            try await site.post(path, "{}", token: steward.token).places == [
                "/roles missing-field"
            ]
        )
        let robot = "/v1/agents/\(id(agent))/roles"
        let told = try await site.post(robot, #"{"roles":["steward"]}"#, token: steward.token)
        #expect(told.places == ["/roles role-not-possible"])
        #expect(try await site.post(path, #"{"roles":[]}"#, token: member.token).status == 403)
        try await site.close()
    }

    @Test func `whoever is removed is out at once, and an id of another kind names nobody`()
        async throws
    {
        let site = try await Site.open()
        let lab = try await site.register("Lab")
        let member = try await site.add("member", to: lab, roles: [.member])
        let agent = try await site.add("agent", to: lab, roles: [.member], isAgent: true)
        let steward = try await site.add("steward", to: lab, roles: [.steward])
        let other = try await site.add(
            "other",
            to: try await site.register("B"),
            roles: [.steward]
        )
        let pairs = [("people", member, "agents"), ("agents", agent, "people")]
        for (plural, holder, wrong) in pairs {
            let own = "/v1/\(plural)/\(id(holder))"
            let mistaken = "/v1/\(wrong)/\(id(holder))"
            #expect(try await site.send("DELETE", mistaken, token: steward.token).status == 404)
            #expect(try await site.send("DELETE", own, token: other.token).status == 404)
            #expect(try await site.send("GET", "/v1/me", token: holder.token).status == 200)
            let gone = try await site.send("DELETE", own, token: steward.token)
            #expect(gone.status == 204, "\(gone.text)")
            #expect(try await site.send("GET", "/v1/me", token: holder.token).status == 401)
            let listed = try await site.send("GET", "/v1/\(plural)", token: steward.token)
            #expect(!listed.text.contains(id(holder)))
        }
        let me = try await site.send("GET", "/v1/me", token: site.administrator)
        let last = try #require(try JSONValue(parsing: me.bytes)["id"]?.stringValue)
        let path = "/v1/people/\(last)"
        let refused = try await site.send("DELETE", path, token: site.administrator)
        #expect(refused.status == 409)
        #expect(refused.problem?.code == "last-administrator")
        try await site.close()
    }

    private let window = #"{"start":"2026-01-01T00:00:00Z","end":"2026-01-02T00:00:00Z"}"#
}
