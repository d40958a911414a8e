// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import StrictJSON
import Testing

extension Site {
    /// A browser of a new person of some participant.
    func browser(in participant: String, _ role: String) async throws -> Browser {
        let asked = #"{"participant":"\#(participant)","name":"Sam","roles":["\#(role)"]}"#
        let person = try await make("/v1/people", asked, answering: "id")
        let url = try await make(
            "/v1/sign-in-links",
            #"{"person":"\#(person)"}"#,
            answering: "url"
        )
        var browser = Browser(self)
        try await browser.send("/sign-in", [("link", url)])
        return browser
    }

    /// The token of a new member, which outlives a proof of control.
    func token(of name: String) async throws -> String {
        let asked = #"{"person":"\#(try await person(of: name))","name":"laptop","lifeDays":366}"#
        return try await make("/v1/tokens", asked, answering: "secret")
    }

    /// A browser of whoever has a token.
    func browser(of token: String) async throws -> Browser {
        let made = try await post("/v1/sign-in-links", "{}", token: token)
        let url = try #require(try JSONValue(parsing: made.bytes)["url"]?.stringValue)
        var browser = Browser(self)
        try await browser.send("/sign-in", [("link", url)])
        return browser
    }

    /// A browser of a coordinator of the house.
    func coordinator() async throws -> Browser {
        let me = try await send("GET", "/v1/me", token: administrator)
        let centre = try #require(try JSONValue(parsing: me.bytes)["participant"]?.stringValue)
        return try await browser(in: centre, "coordinator")
    }

    /// Lets somebody's participant control scopes, by a coordinator's word.
    func own(_ scopes: String..., by robin: inout Browser) async throws {
        var cory = try await coordinator()
        for scope in scopes {
            let claim = [("scope", scope), ("method", "coordinator")]
            let path = try #require(try await robin.send("/controls", claim).location)
            #expect(try await cory.send("\(path)/approve", [("reason", "r")]).status == 303)
        }
    }

    /// Somebody with a scope of their own.
    func owner(of scope: String = "pkg:npm/left-pad") async throws -> Browser {
        var robin = try await member(of: "Lab A")
        try await own(scope, by: &robin)
        return robin
    }
}
