// SPDX-License-Identifier: Apache-2.0

import Crypto

extension LogHash {
    /// RFC 6962 §2.1 sets leaves and nodes apart, so that a node cannot pass as an entry.
    private static let leafPrefix: UInt8 = 0x00
    private static let nodePrefix: UInt8 = 0x01

    /// The root of a tree without leaves: SHA-256 of nothing (RFC 6962 §2.1).
    public static let emptyTree = LogHash(hashing: UnsafeRawBufferPointer(start: nil, count: 0))

    /// Hashes an entry into its leaf: SHA-256(0x00 ‖ entry) (RFC 6962 §2.1).
    public init(leaf entry: some Collection<UInt8>) {
        let direct = entry.withContiguousStorageIfAvailable { bytes in
            Self(leafBytes: UnsafeRawBufferPointer(bytes))
        }
        self = direct ?? Array(entry).withUnsafeBytes { Self(leafBytes: $0) }
    }

    /// Hashes the entry that lies in `entry` into its leaf.
    public init(leafBytes entry: UnsafeRawBufferPointer) {
        self = withUnsafeTemporaryAllocation(byteCount: 1 + entry.count, alignment: 8) { scratch in
            scratch[0] = Self.leafPrefix
            UnsafeMutableRawBufferPointer(rebasing: scratch[1...]).copyMemory(from: entry)
            return Self(hashing: UnsafeRawBufferPointer(scratch))
        }
    }

    /// Hashes two children into their node: SHA-256(0x01 ‖ left ‖ right) (RFC 6962 §2.1).
    public init(node left: LogHash, _ right: LogHash) {
        let count = 1 + 2 * Self.byteCount
        self = withUnsafeTemporaryAllocation(byteCount: count, alignment: 8) { scratch in
            scratch[0] = Self.nodePrefix
            scratch.storeBytes(of: left, toByteOffset: 1, as: LogHash.self)
            scratch.storeBytes(of: right, toByteOffset: 1 + Self.byteCount, as: LogHash.self)
            return Self(hashing: UnsafeRawBufferPointer(scratch))
        }
    }

    /// SHA-256 of the bytes as they are: no leaf and no node, but what an entry may be made of.
    public init(digestOf bytes: [UInt8]) {
        self = bytes.withUnsafeBytes { Self(hashing: $0) }
    }

    /// SHA-256 of the bytes as they are.
    private init(hashing bytes: UnsafeRawBufferPointer) {
        var hasher = SHA256()
        hasher.update(bufferPointer: bytes)
        self = hasher.finalize().withUnsafeBytes { Self(loading: $0) }
    }
}
