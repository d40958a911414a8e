// SPDX-License-Identifier: Apache-2.0

import Access
import Scanning
import Server
import Store

extension WebPages {
    /// What was looked at and what was not; one's own records, and their signed statements.
    var coverage: [Route] { [coverageMap, coverageRecord, coverageStatement] }

    private var coverageMap: Route {
        ownPage("/coverage") { exchange in
            let sought = (exchange.query["scope"] ?? "").filter { !$0.isWhitespace }
            let model =
                sought.isEmpty
                ? try await whole(exchange) : try await part(String(sought), exchange)
            return page(.coverage, model)
        }
    }

    private func whole(_ exchange: Exchange) async throws -> CoveragePage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        let (after, records) = (exchange.query["after"], exchange.query["records"])
        return try await exchange.services.store.read { tables in
            CoveragePage(
                frame: frame("Coverage", .scans, exchange),
                rows: try tables.coverageMap(
                    viewer: viewer,
                    now: now,
                    after: after,
                    limit: CoveragePage.subjects + 1
                ),
                records: try tables.coverages(
                    viewer: viewer,
                    now: now,
                    after: records.flatMap { CoverageID($0) },
                    limit: CoveragePage.records + 1
                )
            )
        }
    }

    private func part(_ sought: String, _ exchange: Exchange) async throws -> CoveragePage {
        let (viewer, now) = (exchange.viewer, exchange.now)
        let frame = frame("Coverage", .scans, exchange)
        do {
            let scope = try Scope.asked(sought)
            let (row, records) = try await exchange.services.store.read { tables in
                try tables.coverageMap(of: scope, viewer: viewer, now: now)
            }
            return CoveragePage(frame: frame, of: scope, row: row, records: records)
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return CoveragePage(frame: frame, sought: sought, fault: refusal.detail)
        }
    }

    private var coverageRecord: Route {
        ownPage("/coverage/{id}") { exchange in
            let id: CoverageID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let coverage = try await exchange.services.store.read { tables in
                try tables.coverage(id, viewer: viewer, now: now)
            }
            let frame = frame("Coverage record", .scans, exchange)
            return page(.coverageRecord, CoverageRecordPage(frame: frame, coverage: coverage))
        }
    }

    private var coverageStatement: Route {
        ownPage("/coverage/{id}/statement") { exchange in
            let id: CoverageID = try exchange.id()
            let (viewer, now) = (exchange.viewer, exchange.now)
            let payload = try await exchange.services.store.read { tables in
                try tables.coverageStatement(id, viewer: viewer, now: now)
            }
            let envelope = try await exchange.services.signed(payload)
            return .attachment(envelope, name: "coverage-\(id).json")
        }
    }
}
