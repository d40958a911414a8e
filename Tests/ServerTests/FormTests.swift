// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Server
import ServingSupport
import Store
import TestSupport
import Testing

/// What a browser's forms have to bring (RULES D2).
@Suite struct FormTests {
    private static let pages = [
        Route.form("/note") { exchange in
            .html("\(exchange.form["text"] ?? "") \(exchange.viewer.roles.count)")
        },
        Route.page("/token") { .html($0.formToken) },
    ]

    private func post(
        _ site: Site,
        _ body: String,
        _ headers: [(String, String)]
    ) async throws
        -> Got
    {
        try await site.send(
            "POST",
            "/note",
            type: "application/x-www-form-urlencoded",
            body: Array(body.utf8),
            headers: headers
        )
    }

    @Test func `a form from another site, or without saying from where, is refused`() async throws {
        let site = try await Site.open(pages: Self.pages)
        let good = try await post(site, "text=a+b%21", [("Origin", site.address)])
        #expect(good.text == "a b! 0")
        for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1"] {
            #expect(try await post(site, "text=a", [("Origin", origin)]).status == 403)
        }
        #expect(try await post(site, "text=a", []).status == 403)
        #expect(try await post(site, "text=a&text=b", [("Origin", site.address)]).status == 400)
        #expect(try await post(site, "text=%ff", [("Origin", site.address)]).status == 400)
        try await site.close()
    }

    @Test func `a session's form needs the session's token, and a session opens no machine door`()
        async throws
    {
        let site = try await Site.open(pages: Self.pages)
        let session = try await signIn(site)
        let cookie = [("Cookie", "clearinghouse-session=\(session)"), ("Origin", site.address)]
        #expect(try await post(site, "text=a", cookie).status == 403)
        let token = try await site.send("GET", "/token", headers: cookie).text
        #expect(token.count == 64)
        #expect(try await post(site, "text=a&token=\(token)", cookie).text == "a 2")
        #expect(try await post(site, "text=a&token=\(token.dropLast())0x", cookie).status == 403)
        #expect(try await site.send("GET", "/v1/me", headers: cookie).status == 401)
        try await site.close()
    }

    private func signIn(_ site: Site) async throws -> String {
        let digest = try #require(Secret(.token, text: site.administrator)).digest
        let now = site.test.clock.now()
        let found = try await site.store.read { try $0.authenticate(token: digest, now: now) }
        let viewer = try #require(found).viewer
        guard case .person(let person) = viewer.identity else { return "" }
        let link = House.secret(.signInLink)
        _ = try await site.store.submit(
            MakeSignInLink(viewer: viewer, person: person, secret: link),
            by: viewer.actor
        )
        let session = House.secret(.session)
        _ = try await site.store.submit(
            RedeemSignInLink(link: link.digest, session: session, replacing: nil),
            by: .nobody
        )
        return session.text
    }
}
