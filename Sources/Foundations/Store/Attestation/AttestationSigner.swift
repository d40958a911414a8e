// SPDX-License-Identifier: Apache-2.0

import Crypto
package import SecurityFormats

/// Signs with the server's attestation key, which every process of a clearinghouse shares.
///
/// It stands here, and not in a stage, since verdicts, manifests and coverage are signed alike.
package struct AttestationSigner: Sendable {
    private let store: Store

    package init(_ store: Store) {
        self.store = store
    }

    /// The public part of the key; made at its first use.
    package func publicKey() async throws -> AttestationKey {
        let key = try await privateKey().publicKey.rawRepresentation
        guard let told = AttestationKey(bytes: Array(key)) else { throw SigningFault.unusableKey }
        return told
    }

    /// An envelope around a payload, signed once.
    package func sign(payloadType: String, payload: [UInt8]) async throws -> DSSEEnvelope {
        let key = try await privateKey()
        let signed = DSSEEnvelope.signedBytes(payloadType: payloadType, payload: payload)
        let signature = try key.signature(for: signed)
        let name = AttestationKey(bytes: Array(key.publicKey.rawRepresentation))?.keyID
        return DSSEEnvelope(
            payloadType: payloadType,
            payload: payload,
            signatures: [.init(keyID: name, bytes: Array(signature))]
        )
    }

    private func privateKey() async throws -> Curve25519.Signing.PrivateKey {
        try Curve25519.Signing.PrivateKey(rawRepresentation: await store.secret(.attestation))
    }
}

/// Why nothing could be signed.
package enum SigningFault: Error, Sendable, Hashable {
    case unusableKey
}
