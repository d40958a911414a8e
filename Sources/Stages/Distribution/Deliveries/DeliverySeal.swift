// SPDX-License-Identifier: Apache-2.0

package import Crypto
import FoundationEssentials
import Store

/// How a bundle is encrypted once, and its content key to each recipient (RFC 9180).
///
/// Suite: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305, in base mode. The info names
/// the bundle and the recipient's key, and the associated data is the digest of the encrypted
/// bundle, so that a sealed key opens nothing but what it was made for.
package enum DeliverySeal {
    package static let suite = HPKE.Ciphersuite.Curve25519_SHA256_ChachaPoly
    /// 256 bits, as ChaCha20-Poly1305 takes (RFC 8439).
    package static let contentKeyBytes = 32

    /// A content key sealed to one recipient's key.
    package struct Sealed: Hashable, Sendable {
        package let encapsulated: [UInt8]
        package let sealed: [UInt8]

        package init(encapsulated: [UInt8], sealed: [UInt8]) {
            self.encapsulated = encapsulated
            self.sealed = sealed
        }
    }

    /// What names the bundle and the key: part of every seal.
    package static func info(_ bundle: BundleID, _ key: RecipientKeyID) -> [UInt8] {
        Array("clearinghouse-delivery/1 \(bundle) \(key)".utf8)
    }

    /// What names the bundle: authenticated with its encrypted bytes.
    package static func binding(_ bundle: BundleID) -> [UInt8] {
        Array("clearinghouse-bundle/1 \(bundle)".utf8)
    }

    /// A key of one bundle's own.
    package static func newContentKey() -> [UInt8] {
        SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    /// A bundle's bytes under its content key: nonce, ciphertext, tag.
    package static func encrypt(
        _ payload: [UInt8],
        contentKey: [UInt8],
        bundle: BundleID
    ) throws -> [UInt8] {
        let box = try ChaChaPoly.seal(
            payload,
            using: SymmetricKey(data: contentKey),
            authenticating: binding(bundle)
        )
        return Array(box.combined)
    }

    /// The bytes that `encrypt` was given; throws for any that it did not give.
    package static func decrypt(
        _ sealed: [UInt8],
        contentKey: [UInt8],
        bundle: BundleID
    ) throws -> [UInt8] {
        let box = try ChaChaPoly.SealedBox(combined: sealed)
        let key = SymmetricKey(data: contentKey)
        return Array(try ChaChaPoly.open(box, using: key, authenticating: binding(bundle)))
    }

    /// A content key for one recipient's key; two multiplications on the curve.
    package static func seal(
        _ contentKey: [UInt8],
        to publicKey: RecipientPublicKey,
        key: RecipientKeyID,
        bundle: BundleID,
        sealedDigest: [UInt8]
    ) throws -> Sealed {
        let recipient = try Curve25519.KeyAgreement.PublicKey(
            rawRepresentation: publicKey.bytes
        )
        var sender = try HPKE.Sender(
            recipientKey: recipient,
            ciphersuite: suite,
            info: Data(info(bundle, key))
        )
        let sealed = try sender.seal(Data(contentKey), authenticating: Data(sealedDigest))
        return Sealed(encapsulated: Array(sender.encapsulatedKey), sealed: Array(sealed))
    }
}
