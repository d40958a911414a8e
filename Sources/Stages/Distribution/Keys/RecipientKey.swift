// SPDX-License-Identifier: Apache-2.0

package import Access
import Crypto
import FoundationEssentials
package import Store

/// The public part of a recipient's HPKE key; the private part stays where it was made (RULES K1).
package struct RecipientKey: Hashable, Sendable {
    package let id: RecipientKeyID
    package let participant: ParticipantID
    package let publicKey: RecipientPublicKey
    /// What its holder calls it; nil once erased.
    package let name: String?
    package let registeredAt: Instant
    package let revokedAt: Instant?
}

/// The limits of recipients' keys.
package enum RecipientKeyLimit {
    /// Keys of one participant in force at a time: one for each site agent and a spare; every
    /// delivery is sealed to each.
    package static let inForce = 8
    /// Bytes of a key's name: a host and a few words.
    package static let nameBytes = 200
    /// Characters of a key's text: ours have 56, and what is longer is something else.
    package static let textCharacters = 4_096
}

/// An X25519 public key as recipients send it: `hpke-x25519:` and 32 bytes in base 64.
package struct RecipientPublicKey: Hashable, Sendable {
    /// What the text of a public key begins with.
    package static let head = "hpke-x25519:"
    /// X25519 (RFC 7748 §5).
    package static let countBytes = 32

    package let bytes: [UInt8]

    /// What its text is.
    package var text: String { Self.head + Data(bytes).base64EncodedString() }

    /// The first digits of its SHA-256, by which people tell keys apart.
    package var fingerprint: String {
        Array(SHA256.hash(data: bytes).prefix(8)).hexadecimal
    }

    /// Bytes that were checked before.
    init(stored bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Reads a public key and refuses everything else, private keys above all (RULES K1).
    package init(reading text: String) throws {
        guard !Self.looksPrivate(text) else { throw Refusal.privateKeyRefused }
        guard text.hasPrefix(Self.head), let data = Data(base64Encoded: Self.rest(of: text)),
            data.count == Self.countBytes, RecipientPublicKey(stored: Array(data)).text == text
        else {
            throw Refusal.invalidRecipientKey("It is hpke-x25519: and 32 bytes in base 64.")
        }
        bytes = Array(data)
        // A point of low order would give everybody the same secret (RFC 7748 §6.1).
        let ephemeral = Curve25519.KeyAgreement.PrivateKey()
        guard let key = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: data),
            let shared = try? ephemeral.sharedSecretFromKeyAgreement(with: key),
            shared.withUnsafeBytes({ bytes in bytes.contains { $0 != 0 } })
        else { throw Refusal.invalidRecipientKey("Nothing can be sealed to this point.") }
    }

    private static func rest(of text: String) -> String {
        String(text.dropFirst(head.count))
    }

    /// Marks of the forms in which private keys are written: ours, PEM, JWK, age, OpenSSH.
    private static let privateMarks = ["SECRET", "PRIVATE", "\"d\"", "OPENSSH-KEY-V1"]

    /// The heads of PKCS #8 and of a wrapped seed for X25519, in base 64 and hexadecimal.
    private static let privateHeads = ["MC4CAQAwBQYDK2VuBCIEI", "302E020100300506032B656E0422"]

    /// Whether somebody is about to give a private key away.
    static func looksPrivate(_ text: String) -> Bool {
        let upper = text.uppercased()
        return privateMarks.contains { upper.contains($0.uppercased()) }
            || privateHeads.contains { upper.contains($0.uppercased()) }
    }
}

extension Refusal {
    static let privateKeyRefused = Refusal(
        .invalid,
        code: "private-key-refused",
        detail: """
            This looks like a private key, which is for nobody but you. It was not stored; since \
            it was sent, make a new one with `clearinghouse recipient-key make` and register its \
            public part.
            """,
        faults: [
            Fault(
                place: "/publicKey",
                code: "private-key",
                reason: "Send the public part only: the line that begins with hpke-x25519:."
            )
        ]
    )

    static func invalidRecipientKey(_ reason: String) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-recipient-key",
            detail: "This is no public key that bundles can be sealed to.",
            faults: [Fault(place: "/publicKey", code: "no-public-key", reason: reason)]
        )
    }

    static let tooManyRecipientKeys = Refusal(
        .limit,
        code: "too-many-recipient-keys",
        detail: """
            A participant has at most \(RecipientKeyLimit.inForce) keys in force. Revoke one that \
            is not used any more.
            """
    )

    static let recipientKeyRevoked = Refusal(
        .gone,
        code: "recipient-key-revoked",
        detail: "The key was revoked before."
    )
}
