// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials

/// One scope's key, unwrapped: seals bodies, addresses blobs, encrypts them; a derived key for
/// each.
struct ScopeKey: Sendable {
    /// 256 bits.
    static let countBytes = 32

    private let scope: SealingScope
    private let sealing: SymmetricKey
    private let addressing: SymmetricKey
    private let streaming: SymmetricKey

    init(_ secret: [UInt8], scope: SealingScope) {
        let key = SymmetricKey(data: secret)
        func derived(_ use: String) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(
                inputKeyMaterial: key,
                info: Array("clearinghouse/\(use)/1".utf8),
                outputByteCount: Self.countBytes
            )
        }
        self.scope = scope
        sealing = derived("seal")
        addressing = derived("blob-address")
        streaming = derived("blob-stream")
    }

    func seal(_ bytes: [UInt8]) throws -> [UInt8] {
        try AEAD.seal(bytes, key: sealing, authenticating: scope.id.bytes)
    }

    func open(_ sealed: [UInt8]) throws -> [UInt8] {
        try AEAD.open(sealed, key: sealing, authenticating: scope.id.bytes)
    }

    /// Begins the address of a blob: no digest of a plaintext can be guessed from it (RULES K2).
    func address() -> HMAC<SHA256> {
        HMAC<SHA256>(key: addressing)
    }

    /// The key of one blob's bytes, made from the random salt at its head.
    func stream(salt: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: streaming,
            salt: salt,
            info: scope.id.bytes,
            outputByteCount: Self.countBytes
        )
    }
}

/// The keys of one batch, unwrapped before it began, so that sealing in it does no I/O (RULES S1).
package struct PreparedKeys: Sendable {
    /// A scope whose key was erased is there without a key.
    let keys: [SealingScope: ScopeKey?]

    /// Whether the scopes were all prepared.
    func hold(_ scopes: [SealingScope]) -> Bool { scopes.allSatisfy { keys[$0] != nil } }

    /// Seals bytes for a scope that was prepared.
    package func seal(_ bytes: [UInt8], for scope: SealingScope) throws -> [UInt8] {
        guard let found = keys[scope] else { throw KeyFault.notPrepared(scope) }
        guard let key = found else { throw KeyFault.erased(scope) }
        return try key.seal(bytes)
    }

    /// Opens sealed bytes; nil where the scope's key was erased.
    package func open(_ sealed: [UInt8], for scope: SealingScope) throws -> [UInt8]? {
        guard let found = keys[scope] else { throw KeyFault.notPrepared(scope) }
        return try found?.open(sealed)
    }
}
