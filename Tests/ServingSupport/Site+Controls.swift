// SPDX-License-Identifier: Apache-2.0

import StrictJSON

extension Asking {
    /// Lets a member's participant control a scope, by a coordinator's word.
    package func control(_ scope: String, by token: String, word: String) async throws {
        let claim = #"{"scope":"\#(scope)","method":"coordinator"}"#
        let claimed = try await post("/v1/controls", claim, token: token)
        let id = try JSONValue(parsing: claimed.bytes)["id"]?.stringValue ?? claimed.text
        let given = try await post(
            "/v1/controls/\(id)/approve",
            #"{"reason":"known to us"}"#,
            token: word
        )
        guard given.status == 200 else { throw UnexpectedAnswer(answer: given.text) }
    }

    /// Lets a scanner's participant scan what an owner controls.
    package func authorize(
        _ scanner: String,
        on scope: String,
        until: String,
        by owner: String
    ) async throws {
        let me = try await send("GET", "/v1/me", token: scanner)
        let participant = try JSONValue(parsing: me.bytes)["participant"]?.stringValue ?? ""
        let terms = """
            {"participant":"\(participant)","scope":"\(scope)","intensity":"active",
            "until":"\(until)"}
            """
        let given = try await post("/v1/authorizations", terms, token: owner)
        guard given.status == 201 else { throw UnexpectedAnswer(answer: given.text) }
    }
}

/// Another answer than a test needs to go on.
package struct UnexpectedAnswer: Error {
    let answer: String
}
