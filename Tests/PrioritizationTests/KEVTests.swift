// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Prioritization
import Severity
import Store
import TestSupport
import Testing

@Suite struct KEVTests {
    private static func catalog(_ cve: String) throws -> KEV.Catalog {
        let text = """
            {"title":"T","catalogVersion":"2025.12.31","dateReleased":"2025-12-31T00:00:00.000Z",
            "count":1,"vulnerabilities":[{"cveID":"\(cve)","vendorProject":"V","product":"P",
            "vulnerabilityName":"N","dateAdded":"2025-12-30","shortDescription":"S",
            "requiredAction":"R","dueDate":"2026-01-20"}]}
            """
        return try KEV.Catalog(parsing: Array(text.utf8))
    }

    @Test(arguments: Engine.allCases)
    func `the catalogue states what it has of what is held here, once`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let held = try await community.record(cve: "CVE-2025-0001", function: "a")
        let other = try await community.record(cve: "CVE-2025-0002", function: "b")
        let catalog = try Self.catalog("CVE-2025-0001")
        let (viewer, now) = (community.coordinator, community.now)
        for expected in [1, 0] {
            let matches = try await community.store.read {
                try $0.matches(of: catalog, viewer: viewer, now: now)
            }
            #expect(matches.count == expected)
            let done = try await community.submit(
                ImportKEV(viewer: viewer, matches: matches),
                by: viewer
            )
            #expect(done.stated == expected)
        }
        let fact = try await community.vulnerability(held, for: viewer).fact(.exploited)
        #expect(fact?.value == .kev && fact?.source == "CISA KEV 2025.12.31")
        #expect(fact?.asOf.description == "2025-12-30T00:00:00Z")
        #expect(try await community.vulnerability(other, for: viewer).fact(.exploited) == nil)
        #expect(try await community.queue(viewer).map(\.id) == [held, other])
        await community.close()
    }
}
