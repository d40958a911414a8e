// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store

/// A coverage record as its participant sees it.
package struct Coverage: Hashable, Sendable {
    package let id: CoverageID
    package let scan: ScanID
    package let technique: Technique
    package let outcome: ScanOutcome
    package let recorded: Instant
    package let completeness: Completeness
    package let setAside: Int
    package let corrects: CoverageID?
    package let correctedBy: CoverageID?
    /// SHA-256 of the statement, as the journal has it.
    package let digest: String
    /// Its scopes' texts.
    package let scopes: [String]
    /// What it says; nil in a list, and once the participant's key is erased.
    package let record: CoverageRecord?
}

extension Querying {
    /// The records that the viewer may see, the newest first; `after` is the last of the page
    /// before.
    package func coverages(
        viewer: Viewer,
        now: Instant,
        after: CoverageID? = nil,
        limit: Int = 50
    ) throws -> [Coverage] {
        guard let participant = viewer.participant else { return [] }
        let from: Statement = after.map { "coverages.id < \($0)" } ?? "1 = 1"
        let visible = VisibilityRule.visible(
            .coverage,
            column: "coverages.id",
            to: viewer,
            now: now
        )
        // Only its owner sees one: along the owner's index, whatever others have.
        return try coverages(
            """
            WHERE coverages.participant = \(participant) AND \(fragment: from)
                AND \(fragment: visible)
            ORDER BY coverages.id DESC LIMIT \(bounded(limit))
            """
        )
    }

    /// The records of a scan that the viewer may see, the newest first.
    package func coverages(of scan: ScanID, viewer: Viewer, now: Instant) throws -> [Coverage] {
        let visible = VisibilityRule.visible(
            .coverage,
            column: "coverages.id",
            to: viewer,
            now: now
        )
        return try coverages(
            """
            WHERE coverages.scan = \(scan) AND \(fragment: visible)
            ORDER BY coverages.id DESC LIMIT \(Self.rowsPerPage)
            """
        )
    }

    /// One record that the viewer may see; absent and hidden are one refusal.
    package func coverage(_ id: CoverageID, viewer: Viewer, now: Instant) throws -> Coverage {
        let coverage = try one(.coverage, id, in: "coverages", to: viewer, now: now) {
            try coverages("WHERE \(fragment: $0)", opens: true)
        }
        try require(viewer, .readCoverage, on: id, now: now)
        return coverage
    }

    /// The bytes that are signed of a record that the viewer may see.
    package func coverageStatement(
        _ id: CoverageID,
        viewer: Viewer,
        now: Instant
    ) throws -> [UInt8] {
        let (participant, sealed) = try one(
            .coverage,
            id,
            in: "coverages",
            to: viewer,
            now: now
        ) {
            try all("SELECT participant, statement FROM coverages WHERE \(fragment: $0)") {
                (try $0.read(ParticipantID.self), try $0.read([UInt8].self))
            }
        }
        guard let payload = try open(sealed, for: Participant.scope(of: participant)) else {
            throw Refusal.notFound
        }
        try require(viewer, .readCoverage, on: id, now: now)
        return payload
    }

    /// Records by a condition of their table, their statements opened where they are asked for.
    ///
    /// A statement may be large: lists leave the column out.
    func coverages(_ condition: Statement, opens: Bool = false) throws -> [Coverage] {
        let statement: Statement = opens ? "statement" : "NULL"
        let rows = try all(
            """
            SELECT id, scan, participant, technique, outcome, recorded, completeness, set_aside,
                corrects, corrected_by, digest, \(fragment: statement)
            FROM coverages \(fragment: condition)
            """
        ) { try CoverageRow(&$0) }
        var scopes: [CoverageID: [String]] = [:]
        _ = try all(
            """
            SELECT coverage, scope FROM coverage_scopes
            WHERE coverage IN (\(each: rows.map(\.id))) ORDER BY coverage, place
            """
        ) { scopes[try $0.read(CoverageID.self), default: []].append(try $0.read()) }
        return try rows.map { row in
            let payload = try row.statement.flatMap {
                try open($0, for: Participant.scope(of: row.participant))
            }
            return row.coverage(scopes: scopes[row.id] ?? [], payload: payload)
        }
    }
}

/// A row of `coverages`.
private struct CoverageRow {
    let id: CoverageID
    let scan: ScanID
    let participant: ParticipantID
    let technique: Technique
    let outcome: ScanOutcome
    let recorded: Instant
    let completeness: Completeness
    let setAside: Int64
    let corrects: CoverageID?
    let correctedBy: CoverageID?
    let digest: String
    /// Sealed; nil where it was not asked for.
    let statement: [UInt8]?

    init(_ row: inout Row) throws {
        id = try row.read()
        scan = try row.read()
        participant = try row.read()
        technique = try row.read()
        outcome = try row.read()
        recorded = try row.read()
        completeness = try row.read()
        setAside = try row.read()
        corrects = try row.read()
        correctedBy = try row.read()
        digest = try row.read()
        statement = try row.read()
    }

    func coverage(scopes: [String], payload: [UInt8]?) -> Coverage {
        Coverage(
            id: id,
            scan: scan,
            technique: technique,
            outcome: outcome,
            recorded: recorded,
            completeness: completeness,
            setAside: Int(setAside),
            corrects: corrects,
            correctedBy: correctedBy,
            digest: digest,
            scopes: scopes,
            record: payload.flatMap { CoverageRecord(payload: $0) }
        )
    }
}
