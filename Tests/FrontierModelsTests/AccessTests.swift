// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import FrontierModels
import Participants
import Store
import StrictJSON
import TestSupport
import Testing
import Timestamps

/// Grants, the log of their use, partners, assessments and leaving, on both engines.
@Suite struct AccessTests {
    @Test(arguments: Engine.allCases)
    func `access is used by the named person alone, and the developer alone reads of it`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let (id, _) = try await lab.granted()
        let use = UseAccess(viewer: lab.official, engagement: id, purpose: "Run suite 7")
        try await lab.submit(use, by: lab.official)
        let steward = UseAccess(viewer: lab.officialSteward, engagement: id, purpose: "Look")
        #expect(try await lab.refused(steward, by: lab.officialSteward) == "no-grant")
        let lines = try await lab.log(id, for: lab.developer)
        #expect(lines.map(\.kind) == [.used, .acknowledged])
        #expect(lines.map(\.about) == ["Run suite 7", "Version 1"])
        #expect(lines.allSatisfy { $0.person == "Olive" })
        // A sight of what was shared is a line of its own, once for each state of it.
        for _ in 1...2 { _ = try await lab.file(id, for: lab.colleague) }
        #expect(try await lab.log(id, for: lab.developer).first?.kind == .viewed)
        #expect(try await lab.log(id, for: lab.developer).count == 3)
        let refusal = await #expect(throws: Refusal.self) {
            try await lab.log(id, for: lab.official)
        }
        #expect(refusal?.code == "developer-reads" && refusal?.kind == .forbidden)
        let (own, theirs) = (
            try await lab.feed(of: lab.developer), try await lab.feed(of: lab.official)
        )
        #expect(own.kinds.contains("engagement.access-noted") && own.bodies == own.kinds.count)
        #expect(!theirs.kinds.contains("engagement.access-noted") && theirs.bodies == 0)
        #expect(!theirs.kinds.contains("engagement.field-kept"))
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `access ends with the window, by time or by the developer's word`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let (id, grant) = try await lab.granted()
        let use = UseAccess(viewer: lab.official, engagement: id, purpose: "Run")
        #expect(try await lab.file(id, for: lab.official).clock?.daysLeft == 30)
        lab.all.test.clock.advance(seconds: 29 * 86_400)
        for viewer in [lab.developer, lab.official] {
            #expect(try await lab.file(id, for: viewer).clock?.daysLeft == 1)
        }
        try await lab.submit(use, by: lab.official)
        lab.all.test.clock.advance(seconds: 86_400)
        #expect(try await lab.refused(use, by: lab.official) == "outside-window")
        let file = try await lab.file(id, for: lab.official)
        #expect(file.state == .windowOver && file.grants.first?.state == .expired)
        let give = GiveGrant(viewer: lab.developer, engagement: id, grant: grant)
        #expect(try await lab.refused(give, by: lab.developer) == "outside-window")

        let (second, _) = try await lab.granted()
        let end = EndWindow(viewer: lab.official, engagement: second)
        #expect(try await lab.refused(end, by: lab.official) == "forbidden")
        try await lab.submit(
            EndWindow(viewer: lab.developer, engagement: second),
            by: lab.developer
        )
        let late = UseAccess(viewer: lab.official, engagement: second, purpose: "Run")
        #expect(try await lab.refused(late, by: lab.official) == "outside-window")
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `a person is named by their own side, and new terms wait for a new word`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let (id, _) = try await lab.granted()
        guard case .person(let stranger) = lab.all.birch.identity,
            case .person(let colleague) = lab.colleague.identity
        else { return }
        for person in [stranger, lab.store.newID(PersonMark.self)] {
            let naming = NamePerson(viewer: lab.official, engagement: id, person: person)
            #expect(try await lab.refused(naming, by: lab.official) == "not-yours")
        }
        try await lab.submit(
            NamePerson(viewer: lab.official, engagement: id, person: colleague),
            by: lab.official
        )
        #expect(
            try await lab.file(id, for: lab.developer).grants.map(\.name) == ["Olive", "Oscar"]
        )
        #expect(try await lab.file(id, for: lab.developer).step.kind == .giveGrants)
        try await lab.submit(
            StateTerms(viewer: lab.developer, engagement: id, text: "Tell nobody."),
            by: lab.developer
        )
        let use = UseAccess(viewer: lab.official, engagement: id, purpose: "Run")
        #expect(try await lab.refused(use, by: lab.official) == "acknowledge-first")
        let old = AcknowledgeTerms(viewer: lab.official, engagement: id, version: 1)
        #expect(try await lab.refused(old, by: lab.official) == "terms-changed")
        let file = try await lab.file(id, for: lab.official)
        #expect(file.terms?.version == 2 && file.terms?.text == "Tell nobody.")
        #expect(file.step.kind == .acknowledge && file.rights.contains(.acknowledge))
        try await lab.submit(
            AcknowledgeTerms(viewer: lab.official, engagement: id, version: 2),
            by: lab.official
        )
        #expect(try await lab.refused(use, by: lab.official) == nil)
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `a partner is chosen by both, with reasons, before an assessment goes to it`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let id = try await lab.engagement()
        let proposal = ProposePartner(
            viewer: lab.developer,
            engagement: id,
            name: "Grid Operator",
            reason: "It can test it."
        )
        try await lab.submit(proposal, by: lab.developer)
        let line = try #require(try await lab.file(id, for: lab.official).partners.first)
        #expect(line.name == "Grid Operator" && line.developerReason == "It can test it.")
        #expect(try await lab.file(id, for: lab.official).step.kind == .answerPartner)
        let share = ShareAssessment(
            viewer: lab.official,
            engagement: id,
            reference: "A-7",
            summary: "What it does in networks",
            partner: line.partner.id
        )
        #expect(try await lab.refused(share, by: lab.official) == "one-sided-partner")
        try await lab.answer(line.partner.id, on: id, false, "Not yet.")
        #expect(try await lab.refused(share, by: lab.official) == "one-sided-partner")
        try await lab.answer(line.partner.id, on: id, true, "It is ready.")
        try await lab.submit(share, by: lab.official)
        let file = try await lab.file(id, for: lab.developer)
        #expect(file.partners.first?.partner.isChosen == true)
        #expect(file.partners.first?.officialReason == "It is ready.")
        #expect(file.assessments.map(\.reference) == ["A-7"])
        #expect(file.assessments.first?.side == .official)
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `the developer withdraws from any state, and an agency leaves, without a reason`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let (id, _) = try await lab.granted()
        let leave = WithdrawFromEngagement(viewer: lab.developer, engagement: id)
        for _ in 1...2 { try await lab.submit(leave, by: lab.developer) }
        let seen = try await lab.file(id, for: lab.official)
        #expect(seen.state == .withdrawn && seen.fields.isEmpty && seen.terms == nil)
        #expect(seen.grants.allSatisfy { $0.state == .ended } && seen.rights.isEmpty)
        let use = UseAccess(viewer: lab.official, engagement: id, purpose: "Run")
        #expect(try await lab.refused(use, by: lab.official) == "engagement-withdrawn")
        #expect(try await lab.log(id, for: lab.developer).count == 2)

        let (second, _) = try await lab.granted()
        let clock = try await lab.file(second, for: lab.developer).clock
        try await lab.submit(
            WithdrawFromEngagement(viewer: lab.official, engagement: second),
            by: lab.official
        )
        await #expect(throws: Refusal.notFound) { try await lab.file(second, for: lab.official) }
        let after = try await lab.file(second, for: lab.developer)
        #expect(after.clock == clock && after.otherSide == nil)
        #expect(after.grants.allSatisfy { $0.state == .ended })
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `a participant that leaves takes its engagements out, and the other side keeps its own`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let part = FrontierModelsWithdrawal()
        let (id, _) = try await lab.granted()
        let developer = try #require(lab.developer.participant)
        let export = try await lab.store.read { try part.export(developer, from: $0) }
        #expect(export[0]?["codename"] == "Blue Heron")
        #expect(export[0]?["terms"] == "Keep it to yourselves.")
        #expect(export[0]?["accesses"]?.arrayValue?.count == 1)
        let theirs = try await lab.store.read { try part.export(try lab.agency, from: $0) }
        #expect(theirs[0]?["accesses"] == nil && theirs[0]?["side"] == "official")
        try await lab.submit(
            WithdrawParticipant(viewer: lab.steward, participant: developer, parts: [part]),
            by: lab.steward
        )
        let runner = JobRunner(
            store: lab.store,
            worker: "test",
            handlers: [WithdrawParticipant.erasing: WithdrawParticipant.eraser(in: lab.store)]
        )
        while try await runner.runOne() {}
        // Nothing of it can be read any more, so it is gone for the other side too.
        await #expect(throws: Refusal.notFound) { try await lab.file(id, for: lab.official) }
        #expect(try await lab.list(for: lab.official).isEmpty)
        let leave = WithdrawFromEngagement(viewer: lab.official, engagement: id)
        #expect(try await lab.refused(leave, by: lab.official) == "not-found")
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `no command of anybody else changes the planned date or the window, in the tables either`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let (id, grant) = try await lab.granted()
        let clock = try #require(try await lab.file(id, for: lab.developer).clock)
        let others = [
            lab.official, lab.colleague, lab.officialSteward, lab.all.coordinator,
            lab.all.house.administrator, lab.all.birch,
        ]
        for viewer in others {
            let commands = try lab.attempts(of: viewer, on: id, grant)
            for command in commands { _ = try? await lab.submit(command, by: viewer) }
            let file = try await lab.file(id, for: lab.developer)
            #expect(file.clock == clock && file.withdrawn == nil)
        }
        lab.all.test.clock.advance(seconds: 30 * 86_400)
        #expect(try await lab.file(id, for: lab.developer).state == .windowOver)
        await lab.close()
    }
}
