// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

/// A tree with every change of shape that tiles of 256 bring up to level 2.
private let grove = MerkleTree(leaves: Naive.leaves(70_000))
private let sizes: [UInt64] = [
    1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 66_000, 70_000,
]

extension TiledTree {
    fileprivate mutating func add(_ tiles: [TileAddress]) throws {
        for tile in tiles { try add(try #require(grove.tile(at: tile)), at: tile) }
    }
}

@Test(arguments: sizes) func `the root follows from the tiles of the right edge`(
    size: UInt64
) throws {
    var tiled = TiledTree(size: size)
    try tiled.add(tiled.tilesForRoot)
    #expect(try tiled.root() == grove.root(at: size))
    #expect(tiled.tilesForRoot.count <= 3)
}

@Test(arguments: sizes) func `proofs from tiles are the proofs of the tree`(size: UInt64) throws {
    for index in Set([0, size / 2, size - 1, size * 7 / 9, min(255, size - 1)]) {
        var tiled = TiledTree(size: size)
        try tiled.add(tiled.tiles(forInclusionOf: index))
        let proof = try tiled.inclusionProof(of: index)
        #expect(try proof == grove.inclusionProof(of: index, size: size))

        var grown = TiledTree(size: size)
        try grown.add(grown.tiles(forConsistencyOf: Subtree(treeOf: index + 1)))
        let consistency = try grown.consistencyProof(from: index + 1)
        #expect(try consistency == grove.consistencyProof(from: index + 1, to: size))
    }
}

@Test(arguments: sizes) func `the last entries are proven to lie in the tree`(
    size: UInt64
) throws {
    let bundle = try #require(TileAddress.lastEntries(treeOf: size))
    let subtree = try #require(bundle.leaves)
    let leaves = (subtree.start..<subtree.end).map { LogHash(leaf: Naive.entry(Int($0))) }
    var tiled = TiledTree(size: size)
    try tiled.add(tiled.tiles(forConsistencyOf: subtree))
    try tiled.consistencyProof(of: subtree).verify(
        subtreeRoot: MerkleTree(leaves: leaves).root,
        root: try #require(grove.root(at: size))
    )
}

@Test func `a tree of seventy thousand has the tiles that the specification lists`() {
    let size: UInt64 = 70_000
    #expect(TileAddress(.hashes(level: 0), index: 272, treeOf: size)?.width == 256)
    #expect(TileAddress(.hashes(level: 0), index: 273, treeOf: size)?.width == 112)
    #expect(TileAddress(.hashes(level: 0), index: 274, treeOf: size) == nil)
    #expect(TileAddress(.hashes(level: 1), index: 0, treeOf: size)?.width == 256)
    #expect(TileAddress(.hashes(level: 1), index: 1, treeOf: size)?.width == 17)
    #expect(TileAddress(.hashes(level: 2), index: 0, treeOf: size)?.width == 1)
    #expect(TileAddress(.hashes(level: 3), index: 0, treeOf: size) == nil)
    #expect(TileAddress(.hashes(level: 0), index: .max, treeOf: size) == nil)
}

@Test func `a full tile may stand in for a part of it`() throws {
    let part = try #require(TileAddress(.hashes(level: 0), index: 0, treeOf: 200))
    var tiled = TiledTree(size: 200)
    try tiled.add(try #require(grove.tile(at: part.full)), at: part.full)
    #expect(try tiled.root() == grove.root(at: 200))
}

@Test func `tiles that are missing, cut short or of another tree are refused`() throws {
    let tile = try #require(TileAddress(.hashes(level: 0), index: 0, width: 9))
    let bytes = try #require(grove.tile(at: tile))
    var tiled = TiledTree(size: 9)
    #expect(throws: TileFault.missing(tile)) { try tiled.root() }
    #expect(throws: TileFault.wrongLength(tile, bytes: 287)) {
        try tiled.add(bytes.dropLast(), at: tile)
    }
    var larger = TiledTree(size: 10)
    #expect(throws: TileFault.foreign(tile, size: 10)) { try larger.add(bytes, at: tile) }
    let beyond = try #require(TileAddress(.hashes(level: 0), index: 1, width: 9))
    #expect(throws: TileFault.foreign(beyond, size: 9)) { try tiled.add(bytes, at: beyond) }
    #expect(grove.tile(at: try #require(TileAddress(.hashes(level: 2), index: 0))) == nil)
    #expect(grove.tile(at: try #require(TileAddress(.hashes(level: 63), index: 0))) == nil)
    #expect(throws: TileFault.proof(.outside(index: 9, start: 0, end: 9))) {
        try tiled.tiles(forInclusionOf: 9)
    }
}

@Test func `a path is read in exactly one spelling`() throws {
    for path in [
        "tile/0/000", "tile/0/x001/x234/067", "tile/entries/000.p/1", "tile/63/999.p/255",
        "tile/7/x010/000",
    ] {
        #expect(TileAddress(path: path)?.path == path)
    }
    for path in [
        "", "tile", "tile/0", "tile/0/", "tile/0/0", "tile/0/x000/067", "tile/0/001/067",
        "tile/0/x001/x067", "tile/00/000", "tile/64/000", "tile/-1/000", "tile/+1/000",
        "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/05", "tile/0/000.p/", "tile/0/.p/3",
        "tile/0/000.p", "/tile/0/000", "tile/0/000/", "tile/0/00é", "tile/entry/000",
        "tile/0/x999/x999/x999/x999/x999/999", "tile/0/x001/../000", "tile/0/ 00", "tile/0/-01",
    ] {
        #expect(TileAddress(path: path) == nil, "\(path)")
    }
}

@Test func `a bundle gives back its entries, and nothing else passes for one`() throws {
    let tile = try #require(TileAddress(.entries, index: 0, width: 3))
    let entries: [[UInt8]] = [[], [1, 2, 3], [UInt8](repeating: 7, count: 65_535)]
    let bytes = try EntryBundle.encode(entries, at: tile)
    #expect(bytes.prefix(7).elementsEqual([0, 0, 0, 3, 1, 2, 3]))
    #expect(try EntryBundle.decode(bytes, at: tile) == entries)
    for bad in [[], Array(bytes.dropLast()), bytes + [0], bytes + [0, 0], [0, 9, 1], [0]] {
        #expect(throws: TileFault.entries(tile)) { try EntryBundle.decode(bad, at: tile) }
    }
    #expect(throws: TileFault.entries(tile)) {
        try EntryBundle.encode([[], [], [UInt8](repeating: 0, count: 65_536)], at: tile)
    }
    #expect(throws: TileFault.entries(tile)) { try EntryBundle.encode([[]], at: tile) }
}
