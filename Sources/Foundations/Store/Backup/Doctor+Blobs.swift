// SPDX-License-Identifier: Apache-2.0

extension Doctor {
    /// Every blob that a command keeps has all its pieces; nobody's blobs and strays are counted.
    func blobs() async throws -> [DoctorFinding] {
        var lost: [BlobAddress] = []
        var unkept = 0
        var whole = 0
        var after = ID<Blob>(high: 0, low: 0)
        while true {
            let start = after
            let page = try await store.read { try $0.blobsToCheck(after: start) }
            guard let last = page.last else { break }
            for blob in page {
                if !blob.isKept { unkept += 1 }
                if try await isWhole(blob.row) {
                    whole += 1
                } else if blob.isKept {
                    lost.append(blob.row.address)
                }
            }
            after = last.row.id
        }
        var findings = lost.prefix(Self.toldAtMost).map { address in
            DoctorFinding.broken(
                "blobs",
                "The bytes of the blob \(address) are not there. Restore a backup that has them."
            )
        }
        if findings.isEmpty {
            findings.append(.fine("blobs", "All \(whole) blobs are there."))
        }
        if unkept > 0 {
            let hours = BlobLimits.graceSeconds / 3_600
            findings.append(
                .fine("blobs", "\(unkept) are kept by nobody and are swept after \(hours) h.")
            )
        }
        return findings
    }

    /// Whether the first and the last piece are there; reading all of them is what `get` does.
    private func isWhole(_ blob: BlobRow) async throws -> Bool {
        let shelf = store.blobs.shelf
        let last = BlobStream.pieces(ofBytes: blob.sizeBytes) - 1
        guard try await shelf.piece(0, of: blob.id) != nil else { return false }
        guard let piece = try await shelf.piece(last, of: blob.id) else { return false }
        let plain = blob.sizeBytes - last * Int64(BlobLimits.pieceBytes)
        let head = last == 0 ? BlobStream.headBytes : 0
        return piece.count == Int(plain) + head + BlobStream.tagBytes
    }
}

/// A blob and whether any command keeps it.
struct CheckedBlob: Sendable {
    let row: BlobRow
    let isKept: Bool
}

extension Querying {
    func blobsToCheck(after id: ID<Blob>) throws -> [CheckedBlob] {
        try all(
            """
            SELECT address, id, scope, size, (
                SELECT count(*) FROM blob_uses WHERE blob_uses.address = blobs.address
            ) FROM blobs WHERE id > \(id) ORDER BY id LIMIT \(BlobLimits.sweptAtOnce)
            """
        ) { row in
            CheckedBlob(
                row: BlobRow(
                    address: try row.read(),
                    id: try row.read(),
                    scope: SealingScope(try row.read(ID<AnyThing>.self)),
                    sizeBytes: try row.read()
                ),
                isKept: try row.read(Int64.self) > 0
            )
        }
    }
}
