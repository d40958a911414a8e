// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Testing

/// What the form for scans takes, and what a scan's page tells its own participant.
@Suite struct ScanDetailsTests {
    private static let scan = [
        ("scope", "pkg:npm/left-pad"), ("technique", "fuzzing"), ("tool", "afl"), ("hours", "4"),
    ]

    @Test func `a scan is planned with the form, and cancelled before it begins`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let later = Self.scan + [("from", "2026-01-02T06:30")]
        let path = try #require(try await robin.send("/scans", later).location)
        let planned = try await robin.get(path)
        #expect(planned.text.contains("2026-01-02 06:30 UTC to 2026-01-02 10:30 UTC"))
        #expect(planned.text.contains("The window has not begun."))
        #expect(try await robin.send(path + "/end", [("outcome", "cancelled")]).status == 303)
        #expect(try await robin.get(path).text.contains("<dd>cancelled</dd>"))
        for (odd, reason) in [
            ("tomorrow", "From when on: A moment in UTC, such as"),
            ("2026-07-02T06:30", "From when on: It begins at most 90 days from now."),
        ] {
            let refused = try await robin.send("/scans", Self.scan + [("from", odd)])
            #expect(refused.status == 422 && refused.text.contains(reason), "\(refused.text)")
            #expect(refused.text.contains("value=\"\(odd)\""))
        }
        try await site.close()
    }

    @Test func `a scan's page has its id and all that was said of it`() async throws {
        let site = try await Site.withPages()
        var robin = try await site.member(of: "Lab A")
        let digest = "sha256:" + String(repeating: "ab", count: 32)
        let plan = [
            ("scope", "192.0.2.0/25"), ("technique", "network-scan"), ("tool", "nmap"),
            ("hours", "4"), ("model", "Small <Models>"), ("intensity", "active"),
            ("sources", "198.51.100.7"), ("contact", "noc@lab.example"), ("digest", digest),
            ("ownerContact", "o@oak.example"), ("evidenceUntil", "2026-01-09"),
        ]
        let path = try #require(try await robin.send("/scans", plan).location)
        let page = try await robin.get(path)
        let id = path.dropFirst("/scans/".count)
        for text in [
            "<code>\(id)</code>", "Small &lt;Models&gt;", "198.51.100.7", "noc@lab.example",
            digest, "until 2026-01-09 00:00 UTC; its owner: o@oak.example",
        ] {
            #expect(page.text.contains(text), "\(page.text)")
        }
        #expect(!page.text.contains("declared without a contact"))
        let bare = try #require(try await robin.send("/scans", Self.scan).location)
        let plain = try await robin.get(bare)
        #expect(plain.text.contains("declared without a contact"))
        #expect(!plain.text.contains("Where it comes from"))
        try await site.close()
    }
}
