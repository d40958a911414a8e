// SPDX-License-Identifier: Apache-2.0

/// What a backup holds.
package struct BackupSummary: Sendable, Equatable {
    package var tables = 0
    package var rows: Int64 = 0
    package var blobs: Int64 = 0
    /// Blobs whose rows are there and whose bytes are not; they were swept meanwhile or are lost.
    package var absentBlobs: Int64 = 0
    /// How many entries the journal had.
    package var journalSize: Int64 = 0
}

/// A consistent copy of everything in one file, which restores on either engine (RULES S12).
///
/// Bodies and blobs stay sealed. The keys are *not* in it: without the master key file and the
/// export of the keys (`KeysExport`) it cannot be read, by nobody, ever.
package enum Backup {
    /// Tables that belong to one database, not to what it holds.
    static let leftOut: Set<String> = ["schema_versions", "batches", "blob_pieces"]

    /// Writes a backup in one snapshot while the server goes on working.
    package static func write(_ store: Store, to path: String) async throws -> BackupSummary {
        let time = store.now()
        let files = BlobFileReading(folder: store.folder + "/blobs")
        return try await store.read { database in
            let writer = try BackupWriter(path: path)
            do {
                var summary = BackupSummary()
                try writeHead(to: writer, of: database, time: time, &summary)
                try writeBlobs(to: writer, of: database, files: files, &summary)
                for table in try database.catalogue() where !leftOut.contains(table.name) {
                    try writeTable(table, to: writer, of: database, &summary)
                }
                try writer.finish()
                return summary
            } catch {
                writer.abandon()
                throw error
            }
        }
    }

    private static func writeHead(
        to writer: BackupWriter,
        of database: any Querying,
        time: Instant,
        _ summary: inout BackupSummary
    ) throws {
        summary.journalSize = try database.logState().next
        try writer.write(
            .header,
            [
                .text(database.engine.rawValue), time.sqlValue, .integer(summary.journalSize),
            ]
        )
        for (owner, version) in try database.schemaVersions() {
            try writer.write(.version, [.text(owner), .integer(version)])
        }
    }

    private static func writeTable(
        _ table: CatalogueTable,
        to writer: BackupWriter,
        of database: any Querying,
        _ summary: inout BackupSummary
    ) throws {
        try writer.write(.table, ([table.name] + table.columns).map { .text($0) })
        var rows: Int64 = 0
        try table.forEachRow(in: database) { row in
            try writer.write(.row, row)
            rows += 1
        }
        summary.rows += rows
        summary.tables += 1
    }

    /// Blobs come first, so that a restore has their bytes before the rows that name them.
    private static func writeBlobs(
        to writer: BackupWriter,
        of database: any Querying,
        files: BlobFileReading,
        _ summary: inout BackupSummary
    ) throws {
        var after = ID<Blob>(high: 0, low: 0)
        while true {
            let page = try database.all(
                """
                SELECT id, size FROM blobs WHERE id > \(after)
                ORDER BY id LIMIT \(BlobLimits.sweptAtOnce)
                """
            ) { (id: try $0.read(ID<Blob>.self), size: try $0.read(Int64.self)) }
            guard let last = page.last else { return }
            for blob in page {
                let isWhole = try writePieces(of: blob, to: writer, from: database, files)
                summary.blobs += isWhole ? 1 : 0
                summary.absentBlobs += isWhole ? 0 : 1
            }
            after = last.id
        }
    }

    private static func writePieces(
        of blob: (id: ID<Blob>, size: Int64),
        to writer: BackupWriter,
        from database: any Querying,
        _ files: BlobFileReading
    ) throws -> Bool {
        for number in 0..<BlobStream.pieces(ofBytes: blob.size) {
            let piece =
                switch database.engine {
                case .sqlite: try files.piece(number, of: blob.id)
                case .postgres: try database.blobPiece(number, of: blob.id)
                }
            guard let piece else { return false }
            try writer.write(.piece, [blob.id.sqlValue, .integer(number), .bytes(piece)])
        }
        return true
    }
}

extension Querying {
    /// The owners of tables and their versions.
    func schemaVersions() throws -> [(owner: String, version: Int64)] {
        try all("SELECT owner, version FROM schema_versions ORDER BY owner") { row in
            (owner: try row.read(), version: try row.read())
        }
    }
}
