// SPDX-License-Identifier: Apache-2.0

/// The entries of one tile: each after its length in 16 bits, network order (C2SP tlog-tiles).
public enum EntryBundle {
    /// The length of an entry has 16 bits.
    public static let entryByteLimit = Int(UInt16.max)
    /// A full bundle of the longest entries.
    public static let byteLimit = TileAddress.fullWidth * (2 + entryByteLimit)

    /// Writes the entries of `tile`, in their order.
    public static func encode(
        _ entries: [[UInt8]],
        at tile: TileAddress
    ) throws(TileFault) -> [UInt8] {
        guard entries.count == tile.width, entries.allSatisfy({ $0.count <= entryByteLimit }) else {
            throw .entries(tile)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            bytes.append(UInt8(truncatingIfNeeded: entry.count >> 8))
            bytes.append(UInt8(truncatingIfNeeded: entry.count))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    /// Reads exactly the entries of `tile`; too few, too many or half an entry are faults.
    public static func decode(
        _ bytes: [UInt8],
        at tile: TileAddress
    ) throws(TileFault) -> [[UInt8]] {
        var rest = bytes[...]
        var entries: [[UInt8]] = []
        entries.reserveCapacity(tile.width)
        while let high = rest.popFirst() {
            guard entries.count < tile.width, let low = rest.popFirst() else {
                throw .entries(tile)
            }
            let length = Int(high) << 8 | Int(low)
            guard length <= rest.count else { throw .entries(tile) }
            entries.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        guard entries.count == tile.width else { throw .entries(tile) }
        return entries
    }
}

extension MerkleTree {
    /// The bytes of a tile of hashes; nil where the tree does not (yet) have it so wide.
    public func tile(at address: TileAddress) -> [UInt8]? {
        guard case .hashes(let level) = address.shelf else { return nil }
        let first = address.index * UInt64(TileAddress.fullWidth)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(address.width * LogHash.byteCount)
        for offset in 0..<UInt64(address.width) {
            let place = NodePosition(
                level: level * TileAddress.levelsPerTile,
                index: first + offset
            )
            guard let hash = node(at: place) else { return nil }
            hash.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }
}
