// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Participants
import Prioritization
import Store
import TestSupport
import Testing

@Suite struct QueueTests {
    private let high = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
    private let low = "CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"

    @Test(arguments: Engine.allCases)
    func `bands come in their order, and in a band timeline, score and age`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let unknown = try await community.record(function: "a")
        let weak = try await community.record(cvss: low, function: "b")
        let strong = try await community.record(cvss: high, function: "c")
        let old = try await community.record(function: "d")
        let inKEV = try await community.record(function: "e")
        let quick = try await community.record(function: "f")
        for id in [weak, strong, old] { try await community.state(.automatable, .no, on: id) }
        try await community.state(.exploited, .kev, on: inKEV)
        try await community.state(.automatable, .yes, on: quick)
        try await community.state(.technicalImpact, .total, on: quick)
        let queue = try await community.queue(community.coordinator)
        #expect(queue.map(\.id) == [inKEV, quick, strong, weak, old, unknown])
        #expect(
            queue.map(\.band) == [.incident, .urgent, .standard, .standard, .standard, .needsInfo]
        )
        // The same, two at a time.
        var paged: [VulnerabilityID] = []
        let (viewer, now) = (community.coordinator, community.now)
        for _ in 0..<3 {
            let after = paged.last
            paged += try await community.store.read {
                try $0.queue(viewer: viewer, now: now, after: after, limit: 2).map(\.id)
            }
        }
        #expect(paged == queue.map(\.id))
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `every position says why now, from whom and when, and what would change it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.record(cvss: high)
        func why() async throws -> String {
            try await community.vulnerability(id, for: community.coordinator).standing.why
        }
        func change() async throws -> String {
            try await community.vulnerability(id, for: community.coordinator).standing.change
        }
        #expect(try await why().contains("Nobody has stated whether it can be automated"))
        #expect(try await change().contains("An entry in KEV"))
        #expect(try await change().contains("a public exploit would make it urgent"))
        let added = Instant("2025-12-24T00:00:00Z")
        try await community.state(.exploited, .kev, on: id, source: "KEV 2026.01.01", asOf: added)
        #expect(try await why().contains("(KEV 2026.01.01, as of 2025-12-24 UTC)"))
        #expect(try await why().contains("CVSS 3.1 9.8 (Critical)"))
        #expect(try await change().contains("Word that it is not exploited would make it wait"))
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a newer fact replaces, the older one stays as history, and unknown takes it back`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.record()
        try await community.state(.publicExploit, .yes, on: id, source: "a repository")
        #expect(try await community.queue(community.coordinator).map(\.band) == [.urgent])
        try await community.state(.publicExploit, .unknown, on: id, source: "it was another bug")
        #expect(try await community.queue(community.coordinator).map(\.band) == [.needsInfo])
        let (viewer, now) = (community.alder, community.now)
        let history = try await community.store.read {
            try $0.factHistory(of: id, viewer: viewer, now: now)
        }
        #expect(history.map(\.value) == [.unknown, .yes])
        #expect(history.map(\.source) == ["it was another bug", "a repository"])
        // Who stated it is for those who coordinate.
        #expect(history.allSatisfy { $0.statedBy == nil })
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a fact without a source, with a wrong value or from the future is refused whole`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.record()
        let future = community.now.adding(seconds: 86_400)
        let refused = try await community.refusal {
            try await community.state(.automatable, .kev, on: id, source: " ", asOf: future)
        }
        #expect(refused?.faults.map(\.place).sorted() == ["/asOf", "/source", "/value"])
        let derived = try await community.refusal {
            try await community.state(.validated, .yes, on: id)
        }
        #expect(derived?.faults.first?.code == "derived-fact")
        let finder = try await community.refusal {
            try await community.state(.exploited, .kev, on: id, by: community.alder)
        }
        #expect(finder?.kind == .forbidden)
        let stranger = try await community.refusal {
            try await community.state(.exploited, .kev, on: id, by: community.birch)
        }
        #expect(stranger == .notFound)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `who reported, who takes part and who has left change no place`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let steward = try await community.house.person(
            of: try #require(community.birch.participant),
            [.steward]
        )
        var ids: [VulnerabilityID] = []
        for (finder, function) in [(community.birch, "x"), (community.alder, "y")] {
            let finding = try await community.report("pkg:npm/left-pad", function, by: finder)
            ids.append(try await community.record(finding, cvss: high))
        }
        for id in ids { try await community.state(.automatable, .no, on: id) }
        let before = try await community.queue(community.coordinator)
        #expect(before.map(\.id) == ids)
        let standings = before.map(\.vulnerability.standing)
        #expect(standings[0].rank == standings[1].rank && standings[0].why == standings[1].why)
        try await community.submit(
            WithdrawParticipant(
                viewer: steward,
                participant: try #require(steward.participant),
                parts: [PrioritizationWithdrawal()]
            ),
            by: steward
        )
        let after = try await community.queue(community.coordinator)
        #expect(after.map(\.id) == ids && after.map(\.vulnerability.standing) == standings)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `how many are affected is told, and fewer than five never which number`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.record()
        func told() async throws -> [String] {
            try await community.queue(community.alder).map(\.affected.description)
        }
        #expect(try await told() == ["none"])
        for number in 1...6 {
            let member = try await community.member(of: "Hospital \(number)")
            try await community.list(["pkg:npm/left-pad@1.3.\(number)"], by: member)
            #expect(try await told() == [number < 5 ? "fewer than 5" : "\(number)"])
        }
        let bystander = try await community.member(of: "Bank")
        try await community.list(["pkg:npm/left-pad@1.4.2", "pkg:npm/other@1.0.0"], by: bystander)
        #expect(try await told() == ["6"])
        // Two lines of one operator are one operator.
        #expect(try await community.affected(id).count == 6)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `what was published leaves the queue, and everybody may see it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.record()
        #expect(try await community.queue(community.birch).isEmpty)
        _ = try await community.store.submit(Doing { try $0.publish(id) }, by: .system)
        #expect(try await community.queue(community.coordinator).isEmpty)
        for viewer in [community.birch, community.cedar, .nobody] {
            let seen = try await community.vulnerability(id, for: viewer)
            #expect(seen.title == "It overflows" && seen.findings.isEmpty)
            #expect(seen.publishedAt != nil)
        }
        await community.close()
    }
}
