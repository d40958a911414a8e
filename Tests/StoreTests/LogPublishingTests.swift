// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Store
import StrictJSON
import TestSupport
import Testing
import TransparencyLog

@Suite(.timeLimit(.minutes(10)))
struct LogPublishingTests {
    static let name = "log.example.org"

    static func publisher(_ test: TestStore, file: String = "checkpoint") -> LogPublisher {
        LogPublisher(store: test.store, name: name, outsideFile: "\(test.folder)/out/\(file)")
    }

    static func add(_ count: Int, to test: TestStore, from start: Int = 0) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in start..<(start + count) {
                group.addTask {
                    _ = try await test.store.submit(AddNote(name: "note \(number)"), by: .system)
                }
            }
            try await group.waitForAll()
        }
    }

    static func open(_ engine: Engine) async throws -> TestStore {
        try await TestStore.open(engine, schema: [Ledger.part], followers: [NoteNames.self])
    }

    static func checkpoint(_ test: TestStore) async throws -> Checkpoint {
        let note = try #require(try await test.store.read { try $0.logCheckpoint() })
        return try Checkpoint(parsing: SignedNote(parsing: note).text)
    }

    @Test(arguments: Engine.allCases)
    func `a checkpoint is signed over what is committed, and only when that has changed`(
        _ engine: Engine
    ) async throws {
        let test = try await Self.open(engine)
        let publisher = Self.publisher(test)
        try await publisher.publish()
        #expect(try await Self.checkpoint(test).size == 0)
        try await Self.add(3, to: test)
        #expect(try await publisher.publish())
        let note = try #require(try await test.store.read { try $0.logCheckpoint() })
        let signed = try SignedNote(parsing: note)
        try signed.verify(with: [try await publisher.verifierKey()])
        let checkpoint = try Checkpoint(parsing: signed.text)
        #expect(checkpoint.origin == Self.name)
        #expect(checkpoint.size == 3)
        #expect(try await publisher.publish() == false)
        let file = try Data(contentsOf: URL(filePath: test.folder + "/out/checkpoint"))
        #expect(Array(file) == note)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `from the served tiles anyone computes the signed root and proves every entry`(
        _ engine: Engine
    ) async throws {
        let test = try await Self.open(engine)
        let publisher = Self.publisher(test)
        var written = 0
        for count in [1, 254, 1, 1, 255, 400] {
            try await Self.add(count, to: test, from: written)
            written += count
            try await publisher.publish()
            try await check(test, size: UInt64(written))
        }
        await test.close()
    }

    /// What an outside reader does: fetch tiles, compute the root, prove entries.
    private func check(_ test: TestStore, size: UInt64) async throws {
        let checkpoint = try await Self.checkpoint(test)
        #expect(checkpoint.size == size)
        var tree = TiledTree(size: size)
        for tile in tree.tilesForRoot {
            let bytes = try await test.store.read { try $0.logTile(at: tile) }
            try tree.add(try #require(bytes), at: tile)
        }
        #expect(try tree.root() == checkpoint.root)
        var leaves = MerkleTree()
        for index in 0...((size - 1) / 256) {
            let tile = try #require(TileAddress(.entries, index: index, treeOf: size))
            let bytes = try #require(try await test.store.read { try $0.logTile(at: tile) })
            leaves.append(entries: try EntryBundle.decode(bytes, at: tile))
        }
        #expect(leaves.root == checkpoint.root)
        for sequence in [0, size / 2, size - 1] {
            let found = try await test.store.read { try $0.logInclusion(of: Int64(sequence)) }
            let inclusion = try #require(found)
            let leaf = LogHash(leaf: inclusion.commitment)
            try inclusion.proof.verify(leaf: leaf, root: checkpoint.root)
        }
        let older = (size + 2) / 3
        let proof = try await test.store.read { try $0.logConsistency(from: Int64(older)) }
        let oldRoot = try #require(leaves.root(at: older))
        try #require(proof).verify(oldRoot: oldRoot, newRoot: checkpoint.root)
    }

    @Test(arguments: Engine.allCases)
    func `nothing beyond the published checkpoint is served`(_ engine: Engine) async throws {
        let test = try await Self.open(engine)
        let publisher = Self.publisher(test)
        let entries = try #require(TileAddress(.entries, index: 0, width: 1))
        #expect(try await test.store.read { try $0.logTile(at: entries) } == nil)
        try await Self.add(2, to: test)
        try await publisher.publish()
        try await Self.add(2, to: test, from: 2)
        let wide = try #require(TileAddress(.hashes(level: 0), index: 0, width: 3))
        let far = try #require(TileAddress(.hashes(level: 1), index: 0, width: 1))
        #expect(try await test.store.read { try $0.logTile(at: entries) }?.count == 34)
        #expect(try await test.store.read { try $0.logTile(at: wide) } == nil)
        #expect(try await test.store.read { try $0.logTile(at: far) } == nil)
        #expect(try await test.store.read { try $0.logInclusion(of: 2) } == nil)
        #expect(try await test.store.read { try $0.logInclusion(of: -1) } == nil)
        #expect(try await test.store.read { try $0.logConsistency(from: 3) } == nil)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `an opening hashes to the commitment, and is gone with the scope's key`(
        _ engine: Engine
    ) async throws {
        let test = try await Self.open(engine)
        let publisher = Self.publisher(test)
        let scope = SealingScope(ID<AnyThing>(high: 9, low: 9))
        try await Self.add(1, to: test)
        _ = try await test.store.submit(AppendSealed(scope: scope), by: .system)
        try await publisher.publish()
        for sequence in [Int64(0), 1] {
            let (opening, inclusion) = try await test.store.read { database in
                (try database.logOpening(of: sequence), try database.logInclusion(of: sequence))
            }
            let found = try #require(opening)
            let domain = Array("clearinghouse/journal-entry/1\0".utf8)
            let hash = SHA256.hash(data: domain + found.salt + found.canonical)
            #expect(Array(hash) == inclusion?.commitment)
            let value = try JSONValue(parsing: found.canonical, limits: .standard)
            #expect(try value.canonical() == found.canonical)
        }
        try await test.store.blocking { [keys = test.store.keys] in try keys.erase(scope) }
        #expect(try await test.store.read { try $0.logOpening(of: 1) } == nil)
        #expect(try await test.store.read { try $0.logInclusion(of: 1) } != nil)
        #expect(try await test.store.read { try $0.logOpening(of: 7) } == nil)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `several publishers agree on every byte`(_ engine: Engine) async throws {
        let test = try await Self.open(engine)
        let first = Self.publisher(test)
        let second = Self.publisher(test)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await Self.add(900, to: test) }
            for publisher in [first, second] {
                group.addTask { for _ in 0..<20 { try await publisher.publish() } }
            }
            try await group.waitForAll()
        }
        try await first.publish()
        #expect(try await second.publish() == false)
        try await check(test, size: 900)
        #expect(try await first.verifierKey() == (try await second.verifierKey()))
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a running publisher signs by itself and a last time when it is stopped`(
        _ engine: Engine
    ) async throws {
        let test = try await Self.open(engine)
        let publisher = Self.publisher(test)
        try await publisher.publish()
        let running = Task { await publisher.run() }
        try await Self.add(5, to: test)
        running.cancel()
        await running.value
        #expect(try await Self.checkpoint(test).size == 5)
        await test.close()
    }
}

/// Appends an entry that is sealed for a scope of its own.
struct AppendSealed: Command {
    let scope: SealingScope

    var scopes: [SealingScope] { [scope] }

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.append(
            EntryDraft(
                EntryKind("ledger.sealed"),
                subject: scope.id,
                body: ["text": "a secret"],
                scope: scope
            )
        )
        return Done()
    }
}
