// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

@Suite struct LogProofTests {
    private let key: NoteSigningKey
    private let tree = MerkleTree(leaves: Naive.leaves(70))

    init() throws {
        key = try NoteSigningKey(name: "log.example", seed: Array(0..<32))
    }

    private func proof(of index: UInt64, extra: [UInt8] = []) throws -> LogProof {
        let root = try #require(tree.root(at: 70))
        let checkpoint = try Checkpoint(origin: "log.example", size: 70, root: root)
        let path = try tree.inclusionProof(of: index, size: 70).path
        let note = try checkpoint.signed(by: [key])
        return LogProof(extra: extra, index: index, path: path, checkpoint: note.bytes)
    }

    @Test func `a proof is a text of its own, is read back alike, and holds`() throws {
        for index in [0, 1, 63, 64, 69] as [UInt64] {
            let proof = try proof(of: index, extra: Array("what it is about".utf8))
            #expect(proof.text.hasPrefix("c2sp.org/tlog-proof@v1\nextra "))
            let read = try LogProof(parsing: Array(proof.text.utf8))
            #expect(read == proof)
            #expect(
                try read.verify(entry: Naive.entry(Int(index)), key: key.verifierKey).size == 70
            )
        }
    }

    @Test func `another entry, another place and another log's key are refused`() throws {
        let proof = try proof(of: 5)
        #expect(throws: ProofFault.self) {
            try proof.verify(entry: Naive.entry(6), key: key.verifierKey)
        }
        let moved = LogProof(index: 6, path: proof.path, checkpoint: proof.checkpoint)
        #expect(throws: ProofFault.self) {
            try moved.verify(entry: Naive.entry(5), key: key.verifierKey)
        }
        let other = try NoteSigningKey(name: "log.example", seed: Array(1..<33))
        #expect(throws: NoteFault.self) {
            try proof.verify(entry: Naive.entry(5), key: other.verifierKey)
        }
    }

    @Test func `a text that is no proof is refused, with the line`() throws {
        let good = try proof(of: 5).text
        let wrong: [(String, LogProof.Fault)] = [
            ("", .notAProof), ("c2sp.org/tlog-proof@v2\n", .notAProof),
            (good.replacing("index 5", with: "index 05"), .line(2)),
            (good.replacing("index 5", with: "index 99999999999999999999"), .line(2)),
            (good.replacing("index 5", with: "extra !\nindex 5"), .line(2)),
            (good.replacing("index 5\n", with: "index 5\nAAAA\n"), .line(3)),
            ("c2sp.org/tlog-proof@v1\nindex 0\n\n", .noCheckpoint),
        ]
        for (text, fault) in wrong {
            #expect(throws: fault) { try LogProof(parsing: Array(text.utf8)) }
        }
        let hash = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"
        let long = "c2sp.org/tlog-proof@v1\nindex 0\n" + String(repeating: hash, count: 64) + "\nx"
        #expect(throws: LogProof.Fault.tooLong) { try LogProof(parsing: Array(long.utf8)) }
    }
}
