// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import TestSupport
import Testing

/// A blob's file in the hands of somebody who may write the disk but has no key.
@Suite(.timeLimit(.minutes(10)))
struct BlobsTamperingTests {
    private static let overhead = 33 + 16

    private func stored(_ test: TestStore) throws -> URL {
        let folder = test.folder + "/blobs"
        let names = FileManager.default.enumerator(atPath: folder)?.allObjects ?? []
        let path = try #require(names.compactMap { $0 as? String }.first { $0.utf8.count > 3 })
        return URL(filePath: "\(folder)/\(path)")
    }

    @Test(arguments: ["changed", "cut to a piece", "cut inside", "reordered", "lengthened"])
    func `a blob's file that was tampered with is found`(_ how: String) async throws {
        let test = try await TestStore.open(.sqlite)
        let piece = BlobLimits.pieceBytes
        let content = BlobsTests.content(3 * piece)
        let address = try await test.store.blobs.put(content, scope: BlobsTests.scope).address
        let file = try stored(test)
        let good = try Data(contentsOf: file)
        #expect(good.count == 3 * piece + 3 * 16 + 33)
        let (first, sealed) = (33 + piece + 16, piece + 16)
        var bad = good
        switch how {
        case "changed": bad[piece / 2] ^= 1
        case "cut to a piece": bad = good.prefix(first + sealed)
        case "cut inside": bad = good.dropLast(7)
        case "reordered":
            bad = good.prefix(first) + good.suffix(sealed)
            bad += good.dropFirst(first).prefix(sealed)
        default: bad = good.prefix(first + sealed) + good.dropFirst(first)
        }
        try bad.write(to: file)
        await #expect(throws: (any Error).self) { try await test.store.blobs.get(address) }
        try good.write(to: file)
        #expect(try await test.store.blobs.get(address) == content)
        await test.close()
    }

    @Test func `a blob that was exchanged for another of its scope is found`() async throws {
        let test = try await TestStore.open(.sqlite)
        let address = try await test.store.blobs.put([1, 2], scope: BlobsTests.scope).address
        let file = try stored(test)
        let first = try Data(contentsOf: file)
        try FileManager.default.removeItem(at: file)
        _ = try await test.store.blobs.put([3, 4], scope: BlobsTests.scope)
        let other = try Data(contentsOf: try stored(test))
        try other.write(to: file)
        await #expect(throws: BlobFault.tampered) { try await test.store.blobs.get(address) }
        try first.write(to: file)
        #expect(try await test.store.blobs.get(address) == [1, 2])
        await test.close()
    }

    @Test func `a blob whose file is gone is said to be lost`() async throws {
        let test = try await TestStore.open(.sqlite)
        let address = try await test.store.blobs.put([1], scope: BlobsTests.scope).address
        try FileManager.default.removeItem(at: try stored(test))
        await #expect(throws: BlobFault.lost(address)) { try await test.store.blobs.get(address) }
        await test.close()
    }
}
