// SPDX-License-Identifier: Apache-2.0

/// A tree known only by the tiles that were added: it says which it needs and proves from them.
///
/// It trusts its tiles: whoever got them from a stranger verifies what comes out against a root.
public struct TiledTree: Sendable {
    /// How many leaves the tree has.
    public let size: UInt64
    private var tiles: [TileAddress: [LogHash]] = [:]

    /// A tree of `size` leaves, no tile known.
    public init(size: UInt64) {
        self.size = size
    }

    /// Adds the bytes of a tile of hashes, as they were served.
    public mutating func add(_ bytes: [UInt8], at tile: TileAddress) throws(TileFault) {
        guard tile.width * LogHash.byteCount == bytes.count else {
            throw .wrongLength(tile, bytes: bytes.count)
        }
        guard case .hashes = tile.shelf,
            let own = TileAddress(tile.shelf, index: tile.index, treeOf: size),
            own.width <= tile.width
        else { throw .foreign(tile, size: size) }
        // A full tile may stand in for its part: what lies beyond this tree is not looked at.
        tiles[own] = bytes.withUnsafeBytes { raw in
            (0..<own.width).map { LogHash(loading: raw, at: $0 * LogHash.byteCount) }
        }
    }
}

// MARK: - What is needed

extension TiledTree {
    /// The tiles from which the root follows.
    public var tilesForRoot: [TileAddress] { tiles(for: [0..<size]) }

    /// The tiles from which the root follows that the tree had at an older size.
    public func tiles(forRootAt oldSize: UInt64) throws(TileFault) -> [TileAddress] {
        tiles(for: [try olderRange(oldSize)])
    }

    /// The tiles that prove a leaf, or the leaves of a bundle, to stand in the tree.
    public func tiles(forInclusionOf index: UInt64) throws(TileFault) -> [TileAddress] {
        tiles(for: try inclusionRanges(index))
    }

    /// The tiles that prove the tree to begin with an older one, or to hold a subtree.
    public func tiles(forConsistencyOf subtree: Subtree) throws(TileFault) -> [TileAddress] {
        tiles(for: try consistencyRanges(subtree))
    }

    private func tiles(for ranges: [Range<UInt64>]) -> [TileAddress] {
        var wanted: [TileAddress] = []
        for range in ranges {
            NodePosition.covering(range) { node in
                guard let tile = TileAddress.holding(node, treeOf: size) else { return }
                if !wanted.contains(tile) { wanted.append(tile) }
            }
        }
        return wanted
    }

    private func olderRange(_ oldSize: UInt64) throws(TileFault) -> Range<UInt64> {
        guard oldSize <= size else { throw .proof(.shrunk(from: oldSize, to: size)) }
        return 0..<oldSize
    }

    private func inclusionRanges(_ index: UInt64) throws(TileFault) -> [Range<UInt64>] {
        do throws(ProofFault) {
            return try ProofPlan.inclusion(of: index, in: Subtree(treeOf: size))
        } catch {
            throw .proof(error)
        }
    }

    private func consistencyRanges(_ subtree: Subtree) throws(TileFault) -> [Range<UInt64>] {
        do throws(ProofFault) {
            return try ProofPlan.consistency(of: subtree, in: size)
        } catch {
            throw .proof(error)
        }
    }
}

// MARK: - What follows

extension TiledTree {
    /// The root that follows from the tiles.
    public func root() throws(TileFault) -> LogHash {
        try hash(of: 0..<size)
    }

    /// The root that follows from the tiles for an older size.
    public func root(at oldSize: UInt64) throws(TileFault) -> LogHash {
        try hash(of: try olderRange(oldSize))
    }

    /// Proves that the leaf at `index` stands in the tree.
    public func inclusionProof(of index: UInt64) throws(TileFault) -> InclusionProof {
        let path = try hashes(of: try inclusionRanges(index))
        return InclusionProof(index: index, size: size, path: path)
    }

    /// Proves that the tree begins with the one of `oldSize` leaves.
    public func consistencyProof(from oldSize: UInt64) throws(TileFault) -> ConsistencyProof {
        try consistencyProof(of: Subtree(treeOf: oldSize))
    }

    /// Proves that the tree holds `subtree`.
    public func consistencyProof(of subtree: Subtree) throws(TileFault) -> ConsistencyProof {
        let path = try hashes(of: try consistencyRanges(subtree))
        return ConsistencyProof(subtree: subtree, size: size, path: path)
    }

    private func hashes(of ranges: [Range<UInt64>]) throws(TileFault) -> [LogHash] {
        var hashes: [LogHash] = []
        for range in ranges { hashes.append(try hash(of: range)) }
        return hashes
    }

    private func hash(of range: Range<UInt64>) throws(TileFault) -> LogHash {
        var nodes: [NodePosition] = []
        NodePosition.covering(range) { nodes.append($0) }
        var hash: LogHash?
        for node in nodes.reversed() {
            let left = try self.hash(of: node)
            hash = if let right = hash { LogHash(node: left, right) } else { left }
        }
        return hash ?? .emptyTree
    }

    /// A full node: hashed from the row of its tile that lies beneath it.
    private func hash(of node: NodePosition) throws(TileFault) -> LogHash {
        guard let tile = TileAddress.holding(node, treeOf: size) else {
            throw .proof(.shrunk(from: node.index, to: size))
        }
        guard let hashes = tiles[tile] else { throw .missing(tile) }
        let length = 1 << (node.level % TileAddress.levelsPerTile)
        let fullWidth = TileAddress.fullWidth
        let start = Int(node.index % UInt64(fullWidth)) * length % fullWidth
        guard start + length <= hashes.count else { throw .missing(tile) }
        var row = hashes[start..<start + length].map(\.self)
        while row.count > 1 {
            row = stride(from: 0, to: row.count, by: 2).map { LogHash(node: row[$0], row[$0 + 1]) }
        }
        return row[0]
    }
}
