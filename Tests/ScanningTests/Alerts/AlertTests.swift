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
        for scope in ["192.0.2.0/24", "2001:db8:1::/48", "dns:*.example.org"] {
            try await community.control(scope, by: community.birch)
        }
        let scan = try await community.scanOthers(
            ["192.0.2.7:443", "2001:db8:1::/64", "service:https://www.example.org/api"],
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
            ("2001:db8:f::5", "https://www.example.org/api/x", nil, 0, .source),
            ("2001:db8:f::5", "www.example.org", 443, 0, .partOfTarget),
            ("2001:db8:f::5", "mail.example.org", 25, 0, .otherTarget),
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
    func `a scan that ended still answers for its time, and is asked afterwards`(
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
        #expect(try await community.ask(after, by: community.birch).reason == .notInForce)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `an alert elsewhere names no scan to who asks, and nobody else to who is asked`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        try await community.control("192.0.2.0/24", by: community.birch)
        try await community.scanOthers(
            ["203.0.113.0/24"],
            from: ["198.51.100.9"],
            by: community.alder
        )
        try await community.scanOthers(
            ["192.0.2.0/24"],
            from: ["198.51.100.77"],
            by: community.cedar
        )
        let question = try community.question("198.51.100.9", "192.0.2.7")
        let asked = try await community.ask(question, isNamed: true, by: community.birch)
        #expect(asked.verdict == .undetermined)
        #expect(asked.relays.count == 2)
        #expect(asked.relays.compactMap(\.scan).count == 1)
        for viewer in [community.alder, community.cedar] {
            let told = try await community.alert(asked.id, for: viewer)
            #expect(told.relays.count == 1)
            #expect(told.relays.allSatisfy { $0.isOwn && $0.scan != nil })
            #expect(told.asker == "Birch")
            #expect(try await community.alerts(for: viewer).map(\.id) == [asked.id])
        }
        let stranger = community.coordinator
        await #expect(throws: Refusal.notFound) {
            try await community.alert(asked.id, for: stranger)
        }
        #expect(try await community.alerts(for: stranger).isEmpty)
        await community.close()
    }

    @Test func `a target may be written as a scope is`() {
        func target(_ text: String, _ port: UInt16? = nil) -> String? {
            AlertQuestion.target(text, port: port)?.text
        }
        #expect(target("dns:www.example.org") == target("www.example.org"))
        #expect(target("dns:www.example.org") == "dns:www.example.org")
        #expect(target("dns:www.example.org", 8_443) == target("www.example.org", 8_443))
        #expect(target("service:https://a.example/x") == target("https://a.example/x"))
        #expect(target("service:https://a.example/x") != nil)
    }

    @Test func `bad questions are refused with their place`() async throws {
        let community = try await Community.open(.sqlite)
        let now = community.now
        func codes(
            _ source: String = "198.51.100.9",
            _ target: String = "192.0.2.7",
            port: UInt16? = nil,
            days: Int64 = 0,
            token: String? = nil
        ) -> [String] {
            var faults: [Refusal.Fault] = []
            let draft = AlertQuestion.Draft(
                source: source,
                target: target,
                port: port,
                moment: now.adding(seconds: days * 86_400),
                token: token
            )
            _ = AlertQuestion(draft, at: "/questions/3", now: now, faults: &faults)
            return faults.map { "\($0.place) \($0.code)" }
        }
        #expect(codes() == [])
        for source in ["", "192.0.2.0/24", "example.org", "1.2.3", "::1%eth0", "[::1]"] {
            #expect(codes(source) == ["/questions/3/source not-an-address"])
        }
        let none = [
            "", "*.example.org", "192.0.2.0/24", "http://example.org/", "a b", "pkg:a",
            "dns:*.example.org", "dns:192.0.2.7", "dns:dns:example.org", "service:example.org",
        ]
        for target in none {
            #expect(codes("::1", target) == ["/questions/3/target not-a-target"], "\(target)")
        }
        #expect(codes("::1", "https://a.example/", port: 1) == ["/questions/3/target not-a-target"])
        #expect(codes(days: 1) == ["/questions/3/time in-the-future"])
        #expect(codes(days: -91) == ["/questions/3/time too-far-back"])
        #expect(codes(token: "") == ["/questions/3/token invalid-token"])
        #expect(codes("x", "*", days: 1).count == 3)
        await community.close()
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
