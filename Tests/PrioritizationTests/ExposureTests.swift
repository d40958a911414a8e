// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Prioritization
import Severity
import Store
import TestSupport
import Testing
import Timestamps

@Suite struct ExposureTests {
    @Test(arguments: Engine.allCases)
    func `an operator sees what affects it once it was told, and its days count from then`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        let id = try await community.record()
        try await community.state(.automatable, .yes, on: id)
        try await community.state(.technicalImpact, .total, on: id)
        try await community.list(["pkg:npm/left-pad@1.3.0"], label: "pump", by: hospital)
        #expect(try await community.exposure(hospital).isEmpty)
        community.test.clock.advance(seconds: 20 * 86_400)
        let told = community.now
        try await community.tell(hospital, of: id)
        // Told again later: nothing moves.
        community.test.clock.advance(seconds: 86_400)
        try await community.tell(hospital, of: id)
        let found = try #require(try await community.exposure(hospital).first)
        #expect(found.vulnerability.id == id && found.assets.map(\.item.label) == ["pump"])
        #expect(found.deadline.force == .advice && found.deadline.timeline == .threeDays)
        #expect(found.deadline.due == told.timestamp.date?.adding(days: 3))
        #expect(found.step.contains("outside vers:npm/<1.4.2"))
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `the same deadline binds an agency and advises everybody else`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.record()
        var forces: [Participant.Kind: Deadline.Force] = [:]
        var dues: Set<CalendarDate?> = []
        for kind in Participant.Kind.allCases {
            let member = try await community.member(
                of: kind.rawValue,
                kind,
                sector: kind == .operator ? .water : nil
            )
            try await community.list(["pkg:npm/left-pad@1.3.0"], by: member)
            try await community.tell(member, of: id)
            let found = try #require(try await community.exposure(member).first)
            forces[kind] = found.deadline.force
            dues.insert(found.deadline.due)
        }
        #expect(forces.filter { $0.value == .binding }.map(\.key) == [.agency])
        #expect(dues.count == 1)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `what is due first comes first, by each operator's own reach, and what is settled last`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        let bank = try await community.member(of: "Bank", sector: .financialServices)
        let range = "vers:npm/<2.0.0"
        let first = try await community.record("pkg:npm/a", range: range, function: "a")
        let second = try await community.record("pkg:npm/b", range: range, function: "b")
        for id in [first, second] {
            try await community.state(.automatable, .yes, on: id)
            try await community.tell(hospital, of: id)
            try await community.tell(bank, of: id)
        }
        try await community.list(["pkg:npm/a@1.0.0"], exposed: false, by: hospital)
        try await community.list(["pkg:npm/b@1.0.0", "pkg:npm/b@1.1.0"], by: hospital)
        try await community.list(["pkg:npm/b@1.2.0"], exposed: false, by: hospital)
        try await community.list(["pkg:npm/a@1.0.0"], by: bank)
        let hospitals = try await community.exposure(hospital)
        #expect(hospitals.map(\.vulnerability.id) == [second, first])
        #expect(hospitals.map(\.deadline.timeline) == [.threeDays, .sixtyDays])
        let terms = hospitals.first?.assets.map(\.deadline.timeline)
        #expect(terms == [.threeDays, .threeDays, .sixtyDays])
        #expect(try await community.exposure(bank).map(\.vulnerability.id) == [first])
        let participant = try #require(hospital.participant)
        _ = try await community.store.submit(
            Doing { try $0.settle(second, by: participant, as: .deployed) },
            by: .system
        )
        let settled = try await community.exposure(hospital)
        #expect(settled.map(\.vulnerability.id) == [first, second])
        #expect(settled.last?.settled?.outcome == .deployed)
        #expect(try await community.exposure(bank).allSatisfy { $0.settled == nil })
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an exposure is its operator's own; to everybody else there is none`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        try await community.list(["pkg:npm/left-pad@1.3.0"], by: hospital)
        let participant = try #require(hospital.participant)
        let now = community.now
        for viewer in [community.coordinator, community.alder] {
            let hidden = try await community.refusal {
                _ = try await community.store.read {
                    try $0.exposure(of: participant, viewer: viewer, now: now)
                }
            }
            #expect(hidden == .notFound)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `what is public affects whoever runs it, told before or not, and a patched version not`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let hospital = try await community.member(of: "Hospital")
        try await community.list(["pkg:npm/left-pad@1.3.0"], exposed: nil, by: hospital)
        let id = try await community.record()
        _ = try await community.store.submit(Doing { try $0.publish(id) }, by: .system)
        let found = try #require(try await community.exposure(hospital).first)
        #expect(found.deadline.decision.possible.count > 1)
        #expect(found.deadline.basis.contains("say whether it can be reached from outside"))
        try await community.list(["pkg:npm/left-pad@1.4.2"], replacing: true, by: hospital)
        #expect(try await community.exposure(hospital).isEmpty)
        await community.close()
    }
}
