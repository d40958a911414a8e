// SPDX-License-Identifier: Apache-2.0

import Access
import Participants
import Store

/// A row of `scans` with its scopes.
struct ScanRow {
    let id: ScanID
    let participant: ParticipantID
    let technique: Technique
    let tool: String
    let modelFamily: String?
    let intensity: Intensity
    var lease: ScanLease
    let evidence: [UInt8]?
    let contact: [UInt8]?
    let note: [UInt8]?
    let stopContact: [UInt8]?
    let isAdvised: Bool
    let wantsIntroduction: Bool
    let declared: Instant
    let ended: Instant?
    var scopes: [Scope] = []
    var sources: [Scope] = []

    /// Values bound to one statement at most; engines allow some ten thousand.
    static let idsPerStatement = 1_000

    /// The columns in the order in which they are read.
    static let columns: Statement = """
        id, participant, technique, tool, model_family, intensity, starts, ends, fence, renewed, \
        expires, outcome, evidence, contact, note, stop_contact, \
        advised, \
        (SELECT COUNT(*) FROM introductions_wanted WHERE scan = scans.id), declared, ended
        """

    init(_ row: inout Row) throws {
        id = try row.read()
        participant = try row.read()
        technique = try row.read()
        tool = try row.read()
        modelFamily = try row.read()
        intensity = try row.read()
        lease = try ScanLease(&row)
        evidence = try row.read()
        contact = try row.read()
        note = try row.read()
        stopContact = try row.read()
        isAdvised = try row.read(Int64.self) != 0
        wantsIntroduction = try row.read(Int64.self) != 0
        declared = try row.read()
        ended = try row.read()
    }

    /// The scan with its sealed words opened; those whose key was erased are absent.
    func scan(in tables: any Querying) throws -> Scan {
        let key = Participant.scope(of: participant)
        return Scan(
            id: id,
            participant: participant,
            intent: ScanIntent(
                scopes: scopes,
                technique: technique,
                tool: tool,
                modelFamily: modelFamily,
                intensity: intensity,
                window: lease.window,
                evidence: try evidence.flatMap { try tables.open($0, for: key) }
                    .flatMap(ScanEvidence.init(opened:)),
                sources: sources,
                contact: try tables.openWords(contact, for: key),
                note: try tables.openWords(note, for: key)
            ),
            lease: lease,
            declared: declared,
            ended: ended,
            stopContact: try tables.openWords(stopContact),
            isAdvised: isAdvised,
            wantsIntroduction: wantsIntroduction
        )
    }
}

extension Querying {
    /// Rows with their scopes, newest first, whoever asks.
    func scanRows(where condition: Statement, limit: Int) throws -> [ScanRow] {
        var rows = try all(
            """
            SELECT \(fragment: ScanRow.columns) FROM scans WHERE \(fragment: condition)
            ORDER BY id DESC LIMIT \(limit)
            """
        ) { try ScanRow(&$0) }
        var scopes: [ScanID: [Scope]] = [:]
        var sources: [ScanID: [Scope]] = [:]
        for ids in rows.map(\.id).pages(of: ScanRow.idsPerStatement) {
            scopes.merge(try scopesOfScans(where: "scans.id IN (\(each: ids))")) { _, new in new }
            sources.merge(try sourcesOfScans(ids)) { _, new in new }
        }
        for index in rows.indices {
            rows[index].scopes = scopes[rows[index].id] ?? []
            rows[index].sources = sources[rows[index].id] ?? []
        }
        return rows
    }
}

extension Querying {
    /// The networks that some scans come from, by scan.
    private func sourcesOfScans(_ ids: some Sequence<ScanID>) throws -> [ScanID: [Scope]] {
        let rows = try all(
            """
            SELECT scan, source FROM scan_sources WHERE scan IN (\(each: Array(ids)))
            ORDER BY scan, place
            """
        ) { row in (scan: try row.read(ScanID.self), source: try row.read(String.self)) }
        return try rows.reduce(into: [:]) { sources, row in
            sources[row.scan, default: []].append(try Scope(parsing: row.source))
        }
    }
}

extension Transaction {
    /// A scan that a command changes, after it was authorized.
    func leased(_ scan: ScanID) throws -> ScanRow {
        guard let row = try scanRows(where: "id = \(scan)", limit: 1).first else {
            throw Refusal.notFound
        }
        return row
    }
}
