// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Participants
import ServingSupport
import Store
import StrictJSON
import TestSupport
import Testing

/// The people and agents of the walk, each with a token.
struct Cast: Sendable {
    /// One of them.
    struct Member: Sendable {
        let name: String
        let token: String?
        let viewer: Viewer
        /// Whether the token opens nothing any more.
        var hasEnded = false
    }

    var members: [Member] = []
    var labA = ""
    var labB = ""

    subscript(name: String) -> Member {
        members.first { $0.name == name } ?? Member(name: name, token: nil, viewer: .nobody)
    }
}

extension Site {
    /// Adds somebody with roles, and gives them their first token.
    func add(
        _ name: String,
        to participant: String,
        roles: [Role],
        isAgent: Bool = false,
        lifeDays: Int = 90
    ) async throws -> Cast.Member {
        let words = roles.map { "\"\($0.rawValue)\"" }.joined(separator: ",")
        let family = isAgent ? #","family":"demo""# : ""
        let id = try await make(
            isAgent ? "/v1/agents" : "/v1/people",
            #"{"participant":"\#(participant)","name":"\#(name)","roles":[\#(words)]\#(family)}"#,
            answering: "id"
        )
        let holder = isAgent ? "agent" : "person"
        let token = try await make(
            "/v1/tokens",
            #"{"\#(holder)":"\#(id)","name":"first","lifeDays":\#(lifeDays)}"#,
            answering: "secret"
        )
        let identity: Viewer.Identity =
            isAgent
            ? .agent(try #require(AgentID(id))) : .person(try #require(PersonID(id)))
        return Cast.Member(
            name: name,
            token: token,
            viewer: Viewer(
                identity: identity,
                participant: ParticipantID(participant),
                roles: Set(roles)
            )
        )
    }

    /// Everybody who walks.
    func cast() async throws -> Cast {
        var cast = Cast()
        let me = try JSONValue(
            parsing: try await send("GET", "/v1/me", token: administrator).bytes
        )
        let centre = try #require(me["participant"]?.stringValue)
        let ada = PersonID(try #require(me["id"]?.stringValue))
        cast.labA = try await register("Lab A")
        cast.labB = try await register("Lab B")
        let labC = try await register("Lab C")
        cast.members = [
            Cast.Member(name: "nobody", token: nil, viewer: .nobody),
            Cast.Member(
                name: "administrator",
                token: administrator,
                viewer: Viewer(
                    identity: .person(try #require(ada)),
                    participant: ParticipantID(centre),
                    roles: FoundClearinghouse.firstRoles
                )
            ),
            try await add("member", to: cast.labA, roles: [.member]),
            try await add("reader", to: cast.labA, roles: [.reader]),
            try await add("agent", to: cast.labA, roles: [.member], isAgent: true),
            try await add("other", to: cast.labB, roles: [.member]),
            try await add("coordinator", to: centre, roles: [.coordinator]),
        ]
        var leaver = try await add("withdrawn", to: labC, roles: [.steward])
        let confirm = #"{"confirm":"\#(labC)"}"#
        let left = try await post("/v1/withdrawal", confirm, token: leaver.token)
        #expect(left.status == 200, "\(left.text)")
        leaver.hasEnded = true
        var late = try await add("expired", to: cast.labB, roles: [.member], lifeDays: 1)
        late.hasEnded = true
        test.clock.advance(seconds: 2 * 86_400)
        cast.members += [leaver, late]
        return cast
    }
}
