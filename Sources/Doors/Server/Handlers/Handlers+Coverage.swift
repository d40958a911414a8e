// SPDX-License-Identifier: Apache-2.0

package import API
import Access
package import Scanning
import SecurityFormats
import Store
import StrictJSON
import Timestamps

extension Handlers {
    static func coverage(_ routes: inout RouteTable) {
        routes.on(Endpoints.recordCoverage) { call in
            let scan = try ScanID(wire: call.parameters.id)
            let made = try await call.submit(
                RecordCoverage(
                    viewer: call.viewer,
                    scan: scan,
                    coverage: try CoverageDraft(call.body.coverage).checked(),
                    corrects: try CoverageID.reading(call.body.corrects)
                )
            )
            let (viewer, now) = (call.viewer, call.services.clock.now())
            let coverage = try await call.readBack(made.position) {
                try $0.coverage(made.answer, viewer: viewer, now: now)
            }
            return Reply(Wire.Coverage(coverage, isWhole: true), at: made.position)
        }
        coverageReading(&routes)
        routes.on(Endpoints.coverageMap) { call in
            let (viewer, now) = (call.viewer, call.now)
            guard let text = call.parameters.scope else {
                let (after, limit) = (call.parameters.after, call.parameters.limit)
                let rows = try await call.read {
                    try $0.coverageMap(viewer: viewer, now: now, after: after, limit: limit + 1)
                }
                return Reply(Wire.CoverageMap(rows, limit: limit))
            }
            try decide(viewer, .adviseScan).hiding()
            let scope = try Scope.asked(text)
            let (row, records) = try await call.read {
                try $0.coverageMap(of: scope, viewer: viewer, now: now)
            }
            var map = Wire.CoverageMap([row], limit: 1)
            map.scope = scope.text
            map.records = records.map { Wire.Coverage($0, isWhole: false) }
            return Reply(map)
        }
    }

    private static func coverageReading(_ routes: inout RouteTable) {
        routes.on(Endpoints.listCoverage) { call in
            let (viewer, now) = (call.viewer, call.now)
            return try await call.page(
                .readCoverage,
                id: \.id,
                as: { Wire.Coverage($0, isWhole: false) }
            ) {
                try $0.coverages(viewer: viewer, now: now, after: $1, limit: $2)
            }
        }
        routes.on(Endpoints.coverageRecord) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try CoverageID(wire: call.parameters.id)
            let found = try await call.read { try $0.coverage(id, viewer: viewer, now: now) }
            return Reply(Wire.Coverage(found, isWhole: true))
        }
        routes.on(Endpoints.coverageStatement) { call in
            let (viewer, now) = (call.viewer, call.now)
            let id = try CoverageID(wire: call.parameters.id)
            let payload = try await call.read {
                try $0.coverageStatement(id, viewer: viewer, now: now)
            }
            let envelope = try await call.services.signed(payload)
            return Reply(RawBody(envelope, mediaType: "application/json"))
        }
    }
}

extension Services {
    /// An in-toto statement in an envelope, signed by the clearinghouse now.
    package func signed(_ payload: [UInt8]) async throws -> [UInt8] {
        try await AttestationSigner(store).sign(
            payloadType: InToto.payloadType,
            payload: payload
        ).json.serialized()
    }
}

extension CoverageDraft {
    init(_ told: Wire.CoverageTold) {
        self.init()
        isNamed = told.isNamed
        spent = [
            SpentAmount.requests: told.spent?.requests, .tokens: told.spent?.tokens,
            .coreHours: told.spent?.coreHours,
        ].reduce(into: [:]) { spent, each in
            if let count = each.value { spent[each.key.rawValue] = Int64(count) }
        }
        parts = told.scopes.map { scope in
            var part = Part(scope: scope.scope, completeness: scope.completeness)
            part.revision = scope.revision
            part.looked = scope.looked
            part.leftOut = scope.leftOut
            part.setAside = scope.setAside.map { aside in
                SetAside(
                    what: aside.what,
                    reason: aside.reason,
                    words: aside.words,
                    count: aside.count
                )
            }
            return part
        }
    }
}

extension Wire.CoverageTold {
    /// A record as it is told, for the command, too, which reads what others write.
    package init(_ record: CoverageRecord) {
        self.init()
        isNamed = record.isNamed
        if !record.spent.isEmpty {
            var told = Wire.CoverageSpent()
            told.requests = record.spent[.requests].map(Int.init)
            told.tokens = record.spent[.tokens].map(Int.init)
            told.coreHours = record.spent[.coreHours].map(Int.init)
            spent = told
        }
        scopes = record.parts.map { part in
            var told = Wire.ScopeCovered()
            told.scope = part.scope.text
            told.revision = part.revision
            told.looked = part.looked
            told.leftOut = part.leftOut
            told.completeness = part.completeness.rawValue
            told.setAside = part.setAside.map { aside in
                var told = Wire.SetAside()
                told.what = aside.what
                told.reason = aside.reason.rawValue
                told.words = aside.words
                told.count = aside.count
                return told
            }
            return told
        }
    }
}

extension Wire.Coverage {
    init(_ coverage: Coverage, isWhole: Bool) {
        self.init()
        id = coverage.id.description
        scan = coverage.scan.description
        technique = coverage.technique.rawValue
        outcome = coverage.outcome.rawValue
        scopes = coverage.scopes
        completeness = coverage.completeness.rawValue
        setAside = coverage.setAside
        recordedAt = Timestamp(coverage.recorded)
        corrects = coverage.corrects?.description
        correctedBy = coverage.correctedBy?.description
        digest = coverage.digest
        self.coverage = isWhole ? coverage.record.map { Wire.CoverageTold($0) } : nil
    }
}

extension Wire.CoverageMap {
    init(_ rows: [CoverageMap.Row], limit: Int) {
        self.init()
        days = Int(CoverageMap.days)
        leastOthers = CoverageMap.leastOthers
        subjects = rows.prefix(limit).map(Wire.CoverageSubject.init)
        next = rows.count > limit ? subjects.last?.subject : nil
    }
}

extension Wire.CoverageSubject {
    init(_ row: CoverageMap.Row) {
        self.init()
        subject = row.subject
        unseen = row.unseen.map(\.rawValue)
        own = row.own.map { cell in
            var told = Wire.OwnCoverage()
            told.technique = cell.technique.rawValue
            told.completeness = cell.completeness.rawValue
            told.lastAt = Timestamp(cell.last)
            return told
        }
        others = row.others.map { cell in
            var told = Wire.OthersCoverage()
            told.technique = cell.technique.rawValue
            told.completeness = cell.completeness.rawValue
            told.extent = cell.extent.rawValue
            return told
        }
    }
}

extension Wire.Covered {
    init(_ covered: OverlapAdvice.Covered) {
        self.init()
        extent = covered.extent.rawValue
        techniques = covered.techniques.techniques.map(\.rawValue)
        isSameTechnique = covered.sameTechnique
        until = Timestamp(covered.until)
        completeness = covered.completeness.rawValue
        revisions = covered.revisions
    }
}
