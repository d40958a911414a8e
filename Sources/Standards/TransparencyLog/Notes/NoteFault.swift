// SPDX-License-Identifier: Apache-2.0

/// Why bytes are no note, no key, or not to be trusted.
public enum NoteFault: Error, Hashable, Sendable {
    /// More bytes than a note may have.
    case tooLong(limit: Int)
    /// Not UTF-8.
    case notUTF8
    /// A control character, or a byte that is not text, at this offset.
    case controlCharacter(offset: Int)
    /// No blank line sets the text apart from the signatures, or no newline ends the note.
    case noSignatures
    /// The text is empty or does not end with a newline, or a signature could not be told from it.
    case text
    /// This signature line, counted from 1, is not `— name base64`.
    case signatureLine(Int)
    /// More signatures than a note may have.
    case tooManySignatures(limit: Int)
    /// A signature that claims to be from a trusted key is wrong: the note is forged or damaged.
    case forged(NoteKeyID)
    /// No trusted key signed the note.
    case unsigned
    /// A name with spaces, plus or control characters, or none.
    case keyName(String)
    /// Not `name+hash+base64`.
    case keyForm
    /// The hash in a written key is not that of the key.
    case keyHash(String)
    /// Not an Ed25519 key.
    case keyType(UInt8)
    /// Not 32 bytes of a key.
    case keyBytes
}

extension NoteFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        switch self {
        case .tooLong(let limit): "a note has at most \(limit) bytes"
        case .notUTF8: "a note is UTF-8 text"
        case .controlCharacter(let offset): "a control character stands at byte \(offset)"
        case .noSignatures: "no blank line and signatures end the note"
        case .text: "the text of a note is not empty and ends with a newline"
        case .signatureLine(let line): "signature line \(line) is not “— name base64”"
        case .tooManySignatures(let limit): "a note has at most \(limit) signatures"
        case .forged(let key): "the signature by \(key) is wrong"
        case .unsigned: "no trusted key signed the note"
        case .keyName: "the name of a key has no spaces, plus or control characters"
        case .keyForm: "a key is written name+hash+base64"
        case .keyHash(let hash): "the hash \(hash) is not that of the key"
        case .keyType(let type): "key type \(type) is not Ed25519 (1)"
        case .keyBytes: "an Ed25519 key has 32 bytes"
        }
    }
}
