// SPDX-License-Identifier: Apache-2.0

/// What a sweep removed.
package struct BlobSweep: Sendable, Equatable {
    /// Blobs that no command kept.
    package var unkept = 0
    /// Copies without a row: begun by a process that died, or stored twice.
    package var strays = 0
}

extension Blobs {
    /// Removes what no committed command keeps, once its time of grace is over.
    ///
    /// Rows go first, in the one order of all commands, and copies are never used twice: so a blob
    /// that is put again meanwhile is a new copy which this sweep does not know.
    package func sweep() async throws -> BlobSweep {
        var sweep = BlobSweep()
        let before = store.now().adding(seconds: -BlobLimits.graceSeconds)
        while true {
            let swept = try await store.submit(SweepBlobs(before: before), by: .system).answer.ids
            guard !swept.isEmpty else { break }
            try await shelf.remove(swept)
            sweep.unkept += swept.count
        }
        var after: ID<Blob>?
        while true {
            let copies = try await shelf.copies(madeBefore: before, after: after)
            guard let last = copies.last else { return sweep }
            let known = try await store.read { database in
                try database.all("SELECT id FROM blobs WHERE id IN (\(each: copies))") { row in
                    try row.read(ID<Blob>.self)
                }
            }
            let strays = Array(Set(copies).subtracting(known))
            if !strays.isEmpty { try await shelf.remove(strays) }
            sweep.strays += strays.count
            after = last
        }
    }
}

/// Removes the rows of some blobs that nobody keeps.
private struct SweepBlobs: Command {
    let before: Instant

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> SweptBlobs {
        let found = try transaction.all(
            """
            SELECT id FROM blobs WHERE stored_at < \(before) AND NOT EXISTS (
                SELECT 1 FROM blob_uses WHERE blob_uses.address = blobs.address
            ) ORDER BY id LIMIT \(BlobLimits.sweptAtOnce)
            """
        ) { try $0.read(ID<Blob>.self) }
        if !found.isEmpty {
            try transaction.run("DELETE FROM blobs WHERE id IN (\(each: found))")
        }
        return SweptBlobs(ids: found)
    }
}

/// The copies whose rows are gone; never repeated, so never stored.
private struct SweptBlobs: StoredAnswer {
    let ids: [ID<Blob>]

    init(ids: [ID<Blob>]) {
        self.ids = ids
    }

    init?(stored: [UInt8]) {
        ids = []
    }

    var stored: [UInt8] { [] }
}
