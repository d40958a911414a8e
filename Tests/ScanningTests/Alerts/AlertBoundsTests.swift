// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// What confirms nothing, hides nothing and ends.
@Suite struct AlertBoundsTests {
    @Test(arguments: Engine.allCases)
    func `a made-up document confirms nothing, and gets no token`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.control("192.0.2.0/24", by: birch)
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            byDocument: true,
            by: alder
        )
        let question = try community.question("198.51.100.9", "192.0.2.7")
        let asked = try await community.ask(question, by: birch)
        #expect(asked.verdict == .undetermined && asked.reason == .documentOnly)
        #expect(asked.relays.map(\.scan) == [scan.id])
        let token = IssueProbeToken(viewer: alder, scan: scan.id, scope: "192.0.2.7", hours: nil)
        #expect(try await community.refusal(token, by: alder)?.code == "token-needs-owner")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `many scopes on other ports hide no lease`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        try await community.scanOthers(
            ["192.0.2.7:8443"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        for _ in 0..<3 {
            let ports = (1...Scope.limit).map { "192.0.2.7:\($0)" }
            try await community.scanOthers(ports, from: ["198.51.100.66"], by: community.cedar)
        }
        for (source, reason) in [
            ("203.0.113.5", .otherSource), ("198.51.100.9", .source),
        ] as [(String, AlertReason)] {
            let question = try community.question(source, "192.0.2.7", port: 8_443)
            #expect(try await community.ask(question, by: community.birch).reason == reason)
        }
        await community.close()
    }
}
