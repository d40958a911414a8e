// SPDX-License-Identifier: Apache-2.0

import Access
import ServingSupport
import StrictJSON
import Testing

/// Whether the time of an answer tells a hidden thing from an absent one (RULES A2).
@Suite(.serialized) struct TimingTests {
    /// Pairs of one run.
    private static let pairs = 5_000
    /// A classifier on time may do no better than this; 0.5 is chance.
    private static let mostArea = 0.55
    /// Other work on the machine disturbs a run, and only ever in one direction: away from equal.
    private static let runs = 3

    @Test(arguments: ["findings", "scans", "cases", "engagements", "search"])
    func `the time of an answer does not tell what is hidden`(kind: String) async throws {
        let site = try await Site.open()
        let a = try await site.add("a", to: try await site.register("A"), roles: [.member])
        let b = try await site.add("b", to: try await site.register("B"), roles: [.member])
        let id =
            switch kind {
            case "scans": try await scan(site, a.token)
            case "cases": try await openCase(site, a.token)
            case "engagements": try await engagement(site, a.token)
            default: try await finding(site, a.token)
            }
        let hidden = kind == "search" ? "/v1/search?q=\(id)" : "/v1/\(kind)/\(id)"
        let absent = String(hidden.dropLast()) + (hidden.hasSuffix("0") ? "1" : "0")
        var best = 1.0
        for _ in 0..<Self.runs where best > Self.mostArea {
            let area = try await area(site, hidden, absent, token: b.token)
            best = min(best, max(area, 1 - area))
        }
        #expect(best <= Self.mostArea)
        try await site.close()
    }

    private func finding(_ site: Site, _ token: String?) async throws -> String {
        let body = #"{"package":"pkg:npm/secret","title":"t","description":"d"}"#
        let report = try await site.post("/v1/intake/finding", body, token: token)
        let outcomes = try JSONValue(parsing: report.bytes)["outcomes"]
        return try #require(outcomes?[0]?["finding"]?.stringValue)
    }

    private func openCase(_ site: Site, _ token: String?) async throws -> String {
        let me = try await site.send("GET", "/v1/me", token: site.administrator)
        let centre = try #require(try JSONValue(parsing: me.bytes)["participant"]?.stringValue)
        let coordinator = try await site.add("c", to: centre, roles: [.coordinator])
        let finding = try await finding(site, token)
        let recorded = try await site.post(
            "/v1/findings/\(finding)/vulnerability",
            #"{"title":"t","range":"vers:all/*"}"#,
            token: coordinator.token
        )
        let about = try #require(try JSONValue(parsing: recorded.bytes)["id"]?.stringValue)
        let made = try await site.post(
            "/v1/vulnerabilities/\(about)/cases",
            #"{"title":"t"}"#,
            token: coordinator.token
        )
        return try #require(try JSONValue(parsing: made.bytes)["id"]?.stringValue)
    }

    private func engagement(_ site: Site, _ token: String?) async throws -> String {
        let body = #"{"codename":"Blue Heron"}"#
        let made = try await site.post("/v1/engagements", body, token: token)
        return try #require(try JSONValue(parsing: made.bytes)["id"]?.stringValue)
    }

    private func scan(_ site: Site, _ token: String?) async throws -> String {
        let made = try await site.post("/v1/scans", WriteTests.plan, token: token)
        return try #require(try JSONValue(parsing: made.bytes)["id"]?.stringValue)
    }

    /// The area under the curve of "took longer" as a sign of "hidden".
    private func area(
        _ site: Site,
        _ hidden: String,
        _ absent: String,
        token: String?
    ) async throws -> Double {
        var samples: [(nanoseconds: Int64, isHidden: Bool)] = []
        for _ in 0..<Self.pairs {
            for isHidden in [true, false].shuffled() {
                let began = ContinuousClock.now
                let path = isHidden ? hidden : absent
                let got = try await site.send("GET", path, token: token)
                let took = began.duration(to: .now).components.attoseconds / 1_000_000_000
                #expect(got.status == (hidden.contains("?q=") ? 200 : 404))
                samples.append((took, isHidden))
            }
        }
        samples.sort { $0.nanoseconds < $1.nanoseconds }
        var ranks = 0.0
        for (rank, sample) in samples.enumerated() where sample.isHidden {
            ranks += Double(rank + 1)
        }
        let count = Double(Self.pairs)
        return (ranks - count * (count + 1) / 2) / (count * count)
    }
}
