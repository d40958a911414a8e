// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Server
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
        _ house: House,
        _ body: String,
        _ headers: [(String, String)]
    ) async throws
        -> Got
    {
        try await house.send(
            "POST",
            "/note",
            type: "application/x-www-form-urlencoded",
            body: Array(body.utf8),
            headers: headers
        )
    }

    @Test func `a form from another site, or without saying from where, is refused`() async throws {
        let house = try await House.open(pages: Self.pages)
        let good = try await post(house, "text=a+b%21", [("Origin", house.address)])
        #expect(good.text == "a b! 0")
        for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1"] {
            #expect(try await post(house, "text=a", [("Origin", origin)]).status == 403)
        }
        #expect(try await post(house, "text=a", []).status == 403)
        #expect(try await post(house, "text=a&text=b", [("Origin", house.address)]).status == 400)
        #expect(try await post(house, "text=%ff", [("Origin", house.address)]).status == 400)
        try await house.close()
    }

    @Test func `a session's form needs the session's token, and a session opens no machine door`()
        async throws
    {
        let house = try await House.open(pages: Self.pages)
        let session = try await signIn(house)
        let cookie = [("Cookie", "clearinghouse-session=\(session)"), ("Origin", house.address)]
        #expect(try await post(house, "text=a", cookie).status == 403)
        let token = try await house.send("GET", "/token", headers: cookie).text
        #expect(token.count == 64)
        #expect(try await post(house, "text=a&token=\(token)", cookie).text == "a 2")
        #expect(try await post(house, "text=a&token=\(token.dropLast())0x", cookie).status == 403)
        #expect(try await house.send("GET", "/v1/me", headers: cookie).status == 401)
        try await house.close()
    }

    private func signIn(_ house: House) async throws -> String {
        let digest = try #require(Secret(.token, text: house.administrator)).digest
        let now = house.test.clock.now()
        let found = try await house.store.read { try $0.authenticate(token: digest, now: now) }
        let viewer = try #require(found).viewer
        guard case .person(let person) = viewer.identity else { return "" }
        let link = House.secret(.signInLink)
        _ = try await house.store.submit(
            MakeSignInLink(viewer: viewer, person: person, secret: link),
            by: viewer.actor
        )
        let session = House.secret(.session)
        _ = try await house.store.submit(
            RedeemSignInLink(link: link.digest, session: session, replacing: nil),
            by: .nobody
        )
        return session.text
    }
}
