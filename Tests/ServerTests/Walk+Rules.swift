// SPDX-License-Identifier: Apache-2.0

import Access
import ServingSupport
import Store
import StrictJSON
import Testing

extension Site {
    /// A control of lab A that a coordinator vouched for, a rule and an authorization on it.
    func ownScopes(_ cast: Cast) async throws -> [(kind: ThingKind, id: ID<AnyThing>)] {
        let member = cast["member"].token
        func id(_ got: Got) throws -> ID<AnyThing> {
            #expect((200..<300).contains(got.status), "\(got.text)")
            let id = try JSONValue(parsing: got.bytes)["id"]?.stringValue
            return try #require(ID<AnyThing>(id ?? ""))
        }
        let claim = #"{"scope":"dns:*.lab-a.example","method":"coordinator"}"#
        let control = try id(try await post("/v1/controls", claim, token: member))
        let word = try await post(
            "/v1/controls/\(control)/approve",
            #"{"reason":"r"}"#,
            token: cast["coordinator"].token
        )
        #expect(word.status == 200, "\(word.text)")
        let rule = #"{"scope":"dns:www.lab-a.example","stance":"opted-out"}"#
        let terms = """
            {"participant":"\(cast.labB)","scope":"dns:*.lab-a.example","intensity":"active",\
            "until":"2026-02-01T00:00:00Z"}
            """
        return [
            (.control, control),
            (.scanRule, try id(try await post("/v1/rules", rule, token: member))),
            (.authorization, try id(try await post("/v1/authorizations", terms, token: member))),
        ]
    }
}

extension WalkTests {
    /// A body for each change of controls, rules and authorizations.
    static let ruleBodies: [String: String] = [
        "claimControl": #"{"scope":"pkg:npm/walk"}"#,
        "approveControl": #"{"reason":"r"}"#, "refuseControl": #"{"reason":"r"}"#,
        "setRule": #"{"scope":"dns:www.lab-a.example","stance":"opted-out"}"#,
        "giveAuthorization": """
        {"participant":"00000000-0000-7000-8000-000000000000","scope":"dns:www.lab-a.example",
        "intensity":"active","until":"2026-02-01T00:00:00Z"}
        """,
        "stopLease": "{}",
        "importRule": "{}",
    ]
}
