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

@Suite struct EngagementTests {
    @Test(arguments: Engine.allCases)
    func `an engagement exists for its developer alone, until it shares it`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let id = try await lab.engagement(shared: false)
        let absent = lab.store.newID(EngagementMark.self)
        let own = try await lab.file(id, for: lab.developer)
        #expect(own.codename == "Blue Heron" && own.state == .alone && own.otherSide == nil)
        #expect(own.step == EngagementStep(.shareIt, by: .you))
        let strangers = [
            lab.all.coordinator, lab.all.house.administrator, lab.all.birch, lab.official,
            .nobody,
        ]
        for viewer in strangers {
            for thing in [id, absent] {
                await #expect(throws: Refusal.notFound) { try await lab.file(thing, for: viewer) }
            }
            #expect(try await lab.list(for: viewer).isEmpty)
            guard viewer != .nobody else { continue }
            #expect(try await lab.feed(of: viewer).kinds.isEmpty)
            await #expect(throws: Refusal.notFound) { try await lab.log(id, for: viewer) }
            let leave = WithdrawFromEngagement(viewer: viewer, engagement: id)
            #expect(try await lab.refused(leave, by: viewer) == "not-found")
        }
        try await lab.submit(
            AskOfficial(viewer: lab.developer, engagement: id, participant: try lab.agency),
            by: lab.developer
        )
        let shared = try await lab.file(id, for: lab.official)
        #expect(shared.side == .official && shared.otherSide == "Alder" && shared.fields.isEmpty)
        #expect(try await lab.list(for: lab.official).map(\.id) == [id])
        for viewer in [lab.all.coordinator, lab.all.house.administrator, lab.all.birch] {
            await #expect(throws: Refusal.notFound) { try await lab.file(id, for: viewer) }
        }
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `two engagements of one codename go on side by side, and neither tells of the other`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let first = try await lab.engagement("Blue Heron")
        let birch = lab.all.birch
        let second = try await lab.submit(
            OpenEngagement(
                viewer: birch,
                id: lab.store.newID(EngagementMark.self),
                codename: "Blue Heron"
            ),
            by: birch
        )
        let file = try await lab.file(second, for: birch)
        #expect(file.codename == "Blue Heron" && file.state == .alone)
        #expect(try await lab.list(for: birch).map(\.id) == [second])
        #expect(try await lab.list(for: lab.developer).map(\.id) == [first])
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `each field is the developer's until it shares that one, and can be taken back`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let id = try await lab.engagement()
        func keep(_ field: EngagementField, _ text: String, _ isShared: Bool) async throws {
            try await lab.submit(
                KeepField(
                    viewer: lab.developer,
                    engagement: id,
                    field: field,
                    text: text,
                    isShared: isShared
                ),
                by: lab.developer
            )
        }
        try await keep(.model, "A large one", false)
        try await keep(.capabilities, "Finds overflows", true)
        let own = try await lab.file(id, for: lab.developer).fields
        #expect(own.map(\.field) == EngagementField.allCases)
        #expect(own.first?.text == "A large one" && own.first?.isShared == false)
        let seen = try await lab.file(id, for: lab.official).fields
        #expect(seen.map(\.field) == [.capabilities] && seen.first?.text == "Finds overflows")
        try await keep(.capabilities, "Finds overflows", false)
        #expect(try await lab.file(id, for: lab.official).fields.isEmpty)
        let theirs = KeepField(
            viewer: lab.official,
            engagement: id,
            field: .model,
            text: "x",
            isShared: true
        )
        #expect(try await lab.refused(theirs, by: lab.official) == "forbidden")
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `a determination is a pointer, changes nothing else, and holds no measure`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let id = try await lab.engagement()
        try await lab.openWindow(id)
        let before = try await lab.file(id, for: lab.developer)
        #expect(
            try await lab.refused(
                lab.designation(on: id, "Director of NSA, score 0.9"),
                by: lab.official
            )
                == "measure"
        )
        #expect(
            try await lab.refused(lab.designation(on: id, "D", "TOP SECRET//SI"), by: lab.official)
                == "classified"
        )
        #expect(
            try await lab.refused(lab.designation(on: id, days: 1), by: lab.official)
                == "in-the-future"
        )
        let many = try lab.designation(on: id, consulted: Array(repeating: "C", count: 21))
        #expect(try await lab.refused(many, by: lab.official) == "too-many")
        try await lab.submit(lab.designation(on: id), by: lab.official)
        let after = try await lab.file(id, for: lab.developer)
        #expect(after.designations.map(\.official) == ["Director of NSA"])
        #expect(after.designations.first?.consulted == ["CAISI", "CISA"])
        #expect(after.designations.first?.reference == "NSA-2026-0113")
        #expect(after.clock == before.clock && after.state == before.state)
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `what cannot stand on an engagement is refused with its place, and tells of nobody`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let id = try await lab.engagement(shared: false)
        func opening(_ codename: String) -> OpenEngagement {
            OpenEngagement(
                viewer: lab.developer,
                id: lab.store.newID(EngagementMark.self),
                codename: codename
            )
        }
        #expect(try await lab.refused(opening(" "), by: lab.developer) == "missing")
        #expect(
            try await lab.refused(opening("(S//NF) Heron"), by: lab.developer) == "classified"
        )
        let long = String(repeating: "x", count: 201)
        #expect(try await lab.refused(opening(long), by: lab.developer) == "too-long")
        let outsider = OpenEngagement(
            viewer: lab.official,
            id: lab.store.newID(EngagementMark.self),
            codename: "Heron"
        )
        #expect(try await lab.refused(outsider, by: lab.official) == "not-a-developer")
        // Nobody, a laboratory: one answer.
        let birch = try #require(lab.all.birch.participant)
        for other in [birch, lab.store.newID(ParticipantMark.self)] {
            let ask = AskOfficial(viewer: lab.developer, engagement: id, participant: other)
            #expect(try await lab.refused(ask, by: lab.developer) == "not-an-agency")
        }
        await lab.close()
    }

    @Test(arguments: Engine.allCases)
    func `a window that is none is refused with its place, on the tables too`(
        _ engine: Engine
    ) async throws {
        let lab = try await Laboratory.open(engine)
        let id = try await lab.engagement()
        for (opens, release, code) in [
            (0, 31, "over-30-days"), (-1, 5, "in-the-past"), (3, 3, "not-after-opening"),
        ] {
            let window = OpenWindow(
                viewer: lab.developer,
                engagement: id,
                opens: try lab.day(opens),
                plannedRelease: try lab.day(release)
            )
            #expect(try await lab.refused(window, by: lab.developer) == code)
        }
        await lab.close()
    }
}
