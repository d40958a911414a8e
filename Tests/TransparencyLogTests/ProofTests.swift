// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

@Test func `a tree appended in any portions is the same tree`() {
    let leaves = Naive.leaves(1_000)
    var portions = MerkleTree()
    var rest = leaves[...]
    var portion = 1
    while !rest.isEmpty {
        portions.append(contentsOf: rest.prefix(portion))
        rest = rest.dropFirst(portion)
        portion = portion * 3 % 101
    }
    var entries = MerkleTree()
    entries.append(entries: (0..<1_000).map(Naive.entry))
    for size in stride(from: UInt64(0), through: 1_000, by: 7) {
        #expect(portions.root(at: size) == Naive.root(leaves[..<Int(size)]))
        #expect(entries.root(at: size) == portions.root(at: size))
    }
}

@Test func `every leaf of every tree to 70 is proven, and no other leaf with its proof`() throws {
    let tree = MerkleTree(leaves: Naive.leaves(70))
    for size in UInt64(1)...70 {
        let root = try #require(tree.root(at: size))
        for index in 0..<size {
            let leaf = try #require(tree.leaf(at: index))
            let proof = try tree.inclusionProof(of: index, size: size)
            try proof.verify(leaf: leaf, root: root)
            #expect(throws: ProofFault.self) { try proof.verify(leaf: root.flipped(), root: root) }
            let shifted = InclusionProof(index: index ^ 1, size: size, path: proof.path)
            if size > 1 {
                #expect(throws: ProofFault.self) { try shifted.verify(leaf: leaf, root: root) }
            }
            let longer = InclusionProof(index: index, size: size, path: proof.path + [leaf])
            #expect(throws: ProofFault.self) { try longer.verify(leaf: leaf, root: root) }
        }
    }
}

@Test func `every older tree to 70 is proven, and no other with its proof`() throws {
    let tree = MerkleTree(leaves: Naive.leaves(70))
    for new in UInt64(1)...70 {
        let newRoot = try #require(tree.root(at: new))
        for old in 1...new {
            let oldRoot = try #require(tree.root(at: old))
            let proof = try tree.consistencyProof(from: old, to: new)
            try proof.verify(oldRoot: oldRoot, newRoot: newRoot)
            for place in proof.path.indices {
                var path = proof.path
                path[place] = path[place].flipped(place)
                let forged = ConsistencyProof(oldSize: old, newSize: new, path: path)
                #expect(throws: ProofFault.self) {
                    try forged.verify(oldRoot: oldRoot, newRoot: newRoot)
                }
            }
            #expect(throws: ProofFault.self) {
                try proof.verify(oldRoot: oldRoot.flipped(old.nonzeroBitCount), newRoot: newRoot)
            }
            let truncated = ConsistencyProof(
                oldSize: old,
                newSize: new,
                path: proof.path.dropLast()
            )
            if !proof.path.isEmpty {
                #expect(throws: ProofFault.self) {
                    try truncated.verify(oldRoot: oldRoot, newRoot: newRoot)
                }
            }
        }
    }
}

@Test func `every subtree of every tree to 40 is proven to lie in it`() throws {
    let leaves = Naive.leaves(40)
    let tree = MerkleTree(leaves: leaves)
    var proven = 0
    for end in UInt64(1)...40 {
        for start in 0..<end {
            let subtree = Subtree(start: start, end: end)
            guard subtree.isWellFormed else { continue }
            let root = Naive.root(leaves[Int(start)..<Int(end)])
            for size in end...40 {
                let proof = try tree.consistencyProof(of: subtree, in: size)
                try proof.verify(subtreeRoot: root, root: try #require(tree.root(at: size)))
                proven += 1
            }
            for index in start..<end {
                let proof = try tree.inclusionProof(of: index, in: subtree)
                try proof.verify(leaf: leaves[Int(index)], root: root)
            }
        }
    }
    #expect(proven > 2_000)
}

@Test func `random proofs from a tree of seventy thousand leaves hold`() throws {
    let tree = MerkleTree(leaves: Naive.leaves(70_001))
    var random = SystemRandomNumberGenerator()
    for _ in 0..<300 {
        let size = UInt64.random(in: 1...tree.size, using: &random)
        let index = UInt64.random(in: 0..<size, using: &random)
        let root = try #require(tree.root(at: size))
        try tree.inclusionProof(of: index, size: size)
            .verify(leaf: try #require(tree.leaf(at: index)), root: root)
        try tree.consistencyProof(from: index + 1, to: size)
            .verify(oldRoot: try #require(tree.root(at: index + 1)), newRoot: root)
    }
}

@Test func `what cannot be proven is said, not guessed`() {
    let tree = MerkleTree(leaves: Naive.leaves(5))
    #expect(throws: ProofFault.outside(index: 5, start: 0, end: 5)) {
        try tree.inclusionProof(of: 5, size: 5)
    }
    #expect(throws: ProofFault.shrunk(from: 6, to: 5)) {
        try tree.inclusionProof(of: 1, size: 6)
    }
    #expect(throws: ProofFault.shrunk(from: 4, to: 3)) {
        try tree.consistencyProof(from: 4, to: 3)
    }
    #expect(throws: ProofFault.fromEmptyTree(to: 5)) { try tree.consistencyProof(from: 0, to: 5) }
    #expect(throws: ProofFault.noSubtree(start: 1, end: 3)) {
        try tree.inclusionProof(of: 1, in: Subtree(start: 1, end: 3))
    }
    #expect(throws: ProofFault.noSubtree(start: 3, end: 2)) {
        try InclusionProof(index: 2, subtree: Subtree(start: 3, end: 2), path: [])
            .root(from: .emptyTree)
    }
}

@Test func `nothing is proven from the empty tree`() throws {
    let root = LogHash(leaf: [])
    try ConsistencyProof(oldSize: 0, newSize: 0, path: [])
        .verify(oldRoot: .emptyTree, newRoot: .emptyTree)
    #expect(throws: ProofFault.fromEmptyTree(to: 1)) {
        try ConsistencyProof(oldSize: 0, newSize: 1, path: [])
            .verify(oldRoot: .emptyTree, newRoot: root)
    }
    #expect(throws: ProofFault.wrongRoot(expected: root, found: .emptyTree)) {
        try ConsistencyProof(oldSize: 0, newSize: 0, path: [])
            .verify(oldRoot: .emptyTree, newRoot: root)
    }
}

@Test func `a proof of absurd sizes ends at once`() {
    let path = [LogHash](repeating: .emptyTree, count: 10_000)
    let huge = UInt64.max
    #expect(throws: ProofFault.wrongLength(found: 10_000)) {
        try InclusionProof(index: huge - 1, size: huge, path: path).root(from: .emptyTree)
    }
    #expect(throws: ProofFault.self) {
        try ConsistencyProof(oldSize: huge - 1, newSize: huge, path: path)
            .verify(oldRoot: .emptyTree, newRoot: .emptyTree)
    }
    #expect(Subtree(start: 1, end: huge).isWellFormed == false)
}
