// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Participants
import Prioritization
import Store
import TestSupport
import Testing

@Suite struct CaseTests {
    @Test(arguments: Engine.allCases)
    func `a case is opened once for a vulnerability, and its finder is invited by that`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let vulnerability = try await all.vulnerability()
        #expect(
            try await all.refused { _ = try await all.openCase(on: vulnerability, hours: -1) }
                == "in-the-past"
        )
        let id = try await all.openCase(on: vulnerability)
        let own = try await all.file(id, for: all.coordinator)
        #expect(own.title == "Left-pad writes past its buffer" && own.isReadable)
        #expect(own.vulnerability == vulnerability)
        #expect(own.own?.roles == [.coordinator] && own.embargo.state == .active)
        #expect(own.step == CaseStep(.waitForAnswers, by: .others, until: all.hour(48)))
        let invited = try await all.file(id, for: all.alder)
        #expect(invited.own?.roles == [.finder] && invited.own?.joined == nil)
        #expect(
            try await all.refused { _ = try await all.openCase(on: vulnerability) }
                == "case-exists"
        )
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `whoever is invited sees the terms and nothing of the case before it consents`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.say("The write is in pad().", on: id, by: all.coordinator)
        try await all.invite(all.birch, to: id, as: [.supplier])
        let before = try await all.file(id, for: all.birch)
        #expect(before.title == nil && before.vulnerability == nil && before.members == nil)
        #expect(!before.isReadable && before.embargo.inForce?.until == all.hour(48))
        #expect(before.step == CaseStep(.answerInvitation, by: .you, until: all.hour(48)))
        #expect(before.rights == [.consent, .decline, .propose, .leave])
        #expect(
            try await all.refused { _ = try await all.said(id, for: all.birch) }
                == "consent-first"
        )
        #expect(
            try await all.refused { try await all.say("Hm", on: id, by: all.birch) }
                == "consent-first"
        )
        try await all.answer(on: id, by: all.birch)
        let after = try await all.file(id, for: all.birch)
        #expect(after.title != nil && after.isReadable && after.own?.consent == .signatory)
        #expect(try await all.texts(id, for: all.birch) == ["The write is in pad()."])
        // What the case is about is now theirs to see.
        let (now, birch) = (all.now, all.birch)
        let about = try #require(after.vulnerability)
        let found = try await all.store.read {
            try $0.vulnerability(about, viewer: birch, now: now)
        }
        #expect(found.id == about)
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `a case that one is not on does not exist for one, and declining shows nothing`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        let absent = all.store.newID(CaseMark.self)
        for thing in [id, absent] {
            await #expect(throws: Refusal.notFound) {
                try await all.file(thing, for: all.cedar)
            }
            await #expect(throws: Refusal.notFound) {
                try await all.roster(thing, for: all.cedar)
            }
            await #expect(throws: Refusal.notFound) { try await all.said(thing, for: all.cedar) }
            await #expect(throws: Refusal.notFound) {
                try await all.answer(on: thing, by: all.cedar)
            }
        }
        let (now, cedar) = (all.now, all.cedar)
        #expect(try await all.store.read { try $0.cases(viewer: cedar, now: now) }.isEmpty)
        try await all.invite(all.cedar, to: id, as: [.observer])
        try await all.answer(.decline, on: id, by: all.cedar)
        let file = try await all.file(id, for: all.cedar)
        #expect(file.own?.consent == .declined && !file.isReadable && file.title == nil)
        #expect(file.step.kind == .nothing && file.rights.contains(.consent))
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `who is on a case is told to whom it concerns: itself, the coordinator, the shown`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.invite(all.birch, to: id, as: [.supplier, .finder])
        try await all.invite(all.cedar, to: id, as: [.operator])
        for viewer in [all.alder, all.birch] { try await all.answer(on: id, by: viewer) }
        let seen = try await all.roster(id, for: all.alder)
        #expect(Set(seen.members.map(\.name)) == ["Coordination Centre", "Alder"])
        #expect(
            !seen.isComplete
                && seen.members.filter { !$0.isOwn }.allSatisfy { line in
                    line.consent == nil && line.joined == nil
                }
        )
        let file = try await all.file(id, for: all.alder)
        #expect(file.members == .few && !file.embargo.isAnswered)
        try await all.submit(
            ShowMembership(viewer: all.birch, onCase: id, isShown: true),
            by: all.birch
        )
        let shown = try await all.roster(id, for: all.alder)
        let birch = try #require(shown.members.first { $0.name == "Birch" })
        #expect(birch.roles == [.finder, .supplier] && birch.consent == nil)
        // Whoever has not consented learns of nobody but the coordinator.
        let invited = try await all.roster(id, for: all.cedar)
        #expect(Set(invited.members.map(\.name)) == ["Coordination Centre", "Cedar"])
        let complete = try await all.roster(id, for: all.coordinator)
        #expect(complete.isComplete && complete.members.count == 4)
        #expect(Set(complete.members.compactMap(\.consent)) == [.signatory, .invited])
        try await all.answer(.decline, on: id, by: all.cedar)
        #expect(try await all.file(id, for: all.alder).embargo.isAnswered)
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `whoever leaves sees the case no more, and what it said stays without its name`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.answer(on: id, by: all.alder)
        try await all.submit(
            ShowMembership(viewer: all.alder, onCase: id, isShown: true),
            by: all.alder
        )
        try await all.say("I have a proof.", on: id, by: all.alder)
        let before = try await all.said(id, for: all.coordinator).messages.first
        #expect(before?.author == "Alder")
        try await all.submit(LeaveCase(viewer: all.alder, onCase: id), by: all.alder)
        await #expect(throws: Refusal.notFound) { try await all.file(id, for: all.alder) }
        await #expect(throws: Refusal.notFound) { try await all.said(id, for: all.alder) }
        let after = try await all.said(id, for: all.coordinator).messages.first
        #expect(after?.text == "I have a proof." && after?.author == nil)
        #expect(after?.roles == [.finder])
        // It can be asked again, and begins anew.
        try await all.invite(all.alder, to: id, as: [.observer])
        let again = try await all.file(id, for: all.alder)
        #expect(again.own?.roles == [.observer] && again.own?.consent == .invited)
        #expect(
            try await all.refused {
                try await all.submit(
                    LeaveCase(viewer: all.coordinator, onCase: id),
                    by: all.coordinator
                )
            } == "last-coordinator"
        )
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `an invitation that cannot be is refused with its place`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        func invite(_ participant: ParticipantID, _ roles: Set<CaseRole>) async throws -> String? {
            try await all.refused {
                try await all.submit(
                    InviteMember(
                        viewer: all.coordinator,
                        onCase: id,
                        participant: participant,
                        roles: roles
                    ),
                    by: all.coordinator
                )
            }
        }
        let birch = try #require(all.birch.participant)
        let unknown = all.store.newID(ParticipantMark.self)
        #expect(try await invite(unknown, [.finder]) == "unknown-participant")
        #expect(try await invite(birch, []) == "missing")
        #expect(try await invite(birch, [.coordinator]) == "not-a-coordinator")
        await #expect(throws: Refusal.forbidden) {
            try await all.submit(
                InviteMember(
                    viewer: all.alder,
                    onCase: id,
                    participant: birch,
                    roles: [.finder]
                ),
                by: all.alder
            )
        }
        await all.close()
    }

    @Test(arguments: Engine.allCases)
    func `a case closes when its silence is over, and then says nothing more`(
        _ engine: Engine
    ) async throws {
        let all = try await Community.open(engine)
        let id = try await all.openCase()
        try await all.answer(on: id, by: all.alder)
        let close = CloseCase(viewer: all.coordinator, onCase: id)
        #expect(
            try await all.refused { try await all.submit(close, by: all.coordinator) }
                == "embargo-in-force"
        )
        all.test.clock.advance(seconds: 49 * 3_600)
        #expect(try await all.file(id, for: all.coordinator).step.kind == .wrapUp)
        try await all.submit(close, by: all.coordinator)
        #expect(
            try await all.refused { try await all.say("Oh", on: id, by: all.alder) }
                == "case-closed"
        )
        #expect(
            try await all.refused { try await all.invite(all.cedar, to: id, as: [.observer]) }
                == "case-closed"
        )
        #expect(try await all.file(id, for: all.alder).isReadable)
        #expect(try await all.texts(id, for: all.alder).isEmpty)
        await all.close()
    }
}
