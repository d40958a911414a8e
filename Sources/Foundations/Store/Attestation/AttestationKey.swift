// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials
package import SecurityFormats

/// A public key by which attestations are checked: Ed25519 (RFC 8032).
package struct AttestationKey: Sendable, Hashable {
    /// The 32 bytes of the point.
    package let bytes: [UInt8]

    /// The name of the algorithm, as it is told.
    package static let algorithm = "ed25519"

    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// SHA-256 of the bytes in lower-case hexadecimal digits: a hint, never trusted by itself.
    package var keyID: String { Array(SHA256.hash(data: bytes)).hexadecimal }

    /// The bytes in base 64 with padding (RFC 4648 §4).
    package var text: String { Data(bytes).base64EncodedString() }

    /// Reads base 64 as `text` writes it.
    package init?(text: String) {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else {
            return nil
        }
        self.init(bytes: Array(data))
    }

    /// Whether some signature of the envelope is by this key.
    package func signed(_ envelope: DSSEEnvelope) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
            return false
        }
        let message = envelope.signedBytes
        return envelope.signatures.contains { key.isValidSignature($0.bytes, for: message) }
    }
}
