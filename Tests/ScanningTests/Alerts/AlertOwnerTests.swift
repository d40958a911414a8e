// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// Whose word confirms a scan, and to whom.
@Suite struct AlertOwnerTests {
    private func declare(_ community: Community, by viewer: Viewer) async throws -> Scan {
        try await community.declare(["192.0.2.0/24"], "network-scan", by: viewer) {
            $0.intensity = "active"
            $0.sources = ["198.51.100.9"]
        }
    }

    private func token(of scan: Scan, _ community: Community) throws -> ProbeToken {
        ProbeToken(
            id: ProbeTokenID(high: 3, low: 4),
            issuer: "https://clearinghouse.example",
            scan: scan.id,
            scope: try Scope(parsing: "192.0.2.0/24"),
            start: community.now,
            end: community.now.adding(seconds: 3_600)
        )
    }

    @Test(arguments: Engine.allCases)
    func `what a former owner declares is not confirmed to the present one`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        // Its proof stands for a year, whoever has the network by now.
        try await community.own("192.0.2.0/24", by: community.alder)
        let scan = try await declare(community, by: community.alder)
        try await community.own("192.0.2.0/24", by: community.birch)
        let seen = try community.question("198.51.100.9", "192.0.2.7")
        let bySource = try await community.ask(seen, by: community.birch)
        #expect(bySource.verdict == .undetermined && bySource.reason == .otherOwner)
        #expect(bySource.relays.map(\.scan) == [scan.id])
        let elsewhere = try community.question("203.0.113.5", "192.0.2.7")
        let token = try token(of: scan, community)
        let byToken = try await community.ask(elsewhere, token: token, by: community.birch)
        #expect(byToken.verdict == .undetermined && byToken.reason == .otherOwner)
        // To whom it belongs it is its own scan.
        #expect(try await community.ask(seen, by: community.alder).reason == .source)
        let own = try await community.ask(elsewhere, token: token, by: community.alder)
        #expect(own.reason == .token)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an owner's word confirms a scan that rests on another's, or on the scanner's own`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch, cedar) = (community.alder, community.birch, community.cedar)
        try await community.own("192.0.2.0/24", by: birch)
        let word = try community.authorize(alder, on: "192.0.2.0/24", by: birch)
        let given = try await community.submit(word, by: birch)
        // Narrower, so that the lease rests on this one.
        try await community.own("192.0.2.0/25", by: cedar)
        let narrow = try community.authorize(alder, on: "192.0.2.0/25", by: cedar)
        try await community.submit(narrow, by: cedar)
        let seen = try community.question("198.51.100.9", "192.0.2.7")
        for scope in ["192.0.2.0/25", "192.0.2.0/26"] {
            if scope.hasSuffix("26") { try await community.own(scope, by: alder) }
            let scan = try await community.declare([scope], "network-scan", by: alder) {
                $0.intensity = "active"
                $0.sources = ["198.51.100.9"]
            }
            for owner in [birch, cedar] {
                #expect(try await community.ask(seen, by: owner).reason == .source, "\(scope)")
            }
            let end = EndScan(viewer: alder, scan: scan.id, outcome: .abandoned)
            try await community.submit(end, by: alder)
        }
        // What was taken back before a scan was declared confirms nothing of it.
        let back = EndAuthorization(viewer: birch, authorization: given)
        try await community.submit(back, by: birch)
        community.test.clock.advance(seconds: 3_600)
        try await community.declare(["192.0.2.0/25"], "network-scan", by: alder) {
            $0.intensity = "active"
            $0.sources = ["198.51.100.9"]
        }
        let now = try community.question("198.51.100.9", "192.0.2.7")
        #expect(try await community.ask(now, by: birch).reason == .otherOwner)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `of several owners the one who authorized a scan has it confirmed`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch, cedar) = (community.alder, community.birch, community.cedar)
        for owner in [birch, cedar] { try await community.own("192.0.2.0/24", by: owner) }
        let word = try community.authorize(alder, on: "192.0.2.0/24", by: birch)
        try await community.submit(word, by: birch)
        let scan = try await declare(community, by: alder)
        let seen = try community.question("198.51.100.9", "192.0.2.7")
        let token = try token(of: scan, community)
        let elsewhere = try community.question("203.0.113.5", "192.0.2.7")
        let cases: [(Viewer, [AlertReason?])] = [
            (birch, [.source, .token]), (cedar, [.otherOwner, .otherOwner]),
        ]
        for (owner, wanted) in cases {
            let bySource = try await community.ask(seen, by: owner)
            let byToken = try await community.ask(elsewhere, token: token, by: owner)
            #expect([bySource.reason, byToken.reason] == wanted)
            #expect(bySource.relays.map(\.scan) == [scan.id])
        }
        await community.close()
    }
}
