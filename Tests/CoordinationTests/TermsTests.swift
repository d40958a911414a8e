// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Discovery
import Participants
import Prioritization
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct TermsTests {
    @Test(arguments: Engine.allCases)
    func `terms are negotiated, follow the consent of each, and travel with the case`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.invite(all.birch, to: id, as: [.supplier])
        for viewer in [all.alder, all.birch] { try await all.answer(on: id, by: viewer) }
        try await all.say("Fix on Friday.", on: id, by: all.birch)
        try await all.propose(hours: 72, on: id, by: all.birch)
        let revising = try await all.file(id, for: all.alder)
        #expect(revising.embargo.state == .revise && revising.embargo.onTable?.isOwn == false)
        #expect(revising.step.kind == .answerTerms && revising.isReadable)
        try await all.answer(.decline, 2, on: id, by: all.alder)
        try await all.answer(.consent, 2, on: id, by: all.coordinator)
        let lapsed = try await all.file(id, for: all.alder)
        #expect(lapsed.own?.consent == .lapsed && !lapsed.isReadable && lapsed.title == nil)
        #expect(
            try await all.refused { _ = try await all.said(id, for: all.alder) }
                == "consent-first"
        )
        let marking = try #require(try await all.store.read { try $0.marking(of: ID(id)) })
        #expect(marking.embargoUntil == all.hour(72))
        // A hop that would end earlier, or reach further, is refused (ORDER C5).
        let hop = Marking(
            thing: ID(high: 1, low: 1),
            kind: .bundle,
            owner: marking.owner,
            tlp: .amberStrict,
            embargoUntil: all.hour(48)
        )
        #expect(hop.loosenings(of: marking, now: all.now) == [.embargo])
        try await all.answer(.consent, 2, on: id, by: all.alder)
        #expect(try await all.texts(id, for: all.alder) == ["Fix on Friday."])
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `when the hour has come nobody did anything, and who is on the case may read`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase(hours: nil)
        try await all.answer(.consent, 0, on: id, by: all.alder)
        try await all.say("Openly.", on: id, by: all.coordinator)
        #expect(try await all.texts(id, for: all.alder) == ["Openly."])
        try await all.propose(hours: 24, on: id, by: all.coordinator)
        #expect(try await all.file(id, for: all.alder).isReadable == false)
        let position = all.store.position
        all.test.clock.advance(seconds: 25 * 3_600)
        let over = try await all.file(id, for: all.alder)
        #expect(over.embargo.state == .exited && over.isReadable)
        #expect(over.embargo.ending == nil && over.embargo.ended == over.embargo.inForce?.until)
        #expect(try await all.texts(id, for: all.alder) == ["Openly."])
        #expect(all.store.position == position)
        #expect(
            try await all.refused { try await all.propose(hours: 24, on: id, by: all.alder) }
                == "embargo-exited"
        )
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `it ends early by a coordinator's word with its reason, or by a release of two`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.answer(on: id, by: all.alder)
        func end(_ ending: EmbargoLifecycle.Ending, by viewer: Viewer) async throws {
            try await all.submit(
                EndEmbargo(viewer: viewer, onCase: id, ending: ending),
                by: viewer
            )
        }
        #expect(try await all.refused { try await end(.leaked, by: all.alder) } == "forbidden")
        #expect(
            try await all.refused { try await end(.released, by: all.coordinator) }
                == "two-people-release"
        )
        try await all.submit(Exit(onCase: id), by: all.coordinator)
        let over = try await all.file(id, for: all.alder)
        #expect(over.embargo.ending == .released && over.embargo.ended == all.now)
        try await all.submit(Exit(onCase: id), by: all.coordinator)
        #expect(
            try await all.refused { try await end(.leaked, by: all.coordinator) }
                == "embargo-exited"
        )
        let told = try await all.feed(of: all.alder)
        #expect(told.filter { $0 == "case.embargo-exited" }.count == 1)
        let marking = try await all.store.read { try $0.marking(of: ID(id)) }
        #expect(marking?.embargoUntil == all.now)
        await all.close()
    }

    /// What Distribution does at the release moment.
    private struct Exit: Command {
        let onCase: CaseID

        func authorize(in transaction: any Transaction) throws {}

        func perform(in transaction: any Transaction) throws -> Done {
            try transaction.exitEmbargo(of: onCase)
            return Done()
        }
    }

    @Test(arguments: Engine.allCases)
    func `the feed tells a member of its case, and of no other member`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.invite(all.birch, to: id, as: [.supplier])
        for viewer in [all.alder, all.birch] { try await all.answer(on: id, by: viewer) }
        try await all.say("To all.", on: id, by: all.birch)
        try await all.say("To you.", to: .coordinators, on: id, by: all.birch)
        let told = try await all.feed(of: all.alder)
        #expect(
            told == [
                "case.opened", "case.embargo-proposed", "case.embargo-in-force",
                "case.message-written",
            ]
        )
        let mine = try await all.feed(of: all.coordinator)
        #expect(mine.filter { $0 == "case.member-consented" }.count == 2)
        #expect(mine.filter { $0 == "case.message-written" }.count == 2)
        #expect(try await all.feed(of: all.cedar).isEmpty)
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `software and readers read a case, and bind nobody`(_ engine: Engine) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        let alder = try #require(all.alder.participant)
        let reader = try await all.house.person(of: alder, [.reader])
        #expect(try await all.file(id, for: reader).rights.isEmpty)
        await #expect(throws: Refusal.forbidden) { try await all.answer(on: id, by: reader) }
        try await all.answer(on: id, by: all.alder)
        #expect(try await all.file(id, for: reader).isReadable)
        #expect(try await all.texts(id, for: reader).isEmpty)
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `a participant that withdraws is on no case, and its words stay sealed there`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.answer(on: id, by: all.alder)
        try await all.say("I have a proof.", on: id, by: all.alder)
        let alder = try #require(all.alder.participant)
        let part = CoordinationWithdrawal()
        let export = try await all.store.read { try part.export(alder, from: $0) }
        #expect(export[0]?["messages"]?[0]?["text"]?.stringValue == "I have a proof.")
        #expect(export[0]?["signedUntil"]?.stringValue == all.hour(48).description)
        #expect(part.statedEffect.contains("stays under the terms you signed"))
        // A shorter silence waits for Alder alone, and comes into force by its going.
        try await all.propose(hours: 24, on: id, by: all.coordinator)
        try await all.submit(Withdraw(participant: alder), by: all.house.administrator)
        let record = try await all.store.read { try $0.caseForSystem(id) }
        #expect(record?.member(alder) == nil)
        #expect(record?.embargo.terms(at: all.now)?.end == all.hour(24))
        await #expect(throws: Refusal.notFound) { try await all.file(id, for: all.alder) }
        #expect(try await all.texts(id, for: all.coordinator) == ["I have a proof."])
        let after = try await all.store.read { try part.export(alder, from: $0) }
        #expect(after[0]?["signedUntil"]?.stringValue != nil)
        await all.close()
    }

    private struct Withdraw: Command {
        let participant: ParticipantID

        func authorize(in transaction: any Transaction) throws {}

        func perform(in transaction: any Transaction) throws -> Done {
            try CoordinationWithdrawal().withdraw(participant, in: transaction)
            return Done()
        }
    }
}
