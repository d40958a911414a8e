// SPDX-License-Identifier: Apache-2.0

/// Stored bytes, encrypted with their scope's key: erasing the key erases the blob (RULES K2).
///
/// Whoever asks for a blob has been found to be allowed to: Blobs know no viewer.
package struct Blobs: Sendable {
    let store: Store
    let shelf: any BlobShelf

    /// Stores bytes; durable on return, and swept unless a command keeps them.
    package func put(
        _ bytes: [UInt8],
        scope: SealingScope,
        limitBytes: Int64 = BlobLimits.sizeBytes
    ) async throws -> BlobReceipt {
        var writing = try await begin(scope, limitBytes)
        try await writing.take(bytes)
        return try await writing.finish()
    }

    /// Stores bytes as they arrive, in little memory.
    package func put<Chunks: AsyncSequence>(
        chunks: Chunks,
        scope: SealingScope,
        limitBytes: Int64 = BlobLimits.sizeBytes
    ) async throws -> BlobReceipt where Chunks.Element: Collection<UInt8> {
        var writing = try await begin(scope, limitBytes)
        for try await chunk in chunks { try await writing.take(chunk) }
        return try await writing.finish()
    }

    /// All bytes of a blob; nil where there is none, or its scope was erased.
    package func get(_ address: BlobAddress) async throws -> [UInt8]? {
        var bytes: [UInt8] = []
        guard try await read(address, each: { bytes += $0 }) else { return nil }
        return bytes
    }

    /// The bytes of a blob piece by piece; false where there is none, or its scope was erased.
    ///
    /// Every piece is authentic when it is handed over; the last one also proves the whole.
    package func read(
        _ address: BlobAddress,
        each: ([UInt8]) async throws -> Void
    ) async throws -> Bool {
        guard let row = try await store.read({ try $0.blob(at: address) }) else { return false }
        let keys = store.keys
        guard let key = try await store.blocking({ try keys.key(of: row.scope) }) else {
            return false
        }
        let count = BlobStream.pieces(ofBytes: row.sizeBytes)
        var opener = BlobOpener(key, address: address, pieces: count)
        for number in 0..<count {
            guard let piece = try await shelf.piece(number, of: row.id) else {
                throw BlobFault.lost(address)
            }
            try await each(opener.open(piece))
        }
        return true
    }

    private func begin(_ scope: SealingScope, _ limitBytes: Int64) async throws -> BlobWriting {
        let keys = store.keys
        let prepared = try await store.blocking { try keys.prepare([scope]) }
        guard let key = prepared.keys[scope] ?? nil else { throw KeyFault.erased(scope) }
        return BlobWriting(
            store: store,
            shelf: shelf,
            scope: scope,
            id: store.newID(Blob.self),
            limitBytes: min(limitBytes, BlobLimits.sizeBytes),
            sealer: BlobSealer(key)
        )
    }

    /// No id made at that moment or later is below it (RFC 9562 §5.7).
    static func lowestID(at moment: Instant) -> ID<Blob> {
        ID(high: UInt64(max(0, moment.microseconds / 1_000)) << 16, low: 0)
    }
}

/// A blob that is being written.
private struct BlobWriting {
    let store: Store
    let shelf: any BlobShelf
    let scope: SealingScope
    let id: ID<Blob>
    let limitBytes: Int64
    var sealer: BlobSealer
    var receivedBytes: Int64 = 0

    mutating func take(_ bytes: some Collection<UInt8>) async throws {
        receivedBytes += Int64(bytes.count)
        guard receivedBytes <= limitBytes else {
            try await shelf.remove([id])
            throw BlobFault.tooLarge(limitBytes: limitBytes)
        }
        var number = sealer.number
        for piece in try sealer.take(bytes) {
            try await shelf.add(piece, number: number, to: id)
            number += 1
        }
    }

    mutating func finish() async throws -> BlobReceipt {
        let number = sealer.number
        let (piece, address) = try sealer.finish()
        try await shelf.add(piece, number: number, to: id)
        try await shelf.finish(id)
        let row = BlobRow(address: address, id: id, scope: scope, sizeBytes: sealer.sizeBytes)
        let kept = try await store.submit(RecordBlob(blob: row), by: .system).answer
        // The same content was there already: its first copy stays.
        if kept != id { try await shelf.remove([id]) }
        return BlobReceipt(address: address, sizeBytes: sealer.sizeBytes)
    }
}
