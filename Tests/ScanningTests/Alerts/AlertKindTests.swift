// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Store
import TestSupport
import Testing

@testable import Scanning

/// Scans of names that are seen by address, and of addresses that are seen by name.
@Suite struct AlertKindTests {
    private static let names = "dns:*.hospital.example"
    private static let network = "192.0.2.0/24"

    private func open(_ engine: Engine) async throws -> Community {
        let community = try await Community.open(engine)
        for scope in [Self.names, Self.network] {
            try await community.control(scope, by: community.birch)
        }
        return community
    }

    private func ask(
        _ target: String,
        hours: Int64 = 0,
        _ community: Community
    ) async throws -> Alert {
        let moment = community.now.adding(seconds: hours * 3_600)
        let question = try community.question("198.51.100.9", target, at: moment)
        return try await community.ask(question, by: community.birch)
    }

    @Test(arguments: Engine.allCases)
    func `an authorized scan of names is no attack on the address where it is seen`(
        _ engine: Engine
    ) async throws {
        let community = try await open(engine)
        let scan = try await community.scanOthers([Self.names], from: [], by: community.alder)
        let seen = try await ask("192.0.2.7", community)
        #expect(seen.verdict == .undetermined && seen.reason == .otherKind)
        #expect(seen.relays.isEmpty)
        #expect(try await ask("www.hospital.example", community).reason == .otherSource)
        community.test.clock.advance(seconds: 2 * 3_600)
        let end = EndScan(viewer: community.alder, scan: scan.id, outcome: .completed)
        try await community.submit(end, by: community.alder)
        #expect(try await ask("192.0.2.7", hours: -1, community).reason == .otherKind)
        #expect(try await ask("192.0.2.7", hours: -3, community).reason == .nothing)
        community.test.clock.advance(seconds: 3_600)
        #expect(try await ask("192.0.2.7", community).reason == .nothing)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an authorized scan of a network is no attack on the name where it is seen`(
        _ engine: Engine
    ) async throws {
        let community = try await open(engine)
        try await community.scanOthers(["192.0.2.0/25"], from: [], by: community.alder)
        for target in ["www.hospital.example", "https://www.hospital.example/login"] {
            #expect(try await ask(target, community).reason == .otherKind)
        }
        // Of the same kind it says where it is.
        #expect(try await ask("192.0.2.200", community).reason == .nothing)
        await community.close()
    }

    @Test func `scans of what is not the asker's leave nothing open`() async throws {
        let community = try await open(.sqlite)
        try await community.control("dns:*.bank.example", by: community.cedar)
        try await community.scanOthers(["dns:*.bank.example"], from: [], by: community.alder)
        try await community.declare(["pkg:npm/left-pad"], by: community.alder)
        #expect(try await ask("192.0.2.7", community).reason == .nothing)
        await community.close()
    }

    private func judge(
        _ questions: [AlertQuestion],
        in tables: Explained,
        for participant: ParticipantID,
        now: Instant
    ) throws -> [AlertReason] {
        let first = try #require(questions.map(\.moment).min())
        let last = try #require(questions.map(\.moment).max())
        var lookup = AlertLookup(tables, for: participant, span: first...last, now: now)
        return try questions.map { try lookup.judge($0).reason }
    }

    @Test(arguments: Engine.allCases)
    func `a log asks once for what is of another kind, along indexes`(
        _ engine: Engine
    ) async throws {
        let community = try await open(engine)
        let birch = try #require(community.birch.participant)
        let soon = community.window(from: 0, lasting: 1)
        try await community.scanOthers([Self.names], from: [], window: soon, by: community.alder)
        try await community.submit(PlantMany(), by: .system)
        community.test.clock.advance(seconds: 5 * 3_600)
        let now = community.now
        let questions = try (0..<100).map { minutes in
            let moment = now.adding(seconds: (Int64(minutes) - 300) * 60)
            return try community.question("198.51.100.9", "192.0.2.7", at: moment)
        }
        let (few, all, told) = (Plans(), Plans(), Plans())
        let reasons = try await community.store.read { tables in
            _ = try Explained(tables: tables, plans: told).tellings(to: birch, on: now.day)
            let ends = [questions[0], questions[99]]
            let fewer = Explained(tables: tables, plans: few)
            _ = try judge(ends, in: fewer, for: birch, now: now)
            let explained = Explained(tables: tables, plans: all)
            return try judge(questions, in: explained, for: birch, now: now)
        }
        // An hour, and as much as clocks may be apart.
        #expect(reasons.prefix(65).allSatisfy { $0 == .otherKind })
        #expect(reasons.dropFirst(65).allSatisfy { $0 == .nothing })
        #expect(all.scans.isEmpty && told.scans.isEmpty, "\(all.scans + told.scans)")
        #expect(all.lines.count == few.lines.count)
        await community.close()
    }
}
