// SPDX-License-Identifier: Apache-2.0

import Access
import ServingSupport
import Store
import StrictJSON
import Testing

extension Site {
    /// What lab A has of a case that went all the way to its advisory.
    func delivered(_ cast: Cast) async throws -> [(kind: ThingKind, id: ID<AnyThing>)] {
        let released = try await releasedCase(
            of: "pkg:npm/delivered",
            lab: cast.labA,
            member: try #require(cast["member"].token),
            coordinator: try #require(cast["coordinator"].token)
        )
        let published = try await post(
            "/v1/cases/\(released.onCase)/advisories",
            WalkTests.advisory,
            token: cast["coordinator"].token
        )
        #expect(published.status == 201, "\(published.text)")
        let things: [(ThingKind, String)] = [
            (.case, released.onCase), (.bundle, released.bundle),
            (.delivery, released.delivery), (.recipientKey, released.recipientKey),
        ]
        return try things.map { ($0, try #require(ID<AnyThing>($1))) }
    }
}

extension WalkTests {
    static let advisory = #"{"summary":"s","details":"d"}"#

    /// A body for each change of deliveries and advisories that is good in itself.
    static let deliveryBodies: [String: String] = [
        "registerRecipientKey": #"{"publicKey":"\#(Site.publicKey)","name":"n"}"#,
        "prepareBundle": """
        {"whatToDo":"w","needsRestart":false,"releaseAt":"2026-02-01T00:00:00Z",
        "workaround":"w"}
        """,
        "signRelease": """
        {"digest":"\(String(repeating: "0", count: 64))","releaseAt":"2026-02-01T00:00:00Z"}
        """,
        "giveReceipt": #"{"kind":"deferred"}"#,
        "publishAdvisory": advisory,
        "reviseAdvisory": advisory,
        "withdrawAdvisory": #"{"reason":"r"}"#,
    ]
}
