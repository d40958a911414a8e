// SPDX-License-Identifier: Apache-2.0

/// Pieces as rows: every process reads them, and the database's own replication carries them.
struct BlobRows: BlobShelf {
    let store: Store

    func add(_ piece: [UInt8], number: Int64, to id: ID<Blob>) async throws {
        let row = KeepPiece(blob: id, number: number, bytes: piece)
        _ = try await store.submit(row, by: .system)
    }

    /// Each row was durable when it was answered.
    func finish(_ id: ID<Blob>) async throws {}

    func piece(_ number: Int64, of id: ID<Blob>) async throws -> [UInt8]? {
        try await store.read { try $0.blobPiece(number, of: id) }
    }

    func remove(_ ids: [ID<Blob>]) async throws {
        _ = try await store.submit(DropPieces(blobs: ids), by: .system)
    }

    func copies(madeBefore moment: Instant, after: ID<Blob>?) async throws -> [ID<Blob>] {
        let bound = Blobs.lowestID(at: moment)
        let start = after ?? ID(high: 0, low: 0)
        return try await store.read { database in
            try database.all(
                """
                SELECT DISTINCT blob FROM blob_pieces WHERE blob > \(start) AND blob < \(bound)
                ORDER BY blob LIMIT \(BlobLimits.sweptAtOnce)
                """
            ) { try $0.read() }
        }
    }
}

extension Querying {
    func blobPiece(_ number: Int64, of id: ID<Blob>) throws -> [UInt8]? {
        try first("SELECT bytes FROM blob_pieces WHERE blob = \(id) AND number = \(number)") {
            try $0.read()
        }
    }
}

private struct KeepPiece: Command {
    let blob: ID<Blob>
    let number: Int64
    let bytes: [UInt8]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run(
            """
            INSERT INTO blob_pieces (blob, number, bytes) VALUES (\(blob), \(number), \(bytes))
            """
        )
        return Done()
    }
}

private struct DropPieces: Command {
    let blobs: [ID<Blob>]

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run("DELETE FROM blob_pieces WHERE blob IN (\(each: blobs))")
        return Done()
    }
}
