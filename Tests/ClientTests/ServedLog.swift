// SPDX-License-Identifier: Apache-2.0
import Synchronization
import TransparencyLog

@testable import Client

/// A log as a server shows it: real hashes, tiles and signatures, and room to cheat.
final class ServedLog: Sendable {
    private let entries: [[UInt8]]
    private let tree: MerkleTree
    let origin: String
    let key: NoteSigningKey
    private let asked = Mutex<[String]>([])

    /// A log of so many entries; `salt` makes another history from the entry `forksAt` on.
    init(
        size: Int,
        origin: String = "clearinghouse.example/log",
        salt: UInt8 = 0,
        forksAt: Int = 0,
        seed: UInt8 = 9
    ) throws {
        entries = (0..<size).map { index in
            LogHash(leaf: Array("\(index) \(index < forksAt ? 0 : salt)".utf8)).bytes
        }
        var tree = MerkleTree()
        tree.append(entries: entries)
        self.tree = tree
        self.origin = origin
        key = try NoteSigningKey(name: origin, seed: [UInt8](repeating: seed, count: 32))
    }

    /// The paths that were asked for.
    var paths: [String] { asked.withLock { $0 } }

    struct NotFound: Error {}

    /// Serves what the log was at `size`; `change` may tamper with each file.
    func fetch(
        at size: Int? = nil,
        change: @escaping @Sendable (String, [UInt8]) throws -> [UInt8] = { $1 }
    ) -> LogVerification.Fetch {
        { path, _ in
            self.asked.withLock { $0.append(path) }
            return try change(path, try self.file(path, at: size ?? self.entries.count))
        }
    }

    private func file(_ path: String, at size: Int) throws -> [UInt8] {
        if path == "checkpoint" { return try checkpoint(at: size).bytes }
        guard let tile = TileAddress(path: path) else { throw NotFound() }
        if let leaves = tile.leaves {
            guard leaves.end <= UInt64(entries.count) else { throw NotFound() }
            let range = Int(leaves.start)..<Int(leaves.end)
            return try EntryBundle.encode(Array(entries[range]), at: tile)
        }
        guard let bytes = tree.tile(at: tile) else { throw NotFound() }
        return bytes
    }

    func checkpoint(at size: Int) throws -> SignedNote {
        let root = tree.root(at: UInt64(size)) ?? .emptyTree
        return try Checkpoint(origin: origin, size: UInt64(size), root: root).signed(by: [key])
    }

    func signed(at size: Int) throws -> SignedCheckpoint {
        try SignedCheckpoint(parsing: checkpoint(at: size).bytes)
    }

    /// Checks this log against what was known.
    func verify(
        at size: Int? = nil,
        known: SignedCheckpoint? = nil,
        change: @escaping @Sendable (String, [UInt8]) throws -> [UInt8] = { $1 }
    ) async throws(LogVerificationFault) -> LogVerification.Report {
        let fetch = fetch(at: size, change: change)
        return try await LogVerification(key: key.verifierKey, known: known, fetch: fetch).verify()
    }
}
