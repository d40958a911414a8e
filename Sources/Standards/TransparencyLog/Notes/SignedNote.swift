// SPDX-License-Identifier: Apache-2.0

/// One signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    /// Who says to have signed.
    public let keyID: NoteKeyID
    /// What the key's algorithm made, without the key's hash.
    public let bytes: [UInt8]

    /// A signature as it stands in a note.
    public init(keyID: NoteKeyID, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }

    var line: String {
        let hash = withUnsafeBytes(of: keyID.hash.bigEndian) { [UInt8]($0) }
        return "— \(keyID.name) \(Base64.encode(hash + bytes))\n"
    }
}

/// A text with signatures beneath it (C2SP signed-note): not to be believed before it is verified.
public struct SignedNote: Hashable, Sendable {
    /// Room for the sixteen post-quantum signatures that a reader must bear, and a long text.
    public static let byteLimit = 1 << 18
    /// Every signature of a known key costs a check; sixteen must be possible.
    public static let signatureLimit = 100

    /// What is signed, its last newline included.
    public let text: String
    /// The signatures in the order of the note, known or not.
    public let signatures: [NoteSignature]

    /// Signs `text`, which ends with a newline, with each key.
    public init(signing text: String, with keys: [NoteSigningKey]) throws(NoteFault) {
        guard !keys.isEmpty else { throw .unsigned }
        guard keys.count <= Self.signatureLimit else {
            throw .tooManySignatures(limit: Self.signatureLimit)
        }
        var signatures: [NoteSignature] = []
        for key in keys { signatures.append(try key.sign(text)) }
        self.text = text
        self.signatures = signatures
        // What its own reader would refuse, nobody else should get.
        guard try Self(parsing: bytes).text.utf8.elementsEqual(text.utf8) else { throw .text }
    }

    /// The note as bytes.
    public var bytes: [UInt8] {
        Array((text + "\n" + signatures.map(\.line).joined()).utf8)
    }

    /// Throws unless a trusted key signed, and no signature said to be from one is wrong.
    ///
    /// Signatures of other keys are passed over. Gives back the trusted keys that signed.
    @discardableResult
    public func verify(with keys: [NoteVerifierKey]) throws(NoteFault) -> [NoteVerifierKey] {
        var signers: [NoteVerifierKey] = []
        for signature in signatures {
            // Two keys of one name and hash: the signature may be from either.
            let candidates = keys.filter { $0.id == signature.keyID }
            guard !candidates.isEmpty else { continue }
            guard let signer = candidates.first(where: { $0.verifies(signature.bytes, of: text) })
            else { throw .forged(signature.keyID) }
            if !signers.contains(signer) { signers.append(signer) }
        }
        guard !signers.isEmpty else { throw .unsigned }
        return signers
    }
}

// MARK: - Parsing

extension SignedNote {
    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    private static let dash = Array("— ".utf8)
    private static let keyHashByteCount = 4

    /// Reads a note; verifies nothing.
    public init(parsing bytes: [UInt8]) throws(NoteFault) {
        guard bytes.count <= Self.byteLimit else { throw .tooLong(limit: Self.byteLimit) }
        if let offset = bytes.firstIndex(where: { $0 < 0x20 && $0 != Self.newline }) {
            throw .controlCharacter(offset: offset)
        }
        guard bytes.last == Self.newline, let end = Self.endOfText(in: bytes) else {
            throw .noSignatures
        }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
        text = String(decoding: bytes[..<end], as: UTF8.self)
        signatures = try Self.signatures(in: bytes[(end + 1)...].dropLast())
    }

    /// Where the text ends: one past the first newline of the last pair of newlines.
    private static func endOfText(in bytes: [UInt8]) -> Int? {
        var index = bytes.count - 1
        while index > 0 {
            if bytes[index] == newline, bytes[index - 1] == newline { return index }
            index -= 1
        }
        return nil
    }

    private static func signatures(
        in bytes: ArraySlice<UInt8>
    ) throws(NoteFault) -> [NoteSignature] {
        guard !bytes.isEmpty else { throw .noSignatures }
        let lines = bytes.split(
            separator: newline,
            maxSplits: signatureLimit,
            omittingEmptySubsequences: false
        )
        guard lines.count <= signatureLimit else {
            throw .tooManySignatures(limit: signatureLimit)
        }
        var signatures: [NoteSignature] = []
        for (index, line) in lines.enumerated() {
            guard let signature = signature(in: line) else { throw .signatureLine(index + 1) }
            signatures.append(signature)
        }
        return signatures
    }

    private static func signature(in line: ArraySlice<UInt8>) -> NoteSignature? {
        guard line.starts(with: dash) else { return nil }
        let fields = line.dropFirst(dash.count).split(
            separator: space,
            omittingEmptySubsequences: false
        )
        guard fields.count == 2, let data = Base64.decode(fields[1]) else { return nil }
        let name = String(decoding: fields[0], as: UTF8.self)
        guard NoteKeyID.isName(name), data.count > keyHashByteCount else { return nil }
        let hash = data.prefix(keyHashByteCount).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        return NoteSignature(
            keyID: NoteKeyID(name: name, hash: hash),
            bytes: Array(data.dropFirst(keyHashByteCount))
        )
    }
}
