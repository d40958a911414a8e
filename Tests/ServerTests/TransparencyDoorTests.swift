// SPDX-License-Identifier: Apache-2.0

import Access
import ServingSupport
import StrictJSON
import TestSupport
import Testing

/// What this clearinghouse did, over HTTP.
@Suite struct TransparencyDoorTests {
    private func report(_ number: Int, _ site: Site) async throws {
        let body = """
            {"package":"pkg:npm/left-pad","title":"t \(number)","description":"d",\
            "weakness":"CWE-787","symbol":{"function":"f\(number)"}}
            """
        let got = try await site.post("/v1/intake/finding", body)
        #expect((200..<300).contains(got.status), "\(got.text)")
    }

    private func months(_ site: Site, token: String? = nil) async throws -> JSONValue? {
        let got = try await site.send("GET", "/v1/transparency", token: token)
        #expect(got.status == 200, "\(got.text)")
        return try JSONValue(parsing: got.bytes)["months"]
    }

    @Test func `it needs no account, is the same for everybody, and steps hide single acts`()
        async throws
    {
        let site = try await Site.open()
        #expect(try await months(site)?.arrayValue?.isEmpty == true)
        // January has 5 reports, February 9, March 10, April 4, May none.
        for (days, count) in [(31, 5), (28, 9), (31, 10), (30, 4), (31, 0)] {
            for number in 0..<count { try await report(number, site) }
            site.test.clock.advance(seconds: Int64(days) * 86_400)
        }
        site.test.clock.advance(seconds: 2 * 86_400)
        try await site.countMonths()
        let told = try #require(try await months(site))
        let all = told.arrayValue ?? []
        #expect(all.count == 5)
        let reports = all.map { month in
            month["figures"]?.arrayValue?.first { $0["name"]?.stringValue == "reports" }?["text"]?
                .stringValue
        }
        #expect(
            reports == ["fewer than 5", "fewer than 5", "10 to 14", "5 to 9", "5 to 9"],
            "\(reports)"
        )
        let lab = try await site.add(
            "member",
            to: try await site.register("Lab"),
            roles: [.member]
        )
        #expect(try await months(site, token: lab.token) == told)
        try await report(100, site)
        try await site.countMonths()
        #expect(try await months(site) == told)
        try await site.close()
    }
}
