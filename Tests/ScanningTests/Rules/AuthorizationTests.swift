// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Scanning
import Store
import TestSupport
import Testing

/// What owners allow, see and stop.
@Suite struct AuthorizationTests {
    @Test(arguments: Engine.allCases)
    func `an authorization covers its scope, intensity and days, while its owner holds the scope`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        let control = try await community.own("192.0.2.0/24", by: alder)
        let given = try await community.submit(
            community.authorize(birch, on: "192.0.2.0/25", by: alder),
            by: alder
        )
        #expect(try await covered("192.0.2.7", .active, community) == given)
        #expect(try await covered("192.0.2.7:443", .passive, community) == given)
        #expect(try await covered("192.0.2.7", .intrusive, community) == nil)
        #expect(try await covered("192.0.2.0/24", .active, community) == nil)
        let late = community.window(from: 29 * 24, lasting: 48)
        #expect(try await covered("192.0.2.7", .active, in: late, community) == nil)
        let now = community.now
        for viewer in [alder, birch] {
            let seen = try await community.store.read {
                try $0.authorizations(viewer: viewer, now: now)
            }
            #expect(seen.map(\.id) == [given])
        }
        let cedar = community.cedar
        let hidden = try await community.store.read {
            try $0.authorizations(viewer: cedar, now: now)
        }
        #expect(hidden.isEmpty)
        let foreign = EndAuthorization(viewer: birch, authorization: given)
        #expect(try await community.refusal(foreign, by: birch) == .forbidden)
        let end = EndControl(viewer: alder, control: control.id)
        try await community.submit(end, by: alder)
        #expect(try await covered("192.0.2.7", .active, community) == nil)
        let ended = try await community.store.read {
            try $0.authorization(given, viewer: alder, now: now)
        }
        #expect(ended.state(at: now) == .withdrawn)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `nobody allows what is not theirs, or for longer than they have proven`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        func codes(_ command: GiveAuthorization) async throws -> [String]? {
            try await community.refusal(command, by: alder)?.faults.map(\.code)
        }
        let outside = try community.authorize(birch, on: "192.0.2.0/24", by: alder)
        #expect(try await codes(outside) == ["outside-control"])
        try await community.own("192.0.2.0/24", by: alder)
        let long = try community.authorize(birch, on: "192.0.2.0/24", days: 366, by: alder)
        #expect(try await codes(long) == ["after-proof"])
        let refusal = #expect(throws: Refusal.self) {
            try GiveAuthorization(
                viewer: alder,
                participant: alder.participant?.description ?? "",
                scope: "192.0.2.1/24",
                intensity: "gentle",
                until: community.now,
                now: community.now
            )
        }
        #expect(
            refusal?.faults.map(\.place) == ["/participant", "/scope", "/intensity", "/until"]
        )
        // Whether somebody has an id is told to nobody.
        let nobody = try GiveAuthorization(
            viewer: alder,
            participant: "00000000-0000-7000-8000-000000000000",
            scope: "192.0.2.0/24",
            intensity: "active",
            until: community.now.adding(seconds: 60),
            now: community.now
        )
        #expect(try await community.refusal(nobody, by: alder) == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an owner sees what is done to its own, not by whom, and stops it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        let scan = try await community.declare(
            ["pkg:npm/left-pad@1.3.0", "pkg:npm/other"],
            by: birch
        )
        #expect(try await community.leases(for: alder).isEmpty)
        try await community.own("pkg:npm/left-pad", by: alder)
        let seen = try #require(try await community.leases(for: alder).first)
        #expect(seen.id == scan.id && seen.scanner == nil && seen.state == .active)
        #expect(seen.scopes.map(\.text) == ["pkg:npm/left-pad@1.3.0"])
        #expect(try await community.leases(for: birch).isEmpty)
        #expect(try await community.leases(for: alder, after: scan.id).isEmpty)
        let stop = StopScan(viewer: alder, scan: scan.id, contact: "security@alder.example")
        let other = StopScan(viewer: community.cedar, scan: scan.id, contact: nil)
        #expect(try await community.refusal(other, by: community.cedar) == .notFound)
        try await community.submit(stop, by: alder)
        #expect(try await community.refusal(stop, by: alder)?.code == "scan-ended")
        let beat = RenewScan(viewer: birch, scan: scan.id, fence: scan.lease.fence)
        let told = try await community.refusal(beat, by: birch)
        #expect(told?.code == "scan-stopped" && told?.kind == .gone)
        #expect(told?.detail.contains("security@alder.example") == true)
        #expect(try await community.leases(for: alder).map(\.state) == [.stopped])
        #expect(
            try await community.advice("pkg:npm/left-pad", for: community.cedar).verdict == .free
        )
        let forged = EndScan(
            viewer: birch,
            scan: try await community.declare(["pkg:npm/x"], by: birch).id,
            outcome: .stopped
        )
        #expect(try await community.refusal(forged, by: birch)?.code == "invalid-scan")
        community.test.clock.advance(seconds: (SeenLease.recentDays + 1) * 86_400)
        #expect(try await community.leases(for: alder).isEmpty)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `leases that rest on an owner's word stop when it is taken back`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.own("192.0.2.0/24", by: alder)
        let give = try community.authorize(birch, on: "192.0.2.0/24", by: alder)
        let given = try await community.submit(give, by: alder)
        let scan = try await community.declare(["192.0.2.7"], by: birch) {
            $0.intensity = "active"
        }
        #expect(try await community.leases(for: alder).map(\.scanner) == ["Birch"])
        let end = EndAuthorization(viewer: alder, authorization: given)
        try await community.submit(end, by: alder)
        let stopped = try await community.scan(scan.id, for: birch)
        #expect(stopped.lease.state(at: community.now) == .stopped)
        #expect(try await community.refusal(end, by: alder)?.code == "authorization-ended")
        await community.close()
    }

    private func covered(
        _ scope: String,
        _ intensity: Intensity,
        in window: ScanWindow? = nil,
        _ community: Community
    ) async throws -> AuthorizationID? {
        let scanner = try #require(community.birch.participant)
        let (scope, window) = (try Scope(parsing: scope), window ?? community.window())
        return try await community.store.read {
            try $0.authorization(of: scanner, on: scope, intensity: intensity, in: window)
        }
    }
}
