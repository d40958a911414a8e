// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Store
import TestSupport
import Testing

@testable import Scanning

/// How participants show that a scope is their own.
@Suite struct ControlTests {
    @Test(arguments: [
        ("192.0.2.0/24", ControlMethod.dns, "_clearinghouse.2.0.192.in-addr.arpa"),
        ("192.0.0.0/16:443", .dns, "_clearinghouse.0.192.in-addr.arpa"),
        ("192.0.2.7", .dns, "_clearinghouse.7.2.0.192.in-addr.arpa"),
        ("2001:db8::/32", .dns, "_clearinghouse.8.b.d.0.1.0.0.2.ip6.arpa"),
        ("2001:db8:f000::/36", .dns, "_clearinghouse.f.8.b.d.0.1.0.0.2.ip6.arpa"),
        ("dns:*.Example.org", .dns, "_clearinghouse.example.org"),
        ("dns:example.org", .file, "https://example.org/.well-known/clearinghouse-control"),
        (
            "service:https://api.example.org:8443/v1", .file,
            "https://api.example.org:8443/.well-known/clearinghouse-control"
        ),
        ("service:https://api.example.org/v1", .dns, "_clearinghouse.api.example.org"),
        (
            "https://git.example.org/a/b", .file,
            "https://git.example.org/.well-known/clearinghouse-control"
        ),
    ])
    func `a proof has its place`(_ scope: String, _ method: ControlMethod, _ place: String) throws {
        #expect(ControlPlace(of: try Scope(parsing: scope), by: method)?.text == place)
    }

    @Test(arguments: [
        ("192.0.2.0/25", ControlMethod.dns), ("2001:db8::/33", .dns), ("0.0.0.0/0", .dns),
        ("dns:*.example.org", .file), ("https://github.com/curl/curl", .file),
        ("https://git.example.org/a/b", .dns), ("pkg:npm/left-pad", .file),
        ("cpe:2.3:a:haxx:curl:*:*:*:*:*:*:*:*", .dns), ("192.0.2.0/24", .file),
        ("dns:" + String(repeating: "abcdefgh.", count: 27) + "org", .dns),
    ])
    func `what a method cannot prove is refused with a way that can`(
        _ scope: String,
        _ method: ControlMethod
    ) throws {
        var generator = SystemRandomNumberGenerator()
        let refusal = #expect(throws: Refusal.self) {
            try ClaimControl(viewer: .nobody, scope: scope, method: method, using: &generator)
        }
        #expect(refusal?.faults.map(\.place) == ["/method"])
        #expect(refusal?.faults[0].reason.contains("coordinator") == true)
        #expect(ControlMethod.available(for: try Scope(parsing: scope)).contains(.coordinator))
    }

    @Test(arguments: Engine.allCases)
    func `a proof holds a year, outlives a failed look, and is given back at will`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let claimed = try await community.claim("dns:*.alder.example", by: alder)
        #expect(claimed.method == .dns && claimed.state(at: community.now) == .claimed)
        #expect(claimed.token.count == 2 * Control.tokenBytes)
        #expect(claimed.fault(seeing: []) == .absent)
        #expect(claimed.fault(seeing: ["x", Control.prefix + "x"]) == .otherToken)
        #expect(claimed.fault(seeing: ["x", claimed.statement]) == nil)
        let begin = BeginCheck(viewer: alder, control: claimed.id)
        try await community.submit(begin, by: alder)
        #expect(try await community.refusal(begin, by: alder)?.code == "checked-just-now")
        try await see(nil, claimed.id, community)
        #expect(try await holds("service:https://www.alder.example/", community))
        community.test.clock.advance(seconds: Control.provenSeconds - 1)
        try await see(.timedOut, claimed.id, community)
        let seen = try await community.control(claimed.id, for: alder)
        #expect(seen.state(at: community.now) == .proven && seen.fault == .timedOut)
        community.test.clock.advance(seconds: 1)
        #expect(seen.state(at: community.now) == .expired)
        #expect(try await !holds("dns:www.alder.example", community))
        try await see(nil, claimed.id, community)
        #expect(try await holds("dns:www.alder.example", community))
        let end = EndControl(viewer: alder, control: claimed.id)
        try await community.submit(end, by: alder)
        #expect(try await !holds("dns:www.alder.example", community))
        #expect(try await community.refusal(end, by: alder)?.code == "control-ended")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a coordinator's word has a reason, and is given by nobody else`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let claimed = try await community.claim("pkg:npm/left-pad", by: community.alder)
        #expect(claimed.method == .coordinator && claimed.place == nil)
        func word(_ reason: String, by viewer: Viewer) -> ApproveControl {
            ApproveControl(viewer: viewer, control: claimed.id, reason: reason)
        }
        let coordinator = community.coordinator
        let silent = try await community.refusal(word(" ", by: coordinator), by: coordinator)
        #expect(silent?.faults.map(\.place) == ["/reason"])
        let own = try await community.refusal(
            word("Mine.", by: community.alder),
            by: community.alder
        )
        #expect(own == .forbidden)
        let other = try await community.refusal(word("x", by: community.birch), by: community.birch)
        #expect(other == .notFound)
        try await community.submit(word("Asked on npm.", by: coordinator), by: coordinator)
        let held = try await community.control(claimed.id, for: community.alder)
        #expect(held.state(at: community.now) == .proven && held.reason == "Asked on npm.")
        await #expect(throws: Refusal.notFound) {
            try await community.control(claimed.id, for: community.birch)
        }
        let again = try? await community.claim("pkg:npm/left-pad", by: community.alder)
        #expect(again == nil)
        await community.close()
    }

    private func see(
        _ fault: ControlFault?,
        _ control: ControlID,
        _ community: Community
    ) async throws {
        let seen = RecordCheck(viewer: community.alder, control: control, fault: fault)
        try await community.submit(seen, by: community.alder)
    }

    private func holds(_ scope: String, _ community: Community) async throws -> Bool {
        let participant = try #require(community.alder.participant)
        let (scope, now) = (try Scope(parsing: scope), community.now)
        return try await community.store.read {
            try $0.controls(participant, scope, at: now)
        }
    }
}
