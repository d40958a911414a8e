// SPDX-License-Identifier: Apache-2.0

import TransparencyLog

/// A row of `log_tiles`.
struct TileRow: Sendable, Equatable {
    let level: Int
    let number: Int64
    var hashes: [LogHash]
}

extension Querying {
    /// The commitments of the entries from one sequence number on, at most `limit`.
    func commitments(from sequence: Int64, limit: Int) throws -> [[UInt8]] {
        try all(
            """
            SELECT commitment FROM journal WHERE sequence >= \(sequence)
            ORDER BY sequence LIMIT \(limit)
            """
        ) { try $0.read() }
    }

    /// As many hashes of a tile as the tables have, at most `width`.
    func tileHashes(level: Int, number: Int64, width: Int) throws -> [LogHash] {
        if let row = try tileRow(level: level, number: number), row.hashes.count >= width {
            return Array(row.hashes.prefix(width))
        }
        guard level == 0 else { return [] }
        let first = number * Int64(TileAddress.fullWidth)
        return try commitments(from: first, limit: width).map { LogHash(leaf: $0) }
    }

    func tileRow(level: Int, number: Int64) throws -> TileRow? {
        try first(
            "SELECT hashes FROM log_tiles WHERE level = \(level) AND number = \(number)"
        ) { row in
            let bytes: [UInt8] = try row.read()
            let hashes = bytes.pages(of: LogHash.byteCount).compactMap { LogHash($0) }
            return TileRow(level: level, number: number, hashes: hashes)
        }
    }

    /// The tree of so many leaves, with the tiles that one of its questions needs.
    func tiledTree(
        size: Int64,
        needing tiles: (TiledTree) throws -> [TileAddress]
    ) throws -> TiledTree {
        var tree = TiledTree(size: UInt64(size))
        for tile in try tiles(tree) {
            guard case .hashes(let level) = tile.shelf else { continue }
            let number = Int64(tile.index)
            let hashes = try tileHashes(level: level, number: number, width: tile.width)
            guard hashes.count == tile.width else {
                throw LogFault.damaged("the tile \(tile) is missing")
            }
            try tree.add(hashes.flatMap(\.bytes), at: tile)
        }
        return tree
    }

    /// The root that the log had at a size, from its tiles.
    func logRoot(at size: Int64) throws -> LogHash {
        try tiledTree(size: size) { $0.tilesForRoot }.root()
    }

    /// How many tiles of a level are full.
    func fullTiles(level: Int) throws -> Int64 {
        let full = TileAddress.fullWidth
        let last = try first(
            """
            SELECT number FROM log_tiles WHERE level = \(level) AND width = \(full)
            ORDER BY number DESC LIMIT 1
            """
        ) { try $0.read(Int64.self) }
        return last.map { $0 + 1 } ?? 0
    }

    /// The rows that are missing for a journal of so many entries, the lowest level first.
    ///
    /// They follow from the journal alone, so several processes may make and keep the same.
    func missingTiles(size: Int64, limit: Int) throws -> [TileRow] {
        let full = Int64(TileAddress.fullWidth)
        let kept = try fullTiles(level: 0)
        let wanted = min(size / full, kept + Int64(limit))
        guard kept < wanted else { return [] }
        var growing = GrowingTiles()
        for number in kept..<wanted {
            let leaves = try commitments(from: number * full, limit: Int(full))
            guard leaves.count == Int(full) else {
                throw LogFault.damaged("the journal has a gap near entry \(number * full)")
            }
            let hashes = leaves.map { LogHash(leaf: $0) }
            let row = TileRow(level: 0, number: number, hashes: hashes)
            try growing.put(row) { try tileRow(level: $0, number: $1) }
        }
        return growing.rows
    }
}

/// Full tiles put their root into the tile above, which may become full by that.
private struct GrowingTiles {
    private struct Place: Hashable {
        let level: Int
        let number: Int64
    }

    private var made: [Place: TileRow] = [:]

    var rows: [TileRow] {
        made.values.sorted { ($0.level, $0.number) < ($1.level, $1.number) }
    }

    mutating func put(_ row: TileRow, stored: (Int, Int64) throws -> TileRow?) throws {
        made[Place(level: row.level, number: row.number)] = row
        guard row.hashes.count == TileAddress.fullWidth else { return }
        let full = Int64(TileAddress.fullWidth)
        let above = Place(level: row.level + 1, number: row.number / full)
        var parent =
            try made[above] ?? stored(above.level, above.number)
            ?? TileRow(level: above.level, number: above.number, hashes: [])
        let position = Int(row.number % full)
        if parent.hashes.count > position { return }
        guard parent.hashes.count == position else {
            throw LogFault.damaged("a tile of level \(above.level) has a gap")
        }
        parent.hashes.append(MerkleTree(leaves: row.hashes).root)
        try put(parent, stored: stored)
    }
}
