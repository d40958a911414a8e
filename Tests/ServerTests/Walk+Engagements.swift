// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import Testing

extension Site {
    /// An engagement of lab A, which an agency nobody of the cast belongs to is the other side of.
    func openEngagement(_ cast: Cast) async throws -> String {
        let opened = try await post(
            "/v1/engagements",
            #"{"codename":"Blue Heron"}"#,
            token: cast["member"].token
        )
        #expect(opened.status == 201, "\(opened.text)")
        let id = try #require(try JSONValue(parsing: opened.bytes)["id"]?.stringValue)
        let agency = try await registerAgency()
        let asked = try await post(
            "/v1/engagements/\(id)/official",
            #"{"participant":"\#(agency)"}"#,
            token: cast["member"].token
        )
        #expect(asked.status == 200, "\(asked.text)")
        return id
    }

    /// Registers an agency and answers its id.
    func registerAgency() async throws -> String {
        let body = #"{"kind":"agency","name":"Agency"}"#
        return try await make("/v1/participants", body, answering: "id")
    }
}

extension WalkTests {
    private static let nobody = "00000000-0000-7000-8000-000000000000"

    /// A body for each change of an engagement that is good in itself.
    static let engagementBodies: [String: String] = [
        "openEngagement": #"{"codename":"c"}"#,
        "keepEngagementField": #"{"field":"model","text":"t"}"#,
        "askOfficial": #"{"participant":"\#(nobody)"}"#,
        "openWindow": #"{"opens":"2026-01-10","plannedRelease":"2026-02-09"}"#,
        "planRelease": #"{"plannedRelease":"2026-02-01"}"#,
        "stateAccessTerms": #"{"text":"t"}"#,
        "namePerson": "{}",
        "giveGrant": #"{"grant":"\#(nobody)"}"#,
        "endGrant": #"{"grant":"\#(nobody)"}"#,
        "acknowledgeTerms": #"{"version":1}"#,
        "useAccess": #"{"purpose":"p"}"#,
        "recordDesignation": """
        {"outcome":"covered","official":"o","decided":"2026-01-01","reference":"r"}
        """,
        "proposePartner": #"{"name":"n","reason":"r"}"#,
        "answerPartner": #"{"partner":"\#(nobody)","concurs":true,"reason":"r"}"#,
        "shareAssessment": #"{"reference":"r","summary":"s"}"#,
    ]
}
