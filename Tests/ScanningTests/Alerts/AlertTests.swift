// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Scanning
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct AlertTests {
    @Test(arguments: Engine.allCases)
    func `an owner hears that a declared scan was one, and the scanner answers`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        let scan = try await community.scanOthers(
            ["192.0.2.0/25"],
            from: ["198.51.100.0/28"],
            by: community.alder
        )
        let question = try community.question("198.51.100.9", "192.0.2.20", port: 443)
        let asked = try await community.ask(question, note: "Who is this?", by: community.birch)
        #expect(asked.verdict == .confirmed)
        #expect(asked.reason == .source)
        #expect(asked.relays.map(\.scan) == [scan.id])
        #expect(asked.relays.map(\.isOnTarget) == [true])

        let told = try await community.alert(asked.id, for: community.alder)
        #expect(told.asker == nil)
        #expect(told.note == "Who is this?")
        #expect(told.isOpen)
        #expect(told.reason == nil)
        community.test.clock.advance(seconds: 90)
        let answer = AnswerAlert(
            viewer: community.alder,
            alert: asked.id,
            answer: .ours,
            words: "Ours, until noon."
        )
        try await community.submit(answer, by: community.alder)
        let answered = try await community.alert(asked.id, for: community.birch)
        let relay = try #require(answered.relays.first)
        #expect(relay.answer == .ours)
        #expect(relay.words == "Ours, until noon.")
        #expect(relay.responseSeconds(since: answered.asked) == 90)
        #expect(try await community.refusal(answer, by: community.alder)?.code == "alert-answered")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `only who controls a target is answered, whatever is declared there`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/28", by: community.birch)
        try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        for (viewer, target) in [
            (community.cedar, "192.0.2.1"), (community.birch, "192.0.2.16"),
            (community.alder, "192.0.2.1"),
        ] {
            let question = try community.question("198.51.100.9", target)
            let asking = AskAlert(viewer: viewer, question: question)
            let refusal = try await community.refusal(asking, by: viewer)
            #expect(refusal?.faults.map(\.code) == ["not-controlled"])
        }
        await community.close()
    }

    /// A question about what `birch` owns, asked so many minutes after the scan began.
    private func reason(
        _ community: Community,
        _ scan: Scan,
        _ source: String,
        _ target: String,
        _ port: UInt16? = nil,
        minutes: Int64 = 0
    ) async throws -> AlertReason? {
        let moment = scan.lease.window.start.adding(seconds: minutes * 60)
        let question = try community.question(source, target, port: port, at: moment)
        return try await community.ask(question, by: community.birch).reason
    }

    @Test(arguments: Engine.allCases)
    func `times, ports, sources and other targets make the difference`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        for scope in ["192.0.2.0/24", "2001:db8:1::/48"] {
            try await community.control(scope, by: community.birch)
        }
        let scan = try await community.scanOthers(
            ["192.0.2.7:443", "2001:db8:1::/64"],
            from: ["198.51.100.0/28", "2001:db8:f::/64"],
            by: community.alder
        )
        let cases: [(String, String, UInt16?, Int64, AlertReason)] = [
            ("198.51.100.1", "192.0.2.7", 443, 0, .source),
            ("::ffff:198.51.100.1", "192.0.2.7", 443, 0, .source),
            ("198.51.100.1", "192.0.2.7", 80, 0, .otherTarget),
            ("198.51.100.1", "192.0.2.7", nil, 0, .partOfTarget),
            ("203.0.113.5", "192.0.2.7", 443, 0, .otherSource),
            ("203.0.113.5", "192.0.2.8", 443, 0, .nothing),
            ("198.51.100.1", "192.0.2.8", 443, 0, .otherTarget),
            ("2001:db8:f::5", "2001:db8:1::9", 22, 0, .source),
            ("2001:db8:e::5", "2001:db8:1::9", 22, 0, .otherSource),
            ("198.51.100.1", "192.0.2.7", 443, -4, .notInForce),
            ("198.51.100.1", "192.0.2.7", 443, -6, .nothing),
        ]
        for (source, target, port, minutes, wanted) in cases {
            let told = try await reason(community, scan, source, target, port, minutes: minutes)
            #expect(told == wanted, "\(source) \(target) \(minutes)")
        }
        community.test.clock.advance(seconds: 2 * 3_600)
        for (minutes, wanted) in [(63, .source), (70, .notInForce)] as [(Int64, AlertReason)] {
            let (from, at) = ("198.51.100.1", "192.0.2.7")
            let told = try await reason(community, scan, from, at, 443, minutes: minutes)
            #expect(told == wanted)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a service is told from the name that it is on, and from other names`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("dns:*.example.org", by: community.birch)
        let scan = try await community.scanOthers(
            ["service:https://www.example.org/api"],
            from: ["2001:db8:f::/64"],
            by: community.alder
        )
        let cases: [(String, String, UInt16?, AlertReason)] = [
            ("2001:db8:f::5", "https://www.example.org/api/x", nil, .source),
            ("2001:db8:f::5", "www.example.org", 443, .partOfTarget),
            ("2001:db8:f::5", "mail.example.org", 25, .otherTarget),
            ("2001:db8:e::5", "mail.example.org", 25, .nothing),
        ]
        for (source, target, port, wanted) in cases {
            let told = try await reason(community, scan, source, target, port)
            #expect(told == wanted, "\(source) \(target)")
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a scan that ended still answers for its time, and for nothing after it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        let scan = try await community.scanOthers(
            ["192.0.2.7"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        let during = community.now.adding(seconds: 600)
        community.test.clock.advance(seconds: 1_800)
        let end = EndScan(viewer: community.alder, scan: scan.id, outcome: .completed)
        try await community.submit(end, by: community.alder)
        community.test.clock.advance(seconds: 40 * 86_400)
        let then = try community.question("198.51.100.9", "192.0.2.7", at: during)
        #expect(try await community.ask(then, by: community.birch).reason == .source)
        let after = try community.question(
            "198.51.100.9",
            "192.0.2.7",
            at: during.adding(seconds: 3_600)
        )
        // Its window goes on for most of a day: whoever comes then is not that scan.
        #expect(try await community.ask(after, by: community.birch).reason == .nothing)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an alert is told to who scans the target, and to nobody elsewhere`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        try await community.scanOthers(
            ["203.0.113.0/24"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.77"],
            by: community.cedar
        )
        let question = try community.question("198.51.100.9", "192.0.2.7")
        let asked = try await community.ask(question, isNamed: true, by: community.birch)
        #expect(asked.reason == .otherSource)
        #expect(asked.relays.map(\.scan) == [scan.id])
        let told = try await community.alert(asked.id, for: community.cedar)
        #expect(told.relays.count == 1)
        #expect(told.relays.allSatisfy { $0.isOwn && $0.scan != nil })
        #expect(told.asker == "Birch")
        #expect(try await community.alerts(for: community.cedar).map(\.id) == [asked.id])
        try await expectHidden(asked, from: community.alder, community)
        try await expectHidden(asked, from: community.coordinator, community)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `whoever declares sources or a document gets nobody's alerts by that alone`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        try await community.declare(["pkg:npm/left-pad"], by: community.alder) {
            $0.sources = ["198.51.100.0/24"]
        }
        let note = "Who is this?"
        let seen = try community.question("198.51.100.9", "192.0.2.7")
        let bySource = try await community.ask(seen, note: note, by: community.birch)
        #expect(bySource.reason == .otherTarget && bySource.relays.isEmpty)
        try await expectHidden(bySource, from: community.alder, community)

        let scan = try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["203.0.113.66"],
            byDocument: true,
            by: community.cedar
        )
        let byDocument = try await community.ask(seen, note: note, by: community.birch)
        #expect(byDocument.reason == .otherSource && byDocument.relays.isEmpty)
        try await expectHidden(byDocument, from: community.cedar, community)
        // Where the source fits as well it may be that scan.
        let fitting = try community.question("203.0.113.66", "192.0.2.7")
        let both = try await community.ask(fitting, by: community.birch)
        #expect(both.reason == .documentOnly && both.relays.map(\.scan) == [scan.id])
        await community.close()
    }

    private func expectHidden(
        _ alert: Alert,
        from viewer: Viewer,
        _ community: Community
    ) async throws {
        await #expect(throws: Refusal.notFound) {
            try await community.alert(alert.id, for: viewer)
        }
        #expect(try await community.alerts(for: viewer).isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `leaving takes one's own words along, and gives all of it back before`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        try await community.scanOthers(["192.0.2.7"], from: ["198.51.100.9"], by: community.alder)
        let question = try community.question("198.51.100.9", "192.0.2.7")
        let asked = try await community.ask(question, note: "Yours?", by: community.birch)
        let part = AlertsWithdrawal()
        let alder = try #require(community.alder.participant)
        let birch = try #require(community.birch.participant)
        let exports = try await community.store.read { tables in
            try [birch, alder].map { try part.export($0, from: tables).description }
        }
        for export in exports {
            #expect(export.contains(asked.id.description))
            #expect(export.contains("Yours?"))
        }
        #expect(!exports[1].contains("Birch"))
        await community.close()
    }
}
