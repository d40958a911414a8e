// SPDX-License-Identifier: Apache-2.0

import TransparencyLog

/// Puts a backup into an empty database of either engine, all of it or nothing.
///
/// Afterwards the store is closed and opened anew, so that followers are built from what was
/// restored. A journal that is shorter than what was published is found by the log's publisher, not
/// here.
package enum Restore {
    /// Checks the whole file, and that its keys are here, then restores it.
    package static func read(
        _ path: String,
        into store: Store,
        withoutKeys: Bool = false
    ) async throws -> BackupSummary {
        let keys = store.keys
        let missing = try await store.blocking { try verify(path, with: keys) }
        try await store.read { try refuseData(in: $0) }
        guard missing == 0 || withoutKeys else { throw BackupFault.keysMissing(scopes: missing) }
        // Pieces before the rows: a restore that ends here leaves strays, which a sweep removes.
        let blobs = try await restoreBlobs(from: path, into: store)
        let command = RestoreRows(path: path)
        var summary = try await store.submit(command, by: .system).answer.summary
        summary.blobs = blobs
        return summary
    }

    /// Tables that hold rows in every new database, or follow from others.
    static let replaced: Set<String> = ["journal_head", "server_keys", "log_head", "log_tiles"]

    static func refuseData(in database: any Querying) throws {
        guard try database.logState().next == 0 else {
            throw BackupFault.notEmpty(table: "journal")
        }
        for table in try database.catalogue()
        where !replaced.contains(table.name) && !ignored.contains(table.name) {
            if try table.hasRows(in: database) { throw BackupFault.notEmpty(table: table.name) }
        }
    }

    /// Pieces without a row are strays of an earlier try.
    private static let ignored: Set<String> = Backup.leftOut.union(["repeats"])

    private static func restoreBlobs(from path: String, into store: Store) async throws -> Int64 {
        let shelf = store.blobs.shelf
        let reader = try await store.blocking { Unshared(try BackupReader(path: path)) }
        var current: ID<Blob>?
        var blobs: Int64 = 0
        while let piece = try await store.blocking({ try nextPiece(reader.value) }) {
            if piece.blob != current {
                if let current { try await shelf.finish(current) }
                try await shelf.remove([piece.blob])
                current = piece.blob
                blobs += 1
            }
            try await shelf.add(piece.bytes, number: piece.number, to: piece.blob)
        }
        if let current { try await shelf.finish(current) }
        return blobs
    }

    private struct Piece: Sendable {
        let blob: ID<Blob>
        let number: Int64
        let bytes: [UInt8]
    }

    /// The next piece; nil at the first table, before which all pieces lie.
    private static func nextPiece(_ reader: BackupReader) throws -> Piece? {
        while let frame = try reader.next() {
            switch frame.kind {
            case .header, .version: continue
            case .table, .row, .key, .end: return nil
            case .piece:
                var row = Row(frame.values)
                return Piece(
                    blob: try row.read(),
                    number: try row.read(),
                    bytes: try row.read()
                )
            }
        }
        return nil
    }
}

/// A value that is handed from thread to thread and used by one at a time.
// SAFETY: `restoreBlobs` awaits each use of the reader before the next, so no two overlap.
private struct Unshared<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) {
        self.value = value
    }
}

/// Puts in all rows of a backup; one transaction, so a half-restored database never exists.
///
/// It reads the file inside the transaction: the database is empty and nobody waits for the writer.
private struct RestoreRows: Command {
    let path: String

    /// Rows a statement: few round trips, far below the engines' limits of parameters.
    private static let rowsAtOnce = 100

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> RestoreAnswer {
        try Restore.refuseData(in: transaction)
        let tables = Dictionary(
            uniqueKeysWithValues: try transaction.catalogue().map { ($0.name, $0) }
        )
        for name in Restore.replaced { try tables[name]?.clear(in: transaction) }
        var summary = BackupSummary()
        try copyRows(into: tables, in: transaction, &summary)
        summary.journalSize = try transaction.checkJournal()
        return RestoreAnswer(summary: summary)
    }

    private func copyRows(
        into tables: [String: CatalogueTable],
        in transaction: any Transaction,
        _ summary: inout BackupSummary
    ) throws {
        let known = Dictionary(
            uniqueKeysWithValues: try transaction.schemaVersions().map { ($0.owner, $0.version) }
        )
        let reader = try BackupReader(path: path)
        var table: CatalogueTable?
        var waiting: [[SQLValue]] = []
        while let frame = try reader.next() {
            switch frame.kind {
            case .header, .piece, .key, .end: continue
            case .version: try check(frame.values, against: known)
            case .table:
                try table?.insert(waiting, in: transaction)
                waiting = []
                table = try target(of: frame.values, in: tables)
                summary.tables += 1
            case .row:
                guard let table, frame.values.count == table.columns.count else {
                    throw BackupFault.damaged("a row does not fit its table")
                }
                waiting.append(frame.values)
                summary.rows += 1
                if waiting.count == Self.rowsAtOnce {
                    try table.insert(waiting, in: transaction)
                    waiting = []
                }
            }
        }
        try table?.insert(waiting, in: transaction)
    }

    private func check(_ values: [SQLValue], against known: [String: Int64]) throws {
        var row = Row(values)
        let (owner, found) = (try row.read(String.self), try row.read(Int64.self))
        guard known[owner] == found else {
            throw BackupFault.otherSchema(owner: owner, found: found, known: known[owner] ?? 0)
        }
    }

    /// The engine's own table of that name, with the columns in the backup's order.
    private func target(
        of values: [SQLValue],
        in tables: [String: CatalogueTable]
    ) throws -> CatalogueTable {
        var row = Row(values)
        let names = try values.map { _ in try row.read(String.self) }
        guard let name = names.first, let table = tables[name],
            Set(table.columns) == Set(names.dropFirst()), table.columns.count == names.count - 1
        else { throw BackupFault.damaged("a table that this program does not have") }
        return CatalogueTable(name: name, columns: Array(names.dropFirst()), key: table.key)
    }
}

private struct RestoreAnswer: StoredAnswer {
    let summary: BackupSummary

    init(summary: BackupSummary) {
        self.summary = summary
    }

    /// A restore is never repeated: the second one finds the database full.
    init?(stored: [UInt8]) {
        summary = BackupSummary()
    }

    var stored: [UInt8] { [] }
}

extension Querying {
    /// Entries read in one statement while a journal is checked.
    private var pageEntries: Int { 5_000 }

    /// Computes the journal's root anew and holds it against its head; answers how many entries.
    func checkJournal() throws -> Int64 {
        let state = try logState()
        var range = CompactRange()
        while true {
            let next = Int64(range.size)
            let page = try all(
                """
                SELECT sequence, commitment FROM journal WHERE sequence >= \(next)
                ORDER BY sequence LIMIT \(pageEntries)
                """
            ) { (sequence: try $0.read(Int64.self), commitment: try $0.read([UInt8].self)) }
            for (offset, entry) in page.enumerated() {
                guard entry.sequence == next + Int64(offset) else { throw BackupFault.wrongRoot }
                range.append(LogHash(leaf: entry.commitment))
            }
            if page.count < pageEntries { break }
        }
        guard Int64(range.size) == state.next, range == state.range else {
            throw BackupFault.wrongRoot
        }
        return state.next
    }
}
