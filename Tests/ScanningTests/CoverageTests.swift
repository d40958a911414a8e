// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import SecurityFormats
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct CoverageTests {
    @Test(arguments: Engine.allCases)
    func `a completed scan keeps what it looked at, for its participant alone`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let told = try await community.cover("pkg:npm/left-pad", .partial, by: community.alder) {
            $0.revision = "1.3.0"
            $0.looked = ["lib/**"]
            $0.leftOut = ["lib/vendor/**"]
            $0.setAside = [
                .init(what: "unreachable overflow", reason: "discarded-finding", words: "secret")
            ]
        }
        let (now, alder) = (community.now, community.alder)
        let found = try await community.store.read {
            try $0.coverage(told.id, viewer: alder, now: now)
        }
        let part = try #require(found.record?.parts.first)
        #expect(part.revision == "1.3.0" && part.leftOut == ["lib/vendor/**"])
        #expect(part.setAside.map(\.words) == ["secret"] && found.setAside == 1)
        #expect(found.completeness == .partial && found.correctedBy == nil)
        for viewer in [community.birch, community.coordinator, .nobody] {
            await #expect(throws: Refusal.notFound) {
                try await community.store.read {
                    try $0.coverage(told.id, viewer: viewer, now: now)
                }
            }
            #expect(
                try await community.store.read { try $0.coverages(viewer: viewer, now: now) }
                    .isEmpty
            )
        }
        await community.close()
    }

    /// The faults of a draft that says complete, but for a change.
    private func codes(_ change: (inout CoverageDraft.Part) -> Void) -> [String] {
        var draft = CoverageDraft()
        var part = CoverageDraft.Part(
            scope: "git+https://example.org/a/b#src/**",
            completeness: "complete"
        )
        change(&part)
        draft.parts = [part]
        do {
            _ = try draft.checked()
            return []
        } catch {
            return error.faults.map { "\($0.place) \($0.code)" }
        }
    }

    @Test func `what says complete and shows the contrary is refused with its place`() throws {
        let place = "/coverage/scopes/0/completeness"
        #expect(codes { _ in }.isEmpty)
        #expect(codes { $0.looked = ["src/**"] }.isEmpty)
        #expect(codes { $0.looked = ["src/a.c"] } == ["\(place) contradicts-looked"])
        #expect(codes { $0.leftOut = ["src/b.c"] } == ["\(place) contradicts-left-out"])
        #expect(
            codes { $0.setAside = [.init(what: "one", reason: "discarded-finding")] }
                == ["\(place) contradicts-set-aside"]
        )
        #expect(
            codes {
                $0.completeness = "partial"
                $0.looked = ["src/a.c", "doc/a.md"]
                $0.leftOut = ["src/a.c"]
                $0.revision = "a..b"
                $0.setAside = [.init(what: "", reason: "luck", count: 0)]
            } == [
                "/coverage/scopes/0/revision invalid-revision",
                "/coverage/scopes/0/looked/1 outside-scope",
                "/coverage/scopes/0/leftOut/0 looked-and-left-out",
                "/coverage/scopes/0/setAside/0/what missing",
                "/coverage/scopes/0/setAside/0/count out-of-range",
                "/coverage/scopes/0/setAside/0/reason unknown-reason",
            ]
        )
        #expect(codes { $0.completeness = "nearly" } == ["\(place) unknown-completeness"])
    }

    @Test(arguments: [
        ("pkg:npm/a@1.0.0", "2.0.0", "outside-scope"),
        ("cpe:2.3:a:x:y:*:*:*:*:*:*:*:*", "1", "no-revision-here"),
        ("pkg:npm/a?vers=vers:npm/%3C2.0.0", "3.0.0", "outside-scope"),
        ("pkg:npm/a?vers=vers:npm/%3C2.0.0", "1.0.0", nil),
        ("https://example.org/a/b", "main", nil),
    ])
    func `a revision has to be one of its scope`(
        scope: String,
        revision: String,
        code: String?
    ) throws {
        var draft = CoverageDraft()
        var part = CoverageDraft.Part(scope: scope, completeness: "complete")
        part.revision = revision
        draft.parts = [part]
        do {
            let record = try draft.checked()
            #expect(code == nil && record.parts[0].revision == revision)
        } catch {
            #expect(error.faults.map(\.code) == [code])
        }
    }

    @Test(arguments: Engine.allCases)
    func `a record is corrected only by a later one that names it`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let first = try await community.cover("pkg:npm/left-pad", .complete, by: alder)
        let partial = try community.coverage("pkg:npm/left-pad", .partial).checked()
        func record(_ corrects: CoverageID?) -> RecordCoverage {
            RecordCoverage(viewer: alder, scan: first.scan, coverage: partial, corrects: corrects)
        }
        #expect(try await community.refusal(record(nil), by: alder)?.code == "coverage-stands")
        let second = try await community.submit(record(first.id), by: alder)
        #expect(
            try await community.refusal(record(first.id), by: alder)?.code == "coverage-stands"
        )
        let records = try await community.records(of: first.scan, for: alder)
        #expect(records.map(\.id) == [second, first.id])
        #expect(records.map(\.correctedBy) == [nil, second])
        #expect(records.map(\.corrects) == [first.id, nil])
        let own = try await community.map(for: alder).first?.own
        #expect(own?.map(\.completeness) == [.partial])
        let open = try await community.declare(["pkg:npm/other"], by: alder)
        let early = RecordCoverage(viewer: alder, scan: open.id, coverage: partial)
        #expect(try await community.refusal(early, by: alder)?.code == "scan-not-ended")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `coverage is of the scan's own scopes and fits how it ended`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let scan = try await community.declare(["pkg:npm/a", "pkg:npm/b"], by: alder)
        func end(_ outcome: ScanOutcome, _ draft: CoverageDraft) async throws -> Refusal? {
            let coverage = try draft.checked()
            return try await community.refusal(
                EndScan(viewer: alder, scan: scan.id, outcome: outcome, coverage: coverage),
                by: alder
            )
        }
        let foreign = try await end(.completed, community.coverage("pkg:npm/c", .partial))
        #expect(foreign?.faults.map(\.code) == ["not-of-this-scan"])
        var all = community.coverage("pkg:npm/a", .complete)
        all.parts += community.coverage("pkg:npm/b", .complete).parts
        let given = try await end(.abandoned, all)
        #expect(given?.faults.map(\.code) == ["contradicts-outcome"])
        #expect(try await end(.abandoned, community.coverage("pkg:npm/a", .complete)) == nil)
        let record = try #require(try await community.records(of: scan.id, for: alder).first)
        #expect(record.scopes == ["pkg:npm/a", "pkg:npm/b"] && record.completeness == .unknown)
        let planned = try await community.declare(
            ["pkg:npm/a"],
            window: community.window(from: 48),
            by: alder
        )
        let never = EndScan(
            viewer: alder,
            scan: planned.id,
            outcome: .cancelled,
            coverage: try community.coverage("pkg:npm/a", .partial).checked()
        )
        #expect(try await community.refusal(never, by: alder)?.code == "nothing-covered")
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `the statement is signed, names the scan and not who, and the journal has its digest`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let scope = "git+https://example.org/a/b@\(Community.commit)"
        let told = try await community.cover(scope, by: alder)
        let now = community.now
        let payload = try await community.store.read {
            try $0.coverageStatement(told.id, viewer: alder, now: now)
        }
        let signer = AttestationSigner(community.store)
        let envelope = try await signer.sign(payloadType: InToto.payloadType, payload: payload)
        let checked = try CheckedAttestation(
            envelope.json.serialized(),
            key: try await signer.publicKey()
        )
        #expect(checked.statement.predicateType == CoverageStatement.predicateType)
        #expect(checked.statement.subjects.map(\.digest) == [["gitCommit": Community.commit]])
        #expect(checked.statement.predicate["scan"]?.stringValue == told.scan.description)
        let text = String(decoding: payload, as: UTF8.self)
        #expect(!text.contains("Alder"))
        #expect(!text.contains(try #require(alder.participant).description))
        #expect(CoverageStatement.digest(payload) == told.digest)
        let entries = try await community.store.read { tables in
            try tables.entries(from: Position(next: 0), limit: 1_000, where: "1 = 1")
        }
        let ended = try #require(entries.first { $0.kind.name == "scan.ended" })
        #expect(ended.body?["coverage"]?["digest"]?.stringValue == told.digest)
        var altered = envelope
        altered.payload[altered.payload.count - 3] ^= 1
        let key = try await signer.publicKey()
        #expect(throws: CheckedAttestation.Fault.otherKey) {
            try CheckedAttestation(altered.json.serialized(), key: key)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `whoever chooses to be named is named in the statement`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let alder = community.alder
        let scan = try await community.declare(["pkg:npm/a"], by: alder)
        var draft = community.coverage("pkg:npm/a", .partial)
        draft.isNamed = true
        draft.spent = ["requests": 12, "coreHours": 3]
        let end = EndScan(
            viewer: alder,
            scan: scan.id,
            outcome: .completed,
            coverage: try draft.checked()
        )
        try await community.submit(end, by: alder)
        let told = try #require(try await community.records(of: scan.id, for: alder).first)
        let now = community.now
        let payload = try await community.store.read {
            try $0.coverageStatement(told.id, viewer: alder, now: now)
        }
        let predicate = try InToto.Statement(parsing: payload).predicate
        #expect(predicate["participant"]?.stringValue == "Alder")
        #expect(predicate["spent"]?["coreHours"]?.int64Value == 3)
        #expect(CoverageRecord(payload: payload)?.spent == [.requests: 12, .coreHours: 3])
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `whoever leaves gets its records, and what stays names nobody`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let told = try await community.cover("pkg:npm/a", .partial, by: community.alder) {
            $0.setAside = [.init(what: "a thing", reason: "deferred")]
        }
        let participant = try #require(community.alder.participant)
        let exported = try await community.store.read {
            try CoverageWithdrawal().export(participant, from: $0)
        }
        #expect(exported[0]?["id"]?.stringValue == told.id.description)
        let scopes = exported[0]?["statement"]?["predicate"]?["scopes"]
        #expect(scopes?[0]?["setAside"]?[0]?["what"]?.stringValue == "a thing")
        await community.close()
    }
}
