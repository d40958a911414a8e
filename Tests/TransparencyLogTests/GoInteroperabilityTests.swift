// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import TransparencyLog

@Suite(.enabled(if: GoChecker.isThere, GoChecker.absence))
struct GoInteroperabilityTests {
    private let size: UInt64 = 1_100
    private let tree = MerkleTree(leaves: Naive.leaves(1_100))

    @Test func `Go finds the same roots and accepts our proofs, and refuses changed ones`() throws {
        var lines = ["records \(size)"]
        var expected: [(String) -> Bool] = [{ $0 == "ok" }]
        for size in [UInt64(1), 2, 255, 256, 257, 700, 1_024, 1_100] {
            let root = try #require(tree.root(at: size))
            lines.append("root \(size)")
            expected.append { $0 == root.base64 }
            for index in Set([0, size / 3, size - 1]) {
                let path = try tree.inclusionProof(of: index, size: size).path
                lines.append("inclusion \(size) \(index) \(root) \(text(path))")
                expected.append { $0 == "ok" }
                lines.append("inclusion \(size) \(index) \(root.flipped()) \(text(path))")
                expected.append { $0 != "ok" }
                let old = index + 1
                let older = try #require(tree.root(at: old))
                let proof = text(try tree.consistencyProof(from: old, to: size).path)
                lines.append("consistency \(old) \(size) \(older) \(root) \(proof)")
                expected.append { $0 == "ok" }
                lines.append("consistency \(old) \(size) \(older.flipped()) \(root) \(proof)")
                expected.append { $0 != "ok" }
            }
        }
        let printed = try GoChecker.run(lines)
        try #require(printed.count == lines.count)
        for (index, line) in lines.enumerated() {
            #expect(expected[index](printed[index]), "\(line): \(printed[index])")
        }
    }

    @Test func `Go cuts the same tiles`() throws {
        let tiles = try [(0, 0, 256), (0, 3, 256), (0, 4, 76), (1, 0, 4)].map {
            level,
            index,
            width in
            try #require(TileAddress(.hashes(level: level), index: UInt64(index), width: width))
        }
        let printed = try GoChecker.run(
            ["records \(size)", "tile 0 0 256", "tile 0 3 256", "tile 0 4 76", "tile 1 0 4"]
        )
        for (tile, line) in zip(tiles, printed.dropFirst()) {
            #expect(tree.tile(at: tile).map { Data($0).base64EncodedString() } == line)
        }
        #expect(printed.count == 5)
    }

    @Test func `Go opens our checkpoint, and signs one as we do`() throws {
        let key = try PublishedNote.otherKey()
        let checkpoint = try Checkpoint(origin: key.id.name, size: size, root: tree.root)
        let note = try checkpoint.signed(by: [key, PublishedNote.signingKey()])
        let alone = try checkpoint.signed(by: [key])
        let encoded = Data(note.bytes).base64EncodedString()
        let text = Data(checkpoint.text.utf8).base64EncodedString()
        let printed = try GoChecker.run([
            "open \(key.verifierKey) \(encoded)",
            "open \(PublishedNote.verifier) \(encoded)",
            "sign \(key.secretText) \(text)",
        ])
        #expect(printed == [text, text, Data(alone.bytes).base64EncodedString()])
    }

    private func text(_ path: [LogHash]) -> String {
        path.map(\.base64).joined(separator: " ")
    }
}
