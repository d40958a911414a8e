// SPDX-License-Identifier: Apache-2.0

package import TransparencyLog

/// Checks a server's log from outside, with nothing but its static files (C2SP tlog-tiles).
///
/// It trusts no proof of the server's: it computes each from tiles and holds it against the signed
/// checkpoint, and that against the one it saw last.
package struct LogVerification: Sendable {
    /// Gets the file at a path below the log's address, and no more than so many bytes of it.
    package typealias Fetch = @Sendable (_ path: String, _ byteLimit: Int) async throws -> [UInt8]

    /// Who has to have signed; nil checks no signature.
    package let key: NoteVerifierKey?
    /// What was seen last; nil trusts what is seen now.
    package let known: SignedCheckpoint?
    let fetch: Fetch

    /// Prepares a check of the log that `fetch` reads.
    package init(key: NoteVerifierKey?, known: SignedCheckpoint?, fetch: @escaping Fetch) {
        self.key = key
        self.known = known
        self.fetch = fetch
    }

    /// What a check that found nothing wrong has seen.
    package struct Report: Sendable, Hashable {
        /// The log's head, and the note that says so.
        package let seen: SignedCheckpoint
        /// The checkpoint that the log was shown to continue; nil the first time.
        package let continues: SignedCheckpoint?
        /// Whether the signature of a key was checked.
        package let isSigned: Bool
        /// The entries that were hashed into the tree: those of its last bundle.
        package let entries: Range<UInt64>
    }

    /// Checks origin, signature, history and the newest entries, in this order.
    package func verify() async throws(LogVerificationFault) -> Report {
        let bytes = try await get("checkpoint", SignedNote.byteLimit)
        let seen = try SignedCheckpoint(parsing: bytes)
        // Before the signature: a log that began anew signs with a key of its new name.
        try checkOrigin(of: seen)
        try checkSignature(of: seen)
        try await checkHistory(upTo: seen)
        let entries = try await checkNewestEntries(of: seen.checkpoint)
        return Report(seen: seen, continues: known, isSigned: key != nil, entries: entries)
    }
}

/// A checkpoint together with the note it was read from, which is the evidence for it.
package struct SignedCheckpoint: Sendable, Hashable {
    /// What the log says of itself.
    package let checkpoint: Checkpoint
    /// The same as it was served, signatures and all.
    package let note: SignedNote

    /// Reads a note and the checkpoint in it; verifies nothing.
    package init(parsing bytes: [UInt8]) throws(LogVerificationFault) {
        do {
            note = try SignedNote(parsing: bytes)
            checkpoint = try Checkpoint(parsing: note.text)
        } catch {
            throw .noCheckpoint("\(error)")
        }
    }
}

// MARK: - Steps

extension LogVerification {
    private func checkSignature(of seen: SignedCheckpoint) throws(LogVerificationFault) {
        guard let key else { return }
        do {
            try seen.note.verify(with: [key])
        } catch {
            throw .signature(error)
        }
    }

    /// By custom a log's key bears its origin; a log that changes its name is another log.
    private func checkOrigin(of seen: SignedCheckpoint) throws(LogVerificationFault) {
        let found = seen.checkpoint.origin
        for expected in [key?.id.name, known?.checkpoint.origin].compactMap(\.self) {
            guard found.utf8.elementsEqual(expected.utf8) else {
                throw .otherOrigin(expected: expected, found: found)
            }
        }
    }

    private func checkHistory(upTo seen: SignedCheckpoint) async throws(LogVerificationFault) {
        if seen.checkpoint.size == 0, seen.checkpoint.root != .emptyTree {
            throw .tiles("an empty log has the root \(LogHash.emptyTree)")
        }
        guard let known else { return }
        let (old, new) = (known.checkpoint, seen.checkpoint)
        guard new.size >= old.size else { throw .rolledBack(known: known, seen: seen) }
        guard new.size > old.size else {
            guard new.root == old.root else { throw .forked(known: known, seen: seen) }
            return
        }
        // Every log continues the empty one.
        guard old.size > 0 else { return }
        guard try await root(of: new, at: old.size) == old.root else {
            throw .forked(known: known, seen: seen)
        }
    }

    /// The root that the tree of `checkpoint` had at `oldSize`, proven against its own root.
    ///
    /// So a wrong tile is told apart from a log that rewrote its history.
    private func root(
        of checkpoint: Checkpoint,
        at oldSize: UInt64
    ) async throws(LogVerificationFault) -> LogHash {
        let older = Subtree(treeOf: oldSize)
        let tree = TiledTree(size: checkpoint.size)
        let tiles = try fitting {
            try tree.tiles(forRootAt: oldSize) + tree.tiles(forConsistencyOf: older)
        }
        let filled = try await fill(tree, with: tiles)
        return try fitting {
            let root = try filled.root(at: oldSize)
            let proof = try filled.consistencyProof(of: older)
            try proof.verify(oldRoot: root, newRoot: checkpoint.root)
            return root
        }
    }

    /// Hashes the entries of the last bundle and proves that the tree holds exactly them there.
    private func checkNewestEntries(
        of checkpoint: Checkpoint
    ) async throws(LogVerificationFault) -> Range<UInt64> {
        guard let bundle = TileAddress.lastEntries(treeOf: checkpoint.size),
            let newest = bundle.leaves
        else { return 0..<0 }
        let bytes = try await get(bundle, EntryBundle.byteLimit)
        let tree = TiledTree(size: checkpoint.size)
        let tiles = try fitting { try tree.tiles(forConsistencyOf: newest) }
        let filled = try await fill(tree, with: tiles)
        try fitting {
            var own = CompactRange()
            for entry in try EntryBundle.decode(bytes.bytes, at: bytes.tile).prefix(bundle.width) {
                own.append(LogHash(leaf: entry))
            }
            let proof = try filled.consistencyProof(of: newest)
            try proof.verify(subtreeRoot: own.root, root: checkpoint.root)
        }
        return newest.start..<newest.end
    }
}

// MARK: - Files

extension LogVerification {
    private func fill(
        _ tree: TiledTree,
        with tiles: [TileAddress]
    ) async throws(LogVerificationFault) -> TiledTree {
        var tree = tree
        var added: Set<TileAddress> = []
        for tile in tiles where added.insert(tile).inserted {
            let file = try await get(tile, TileAddress.fullWidth * LogHash.byteCount)
            try fitting { try tree.add(file.bytes, at: file.tile) }
        }
        return tree
    }

    /// Gets a tile; where only a part is wanted, the full one may have taken its place.
    private func get(
        _ tile: TileAddress,
        _ byteLimit: Int
    ) async throws(LogVerificationFault) -> (tile: TileAddress, bytes: [UInt8]) {
        do throws(LogVerificationFault) {
            return (tile, try await get(tile.path, byteLimit))
        } catch {
            guard tile != tile.full, let bytes = try? await get(tile.full.path, byteLimit) else {
                throw error
            }
            return (tile.full, bytes)
        }
    }

    private func get(
        _ path: String,
        _ byteLimit: Int
    ) async throws(LogVerificationFault) -> [UInt8] {
        do {
            let bytes = try await fetch(path, byteLimit)
            guard bytes.count <= byteLimit else { throw LogVerificationFault.tooLong(path) }
            return bytes
        } catch let fault as LogVerificationFault {
            throw fault
        } catch ClientFault.noServer(let sentence) {
            throw .noServer(sentence)
        } catch {
            throw .unreachable(path, why: "\(error)")
        }
    }

    /// Whatever tiles do not give, the server serves wrongly.
    private func fitting<Value>(
        _ body: () throws -> Value
    ) throws(LogVerificationFault) -> Value {
        do {
            return try body()
        } catch {
            throw .tiles("\(error)")
        }
    }
}
