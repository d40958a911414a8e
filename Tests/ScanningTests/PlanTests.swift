// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import TestSupport
import Testing

@testable import Scanning

/// What the product asks of its tables, as it asks it, goes along an index on both engines.
@Suite struct PlanTests {
    @Test(arguments: Engine.allCases)
    func `no question of scanning reads all of a table`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        let viewer = community.alder
        try await community.furnish()
        try await community.submit(PlantMany(), by: .system)
        let (now, owner) = (community.now, try #require(viewer.participant))
        let coordinator = community.coordinator
        let package = try Scope(parsing: "pkg:npm/left-pad")
        let network = try Scope(parsing: "192.0.2.0/28")
        for question in Question.all {
            let plans = Plans()
            try await community.store.read { tables in
                let explained = Explained(tables: tables, plans: plans)
                let asked = Question.Asked(
                    tables: explained,
                    viewer: viewer,
                    coordinator: coordinator,
                    owner: owner,
                    now: now,
                    package: package,
                    network: network
                )
                try question.ask(asked)
            }
            #expect(!plans.lines.isEmpty, "\(question.name) asked nothing")
            for scan in plans.scans { Issue.record("\(question.name): \(scan)") }
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a question without an index is found out`(_ engine: Engine) async throws {
        let community = try await Community.open(engine)
        try await community.submit(PlantMany(), by: .system)
        let plans = Plans()
        _ = try await community.store.read { tables in
            try Explained(tables: tables, plans: plans).all(
                "SELECT COUNT(*) FROM scans WHERE tool = \("none")"
            ) { try $0.read(Int.self) }
        }
        #expect(plans.scans.count == 1)
        await community.close()
    }
}

/// Something that the product asks, by the very function that it calls.
private struct Question: Sendable {
    struct Asked {
        let tables: Explained
        let viewer: Viewer
        let coordinator: Viewer
        let owner: ParticipantID
        let now: Instant
        /// What the asker holds, and a part of its network.
        let package: Scope
        let network: Scope
    }

    let name: String
    let ask: @Sendable (Asked) throws -> Void

    static let all = scans + owners + rules + coverage + alerts

    private static let last = ScanID(leastAt: Instant(microseconds: 4_000_000_000_000_000))

    private static let scans = [
        Question(name: "scans") { _ = try $0.tables.scans(viewer: $0.viewer, now: $0.now) },
        Question(name: "scans, second page") {
            _ = try $0.tables.scans(viewer: $0.viewer, now: $0.now, after: last)
        },
        Question(name: "one scan") { asked in
            let scans = try asked.tables.scans(viewer: asked.viewer, now: asked.now)
            let id = try #require(scans.first).id
            _ = try asked.tables.scan(id, viewer: asked.viewer, now: asked.now)
            _ = try asked.tables.coverages(of: id, viewer: asked.viewer, now: asked.now)
            _ = try asked.tables.introductions(viewer: asked.viewer, now: asked.now, of: id)
        },
        Question(name: "scan spans") {
            _ = try $0.tables.scanSpans(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "open scans") { _ = try $0.tables.openScans(of: $0.owner, now: $0.now) },
        Question(name: "stopped scans") {
            _ = try $0.tables.stoppedScans(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "leases in force") {
            _ = try $0.tables.leasesInForce(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "introductions") {
            _ = try $0.tables.introductions(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "whom to introduce") { asked in
            let scans = try asked.tables.scans(viewer: asked.viewer, now: asked.now)
            let id = try #require(scans.first).id
            let row = try #require(try asked.tables.scanRows(where: "id = \(id)", limit: 1).first)
            for scan in [nil, row.id] {
                _ = try asked.tables.wanting(
                    near: row,
                    on: asked.package,
                    after: scan,
                    at: asked.now
                )
            }
        },
    ]

    private static let owners = [
        Question(name: "controls") { _ = try $0.tables.controls(viewer: $0.viewer, now: $0.now) },
        Question(name: "whether somebody controls") {
            _ = try $0.tables.controls($0.owner, $0.network, at: $0.now)
        },
        Question(name: "leases on controls") {
            _ = try $0.tables.leasesOnControls(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "leases on controls, second page") {
            _ = try $0.tables.leasesOnControls(viewer: $0.viewer, now: $0.now, after: last)
        },
        Question(name: "lease spans on controls") {
            _ = try $0.tables.leaseSpansOnControls(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "scans to stop") { asked in
            for scope in [asked.network, asked.package] {
                for scan in [nil, last] {
                    _ = try asked.tables.openScans(
                        near: scope,
                        before: scan,
                        at: asked.now,
                        limit: 250
                    )
                }
            }
        },
        Question(name: "authorizations") {
            _ = try $0.tables.authorizations(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "what a scan rests on") { asked in
            var work = Scope.workLimit
            for participant in [asked.owner, asked.coordinator.participant].compactMap(\.self) {
                _ = try asked.tables.basis(
                    of: asked.network,
                    for: participant,
                    intensity: .active,
                    in: ScanWindow(start: asked.now, end: asked.now.adding(seconds: 3_600)),
                    at: asked.now,
                    work: &work
                )
            }
        },
    ]

    private static let rules = [
        Question(name: "rules on a scope") {
            _ = try $0.tables.rules(on: $0.network, at: $0.now)
            _ = try $0.tables.listedRules(on: $0.package, at: $0.now)
        },
        Question(name: "rules that strangers are told") { asked in
            var work = Scope.workLimit
            _ = try asked.tables.rules(toldToStrangersOn: asked.network, at: asked.now, work: &work)
        },
        Question(name: "whether a scope is refused") { asked in
            var work = Scope.workLimit
            _ = try asked.tables.isRefused(asked.network, by: .any, at: asked.now, work: &work)
        },
        Question(name: "listed rules") { _ = try $0.tables.listedRules(now: $0.now) },
        Question(name: "listed rules, second page") {
            _ = try $0.tables.listedRules(now: $0.now, after: ScanRuleID(bytes: last.bytes))
        },
        Question(name: "own rules") { asked in
            let rules = try asked.tables.ownRules(viewer: asked.viewer, now: asked.now)
            let rule = try #require(rules.first)
            _ = try asked.tables.rule(rule.id, viewer: asked.viewer, now: asked.now)
            _ = try asked.tables.ownRule(on: rule.scope, viewer: asked.viewer, now: asked.now)
        },
    ]

    private static let coverage = [
        Question(name: "coverage map") {
            _ = try $0.tables.coverageMap(viewer: $0.viewer, now: $0.now)
        },
        Question(name: "coverage map, second page") {
            _ = try $0.tables.coverageMap(viewer: $0.viewer, now: $0.now, after: "pkg:npm/a")
        },
        Question(name: "coverage of a package") {
            _ = try $0.tables.coverageMap(of: $0.package, viewer: $0.viewer, now: $0.now)
        },
        Question(name: "coverage records") { asked in
            let records = try asked.tables.coverages(viewer: asked.viewer, now: asked.now)
            let id = try #require(records.first).id
            _ = try asked.tables.coverage(id, viewer: asked.viewer, now: asked.now)
            _ = try asked.tables.coverages(viewer: asked.viewer, now: asked.now, after: id)
        },
    ]

    private static let alerts = [
        Question(name: "alerts") { asked in
            let alerts = try asked.tables.alerts(viewer: asked.viewer, now: asked.now)
            let id = try #require(alerts.first).id
            _ = try asked.tables.alert(id, viewer: asked.viewer, now: asked.now)
            _ = try asked.tables.alerts(viewer: asked.viewer, now: asked.now, after: id)
        },
        Question(name: "alerts that wait") {
            _ = try $0.tables.openAlerts(of: $0.viewer, now: $0.now, upTo: 100)
        },
        Question(name: "strangers told of") {
            _ = try $0.tables.tellings(to: $0.owner, on: $0.now.day)
        },
        Question(name: "what an alert is judged by") { asked in
            var faults: [Refusal.Fault] = []
            let draft = AlertQuestion.Draft(
                source: "198.51.100.7",
                target: "192.0.2.7",
                moment: asked.now
            )
            let question = try #require(AlertQuestion(draft, now: asked.now, faults: &faults))
            var lookup = AlertLookup(
                asked.tables,
                for: asked.owner,
                span: asked.now...asked.now,
                now: asked.now
            )
            _ = try lookup.isControlled(question.target)
            _ = try lookup.judge(question)
        },
    ]
}

extension Community {
    /// One of everything for the laboratory Alder, so that every question finds something.
    fileprivate func furnish() async throws {
        try await own("192.0.2.0/24", by: alder)
        try await own("pkg:npm/left-pad", by: alder)
        try await setRule("192.0.2.0/24", "welcome", by: alder)
        try await setRule("pkg:npm/left-pad", "ask", by: alder) {
            $0.contact = "security@example.org"
            $0.isListed = true
        }
        try await submit(authorize(birch, on: "192.0.2.0/24", by: alder), by: alder)
        try await declare(["pkg:npm/left-pad"], by: alder)
        try await scanOthers(["192.0.2.0/24"], from: ["198.51.100.0/24"], by: birch)
        try await cover("pkg:npm/left-pad", by: alder)
        try await ask(question("198.51.100.7", "192.0.2.7"), by: alder)
    }
}
