// SPDX-License-Identifier: Apache-2.0

package import TransparencyLog

/// What the log serves to anyone: all of it below the last published checkpoint, nothing beyond.
extension Querying {
    /// The last published checkpoint as a signed note; nil before the first.
    package func logCheckpoint() throws -> [UInt8]? {
        try publishedHead()?.note
    }

    /// When that checkpoint was signed.
    package func logCheckpointTime() throws -> Instant? {
        try first("SELECT published_at FROM log_head WHERE one = 1") { try $0.read() }
    }

    /// The bytes of a tile of hashes or of entries; nil where the published tree has none so wide.
    ///
    /// Entries are the 32-byte commitments: contents are never served here.
    package func logTile(at address: TileAddress) throws -> [UInt8]? {
        guard let head = try publishedHead(),
            let whole = TileAddress(
                address.shelf,
                index: address.index,
                treeOf: UInt64(head.size)
            ),
            address.width <= whole.width
        else { return nil }
        let number = Int64(address.index)
        switch address.shelf {
        case .entries:
            let first = number * Int64(TileAddress.fullWidth)
            let entries = try commitments(from: first, limit: address.width)
            return try EntryBundle.encode(entries, at: address)
        case .hashes(let level):
            let hashes = try tileHashes(level: level, number: number, width: address.width)
            guard hashes.count == address.width else {
                throw LogFault.damaged("the tile \(address) is missing")
            }
            return hashes.flatMap(\.bytes)
        }
    }

    /// The proof that an entry stands in the published log, with the checkpoint it is proved
    /// against; nil for an entry that is not published yet.
    package func logInclusion(of sequence: Int64) throws -> LogInclusion? {
        guard let head = try publishedHead(), sequence >= 0, sequence < head.size else {
            return nil
        }
        let index = UInt64(sequence)
        let tree = try tiledTree(size: head.size) { try $0.tiles(forInclusionOf: index) }
        guard let commitment = try commitments(from: sequence, limit: 1).first else { return nil }
        return LogInclusion(
            checkpoint: head.note,
            commitment: commitment,
            proof: try tree.inclusionProof(of: index)
        )
    }

    /// The proof that the published log begins with an older state of it; nil beyond its end and
    /// for the empty log, of which there is nothing to prove.
    package func logConsistency(from oldSize: Int64) throws -> ConsistencyProof? {
        guard let head = try publishedHead(), oldSize > 0, oldSize <= head.size else {
            return nil
        }
        let old = Subtree(treeOf: UInt64(oldSize))
        let tree = try tiledTree(size: head.size) { try $0.tiles(forConsistencyOf: old) }
        return try tree.consistencyProof(from: UInt64(oldSize))
    }

    /// What an entry's commitment was made of; nil where there is none, or its body was erased.
    ///
    /// For a caller that found its asker to be allowed to read the entry in full (RULES J1).
    package func logOpening(of sequence: Int64) throws -> LogOpening? {
        try first(
            """
            SELECT time, actor, kind, version, subject, scope, sealed FROM journal
            WHERE sequence = \(sequence) AND sealed IS NOT NULL
            """
        ) { row -> LogOpening? in
            let time: Instant = try row.read()
            let actor = ActorID(try row.read(ID<ActorID>.self))
            let kind = EntryKind(name: try row.read(), version: try row.read())
            let subject: ID<AnyThing> = try row.read()
            let scope = SealingScope(try row.read(ID<AnyThing>.self))
            guard let plain = try open(try row.read(), for: scope) else { return nil }
            let opening = Commitment.opening(
                sequence: sequence,
                time: time,
                actor: actor,
                kind: kind,
                subject: subject,
                body: Array(plain.dropFirst(Commitment.saltBytes))
            )
            return LogOpening(salt: Array(plain.prefix(Commitment.saltBytes)), canonical: opening)
        } ?? nil
    }
}

/// An entry's place in the published log.
package struct LogInclusion: Sendable {
    /// The signed note whose root the proof leads to.
    package let checkpoint: [UInt8]
    /// The log's entry: SHA-256 over salt and contents.
    package let commitment: [UInt8]
    package let proof: InclusionProof

    /// The same as one text that can be checked offline, the entry itself beside it.
    package var standalone: LogProof {
        LogProof(extra: commitment, index: proof.index, path: proof.path, checkpoint: checkpoint)
    }
}

/// What the asker hashes to find the commitment: `SHA-256(domain ‖ salt ‖ canonical)`.
package struct LogOpening: Sendable, Equatable {
    package let salt: [UInt8]
    /// Canonical JSON (RFC 8785) of sequence, time, actor, kind, version, subject and body.
    package let canonical: [UInt8]
}
