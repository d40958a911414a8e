// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import Testing

extension Community {
    static let commit = String(repeating: "0a", count: 20)

    /// A draft about one scope.
    func coverage(
        _ scope: String,
        _ completeness: Completeness,
        change: (inout CoverageDraft.Part) -> Void = { _ in }
    ) -> CoverageDraft {
        var draft = CoverageDraft()
        var part = CoverageDraft.Part(scope: scope, completeness: completeness.rawValue)
        change(&part)
        draft.parts = [part]
        return draft
    }

    /// Declares a scan, ends it with coverage, and answers what was recorded.
    @discardableResult
    func cover(
        _ scope: String,
        _ completeness: Completeness = .complete,
        technique: String = "fuzzing",
        outcome: ScanOutcome = .completed,
        by viewer: Viewer,
        change: (inout CoverageDraft.Part) -> Void = { _ in }
    ) async throws -> Coverage {
        let scan = try await declare([scope], technique, by: viewer)
        let coverage = try coverage(scope, completeness, change: change).checked()
        try await submit(
            EndScan(viewer: viewer, scan: scan.id, outcome: outcome, coverage: coverage),
            by: viewer
        )
        return try #require(try await records(of: scan.id, for: viewer).first)
    }

    func records(of scan: ScanID, for viewer: Viewer) async throws -> [Coverage] {
        let now = now
        return try await store.read { try $0.coverages(of: scan, viewer: viewer, now: now) }
    }

    func map(for viewer: Viewer) async throws -> [CoverageMap.Row] {
        let now = now
        return try await store.read { try $0.coverageMap(viewer: viewer, now: now) }
    }
}
