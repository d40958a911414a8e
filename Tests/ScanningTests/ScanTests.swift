// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

@Suite struct ScanTests {
    @Test(arguments: Engine.allCases)
    func `a declared intent is a lease at once when its window has begun`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let scan = try await community.declare(["pkg:npm/left-pad@1.3.0"], by: community.alder)
        #expect(scan.lease.state(at: community.now) == .active)
        #expect(scan.intent.scopes.map(\.text) == ["pkg:npm/left-pad@1.3.0"])
        let later = try await community.declare(
            ["pkg:npm/left-pad"],
            window: community.window(from: 48),
            by: community.alder
        )
        #expect(later.lease.state(at: community.now) == .planned)
        #expect(later.lease.state(at: community.now.adding(seconds: 48 * 3_600)) == .active)
        #expect(later.lease.fence > scan.lease.fence)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a lease that ran out is refused its heartbeat and frees its scope`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let scan = try await community.declare(["pkg:npm/left-pad"], by: community.alder)
        community.test.clock.advance(seconds: 1_800)
        let beat = RenewScan(viewer: community.alder, scan: scan.id, fence: scan.lease.fence)
        try await community.submit(beat, by: community.alder)
        let renewed = try await community.scan(scan.id, for: community.alder)
        #expect(renewed.lease.expires == scan.lease.expires.adding(seconds: 1_800))
        let stale = RenewScan(viewer: community.alder, scan: scan.id, fence: scan.lease.fence - 1)
        #expect(try await community.refusal(stale, by: community.alder)?.code == "lease-expired")
        community.test.clock.advance(seconds: ScanLease.seconds)
        let refused = try await community.refusal(beat, by: community.alder)
        #expect(refused?.code == "lease-expired")
        #expect(refused?.detail.contains("Declare the scan again") == true)
        let advice = try await community.advice("pkg:npm/left-pad", for: community.birch)
        #expect(advice.verdict == .free)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an eager heartbeat writes nothing into the journal`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let scan = try await community.declare(["pkg:npm/left-pad"], by: community.alder)
        let before = community.store.position
        community.test.clock.advance(seconds: ScanLease.quietSeconds - 1)
        let beat = RenewScan(viewer: community.alder, scan: scan.id, fence: scan.lease.fence)
        try await community.submit(beat, by: community.alder)
        #expect(community.store.position == before)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `nobody else sees a scan, not even a coordinator, who sees counts`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let scan = try await community.declare(["pkg:npm/left-pad"], by: community.alder)
        for viewer in [community.birch, community.coordinator, .nobody] {
            await #expect(throws: Refusal.notFound) {
                try await community.scan(scan.id, for: viewer)
            }
            let now = community.now
            let listed = try await community.store.read { try $0.scans(viewer: viewer, now: now) }
            #expect(listed.isEmpty)
        }
        let absent = ScanID(high: 1, low: 2)
        await #expect(throws: Refusal.notFound) {
            try await community.scan(absent, for: community.birch)
        }
        let end = EndScan(viewer: community.birch, scan: scan.id, outcome: .completed)
        let refusal = try await community.refusal(end, by: community.birch)
        #expect(refusal == .notFound)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a list of scans pages from the newest on`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        var declared: [ScanID] = []
        for number in 0..<5 {
            declared.append(
                try await community.declare(["pkg:npm/p\(number)"], by: community.alder).id
            )
        }
        let (now, alder) = (community.now, community.alder)
        let listed = try await community.store.read { tables in
            let first = try tables.scans(viewer: alder, now: now, limit: 3)
            let rest = try tables.scans(viewer: alder, now: now, after: first[2].id, limit: 3)
            return (first + rest).map(\.id)
        }
        #expect(listed == declared.reversed())
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `what somebody runs is scanned by its owner's word only, and kept as it was stated`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let scopes = ["pkg:npm/left-pad", "192.0.2.0/24:443", "dns:*.example.org"]
        let bare = try community.intent(scopes) { $0.intensity = "active" }
        let refusal = try await community.refusal(
            DeclareScan(viewer: community.alder, intent: bare, allowance: nil),
            by: community.alder
        )
        #expect(refusal?.faults.map(\.place) == ["/scopes/1", "/scopes/2"])
        #expect(refusal?.faults.allSatisfy { $0.code == "needs-owner" } == true)
        let window = community.window()
        let evidence = ScanEvidence(
            digest: "sha256:" + String(repeating: "ab", count: 32),
            contact: "security@example.org",
            expires: window.end
        )
        let scan = try await community.declare(scopes, window: window, by: community.alder) {
            $0.intensity = "active"
            $0.evidence = evidence
            $0.sources = ["198.51.100.7", "2001:db8:1::/48"]
            $0.contact = "noc@alder.example"
        }
        #expect(scan.intent.evidence == evidence && scan.intent.intensity == .active)
        #expect(scan.intent.sources.map(\.text) == ["198.51.100.7/32", "2001:db8:1::/48"])
        #expect(scan.intent.contact == "noc@alder.example")
        await community.close()
    }

    @Test func `a plan for what somebody runs says how hard it touches`() throws {
        let now = Instant(microseconds: 1_767_225_600_000_000)
        let window = ScanWindow(start: now, end: now.adding(seconds: 60))
        let draft = ScanDraft(
            scopes: ["192.0.2.0/24"],
            technique: "dast",
            tool: "Prober",
            window: window
        )
        let refusal = #expect(throws: Refusal.self) {
            try ScanIntent.checked(draft, now: now)
        }
        #expect(refusal?.faults.map(\.place) == ["/intensity"])
    }

    @Test func `every fault of a declaration is told at once with its place`() throws {
        let now = Instant(microseconds: 1_767_225_600_000_000)
        let window = ScanWindow(start: now.adding(seconds: 60), end: now)
        var draft = ScanDraft(
            scopes: ["pkg:npm/left-pad", "http://x.org/a", "https://user:pw@x.org/a"],
            technique: "guessing",
            tool: " ",
            window: window
        )
        draft.modelFamily = String(repeating: "m", count: 129)
        draft.note = "a\u{0}b"
        draft.intensity = "harsh"
        draft.sources = ["10.0.0.0/8", "192.0.2.1/24", "2001:db8::/48"]
        draft.clock = now.adding(seconds: ScanIntent.clockSeconds + 1)
        draft.evidence = ScanEvidence(
            digest: "sha256:zz",
            contact: " ",
            expires: now.adding(seconds: -1)
        )
        let refusal = #expect(throws: Refusal.self) {
            try ScanIntent.checked(draft, now: now)
        }
        #expect(
            refusal?.faults.map(\.place) == [
                "/scopes/1", "/scopes/2", "/technique", "/tool", "/modelFamily", "/note",
                "/intensity", "/sources/0", "/sources/1", "/window/end", "/clock",
                "/evidence/digest", "/evidence/contact", "/evidence/expires",
            ]
        )
    }
}
