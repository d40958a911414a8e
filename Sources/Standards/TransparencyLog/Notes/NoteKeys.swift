// SPDX-License-Identifier: Apache-2.0

import Crypto

/// Which key made a signature: its name and the first four bytes of a hash over name and key.
public struct NoteKeyID: Hashable, Sendable {
    /// By custom a URL without its scheme; no spaces, no plus.
    public let name: String
    /// Not strong: it only says which key to check with.
    public let hash: UInt32

    /// Names a key.
    public init(name: String, hash: UInt32) {
        self.name = name
        self.hash = hash
    }

    /// Two names are one only when their bytes are; text that merely looks alike is another name.
    public static func == (left: Self, right: Self) -> Bool {
        left.hash == right.hash && left.name.utf8.elementsEqual(right.name.utf8)
    }

    /// Agrees with the comparison by bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(hash)
        for byte in name.utf8 { hasher.combine(byte) }
    }
}

extension NoteKeyID: CustomStringConvertible {
    /// `name+hash`, as at the beginning of a written key.
    public var description: String { "\(name)+\(hashText)" }

    var hashText: String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 8 - digits.count) + digits
    }

    static func isName(_ name: some StringProtocol) -> Bool {
        !name.isEmpty
            && name.unicodeScalars.allSatisfy { scalar in
                // A control character could not stand in a note, so no key may bear it.
                scalar.value >= 0x20 && scalar != "+" && !scalar.properties.isWhitespace
            }
    }

    /// The key hash of C2SP signed-note: SHA-256(name ‖ newline ‖ type ‖ public key)[:4].
    init(name: String, typedKey: [UInt8]) {
        var hasher = SHA256()
        hasher.update(data: Array(name.utf8) + [UInt8(ascii: "\n")] + typedKey)
        let hash = hasher.finalize().prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        self.init(name: name, hash: hash)
    }
}

/// Signature type 0x01 of C2SP signed-note, and the only one that this library makes or checks.
private let ed25519: UInt8 = 0x01

/// A key that checks signatures of notes, written `name+hash+base64` (C2SP signed-note, Ed25519).
public struct NoteVerifierKey: Hashable, Sendable {
    /// Whose key this is.
    public let id: NoteKeyID
    /// The 32 bytes of an Ed25519 public key.
    public let publicKey: [UInt8]

    /// Names an Ed25519 public key of 32 bytes.
    public init(name: String, publicKey: [UInt8]) throws(NoteFault) {
        guard NoteKeyID.isName(name) else { throw .keyName(name) }
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        guard key != nil else { throw .keyBytes }
        self.id = NoteKeyID(name: name, typedKey: [ed25519] + publicKey)
        self.publicKey = publicKey
    }

    /// Reads `name+hash+base64`; the hash must be the key's own.
    public init(parsing text: String) throws(NoteFault) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .keyForm }
        let typedKey = try Ed25519Field.decode(parts[2])
        try self.init(name: String(parts[0]), publicKey: typedKey)
        // In both directions: the hash is eight lower-case digits and belongs to this key.
        guard id.hashText == parts[1] else { throw .keyHash(String(parts[1])) }
    }

    /// True where the key made this signature of `text`.
    func verifies(_ signature: [UInt8], of text: String) -> Bool {
        let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)
        return key?.isValidSignature(signature, for: Array(text.utf8)) ?? false
    }
}

extension NoteVerifierKey: CustomStringConvertible {
    /// The key as C2SP writes it: `name+hash+base64`.
    public var description: String { "\(id)+\(Base64.encode([ed25519] + publicKey))" }
}

/// A key that signs notes; its holder keeps the seed.
public struct NoteSigningKey: Sendable {
    /// What others check its signatures with.
    public let verifierKey: NoteVerifierKey
    private let seed: [UInt8]

    /// Names the Ed25519 key that follows from 32 secret random bytes (RFC 8032).
    public init(name: String, seed: [UInt8]) throws(NoteFault) {
        let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        guard let key else { throw .keyBytes }
        verifierKey = try NoteVerifierKey(
            name: name,
            publicKey: Array(key.publicKey.rawRepresentation)
        )
        self.seed = seed
    }

    /// Reads `PRIVATE+KEY+name+hash+base64`, the form of Go's sumdb/note.
    public init(parsing text: String) throws(NoteFault) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY" else { throw .keyForm }
        try self.init(name: String(parts[2]), seed: try Ed25519Field.decode(parts[4]))
        guard id.hashText == parts[3] else { throw .keyHash(String(parts[3])) }
    }

    /// The key's name and hash.
    public var id: NoteKeyID { verifierKey.id }

    /// The secret in the form that `init(parsing:)` reads: to be stored, never shown.
    public var secretText: String {
        "PRIVATE+KEY+\(id)+\(Base64.encode([ed25519] + seed))"
    }

    /// Signs the text of a note, which ends with a newline.
    func sign(_ text: String) throws(NoteFault) -> NoteSignature {
        let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        guard let signature = try? key?.signature(for: Array(text.utf8)) else { throw .keyBytes }
        return NoteSignature(keyID: id, bytes: Array(signature))
    }
}

extension NoteSigningKey: CustomStringConvertible, CustomReflectable {
    /// The public half only, so that no log shows the secret.
    public var description: String { "signing key of \(id)" }

    /// Nothing of the secret either.
    public var customMirror: Mirror { Mirror(self, children: ["id": id]) }
}

/// The type byte and 32 bytes of key after the last plus of a written key.
private enum Ed25519Field {
    static func decode(_ text: Substring) throws(NoteFault) -> [UInt8] {
        guard let bytes = Base64.decode(text.utf8), let type = bytes.first else { throw .keyForm }
        guard type == ed25519 else { throw .keyType(type) }
        return Array(bytes.dropFirst())
    }
}
