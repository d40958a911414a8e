// SPDX-License-Identifier: Apache-2.0

import ServingSupport
import Store
import TestSupport
import Testing

/// Who is scanning me, on a page.
@Suite struct LeasePagesTests {
    private static let scan = [
        ("scope", "pkg:npm/left-pad"), ("technique", "fuzzing"), ("tool", "afl"), ("hours", "4"),
    ]

    /// Declares a scan and answers its page.
    private func declare(
        _ other: inout Browser,
        _ more: [(String, String)] = []
    ) async throws -> String {
        try #require(try await other.send("/scans", Self.scan + more).location)
    }

    private func stop(_ scan: String) -> String {
        scan.replacing("/scans/", with: "/leases/") + "/stop"
    }

    @Test func `a contact that is none is told beside what was typed, and the scan runs on`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        var other = try await site.member(of: "Lab B")
        let scan = try await declare(&other)
        let odd = try await robin.send(stop(scan), [("contact", "555-0100"), ("after", "")])
        #expect(odd.status == 422 && odd.text.contains("The scan was not stopped."))
        #expect(odd.text.contains("Contact: An address of e-mail"))
        #expect(odd.text.contains("value=\"555-0100\" aria-invalid=\"true\""))
        #expect(odd.text.contains("One scan of what is yours runs now."))
        #expect(odd.text.contains("can be declared again"))
        #expect(try await robin.send(stop(scan), []).location == "/leases")
        let ended = try await robin.send(stop(scan), [])
        #expect(ended.status == 422 && ended.text.contains("The scan has ended already."))
        try await site.close()
    }

    @Test func `a scan is shown by its id and by when it ended, what runs above what is over`()
        async throws
    {
        let site = try await Site.withPages()
        var robin = try await site.owner()
        var other = try await site.member(of: "Lab B")
        let runs = try await declare(&other)
        let stopped = try await declare(&other)
        let planned = try await declare(&other, [("from", "2026-01-20T00:00")])
        site.test.clock.advance(seconds: 1_800)
        for scan in [stopped, planned] {
            #expect(try await robin.send(stop(scan), []).status == 303)
        }
        let page = try await robin.get("/leases").text
        let ids = [runs, planned, stopped].map { $0.replacing("/scans/", with: "") }
        let places = ids.map { page.firstRange(of: ">\($0)</code>")?.lowerBound }
        let found = places.compactMap(\.self)
        #expect(found.count == 3 && found == found.sorted(), "Each by its id, in that order.")
        let now = site.test.clock.now().description
        let end = "\(now.prefix(10)) \(now.dropFirst(11).prefix(5)) UTC"
        #expect(page.contains("UTC to \(end)"), "It was stopped, long before its window's end.")
        #expect(page.contains("ended \(end), before it began"))
        try await site.close()
    }
}
