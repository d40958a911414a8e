// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials

/// A recipient's private key, made and kept on its own machine (RULES K1).
///
/// Only its public part is ever sent. Whoever loses it makes another one: what was released is
/// sealed to that as well.
package struct RecipientSecret: Sendable {
    /// What the line of a private key begins with, so that nobody takes it for a public one.
    static let head = "HPKE-X25519-SECRET:"
    /// What the text of a public key begins with.
    static let publicHead = "hpke-x25519:"
    /// Bytes of a key's file at most: three lines.
    package static let fileBytes = 4_096

    let key: Curve25519.KeyAgreement.PrivateKey

    /// A new key from the system's secure generator.
    package init() {
        key = Curve25519.KeyAgreement.PrivateKey()
    }

    /// Reads a key's file; nil for anything else, a public key among it.
    package init?(file text: String) {
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        guard lines.count == 1, lines[0].hasPrefix(Self.head),
            let bytes = Data(base64Encoded: String(lines[0].dropFirst(Self.head.count))),
            let key = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: bytes)
        else { return nil }
        self.key = key
    }

    /// The contents of its file, which nobody but its owner may read.
    package var file: String {
        """
        # A Clearinghouse recipient key. Whoever has this file reads what you are sent.
        # public: \(publicText)
        \(Self.head)\(key.rawRepresentation.base64EncodedString())

        """
    }

    /// The public part, as it is registered.
    package var publicText: String {
        Self.publicHead + key.publicKey.rawRepresentation.base64EncodedString()
    }

    /// The first digits of the public part's SHA-256, by which people tell keys apart.
    package var fingerprint: String {
        Hex.text(Array(SHA256.hash(data: key.publicKey.rawRepresentation).prefix(8)))
    }

    /// Opens a content key that was sealed to this key (RFC 9180); nil where it was not.
    func open(
        encapsulated: [UInt8],
        sealed: [UInt8],
        info: [UInt8],
        authenticating bound: [UInt8]
    ) -> [UInt8]? {
        var recipient = try? HPKE.Recipient(
            privateKey: key,
            ciphersuite: .Curve25519_SHA256_ChachaPoly,
            info: Data(info),
            encapsulatedKey: Data(encapsulated)
        )
        let opened = try? recipient?.open(Data(sealed), authenticating: Data(bound))
        return opened.map { Array($0) }
    }
}
