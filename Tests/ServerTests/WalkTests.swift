// SPDX-License-Identifier: Apache-2.0

import API
import Access
import ServingSupport
import Store
import StrictJSON
import TestSupport
import Testing
import TransparencyLog
import Validation

/// Every endpoint × everybody × every kind of object; what comes back is what Access decides.
@Suite struct WalkTests {
    /// One object of lab A for each kind.
    private typealias Things = [(kind: ThingKind, id: ID<AnyThing>)]

    /// What the walk is done on.
    private func everything(_ site: Site, _ cast: Cast) async throws -> Things {
        var things = try await objects(site, cast)
        let about = try #require(things.first { $0.kind == .vulnerability })
        let opened = try await site.openCase(on: about.id.description, cast)
        things.append((.case, try #require(ID<AnyThing>(opened))))
        things += try await site.delivered(cast)
        let engagement = try await site.openEngagement(cast)
        things.append((.engagement, try #require(ID<AnyThing>(engagement))))
        let duty = try await site.keepDuty(by: cast["coordinator"].viewer)
        things.append((.dutyRecord, duty))
        things += try await site.ownScopes(cast)
        things.append(try await site.alerted(cast))
        return things
    }

    @Test func `whoever asks for whatever gets what Access decides, and nothing hidden`()
        async throws
    {
        let site = try await Site.open()
        let cast = try await site.cast()
        let things = try await everything(site, cast)
        #expect(Set(things.map(\.kind)).isSuperset(of: [.participant, .person, .agent, .token]))
        #expect(
            Set(things.map(\.kind)).isSuperset(of: [.scan, .coverage, .report, .finding, .notice])
        )
        // A log to walk in, as the publisher of a server that runs would have it.
        let file = site.test.folder + "/log/checkpoint"
        try await LogPublisher(store: site.store, name: "test/log", outsideFile: file).publish()
        var steps = 0
        for endpoint in Endpoints.all {
            for member in cast.members {
                if endpoint.facts.path.contains("{id}") {
                    for thing in things {
                        try await step(site, endpoint.facts, member, thing.id)
                        steps += 1
                    }
                } else {
                    try await step(site, endpoint.facts, member, nil)
                    steps += 1
                }
            }
        }
        #expect(Set(things.map(\.kind)).isSuperset(of: [.vulnerability, .inventoryItem]))
        #expect(Set(things.map(\.kind)).isSuperset(of: [.bundle, .delivery, .recipientKey]))
        #expect(steps > 600)
        try await site.close()
    }

    private func step(
        _ site: Site,
        _ facts: EndpointFacts,
        _ member: Cast.Member,
        _ thing: ID<AnyThing>?
    ) async throws {
        let action = try #require(Action(rawValue: facts.action))
        // Decided first: what is removed on the way was there when it was asked for.
        let decision = try await self.decision(site, action, member, thing)
        let got = try await ask(site, facts, member, thing)
        let told: Comment = "\(facts.template) as \(member.name) on \(thing as Any): \(got.text)"
        guard !member.hasEnded else {
            #expect(got.status == 401, told)
            return
        }
        switch decision {
        case .unknownViewer: #expect(got.status == 401, told)
        case .refused: #expect(got.status == 403, told)
        case .hidden:
            #expect(got.status == 404, told)
            let absent = try await ask(site, facts, member, ID(high: 7 << 12, low: 1 << 63))
            #expect(got.bytes == absent.bytes, told)
            #expect(!got.text.contains(thing?.description ?? "-"), told)
        case .allowed(let hiding):
            if facts.operation == "rawReport", hiding.contains(.rawReport) {
                #expect(got.status == 404, told)
            } else if facts.effect == .changes || facts.area == "intake"
                || facts.path.contains("{sequence}")
            {
                #expect(![401, 403, 500].contains(got.status), told)
            } else {
                #expect(got.status == facts.success, told)
            }
        }
    }

    /// What Access says of it.
    private func decision(
        _ site: Site,
        _ action: Action,
        _ member: Cast.Member,
        _ thing: ID<AnyThing>?
    ) async throws -> Decision {
        guard let thing, !action.kinds.isEmpty else { return decide(member.viewer, action) }
        let marking = try await site.store.read { try $0.marking(of: thing) }
        return decide(member.viewer, action, on: marking, now: site.test.clock.now())
    }

    private func ask(
        _ site: Site,
        _ facts: EndpointFacts,
        _ member: Cast.Member,
        _ thing: ID<AnyThing>?
    ) async throws -> Got {
        let path = facts.path
            .replacing("{id}", with: thing?.description ?? "")
            .replacing("{sequence}", with: "0")
            .replacing("{receipt}", with: "SUB-00000000000000000000000000000000")
            .replacing("{name}", with: "CH-2026-0001")
            .replacing("{duty}", with: "eo-14409-2-d")
            .replacing("{year}/{file}", with: "2026/ch-2026-0001.json")
            .replacing("{path…}", with: try await tile(site))
        let queries = [
            "intakeSARIF": "?package=pkg:npm/left-pad", "rulesOn": "?scope=pkg:npm/left-pad",
        ]
        let query = queries[facts.operation] ?? ""
        let text =
            Self.bodies[facts.operation] ?? Self.caseBodies[facts.operation]
            ?? Self.deliveryBodies[facts.operation] ?? Self.engagementBodies[facts.operation]
            ?? Self.ruleBodies[facts.operation]
            ?? Self.alertBodies[facts.operation]
            ?? "{}"
        let body = facts.accepts.isEmpty ? nil : Array(text.utf8)
        return try await site.send(
            facts.method.rawValue,
            path + query,
            token: member.token,
            type: facts.accepts.first,
            body: body
        )
    }

    /// The path of the published log's one tile of hashes.
    private func tile(_ site: Site) async throws -> String {
        let note = try await site.store.read { try $0.logCheckpoint() }
        let size = try Checkpoint(parsing: SignedNote(parsing: try #require(note)).text).size
        return "0/000.p/\(size)"
    }

    /// A body for each change that is good in itself, or of which only the last check says no.
    private static let bodies: [String: String] = [
        "intakeSARIF": #"{"version":"2.1.0","runs":[]}"#,
        "intakeFinding": #"{"package":"pkg:npm/x","title":"t","description":"d"}"#,
        "issueToken": #"{"name":"walk"}"#,
        "makeSignInLink": "{}",
        "changePersonRoles": #"{"roles":["reader"]}"#,
        "changeAgentRoles": #"{"roles":["reader"]}"#,
        "withdraw": #"{"confirm":"00000000-0000-7000-8000-000000000000"}"#,
        "registerParticipant": #"{"kind":"researcher","name":"R"}"#,
        "addPerson": #"{"name":"P","roles":["reader"]}"#,
        "addAgent": #"{"name":"A","family":"f","roles":["reader"]}"#,
        "scanAdvice": #"{"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","window":\#(window)}"#,
        "declareScan": scan,
        "scanHeartbeat": #"{"fence":0}"#,
        "endScan": #"{"outcome":"cancelled"}"#,
        "recordCoverage": #"{"coverage":\#(coverage)}"#,
        "splitFinding": #"{"report":"00000000-0000-7000-8000-000000000000","reason":"r"}"#,
        "recordVulnerability": #"{"title":"t","range":"vers:all/*"}"#,
        "attachFinding": #"{"vulnerability":"00000000-0000-7000-8000-000000000000"}"#,
        "reviseVulnerability": #"{"title":"t","range":"vers:all/*"}"#,
        "stateFact": #"{"kind":"automatable","value":"no","source":"s"}"#,
        "importKEV": """
        {"catalogVersion":"2026.01.01","dateReleased":"2026-01-01T00:00:00.000Z","count":0,
        "vulnerabilities":[]}
        """,
        "addInventoryItem": #"{"purl":"pkg:npm/left-pad@1.3.0"}"#,
        "importInventory": #"["pkg:npm/left-pad@1.3.0"]"#,
        "keepDuty": #"{"evidence":"91 FR 34565"}"#,
    ]

    private static let report = """
        {"package":"pkg:npm/secret","title":"t","description":"d","weakness":"CWE-787",\
        "symbol":{"function":"parse"}}
        """

    /// The manual clock stands on 3 January 2026 after the cast came in.
    private static let window =
        #"{"start":"2026-01-03T00:00:00Z","end":"2026-01-05T00:00:00Z"}"#
    private static let scan =
        #"{"scopes":["pkg:npm/left-pad"],"technique":"fuzzing","tool":"afl","window":\#(window)}"#

    private static let coverage =
        #"{"scopes":[{"scope":"pkg:npm/left-pad","completeness":"partial"}]}"#

    /// A coverage record of a scan that was completed.
    private func covered(_ site: Site, by member: Cast.Member) async throws -> ID<AnyThing> {
        let scan = try await site.post("/v1/scans", Self.scan, token: member.token)
        let id = try JSONValue(parsing: scan.bytes)["id"]?.stringValue ?? ""
        let body = #"{"outcome":"completed","coverage":\#(Self.coverage)}"#
        let ended = try await site.post("/v1/scans/\(id)/end", body, token: member.token)
        #expect(ended.status == 200, "\(ended.text)")
        let listed = try await site.send("GET", "/v1/coverage", token: member.token)
        let record = try JSONValue(parsing: listed.bytes)["items"]?[0]?["id"]?.stringValue
        return try #require(ID<AnyThing>(record ?? ""), "\(listed.text)")
    }

    private func objects(_ site: Site, _ cast: Cast) async throws -> Things {
        let member = cast["member"]
        func id(_ got: Got, _ key: String) throws -> ID<AnyThing> {
            #expect((200..<300).contains(got.status), "\(got.text)")
            let value = try JSONValue(parsing: got.bytes)
            return try #require(ID<AnyThing>(value[key]?.stringValue ?? ""))
        }
        let scan = try await site.post("/v1/scans", Self.scan, token: member.token)
        let report = try await site.post(
            "/v1/intake/finding",
            Self.report,
            token: member.token
        )
        let token = try await site.post("/v1/tokens", #"{"name":"spare"}"#, token: member.token)
        let outcomes = try JSONValue(parsing: report.bytes)["outcomes"]
        let finding = try #require(outcomes?[0]?["finding"]?.stringValue)
        // Two found the same, and both are told.
        _ = try await site.post("/v1/intake/finding", Self.report, token: cast["other"].token)
        let notices = try await site.send("GET", "/v1/notices", token: member.token)
        let notice = try JSONValue(parsing: notices.bytes)["items"]?[0]?["id"]?.stringValue
        // Not somebody of the cast: they are removed on the way.
        let spare = try await site.add("spare", to: cast.labA, roles: [.member])
        let tool = try await site.add("tool", to: cast.labA, roles: [.member], isAgent: true)
        guard case .agent(let agent) = tool.viewer.identity,
            case .person(let person) = spare.viewer.identity
        else { return [] }
        return [
            (.participant, try #require(ID<AnyThing>(cast.labA))), (.person, ID(person)),
            (.agent, ID(agent)), (.token, try id(token, "id")), (.scan, try id(scan, "id")),
            (.report, try id(report, "report")), (.finding, try #require(ID<AnyThing>(finding))),
            (.notice, try #require(ID<AnyThing>(notice ?? ""), "\(notices.text)")),
            (.validation, try await validation(site, of: finding, by: member)),
            (.coverage, try await covered(site, by: member)),
        ] + (try await ranked(site, cast, finding))
    }

    /// What is ranked, and what it is ranked for.
    private func ranked(_ site: Site, _ cast: Cast, _ finding: String) async throws -> Things {
        let vulnerability = try await site.post(
            "/v1/findings/\(finding)/vulnerability",
            #"{"title":"t","range":"vers:all/*"}"#,
            token: cast["coordinator"].token
        )
        let item = try await site.post(
            "/v1/inventory",
            #"{"purl":"pkg:npm/secret@1.0.0","exposed":true}"#,
            token: cast["member"].token
        )
        return try [(ThingKind.vulnerability, vulnerability), (.inventoryItem, item)].map {
            let id = try JSONValue(parsing: $1.bytes)["id"]?.stringValue
            return ($0, try #require(ID<AnyThing>(id ?? ""), "\($1.text)"))
        }
    }

    /// A validation that was judged, with an attestation to read.
    private func validation(
        _ site: Site,
        of finding: String,
        by member: Cast.Member
    ) async throws -> ID<AnyThing> {
        let asked = try await site.send(
            "POST",
            "/v1/findings/\(finding)/validations",
            token: member.token,
            type: "application/x-tar",
            body: ValidationTests.bundle()
        )
        let id = try JSONValue(parsing: asked.bytes)["id"]?.stringValue ?? ""
        let validation = try #require(ValidationID(id), "\(asked.text)")
        let judged = RecordVerdict(
            id: validation,
            verdict: Verdict(.passed),
            record: Proof.Record(),
            hasPatch: false,
            evidence: ValidationEvidence(),
            attestation: Array("{}".utf8)
        )
        _ = try await site.store.submit(judged, by: .system)
        return ID(validation)
    }
}
