// SPDX-License-Identifier: Apache-2.0

/// Which tile: a row of up to 256 hashes of one level, or of entries (C2SP tlog-tiles).
public struct TileAddress: Hashable, Sendable {
    /// What a tile holds.
    public enum Shelf: Hashable, Sendable {
        /// The log's entries themselves.
        case entries
        /// Hashes of the nodes 8·level above the leaves.
        case hashes(level: Int)
    }

    /// A full tile spans eight levels of the tree.
    public static let fullWidth = 256
    static let levelsPerTile = 8
    /// C2SP counts tile levels up to 63; a tree of 2^63 leaves needs eight.
    private static let highestLevel = 63
    /// Beyond it the leaves would no longer be counted in 64 bits.
    private static let indexLimit: UInt64 = 1 << 55
    /// Eighteen digits hold every tile of a tree below 2^63 leaves.
    private static let longestIndex = 6

    /// Entries or hashes, and of which level.
    public let shelf: Shelf
    /// Which tile of its shelf, from the left.
    public let index: UInt64
    /// How many hashes or entries it has: 256, or fewer at the right edge of the tree.
    public let width: Int

    /// Names a tile; nil for a width, level or index that no tile has.
    public init?(_ shelf: Shelf, index: UInt64, width: Int = Self.fullWidth) {
        guard (1...Self.fullWidth).contains(width), index < Self.indexLimit else { return nil }
        if case .hashes(let level) = shelf {
            guard (0...Self.highestLevel).contains(level) else { return nil }
        }
        self.init(trusted: shelf, index: index, width: width)
    }

    init(trusted shelf: Shelf, index: UInt64, width: Int) {
        self.shelf = shelf
        self.index = index
        self.width = width
    }

    /// The same tile once it is full, which may be served in place of a part of it.
    public var full: TileAddress {
        TileAddress(trusted: shelf, index: index, width: Self.fullWidth)
    }
}

// MARK: - Tiles of a tree

extension TileAddress {
    /// The tile at `index` of `shelf` in the tree of `size` leaves; nil where it would be empty.
    public init?(_ shelf: Shelf, index: UInt64, treeOf size: UInt64) {
        guard index < Self.indexLimit else { return nil }
        let fullWidth = UInt64(Self.fullWidth)
        let (count, start) = (Self.count(on: shelf, treeOf: size), index * fullWidth)
        guard start < count else { return nil }
        self.init(shelf, index: index, width: Int(min(fullWidth, count - start)))
    }

    /// The last tile of entries in the tree of `size` leaves, full or not; nil without leaves.
    public static func lastEntries(treeOf size: UInt64) -> TileAddress? {
        size == 0 ? nil : TileAddress(.entries, index: (size - 1) / UInt64(fullWidth), treeOf: size)
    }

    /// The tile from which `node` follows in the tree of `size` leaves, where it is full.
    static func holding(_ node: NodePosition, treeOf size: UInt64) -> TileAddress? {
        let above = UInt64(node.level % levelsPerTile)
        let index = node.index << above / UInt64(fullWidth)
        return TileAddress(
            .hashes(level: node.level / levelsPerTile),
            index: index,
            treeOf: size
        )
    }

    /// How many hashes or entries lie on `shelf`.
    private static func count(on shelf: Shelf, treeOf size: UInt64) -> UInt64 {
        switch shelf {
        case .entries: size
        case .hashes(let level): size >> UInt64(level * levelsPerTile)
        }
    }

    /// The leaves whose entries the tile holds; nil for a tile of hashes.
    public var leaves: Subtree? {
        guard shelf == .entries else { return nil }
        let start = index * UInt64(Self.fullWidth)
        return Subtree(start: start, end: start + UInt64(width))
    }
}

// MARK: - Paths

extension TileAddress: CustomStringConvertible {
    /// The tile's path below the log's address, for example `tile/0/x001/234.p/5`.
    public var path: String {
        let shelf =
            switch shelf {
            case .entries: "entries"
            case .hashes(let level): String(level)
            }
        let part = width == Self.fullWidth ? "" : ".p/\(width)"
        return "tile/\(shelf)/\(indexPath)\(part)"
    }

    /// The same as `path`.
    public var description: String { path }

    /// The index in groups of three digits, all but the last marked with an x.
    private var indexPath: String {
        var groups: [String] = []
        var rest = index
        repeat {
            let digits = String(rest % 1000)
            let group = String(repeating: "0", count: 3 - digits.count) + digits
            groups.append(groups.isEmpty ? group : "x" + group)
            rest /= 1000
        } while rest > 0
        return groups.reversed().joined(separator: "/")
    }

    /// Reads a path as `path` writes it; every other spelling is nil.
    public init?(path: String) {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        guard parts.count <= 4 + Self.longestIndex, parts.popFirst() == "tile" else { return nil }
        guard let shelf = parts.popFirst().flatMap(Self.shelf(named:)) else { return nil }
        var width = Self.fullWidth
        if parts.count > 1, parts[parts.endIndex - 2].hasSuffix(".p") {
            guard let part = parts.popLast().flatMap({ Int($0) }) else { return nil }
            width = part
            parts[parts.endIndex - 1].removeLast(2)
        }
        guard (1...Self.longestIndex).contains(parts.count) else { return nil }
        var index: UInt64 = 0
        for group in parts {
            guard let value = UInt64(group.drop { $0 == "x" }), value < 1000 else { return nil }
            index = index * 1000 + value
        }
        self.init(shelf, index: index, width: width)
        // Whatever is spelled otherwise than we would spell it is no path of a tile.
        guard self.path.utf8.elementsEqual(path.utf8) else { return nil }
    }

    private static func shelf(named name: Substring) -> Shelf? {
        if name == "entries" { return .entries }
        return Int(name).map { .hashes(level: $0) }
    }
}
