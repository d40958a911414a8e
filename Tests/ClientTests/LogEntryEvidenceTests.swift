// SPDX-License-Identifier: Apache-2.0
import API
import Store
import Testing
import TransparencyLog

@testable import Client

/// An entry as the server would answer it, hashed by the server's own code.
private struct Answered {
    let key: NoteSigningKey
    var entry = Wire.LogEntry()

    init(sequence: Int = 3, size: Int = 7) throws {
        key = try NoteSigningKey(name: "log.example", seed: [UInt8](repeating: 3, count: 32))
        let salt = [UInt8](repeating: 0xA5, count: 32)
        let opening = #"{"body":{"title":"a bug"},"sequence":\#(sequence)}"#
        let commitment = Commitment.of(opening: Array(opening.utf8), salt: salt)
        var tree = MerkleTree()
        for index in 0..<size {
            tree.append(LogHash(leaf: index == sequence ? commitment : [UInt8(index)]))
        }
        let proof = try tree.inclusionProof(of: UInt64(sequence), size: tree.size)
        let checkpoint = try Checkpoint(origin: "log.example", size: tree.size, root: tree.root)
        entry.sequence = sequence
        entry.size = size
        entry.opening = opening
        entry.salt = Self.hexadecimal(salt)
        entry.commitment = Self.hexadecimal(commitment)
        entry.proof = proof.path.map { Self.hexadecimal($0.bytes) }
        entry.checkpoint = String(decoding: try checkpoint.signed(by: [key]).bytes, as: UTF8.self)
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    func verify() throws -> Checkpoint {
        try LogEntryEvidence(entry).verify(key: key.verifierKey)
    }
}

@Test func `an entry is proven to others by its opening, salt and path`() throws {
    #expect(try Answered().verify().size == 7)
    #expect(try Answered(sequence: 0, size: 1).verify().size == 1)
}

@Test func `an entry that is changed in any part is not proven`() throws {
    let sound = try Answered()
    let changes: [(inout Wire.LogEntry) -> Void] = [
        { $0.opening = $0.opening.replacing("a bug", with: "my bug") },
        { $0.opening = $0.opening.replacing("3", with: "4") },
        { $0.sequence = 4 },
        { $0.sequence = -1 },
        { $0.size = 8 },
        { $0.salt = "00" + $0.salt.dropFirst(2) },
        { $0.salt = "zz" + $0.salt.dropFirst(2) },
        { $0.salt = String($0.salt.dropFirst(2)) },
        { $0.proof.removeLast() },
        { $0.proof[0] = $0.proof[1] },
        { $0.proof[0] = "" },
        { $0.checkpoint = $0.checkpoint.replacing("\n7\n", with: "\n6\n") },
        { $0.checkpoint = "" },
    ]
    for (place, change) in changes.enumerated() {
        var answered = sound
        change(&answered.entry)
        #expect(throws: LogEntryFault.self, "change \(place)") { try answered.verify() }
    }
    let other = try NoteSigningKey(name: "log.example", seed: [UInt8](repeating: 4, count: 32))
    #expect(throws: LogEntryFault.self) {
        try LogEntryEvidence(sound.entry).verify(key: other.verifierKey)
    }
}
