// SPDX-License-Identifier: Apache-2.0

/// Why tiles do not give what was asked of them.
public enum TileFault: Error, Hashable, Sendable {
    /// This tile was needed and has not been added.
    case missing(TileAddress)
    /// A tile of hashes has 32 bytes a hash; this many were found.
    case wrongLength(TileAddress, bytes: Int)
    /// A bundle does not hold exactly its entries, or one is too long for 16 bits.
    case entries(TileAddress)
    /// The tile does not belong to a tree of this size.
    case foreign(TileAddress, size: UInt64)
    /// What was asked for cannot be proven.
    case proof(ProofFault)
}

extension TileFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        switch self {
        case .missing(let tile):
            "\(tile) is missing"
        case .wrongLength(let tile, let bytes):
            "\(tile) has \(bytes) bytes and should have \(tile.width * LogHash.byteCount)"
        case .entries(let tile):
            "\(tile) does not hold exactly \(tile.width) entries of at most 65535 bytes"
        case .foreign(let tile, let size):
            "a tree of \(size) leaves has no \(tile)"
        case .proof(let fault):
            fault.description
        }
    }
}
