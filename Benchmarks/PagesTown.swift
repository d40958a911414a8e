// SPDX-License-Identifier: Apache-2.0
import API
import Client
import Foundation
import Timestamps

/// A clearinghouse after years of work, filled through its own interface, and somebody's browser.
struct PagesTown {
    static let findings = 100_000
    static let cases = 10_000
    static let leases = 100_000
    static let about = "100 000 findings, 10 000 cases, 100 000 leases on SQLite"
    /// Settings under which it may be filled as fast as it takes things in.
    static let unhurried = [
        "--token-per-minute", "10000000", "--address-per-minute", "10000000",
        "--connections", "1024",
    ]
    /// Findings of a report.
    private static let perReport = 1_000
    /// Leases of a participant.
    private static let perParticipant = 1_000
    private static let laboratories = leases / perParticipant
    /// Engagements of a developer who has many.
    private static let engagements = 60
    /// Calls under way at a time; as many share a commit.
    private static let callers = 64

    private let server: RunningServer
    private let administrator: ClearinghouseClient

    init(_ server: RunningServer, tokenFile: URL) throws {
        self.server = server
        let token = try String(contentsOf: tokenFile, encoding: .utf8)
        administrator = try Self.client(server, token.filter { !$0.isWhitespace })
    }

    private static func client(
        _ server: RunningServer,
        _ token: String
    ) throws
        -> ClearinghouseClient
    {
        try ClearinghouseClient(address: "http://127.0.0.1:\(server.port)", token: token)
    }

    // MARK: Filling

    /// Fills it, and answers the pages to look at, each with who looks.
    func fill() async throws -> [PageVisit] {
        let worker = try await coordinator()
        let findings = try await report(worker)
        let cases = try await openCases(worker, findings)
        let scans = try await declare(worker)
        let newcomer = try await laboratory(Self.laboratories)
        let engagement = try await engage(newcomer)
        try await own(newcomer, by: worker)
        try await cover(worker, scans)
        let pages = [
            ("overview", "/"), ("queue", "/queue"), ("cases", "/cases"), ("scans", "/scans"),
            ("exposure", "/exposure"), ("inventory", "/inventory"), ("report", "/report"),
            ("deliveries", "/deliveries"), ("advisories", "/advisories"), ("log", "/log"),
            ("search", "/search?q=no-such-word"), ("people", "/people"),
            ("transparency", "/transparency"), ("duties", "/duties"),
            ("finding", "/findings/\(findings[0])"),
            ("vulnerability", "/vulnerabilities/\(cases[0].vulnerability)"),
            ("case", "/cases/\(cases[0].id)"), ("scan", "/scans/\(scans[0])"),
            ("coverage", "/coverage"), ("alerts", "/alerts"),
        ]
        // Who has next to nothing among all that others have, and may see next to nothing of it.
        let small = [
            ("newcomer-overview", "/"), ("newcomer-queue", "/queue"), ("newcomer-cases", "/cases"),
            ("newcomer-scans", "/scans"), ("newcomer-search", "/search?q=no-such-word"),
            ("engagements", "/engagements"), ("engagement", "/engagements/\(engagement)"),
            ("controls", "/controls"), ("rules", "/rules"), ("leases", "/leases"),
            ("authorizations", "/authorizations"),
        ]
        let (busy, new) = (try await visitor(worker), try await visitor(newcomer))
        return pages.map { PageVisit(name: $0.0, path: $0.1, visitor: busy) }
            + small.map { PageVisit(name: $0.0, path: $0.1, visitor: new) }
    }

    /// One's session in a browser.
    private func visitor(_ client: ClearinghouseClient) async throws -> PageVisitor {
        let link = try await client.call(Endpoints.signInLink, Wire.NewSignInLink()).answer
        return try PageVisitor(server, signingInBy: link.url ?? "")
    }

    /// A developer's engagements, of which it answers one with all that stands on its page.
    private func engage(_ developer: ClearinghouseClient) async throws -> String {
        var agency = Wire.NewParticipant()
        agency.kind = "agency"
        agency.name = "Agency"
        let other = try await administrator.call(Endpoints.registerParticipant, agency).answer
        let ids = try await Self.each(Array(0..<Self.engagements), atOnce: 8) { number in
            var engagement = Wire.NewEngagement()
            engagement.codename = "Model \(number)"
            let opened = try await developer.call(Endpoints.openEngagement, engagement).answer
            var field = Wire.NewEngagementField()
            (field.field, field.text) = ("model", "A model of code, in training.")
            _ = try await developer.call(Endpoints.keepEngagementField, ByID(opened.id), field)
            var official = Wire.NewOfficial()
            official.participant = other.id
            _ = try await developer.call(Endpoints.askOfficial, ByID(opened.id), official)
            var terms = Wire.NewAccessTerms()
            terms.text = "Keep no copy."
            _ = try await developer.call(Endpoints.stateAccessTerms, ByID(opened.id), terms)
            return opened.id
        }
        return ids[0]
    }

    /// Somebody who triages and scans.
    private func coordinator() async throws -> ClearinghouseClient {
        let me = try await administrator.call(Endpoints.me).answer
        return try await holder("Coordinator", of: me.participant ?? "", ["coordinator", "member"])
    }

    private func holder(
        _ name: String,
        of participant: String,
        _ roles: [String]
    ) async throws -> ClearinghouseClient {
        var person = Wire.NewPerson()
        person.participant = participant
        person.name = name
        person.roles = roles
        let added = try await administrator.call(Endpoints.addPerson, person).answer
        var token = Wire.NewToken()
        token.person = added.id
        token.name = "bench"
        token.lifeDays = 1
        let issued = try await administrator.call(Endpoints.issueToken, token).answer
        return try Self.client(server, issued.secret ?? "")
    }

    private func report(_ worker: ClearinghouseClient) async throws -> [String] {
        let reports = Array(0..<Self.findings / Self.perReport)
        let found = try await Self.each(reports, atOnce: 4) { number in
            let sent = try await worker.call(
                Endpoints.intakeSARIF,
                Wire.SARIFParameters(package: "pkg:generic/sample-\(number)@1.0"),
                RawBody(Array(Self.log(number).utf8), mediaType: "application/sarif+json")
            ).answer
            return sent.outcomes.compactMap(\.finding)
        }
        return found.flatMap { $0 }
    }

    /// A tool's results on one package: as many bugs, each in a function of its own.
    private static func log(_ report: Int) -> String {
        let results = (0..<perReport).map { number in
            """
            {"ruleId":"rule-\(number % 40)","level":"warning",\
            "message":{"text":"Value \(number) is read after its owner was freed."},\
            "locations":[{"physicalLocation":{\
            "artifactLocation":{"uri":"src/part\(number).c"},\
            "region":{"startLine":\(number % 900 + 1)}},\
            "logicalLocations":[{"fullyQualifiedName":"part\(number)::take"}]}]}
            """
        }
        return """
            {"version":"2.1.0","runs":[{"tool":{"driver":{"name":"sample \(report)"}},\
            "results":[\(results.joined(separator: ","))]}]}
            """
    }

    private func openCases(
        _ worker: ClearinghouseClient,
        _ findings: [String]
    ) async throws -> [(id: String, vulnerability: String)] {
        try await Self.each(Array(findings.prefix(Self.cases)), atOnce: Self.callers) { finding in
            var draft = Wire.VulnerabilityDraft()
            draft.title = "Use after free in a sample's take"
            draft.range = "vers:generic/<1.0.1"
            draft.cvss = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
            let recorded = try await worker.call(
                Endpoints.recordVulnerability,
                ByID(finding),
                draft
            ).answer
            var plan = Wire.NewCase()
            plan.title = "Sample"
            let opened = try await worker.call(Endpoints.openCase, ByID(recorded.id), plan).answer
            return (opened.id, recorded.id)
        }
    }

    private func declare(_ worker: ClearinghouseClient) async throws -> [String] {
        let now = Timestamp(microseconds: Int64(Date().timeIntervalSince1970 * 1e6))
        let day: Int64 = 86_400 * 1_000_000
        let window = Wire.Window(start: now, end: Timestamp(microseconds: now.microseconds + day))
        // A participant has so many open at most; the worker's are the first.
        let own = try await declare(0, worker, window)
        for number in 1..<Self.laboratories {
            let laboratory = try await laboratory(number)
            _ = try await declare(number, laboratory, window)
            await laboratory.close()
        }
        return own
    }

    private func declare(
        _ laboratory: Int,
        _ client: ClearinghouseClient,
        _ window: Wire.Window
    ) async throws -> [String] {
        let first = laboratory * Self.perParticipant
        let numbers = Array(first..<first + Self.perParticipant)
        return try await Self.each(numbers, atOnce: Self.callers) { number in
            var plan = Wire.ScanPlan()
            plan.scopes = ["pkg:npm/sample-\(number % 20_000)@1.\(number)"]
            plan.technique = "fuzzing"
            plan.tool = "sample"
            plan.window = window
            return try await client.call(Endpoints.declareScan, plan).answer.id
        }
    }

    /// One of many who scan.
    private func laboratory(_ number: Int) async throws -> ClearinghouseClient {
        var participant = Wire.NewParticipant()
        participant.kind = "ai-developer"
        participant.name = "Laboratory \(number)"
        let registered = try await administrator.call(Endpoints.registerParticipant, participant)
        return try await holder("Member", of: registered.answer.id, ["member"])
    }

    /// Does something for each, so many at a time; answers in the order given.
    private static func each<Item: Sendable, Answer: Sendable>(
        _ items: [Item],
        atOnce: Int,
        _ work: @escaping @Sendable (Item) async throws -> Answer
    ) async throws -> [Answer] {
        try await withThrowingTaskGroup(of: (Int, Answer).self) { group in
            var answers: [Int: Answer] = [:]
            for (number, item) in items.enumerated() {
                if number >= atOnce, let (done, answer) = try await group.next() {
                    answers[done] = answer
                }
                group.addTask { (number, try await work(item)) }
            }
            for try await (done, answer) in group { answers[done] = answer }
            return items.indices.compactMap { answers[$0] }
        }
    }
}
