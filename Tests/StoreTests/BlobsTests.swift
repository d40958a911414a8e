// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation
import Store
import TestSupport
import Testing

/// Keeps a blob for a subject, or lets it go.
struct KeepBlob: Command {
    let address: BlobAddress
    let subject: ID<AnyThing>
    var isKept = true

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        if isKept {
            try transaction.keep(blob: address, for: subject)
        } else {
            try transaction.letGo(blob: address, for: subject)
        }
        return Done()
    }
}

@Suite(.timeLimit(.minutes(10)))
struct BlobsTests {
    static let scope = SealingScope(ID<AnyThing>(high: 3, low: 5))
    static let subject = ID<AnyThing>(high: 3, low: 6)

    /// Bytes that repeat nowhere near a piece's size.
    static func content(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }
    }

    @Test(arguments: Engine.allCases)
    func `bytes of every size come back as they were stored`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        let piece = BlobLimits.pieceBytes
        for count in [0, 1, piece - 1, piece, piece + 1, 3 * piece, 3 * piece + 17] {
            let content = Self.content(count)
            let receipt = try await test.store.blobs.put(content, scope: Self.scope)
            #expect(receipt.sizeBytes == Int64(count))
            let found = try await test.store.blobs.get(receipt.address)
            #expect(found == content, "\(count) bytes")
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `chunks of any size make the same blob as the whole`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        let content = Self.content(BlobLimits.pieceBytes * 2 + 5)
        let whole = try await test.store.blobs.put(content, scope: Self.scope)
        let chunks = AsyncStream<ArraySlice<UInt8>> { stream in
            var start = 0
            var size = 1
            while start < content.count {
                let end = min(start + size, content.count)
                stream.yield(content[start..<end])
                start = end
                size = size * 3 + 1
            }
            stream.finish()
        }
        let again = try await test.store.blobs.put(chunks: chunks, scope: Self.scope)
        #expect(again == whole)
        #expect(try await test.store.blobs.get(whole.address) == content)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `an address is no digest of the content and differs between scopes`(
        _ engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine)
        let content = Self.content(100)
        let here = try await test.store.blobs.put(content, scope: Self.scope)
        let there = try await test.store.blobs.put(content, scope: .house)
        #expect(here.address != there.address)
        #expect(here.address.bytes != Array(SHA256.hash(data: content)))
        #expect(BlobAddress(here.address.description) == here.address)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `no plain byte lies on the disk or in a row`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        let content = Array(String(repeating: "a plain secret; ", count: 64).utf8)
        _ = try await test.store.blobs.put(content, scope: Self.scope)
        let stored = try await storedBytes(test)
        #expect(!stored.isEmpty)
        for bytes in stored {
            #expect(Data(bytes).range(of: Data("plain secret".utf8)) == nil)
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `erasing the scope's key erases its blobs`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        let receipt = try await test.store.blobs.put([1, 2, 3], scope: Self.scope)
        try await test.store.blocking { [keys = test.store.keys] in try keys.erase(Self.scope) }
        #expect(try await test.store.blobs.get(receipt.address) == nil)
        await #expect(throws: KeyFault.erased(Self.scope)) {
            try await test.store.blobs.put([4], scope: Self.scope)
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a blob beyond its limit is refused and leaves nothing`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        await #expect(throws: BlobFault.tooLarge(limitBytes: 1_000_000)) {
            try await test.store.blobs.put(
                Self.content(1_000_001),
                scope: Self.scope,
                limitBytes: 1_000_000
            )
        }
        #expect(try await storedBytes(test).isEmpty)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `what no command keeps is swept after its time of grace, and only that`(
        _ engine: Engine
    ) async throws {
        let test = try await TestStore.open(engine)
        let kept = try await test.store.blobs.put([1], scope: Self.scope)
        let stray = try await test.store.blobs.put([2], scope: Self.scope)
        let keep = KeepBlob(address: kept.address, subject: Self.subject)
        _ = try await test.store.submit(keep, by: .system)
        #expect(try await test.store.blobs.sweep().unkept == 0)
        test.clock.advance(seconds: BlobLimits.graceSeconds + 1)
        let young = try await test.store.blobs.put([3], scope: Self.scope)
        #expect(try await test.store.blobs.sweep().unkept == 1)
        #expect(try await test.store.blobs.get(kept.address) == [1])
        #expect(try await test.store.blobs.get(stray.address) == nil)
        #expect(try await test.store.blobs.get(young.address) == [3])
        #expect(try await storedBytes(test).count == 2)
        await #expect(throws: BlobFault.absent(stray.address)) {
            try await test.store.submit(
                KeepBlob(address: stray.address, subject: Self.subject),
                by: .system
            )
        }
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a blob that is let go by its last user is swept`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        let blob = try await test.store.blobs.put([1], scope: Self.scope).address
        let other = ID<AnyThing>(high: 3, low: 7)
        for subject in [Self.subject, other] {
            let keep = KeepBlob(address: blob, subject: subject)
            _ = try await test.store.submit(keep, by: .system)
        }
        test.clock.advance(seconds: BlobLimits.graceSeconds + 1)
        let first = KeepBlob(address: blob, subject: Self.subject, isKept: false)
        _ = try await test.store.submit(first, by: .system)
        #expect(try await test.store.blobs.sweep().unkept == 0)
        let last = KeepBlob(address: blob, subject: other, isKept: false)
        _ = try await test.store.submit(last, by: .system)
        #expect(try await test.store.blobs.sweep().unkept == 1)
        #expect(try await storedBytes(test).isEmpty)
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `content that is stored twice lies there once`(_ engine: Engine) async throws {
        let test = try await TestStore.open(engine)
        let first = try await test.store.blobs.put([1, 2], scope: Self.scope)
        #expect(try await test.store.blobs.put([1, 2], scope: Self.scope) == first)
        #expect(try await storedBytes(test).count == 1)
        await test.close()
    }

    /// Every stored copy's bytes, wherever the engine keeps them.
    private func storedBytes(_ test: TestStore) async throws -> [[UInt8]] {
        let rows = try await test.store.read { database in
            try database.all("SELECT bytes FROM blob_pieces") { try $0.read([UInt8].self) }
        }
        let folder = test.folder + "/blobs"
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects ?? []
        let files = names.compactMap { $0 as? String }.filter { $0.utf8.count > 3 }
        return try rows
            + files.map { try Array(Data(contentsOf: URL(filePath: "\(folder)/\($0)"))) }
    }
}
