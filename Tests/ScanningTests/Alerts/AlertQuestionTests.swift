// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// What can be asked about, and how it is written.
@Suite struct AlertQuestionTests {
    @Test func `a target may be written as a scope is`() {
        func target(_ text: String, _ port: UInt16? = nil) -> String? {
            AlertQuestion.target(text, port: port)?.text
        }
        #expect(target("dns:www.example.org") == target("www.example.org"))
        #expect(target("dns:www.example.org") == "dns:www.example.org")
        #expect(target("dns:www.example.org", 8_443) == target("www.example.org", 8_443))
        #expect(target("service:https://a.example/x") == target("https://a.example/x"))
        #expect(target("service:https://a.example/x") != nil)
    }

    @Test func `bad questions are refused with their place`() async throws {
        let community = try await Community.open(.sqlite)
        let now = community.now
        func codes(
            _ source: String = "198.51.100.9",
            _ target: String = "192.0.2.7",
            port: UInt16? = nil,
            days: Int64 = 0,
            token: String? = nil
        ) -> [String] {
            var faults: [Refusal.Fault] = []
            let draft = AlertQuestion.Draft(
                source: source,
                target: target,
                port: port,
                moment: now.adding(seconds: days * 86_400),
                token: token
            )
            _ = AlertQuestion(draft, at: "/questions/3", now: now, faults: &faults)
            return faults.map { "\($0.place) \($0.code)" }
        }
        #expect(codes() == [])
        for source in ["", "192.0.2.0/24", "example.org", "1.2.3", "::1%eth0", "[::1]"] {
            #expect(codes(source) == ["/questions/3/source not-an-address"])
        }
        let none = [
            "", "*.example.org", "192.0.2.0/24", "http://example.org/", "a b", "pkg:a",
            "dns:*.example.org", "dns:192.0.2.7", "dns:dns:example.org", "service:example.org",
        ]
        for target in none {
            #expect(codes("::1", target) == ["/questions/3/target not-a-target"], "\(target)")
        }
        #expect(codes("::1", "https://a.example/", port: 1) == ["/questions/3/target not-a-target"])
        #expect(codes(days: 1) == ["/questions/3/time in-the-future"])
        #expect(codes(days: -91) == ["/questions/3/time too-far-back"])
        #expect(codes(token: "") == ["/questions/3/token invalid-token"])
        #expect(codes("x", "*", days: 1).count == 3)
        await community.close()
    }
}
