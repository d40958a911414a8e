// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// How control ends, and what ends with it.
@Suite struct ControlEndTests {
    private func refuse(
        _ control: Control,
        _ reason: String = "The registry names another.",
        by viewer: Viewer
    ) -> RefuseControl {
        RefuseControl(viewer: viewer, control: control.id, reason: reason)
    }

    private func state(_ scan: Scan, _ community: Community) async throws -> ScanState {
        try await community.scan(scan.id, for: community.alder).lease.state(at: community.now)
    }

    @Test(arguments: Engine.allCases)
    func `a coordinator takes a proof back with a reason, and what rested on it ends`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch, coordinator) = (community.alder, community.birch, community.coordinator)
        let held = try await community.own("203.0.113.0/24", by: alder)
        try await community.own("198.51.100.0/24", by: alder)
        let scans = [
            try await community.declare(["203.0.113.7"], by: alder) { $0.intensity = "active" },
            try await community.declare(["198.51.100.7"], by: alder) { $0.intensity = "active" },
        ]
        try await community.submit(
            community.authorize(birch, on: "203.0.113.9", by: alder),
            by: alder
        )
        try await community.setRule("203.0.113.128/25", "never-scan", by: alder)
        for (viewer, code) in [(alder, "forbidden"), (birch, "not-found")] {
            #expect(try await community.refusal(refuse(held, by: viewer), by: viewer)?.code == code)
        }
        let silent = try await community.refusal(
            refuse(held, " ", by: coordinator),
            by: coordinator
        )
        #expect(silent?.faults.map(\.place) == ["/reason"])
        try await community.submit(refuse(held, by: coordinator), by: coordinator)
        let ended = try await community.control(held.id, for: alder)
        #expect(ended.state(at: community.now) == .ended && ended.isTakenBack)
        #expect(ended.reason == "The registry names another.")
        #expect(try await state(scans[0], community) == .stopped)
        #expect(try await state(scans[1], community) == .active)
        #expect(try await community.rules(on: "203.0.113.128/25").isEmpty)
        let now = community.now
        let given = try await community.store.read {
            try $0.authorizations(viewer: birch, now: now)
        }
        #expect(given.map { $0.state(at: now) } == [.withdrawn])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `who gives control up ends its own scans there`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let held = try await community.own("198.51.100.0/24", by: alder)
        let scan = try await community.declare(["198.51.100.7"], by: alder) {
            $0.intensity = "active"
        }
        try await community.submit(EndControl(viewer: alder, control: held.id), by: alder)
        #expect(try await state(scan, community) == .stopped)
        let left = try await community.control(held.id, for: alder)
        #expect(left.state(at: community.now) == .ended && !left.isTakenBack)
        await community.close()
    }

    @Test func `nobody vouches for or refuses a claim of their own participant`() async throws {
        let community = try await Community.open(.sqlite)
        let both = try await community.house.person(
            of: community.house.centre,
            [.coordinator, .member]
        )
        let claimed = try await community.claim("pkg:npm/left-pad", by: both)
        let word = ApproveControl(viewer: both, control: claimed.id, reason: "Mine.")
        #expect(try await community.refusal(word, by: both)?.code == "own-claim")
        #expect(
            try await community.refusal(refuse(claimed, by: both), by: both)?.code == "own-claim"
        )
        await community.close()
    }

    @Test
    func `a proof that is gone holds for a week, one that could not be seen as long as before`()
        async throws
    {
        let community = try await Community.open(.sqlite)
        let claimed = try await community.claim("dns:*.alder.example", by: community.alder)
        func see(_ fault: ControlFault?) async throws -> Control {
            let seen = RecordCheck(viewer: community.alder, control: claimed.id, fault: fault)
            try await community.submit(seen, by: community.alder)
            return try await community.control(claimed.id, for: community.alder)
        }
        let proven = try await see(nil)
        #expect(try await see(.unreachable).until == proven.until)
        let gone = try await see(.otherToken)
        #expect(gone.until == community.now.adding(seconds: Control.graceSeconds))
        community.test.clock.advance(seconds: 86_400)
        // Another look that finds nothing gives no more time; one that finds it does.
        #expect(try await see(.absent).until == gone.until)
        let again = try await see(nil)
        #expect(again.until == community.now.adding(seconds: Control.provenSeconds))
        #expect(again.since == proven.since)
        await community.close()
    }

    @Test func `who holds a scope by another proof has held it as long`() async throws {
        let community = try await Community.open(.sqlite)
        let alder = community.alder
        let first = try await community.own("dns:*.alder.example", by: alder)
        community.test.clock.advance(seconds: 86_400)
        let claimed = try await community.claim("dns:*.alder.example", .dns, by: alder)
        let seen = RecordCheck(viewer: alder, control: claimed.id, fault: nil)
        try await community.submit(seen, by: alder)
        try await community.submit(EndControl(viewer: alder, control: first.id), by: alder)
        #expect(try await community.control(claimed.id, for: alder).since == first.since)
        await community.close()
    }

    @Test func `a token is given on no word whose owner's proof has ended`() async throws {
        let community = try await Community.open(.sqlite)
        let (alder, birch) = (community.alder, community.birch)
        let claimed = try await community.claim("dns:*.alder.example", .dns, by: alder)
        func see(_ fault: ControlFault?) async throws {
            let seen = RecordCheck(viewer: alder, control: claimed.id, fault: fault)
            try await community.submit(seen, by: alder)
        }
        try await see(nil)
        let word = try community.authorize(birch, on: "dns:*.alder.example", by: alder)
        try await community.submit(word, by: alder)
        let scan = try await community.declare(
            ["dns:www.alder.example"],
            window: community.window(from: 8 * 24),
            by: birch
        ) { $0.intensity = "active" }
        try await see(.absent)
        community.test.clock.advance(seconds: 8 * 86_400)
        let asked = IssueProbeToken(
            viewer: birch,
            scan: scan.id,
            scope: "dns:www.alder.example",
            hours: 1
        )
        #expect(try await community.refusal(asked, by: birch)?.code == "token-needs-owner")
        try await see(nil)
        #expect(try await community.refusal(asked, by: birch) == nil)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `who comes to hold a network hears nothing of scans before its own proof`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        try await community.own("203.0.113.0/24", by: alder)
        let old = try await community.declare(["203.0.113.7"], by: alder) {
            $0.intensity = "active"
        }
        let end = EndScan(viewer: alder, scan: old.id, outcome: .completed)
        try await community.submit(end, by: alder)
        let claimed = try await community.claim("203.0.113.0/24", .coordinator, by: birch)
        community.test.clock.advance(seconds: 60)
        let word = ApproveControl(
            viewer: community.coordinator,
            control: claimed.id,
            reason: "It was sold."
        )
        try await community.submit(word, by: community.coordinator)
        let new = try await community.declare(["203.0.113.9"], by: alder) {
            $0.intensity = "active"
        }
        #expect(try await community.leases(for: birch).map(\.id) == [new.id])
        #expect(try await community.leases(for: alder).map(\.id) == [new.id, old.id])
        await community.close()
    }
}
