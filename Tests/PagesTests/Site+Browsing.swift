// SPDX-License-Identifier: Apache-2.0

import Pages
import ServingSupport
import Testing

extension Site {
    /// A clearinghouse with its pages.
    static func withPages() async throws -> Site {
        let pages = try WebPages()
        return try await open(
            pages: pages.routes,
            problemPage: { pages.problem($0, exchange: $1) }
        )
    }

    /// A new participant with one person, who has a browser and is signed in with it.
    func member(of name: String) async throws -> Browser {
        var browser = Browser(self)
        try await browser.send("/sign-in", [("link", try await link(of: name))])
        return browser
    }

    /// The code of a sign-in link for the first person of a new participant.
    func link(of name: String) async throws -> String {
        let asked = #"{"person":"\#(try await person(of: name))"}"#
        let url = try await make("/v1/sign-in-links", asked, answering: "url")
        return String(try #require(url.split(separator: "=").last))
    }

    /// The first person of a new participant.
    func person(of name: String) async throws -> String {
        let lab = try await register(name)
        let robin = #"{"participant":"\#(lab)","name":"Robin","roles":["member"]}"#
        return try await make("/v1/people", robin, answering: "id")
    }
}
