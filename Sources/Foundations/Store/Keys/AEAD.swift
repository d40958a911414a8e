// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials

/// AES-256-GCM with a random nonce: version byte, nonce, ciphertext, tag.
///
/// Random 96-bit nonces are safe for 2^32 messages a key (NIST SP 800-38D §8.3); a scope stays far
/// below.
enum AEAD {
    /// Bytes that sealing adds: version 1, nonce 12, tag 16.
    static let overheadBytes = 29
    private static let version: UInt8 = 1
    private static let nonceBytes = 12

    static func seal(
        _ bytes: [UInt8],
        key: SymmetricKey,
        authenticating data: [UInt8]
    ) throws -> [UInt8] {
        let nonce = try AES.GCM.Nonce(data: Entropy.bytes(nonceBytes))
        let box = try AES.GCM.seal(bytes, using: key, nonce: nonce, authenticating: data)
        var sealed: [UInt8] = []
        sealed.reserveCapacity(bytes.count + overheadBytes)
        sealed.append(version)
        box.nonce.withUnsafeBytes { sealed.append(contentsOf: $0) }
        box.ciphertext.withUnsafeBytes { sealed.append(contentsOf: $0) }
        box.tag.withUnsafeBytes { sealed.append(contentsOf: $0) }
        return sealed
    }

    static func open(
        _ sealed: [UInt8],
        key: SymmetricKey,
        authenticating data: [UInt8]
    ) throws -> [UInt8] {
        guard sealed.count >= overheadBytes, sealed[0] == version else { throw KeyFault.tampered }
        do {
            let box = try AES.GCM.SealedBox(
                nonce: AES.GCM.Nonce(data: sealed[1..<13]),
                ciphertext: sealed[13..<(sealed.count - 16)],
                tag: sealed[(sealed.count - 16)...]
            )
            return Array(try AES.GCM.open(box, using: key, authenticating: data))
        } catch {
            throw KeyFault.tampered
        }
    }
}
