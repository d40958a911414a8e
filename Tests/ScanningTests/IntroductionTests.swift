// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct IntroductionTests {
    @Test(arguments: Engine.allCases)
    func `two who overlap are told of each other only when both asked`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        let first = try await community.declare(["pkg:npm/left-pad"], by: alder) {
            $0.contact = "noc@alder.example"
        }
        let second = try await community.declare(["pkg:npm/left-pad@1.3.0"], by: birch)
        let apart = try await community.declare(["pkg:npm/right-pad"], by: birch)
        try await community.ask(first.id, by: alder)
        try await community.ask(apart.id, by: birch)
        #expect(try await community.introductions(for: alder).isEmpty)
        #expect(try await community.introductions(for: birch).isEmpty)
        #expect(try await community.scan(second.id, for: birch).wantsIntroduction == false)
        try await community.ask(second.id, by: birch)
        try await community.ask(second.id, by: birch)
        let told = try await community.introductions(for: birch)
        #expect(told.map(\.scan) == [second.id])
        #expect(told.first?.other == alder.participant)
        #expect(told.first?.contact == "noc@alder.example")
        #expect(told.first?.name?.isEmpty == false)
        #expect(try await community.introductions(for: alder).map(\.other) == [birch.participant])
        #expect(try await community.introductions(for: community.coordinator).isEmpty)
        let own = try #require(alder.participant)
        let exported = try await community.store.read {
            try ScanningWithdrawal().export(own, from: $0)
        }
        let introduced = exported[0]?["introductions"]?.arrayValue ?? []
        #expect(introduced.map { $0["to"]?.stringValue } == [birch.participant?.description])
        #expect(introduced.first?["name"]?.stringValue?.isEmpty == false)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `who took it back, or has no owner's word, is told to nobody`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let (alder, birch) = (community.alder, community.birch)
        let first = try await community.declare(["pkg:npm/left-pad"], by: alder)
        let second = try await community.declare(["pkg:npm/left-pad"], by: birch)
        try await community.ask(first.id, by: alder)
        try await community.submit(
            AskIntroduction(viewer: alder, scan: first.id, isWanted: false),
            by: alder
        )
        try await community.ask(second.id, by: birch)
        #expect(try await community.introductions(for: birch).isEmpty)
        let stated = try await community.declareByDocument(["192.0.2.0/24"], by: birch)
        let asked = AskIntroduction(viewer: birch, scan: stated.id, isWanted: true)
        let refusal = try await community.refusal(asked, by: birch)
        #expect(refusal?.code == "introduction-needs-word")
        let foreign = AskIntroduction(viewer: birch, scan: first.id, isWanted: true)
        #expect(try await community.refusal(foreign, by: birch) == .notFound)
        await community.close()
    }
}

extension Community {
    fileprivate func ask(_ scan: ScanID, by viewer: Viewer) async throws {
        try await submit(AskIntroduction(viewer: viewer, scan: scan, isWanted: true), by: viewer)
    }

    fileprivate func introductions(for viewer: Viewer) async throws -> [Introduction] {
        let now = now
        return try await store.read { try $0.introductions(viewer: viewer, now: now) }
    }
}
