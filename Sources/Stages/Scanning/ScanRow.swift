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
    var lease: ScanLease
    let note: [UInt8]?
    let declared: Instant
    let ended: Instant?
    var scopes: [Scope] = []

    /// Values bound to one statement at most; engines allow some ten thousand.
    static let idsPerStatement = 1_000

    /// The columns in the order in which they are read.
    static let columns: Statement = """
        id, participant, technique, tool, model_family, starts, ends, fence, renewed, expires, \
        outcome, note, declared, ended
        """

    init(_ row: inout Row) throws {
        id = try row.read()
        participant = try row.read()
        technique = try row.read()
        tool = try row.read()
        modelFamily = try row.read()
        lease = ScanLease(
            window: ScanWindow(start: try row.read(), end: try row.read()),
            fence: try row.read(),
            renewed: try row.read(),
            expires: try row.read(),
            outcome: try row.read()
        )
        note = try row.read()
        declared = try row.read()
        ended = try row.read()
    }

    /// The scan with its note opened; a note whose key was erased is absent.
    func scan(in tables: any Querying) throws -> Scan {
        let opened = try note.flatMap { sealed in
            try tables.open(sealed, for: Participant.scope(of: participant))
        }
        return Scan(
            id: id,
            participant: participant,
            intent: ScanIntent(
                scopes: scopes,
                technique: technique,
                tool: tool,
                modelFamily: modelFamily,
                window: lease.window,
                note: opened.map { String(decoding: $0, as: UTF8.self) }
            ),
            lease: lease,
            declared: declared,
            ended: ended
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
        for ids in rows.map(\.id).pages(of: ScanRow.idsPerStatement) {
            scopes.merge(try scopesOfScans(where: "scans.id IN (\(each: ids))")) { _, new in new }
        }
        for index in rows.indices { rows[index].scopes = scopes[rows[index].id] ?? [] }
        return rows
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
