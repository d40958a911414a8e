// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Directives
import Participants
import Prioritization
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct KeepDutyTests {
    @Test func `its tables have an owner`() {
        #expect(DirectivesSchema.part.owner == "directives")
    }

    @Test(arguments: Engine.allCases)
    func `until somebody says something, it is not publicly known`(engine: Engine) async throws {
        let house = try await House.open(engine)
        for file in try await house.register(for: .nobody) {
            #expect(file.status == .notPubliclyKnown && file.records.isEmpty)
            #expect(file.status.words == "not publicly known" && !file.canKeep)
        }
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `an agency's record is its own until it shows it`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let agency = try await house.someone(name: "Department of Tests")
        let other = try await house.someone(of: .researcher, name: "Lab")
        try await house.keep(status: .underWay, by: agency)
        #expect(try await house.duty(for: agency).status == .underWay)
        for viewer in [other, house.administrator, .nobody] {
            #expect(try await house.duty(for: viewer).records.isEmpty)
        }
        try await house.keep(reach: .community, by: agency)
        #expect(try await house.duty(for: other).status == .underWay)
        #expect(try await house.duty(for: .nobody).status == .notPubliclyKnown)
        try await house.keep(reach: .everyone, by: agency)
        let seen = try await house.duty(for: .nobody)
        #expect(seen.status == .underWay && seen.statement?.by == "Department of Tests")
        #expect(seen.records.count == 1 && seen.own == nil && !seen.canKeep)
        try await house.keep(reach: .named, by: agency)
        #expect(try await house.duty(for: .nobody).records.isEmpty)
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `done is said with evidence, which tells who recorded it and when`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let agency = try await house.someone()
        let code = try await house.refused { try await house.keep(status: .done, by: agency) }
        #expect(code == "evidence-first")
        #expect(try await house.duty(for: agency).records.isEmpty)
        let address = "https://example.gov/notice"
        for _ in 1...2 {
            try await house.keep(status: .done, reach: .everyone, evidence: address, by: agency)
        }
        let file = try await house.duty(for: .nobody)
        #expect(file.status == .done && file.statement?.by == "Agency")
        #expect(file.records.first?.evidence.map(\.pointer) == [address])
        #expect(file.records.first?.evidence.first?.recorded == house.now)
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `a coordinator points to what is published, and states nothing for an agency`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let coordinator = try await house.person(of: house.centre, [.coordinator])
        let stated = try await house.refused {
            try await house.keep(status: .done, evidence: "91 FR 34565", by: coordinator)
        }
        #expect(stated == "not-an-agency")
        try await house.keep(reach: .everyone, evidence: "91 FR 34565", by: coordinator)
        let file = try await house.duty(for: .nobody)
        #expect(file.status == .notPubliclyKnown && file.statement == nil)
        #expect(file.records.first?.evidence.first?.pointer == "91 FR 34565")
        let lab = try await house.someone(of: .researcher, name: "Lab")
        let refused = try await house.refused {
            try await house.keep(evidence: "https://example.org", by: lab)
        }
        #expect(refused == "not-an-agency")
        let reader = try await house.someone(name: "Second", [.reader])
        let read = try await house.refused { try await house.keep(status: .underWay, by: reader) }
        #expect(read == "forbidden")
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `one agency's word never stands for a duty that each owes for itself`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let agency = try await house.someone()
        try await house.keep(
            "bod-26-04-phase-2",
            status: .done,
            reach: .everyone,
            evidence: "https://example.gov/policy",
            by: agency
        )
        let file = try await house.duty("bod-26-04-phase-2", for: .nobody)
        #expect(file.status == .notPubliclyKnown && file.doneCount == 1)
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `the directive binds federal civilian agencies only`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let agency = try await house.someone()
        for kind in Participant.Kind.allCases where kind != .agency && kind != .operator {
            let viewer = try await house.someone(of: kind, name: kind.rawValue)
            #expect(try await house.store.read { try $0.directiveForce(for: viewer) } == .advice)
        }
        #expect(try await house.store.read { try $0.directiveForce(for: agency) } == .binding)
        #expect(try await house.store.read { try $0.directiveForce(for: .nobody) } == .advice)
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `what is wrong is told with its place`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let agency = try await house.someone()
        #expect(try await house.refused { try await house.keep(by: agency) } == "missing")
        for (pointer, code) in [
            ("", "missing"), (String(repeating: "x", count: 501), "too-long"),
            ("a\u{0}b", "control-character"),
        ] {
            let refused = try await house.refused {
                try await house.keep(evidence: pointer, by: agency)
            }
            #expect(refused == code)
        }
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `whoever leaves takes its records along, in full and out of the register`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let agency = try await house.someone(name: "Leaver", [.member, .steward])
        try await house.keep(
            status: .done,
            reach: .everyone,
            evidence: "https://example.gov/x",
            by: agency
        )
        let part = DirectivesWithdrawal()
        let own = try #require(agency.participant)
        let export = try await house.store.read { try part.export(own, from: $0) }
        #expect(export[0]?["status"]?.stringValue == "done")
        #expect(export[0]?["evidence"]?[0]?["pointer"]?.stringValue == "https://example.gov/x")
        try await house.submit(
            WithdrawParticipant(viewer: agency, participant: own, parts: [part]),
            by: agency
        )
        let file = try await house.duty(for: .nobody)
        #expect(file.records.isEmpty && file.status == .notPubliclyKnown)
        await house.close()
    }

    @Test(arguments: Engine.allCases)
    func `the journal tells the duty and never the pointer`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let agency = try await house.someone()
        try await house.keep(reach: .everyone, evidence: "https://secret.example", by: agency)
        let now = house.now
        let own = try await house.store.read {
            try $0.changes(after: Position(next: 0), limit: 100, viewer: agency, now: now)
        }.entries.filter { $0.kind.name == "duty.kept" }
        #expect(own.count == 1 && own.first?.body?["duty"]?.stringValue == "eo-14409-2-d")
        #expect(!"\(own)".contains("secret.example"))
        await house.close()
    }
}
