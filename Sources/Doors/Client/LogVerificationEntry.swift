// SPDX-License-Identifier: Apache-2.0

package import API
import StrictJSON
package import TransparencyLog

/// An entry that its reader got in full: proof for others that it stood in the log, and said this.
///
/// Whoever reported can so show what and when, to anybody who trusts the log's key.
package struct LogEntryEvidence: Sendable, Hashable {
    /// What the server puts before each entry it hashes, so that no other bytes pass for one.
    private static let domain = Array("clearinghouse/journal-entry/1\0".utf8)
    /// Bytes of a salt, and of a commitment.
    private static let digestBytes = 32

    /// The entry's place in the log.
    package let sequence: UInt64
    /// The entry as canonical JSON.
    package let opening: [UInt8]
    private let salt: [UInt8]
    private let proof: InclusionProof
    private let checkpoint: [UInt8]

    /// Takes what the server answered; hexadecimal that is none is a fault.
    package init(_ entry: Wire.LogEntry) throws(LogEntryFault) {
        guard let sequence = UInt64(exactly: entry.sequence),
            let size = UInt64(exactly: entry.size),
            let salt = Self.bytes(entry.salt), salt.count == Self.digestBytes
        else { throw .unreadable }
        var path: [LogHash] = []
        for text in entry.proof {
            guard let hash = Self.bytes(text).flatMap({ LogHash($0) }) else { throw .unreadable }
            path.append(hash)
        }
        self.sequence = sequence
        self.salt = salt
        opening = Array(entry.opening.utf8)
        proof = InclusionProof(index: sequence, size: size, path: path)
        checkpoint = Array(entry.checkpoint.utf8)
    }

    /// Throws unless the opening hashes into the signed root at the entry's place.
    ///
    /// The commitment that the server sent is not looked at: it follows from salt and opening.
    @discardableResult
    package func verify(key: NoteVerifierKey) throws(LogEntryFault) -> Checkpoint {
        let said = try? JSONValue(parsing: opening)["sequence"]?.int64Value
        guard let said, UInt64(exactly: said) == sequence else { throw .otherEntry }
        let signed = try Self.signed(checkpoint, key: key)
        guard signed.size == proof.subtree.end else { throw .otherTree }
        let commitment = LogHash(digestOf: Self.domain + salt + opening)
        do throws(ProofFault) {
            try proof.verify(leaf: LogHash(leaf: commitment.bytes), root: signed.root)
        } catch {
            throw .proof(error)
        }
        return signed
    }

    private static func signed(
        _ bytes: [UInt8],
        key: NoteVerifierKey
    ) throws(LogEntryFault) -> Checkpoint {
        do {
            let signed = try SignedCheckpoint(parsing: bytes)
            try signed.note.verify(with: [key])
            guard signed.checkpoint.origin.utf8.elementsEqual(key.id.name.utf8) else {
                throw LogEntryFault.checkpoint("it is of \(signed.checkpoint.origin)")
            }
            return signed.checkpoint
        } catch let fault as LogEntryFault {
            throw fault
        } catch {
            throw .checkpoint("\(error)")
        }
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = Array(hexadecimal.utf8).map { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count % 2 == 0, !digits.contains(nil) else { return nil }
        let values = digits.compactMap(\.self)
        return stride(from: 0, to: values.count, by: 2).map { place in
            UInt8(values[place] << 4 | values[place + 1])
        }
    }
}

/// Why an entry is not shown to stand in the log.
package enum LogEntryFault: Error, Sendable, Hashable {
    /// Salt or hashes are not what they should be in form.
    case unreadable
    /// The opening is that of another entry.
    case otherEntry
    /// Proof and checkpoint speak of trees of different sizes.
    case otherTree
    /// The checkpoint is not one signed by the log's key.
    case checkpoint(String)
    /// The entry does not lead to the checkpoint's root.
    case proof(ProofFault)
}

extension LogEntryFault: CustomStringConvertible {
    /// The fault in a sentence.
    package var description: String {
        switch self {
        case .unreadable: "salt, sizes or proof are not in their form"
        case .otherEntry: "the opening is that of another entry"
        case .otherTree: "proof and checkpoint speak of trees of different sizes"
        case .checkpoint(let why): "the checkpoint is not to be trusted: \(why)"
        case .proof(let fault): "the entry does not stand in the log: \(fault)"
        }
    }
}
