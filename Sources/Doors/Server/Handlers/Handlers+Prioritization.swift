// SPDX-License-Identifier: Apache-2.0

import API
import Access
import Discovery
import PackageURLs
import Prioritization
import Severity
import Store
import Timestamps

extension Handlers {
    static func prioritization(_ routes: inout RouteTable) {
        vulnerabilities(&routes)
        changes(ofVulnerabilities: &routes)
        facts(&routes)
        inventories(&routes)
    }

    private static func vulnerabilities(_ routes: inout RouteTable) {
        routes.on(Endpoints.queue) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(.readQueue, id: \.id, as: Wire.Vulnerability.init(_:)) {
                try $0.queue(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.listVulnerabilities) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readVulnerability,
                id: \.id,
                as: { Wire.Vulnerability($0) }
            ) {
                try $0.vulnerabilities(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.vulnerability) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try VulnerabilityID(wire: call.parameters.id)
            return Reply(try await call.read { try detail(id, $0, viewer, now) })
        }
    }

    private static func changes(ofVulnerabilities routes: inout RouteTable) {
        routes.on(Endpoints.recordVulnerability) { call in
            let command = RecordVulnerability(
                viewer: call.viewer,
                id: call.services.store.newID(VulnerabilityMark.self),
                finding: try FindingID(wire: call.parameters.id),
                draft: VulnerabilityDraft(call.body)
            )
            return try await changed(try await call.submit(command), call)
        }
        routes.on(Endpoints.attachFinding) { call in
            let command = AttachFinding(
                viewer: call.viewer,
                finding: try FindingID(wire: call.parameters.id),
                vulnerability: try VulnerabilityID(wire: call.body.vulnerability)
            )
            return try await changed(try await call.submit(command), call)
        }
        routes.on(Endpoints.reviseVulnerability) { call in
            let command = ReviseVulnerability(
                viewer: call.viewer,
                id: try VulnerabilityID(wire: call.parameters.id),
                draft: VulnerabilityDraft(call.body)
            )
            return try await changed(try await call.submit(command), call)
        }
    }

    private static func facts(_ routes: inout RouteTable) {
        routes.on(Endpoints.stateFact) { call in
            let kind: FactKind = try choice(call.body.kind, at: "/kind")
            let command = StateFact(
                viewer: call.viewer,
                vulnerability: try VulnerabilityID(wire: call.parameters.id),
                kind: kind,
                value: try value(call.body.value, of: kind),
                source: call.body.source,
                asOf: call.body.asOf.map(Instant.init(_:))
            )
            return try await changed(try await call.submit(command), call)
        }
        routes.on(Endpoints.importKEV) { call in
            let (viewer, now) = (call.viewer, call.now)
            try decide(viewer, .stateFact).hiding()
            let catalog = try KEV.Catalog(parsing: call.body.bytes)
            let matches = try await call.read {
                try $0.matches(of: catalog, viewer: viewer, now: now)
            }
            let done = try await call.submit(ImportKEV(viewer: viewer, matches: matches))
            var answer = Wire.KEVImport()
            answer.compared = matches.compared
            answer.stated = done.answer.stated
            return Reply(answer, at: done.position)
        }
    }

    /// What is stated of a fact; of a word that is none, those that go with the fact are told.
    private static func value(_ word: String, of kind: FactKind) throws -> FactValue {
        if let value = FactValue(rawValue: word) { return value }
        let known = (kind.values.isEmpty ? FactValue.allCases : kind.values).map(\.rawValue)
        let reason = "One of: \(known.joined(separator: ", "))."
        throw WireFaults([WireFault(place: "/value", code: .unknownChoice, reason: reason)])
    }

    /// The vulnerability after a change.
    private static func changed<Parameters, Body>(
        _ made: Committed<VulnerabilityID>,
        _ call: Call<Parameters, Body>
    ) async throws -> Reply<Wire.Vulnerability> {
        let (viewer, now) = (call.viewer, call.services.clock.now())
        let found = try await call.readBack(made.position) {
            try detail(made.answer, $0, viewer, now)
        }
        return Reply(found, at: made.position)
    }

    private static func detail(
        _ id: VulnerabilityID,
        _ tables: any Querying,
        _ viewer: Viewer,
        _ now: Instant
    ) throws -> Wire.Vulnerability {
        let found = try tables.vulnerability(id, viewer: viewer, now: now)
        var wire = Wire.Vulnerability(found)
        wire.affected = try tables.affectedCount(by: id).description
        wire.history = try tables.factHistory(of: id, viewer: viewer, now: now)
            .map(Wire.Fact.init)
        return wire
    }
}

extension VulnerabilityDraft {
    init(_ draft: Wire.VulnerabilityDraft) {
        self.init(title: draft.title, range: draft.range, cvss: draft.cvss, cve: draft.cve)
    }
}

extension Wire.Vulnerability {
    init(_ item: QueueItem) {
        self.init(item.vulnerability)
        affected = item.affected.description
    }

    init(_ vulnerability: Vulnerability) {
        self.init()
        id = vulnerability.id.description
        title = vulnerability.title
        package = vulnerability.package
        range = vulnerability.range.description
        cve = vulnerability.cve?.description
        cvss = vulnerability.cvss.map(Wire.CVSS.init)
        weakness = vulnerability.weakness?.description
        band = vulnerability.standing.rank.band.rawValue
        timeline = vulnerability.standing.rank.timeline.rawValue
        why = vulnerability.standing.why
        change = vulnerability.standing.change
        facts = vulnerability.facts.map(Wire.Fact.init)
        findings = vulnerability.findings.map(\.description)
        recordedAt = Timestamp(vulnerability.recordedAt)
        changedAt = Timestamp(vulnerability.changedAt)
        publishedAt = vulnerability.publishedAt.map(Timestamp.init(_:))
    }
}

extension Wire.CVSS {
    init(_ rating: CVSSRating) {
        self.init()
        vector = rating.text
        score = rating.score.description
        self.rating = rating.rating.rawValue
        nomenclature = rating.nomenclature
    }
}

extension Wire.Fact {
    init(_ fact: Fact) {
        self.init()
        kind = fact.kind.rawValue
        value = fact.value.rawValue
        source = fact.source
        statedBy = fact.statedBy?.description
        statedAt = Timestamp(fact.statedAt)
        asOf = Timestamp(fact.asOf)
        isDerived = fact.isDerived
    }
}
