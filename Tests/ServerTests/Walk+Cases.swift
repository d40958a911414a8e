// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import Testing

extension Site {
    /// A case on a vulnerability: the coordinator's and lab A's; lab B was invited, and left.
    func openCase(on vulnerability: String, _ cast: Cast) async throws -> String {
        let opened = try await post(
            "/v1/vulnerabilities/\(vulnerability)/cases",
            #"{"title":"t","until":"2026-01-20T00:00:00Z"}"#,
            token: cast["coordinator"].token
        )
        #expect(opened.status == 201, "\(opened.text)")
        let id = try #require(try JSONValue(parsing: opened.bytes)["id"]?.stringValue)
        let consent = try await post(
            "/v1/cases/\(id)/consent",
            #"{"terms":1}"#,
            token: cast["member"].token
        )
        #expect(consent.status == 200, "\(consent.text)")
        let left = try await send("POST", "/v1/cases/\(id)/leave", token: cast["other"].token)
        #expect(left.status == 200, "\(left.text)")
        return id
    }
}

extension WalkTests {
    /// A body for each change of a case that is good in itself.
    static let caseBodies: [String: String] = [
        "openCase": #"{"title":"t"}"#,
        "inviteCaseMember": """
        {"participant":"00000000-0000-7000-8000-000000000000","roles":["observer"]}
        """,
        "consentToCase": #"{"terms":1}"#,
        "declineCase": #"{"terms":9}"#,
        "showMembership": #"{"shown":true}"#,
        "proposeEmbargo": #"{"until":"2026-01-30T00:00:00Z"}"#,
        "endEmbargo": #"{"ending":"leaked"}"#,
        "writeMessage": #"{"text":"t"}"#,
    ]
}
