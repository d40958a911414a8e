// SPDX-License-Identifier: Apache-2.0

import Server
import ServingSupport
import Testing

/// Whose word counts on where a request comes from (RULES D2).
@Suite struct ProxyTests {
    /// Asks so often, each time as another asker says it comes from; answers how many got through.
    private func through(_ site: Site, from: (Int) -> String) async throws -> Int {
        var count = 0
        for number in 0..<40 {
            let fields = [("X-Forwarded-For", from(number))]
            if try await site.send("GET", "/health", headers: fields).status == 200 { count += 1 }
        }
        return count
    }

    @Test func `a forwarded address counts from a named proxy only, and only its last hop`()
        async throws
    {
        // Ten at once, and one more every three seconds.
        let direct = try await Site.open { $0.addressPerMinute = 20 }
        #expect(try await through(direct) { "192.0.2.\($0)" } < 30)
        try await direct.close()

        let named = try await Site.open {
            $0.addressPerMinute = 20
            $0.proxies = ["127.0.0.1", "10.0.0.1"]
        }
        #expect(try await through(named) { "192.0.2.\($0)" } == 40)
        #expect(try await through(named) { "198.51.100.\($0), 10.0.0.1" } == 40)
        // What stands before the last hop was written by the asker.
        #expect(try await through(named) { "192.0.2.\($0), 203.0.113.1" } < 30)
        // What is no address is the proxy's own.
        #expect(try await through(named) { "evil-\($0)" } < 30)
        try await named.close()
    }

    @Test func `that a request came over TLS is believed of a named proxy only`() async throws {
        for isNamed in [true, false] {
            let site = try await Site.open { if isNamed { $0.proxies = ["127.0.0.1"] } }
            let secure = [("X-Forwarded-Proto", "https")]
            let told = try await site.send("GET", "/health", headers: secure)
            #expect((told["Strict-Transport-Security"] != nil) == isNamed)
            let plain = try await site.send("GET", "/health")
            #expect(plain["Strict-Transport-Security"] == nil)
            let link = try await site.post(
                "/v1/sign-in-links",
                "{}",
                token: site.administrator,
                headers: secure
            )
            #expect(link.text.contains(isNamed ? "https://127.0.0.1" : "http://127.0.0.1"))
            try await site.close()
        }
    }
}
