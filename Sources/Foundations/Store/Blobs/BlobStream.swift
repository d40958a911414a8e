// SPDX-License-Identifier: Apache-2.0

import Crypto
import FoundationEssentials

/// A blob as encrypted pieces: AES-256-GCM under a key of its own, made from a random salt at its
/// head.
///
/// The piece's number is the nonce; its number and whether it is the last are authenticated with
/// it. So a piece that was changed, dropped, repeated, moved or cut off at the end is found (the
/// STREAM construction).
enum BlobStream {
    static let saltBytes = 32
    /// What the first piece begins with: a version and the salt.
    static let headBytes = 1 + saltBytes
    /// What each piece ends with.
    static let tagBytes = 16
    fileprivate static let version: UInt8 = 1

    /// Where a piece begins in the pieces put one after another.
    static func offset(ofPiece number: Int64) -> Int64 {
        number == 0 ? 0 : Int64(headBytes) + number * Int64(BlobLimits.pieceBytes + tagBytes)
    }

    /// How many pieces so many plain bytes make; nothing at all is still one piece.
    static func pieces(ofBytes size: Int64) -> Int64 {
        let piece = Int64(BlobLimits.pieceBytes)
        return max(1, (size + piece - 1) / piece)
    }

    fileprivate static func nonce(_ number: Int64) throws -> AES.GCM.Nonce {
        try AES.GCM.Nonce(data: [0, 0, 0, 0] + bigEndian(number))
    }

    fileprivate static func bigEndian(_ number: Int64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * $0)) }
    }

    fileprivate static func bound(_ number: Int64, _ isLast: Bool) -> [UInt8] {
        [version] + bigEndian(number) + [isLast ? 1 : 0]
    }
}

/// Encrypts a blob piece by piece and makes its address on the way.
struct BlobSealer {
    private let key: SymmetricKey
    private let salt: [UInt8]
    private var address: HMAC<SHA256>
    private var pending: [UInt8] = []
    private(set) var number: Int64 = 0
    private(set) var sizeBytes: Int64 = 0

    init(_ scopeKey: ScopeKey) {
        salt = SystemRandomNumberGenerator.bytes(BlobStream.saltBytes)
        key = scopeKey.stream(salt: salt)
        address = scopeKey.address()
    }

    /// Takes in bytes; hands out each piece that is known not to be the last.
    mutating func take(_ bytes: some Collection<UInt8>) throws -> [[UInt8]] {
        pending.append(contentsOf: bytes)
        var pieces: [[UInt8]] = []
        var start = 0
        while pending.count - start > BlobLimits.pieceBytes {
            let plain = pending[start..<(start + BlobLimits.pieceBytes)]
            pieces.append(try seal(plain, isLast: false))
            start += BlobLimits.pieceBytes
        }
        pending.removeFirst(start)
        return pieces
    }

    /// The last piece, and the address of the whole.
    mutating func finish() throws -> (piece: [UInt8], address: BlobAddress) {
        let piece = try seal(pending[...], isLast: true)
        guard let address = BlobAddress(bytes: Array(address.finalize())) else {
            throw BlobFault.tampered
        }
        return (piece, address)
    }

    private mutating func seal(_ plain: ArraySlice<UInt8>, isLast: Bool) throws -> [UInt8] {
        address.update(data: plain)
        sizeBytes += Int64(plain.count)
        let box = try AES.GCM.seal(
            plain,
            using: key,
            nonce: BlobStream.nonce(number),
            authenticating: BlobStream.bound(number, isLast)
        )
        let head = number == 0 ? [BlobStream.version] + salt : []
        number += 1
        return head + Array(box.ciphertext) + Array(box.tag)
    }
}

/// Decrypts a blob piece by piece; the last piece is given out only if the whole is what was
/// addressed.
struct BlobOpener {
    private let scopeKey: ScopeKey
    private let wanted: BlobAddress
    private let count: Int64
    private var key: SymmetricKey?
    private var address: HMAC<SHA256>
    private var number: Int64 = 0

    init(_ scopeKey: ScopeKey, address: BlobAddress, pieces: Int64) {
        self.scopeKey = scopeKey
        wanted = address
        count = pieces
        self.address = scopeKey.address()
    }

    /// The plain bytes of the next piece.
    mutating func open(_ piece: [UInt8]) throws -> [UInt8] {
        var rest = piece[...]
        if number == 0 {
            guard rest.count >= BlobStream.headBytes, rest.removeFirst() == BlobStream.version
            else {
                throw BlobFault.tampered
            }
            key = scopeKey.stream(salt: Array(rest.prefix(BlobStream.saltBytes)))
            rest.removeFirst(BlobStream.saltBytes)
        }
        guard let key, number < count, rest.count >= BlobStream.tagBytes else {
            throw BlobFault.tampered
        }
        let isLast = number == count - 1
        let plain = try decrypt(rest, key: key, isLast: isLast)
        address.update(data: plain)
        number += 1
        if isLast {
            guard Array(address.finalize()) == wanted.bytes else { throw BlobFault.tampered }
        }
        return plain
    }

    private func decrypt(
        _ piece: ArraySlice<UInt8>,
        key: SymmetricKey,
        isLast: Bool
    ) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(
                nonce: BlobStream.nonce(number),
                ciphertext: piece.dropLast(BlobStream.tagBytes),
                tag: piece.suffix(BlobStream.tagBytes)
            )
            let bound = BlobStream.bound(number, isLast)
            return Array(try AES.GCM.open(box, using: key, authenticating: bound))
        } catch {
            throw BlobFault.tampered
        }
    }
}
