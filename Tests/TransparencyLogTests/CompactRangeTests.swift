// SPDX-License-Identifier: Apache-2.0
import Testing
import TransparencyLog

@Test func `a compact range has the root of the naive tree at every size to 300`() throws {
    let leaves = Naive.leaves(300)
    var range = CompactRange()
    for size in 0...300 {
        #expect(range.size == UInt64(size))
        #expect(range.root == Naive.root(leaves[..<size]))
        #expect(try CompactRange(encoded: range.encoded) == range)
        #expect(range.encoded.count == 8 + 32 * size.nonzeroBitCount)
        if size < 300 { range.append(leaves[size]) }
    }
}

@Test func `a range that was stored and read again grows like one that was not`() throws {
    let leaves = Naive.leaves(5_000)
    var whole = CompactRange()
    var interrupted = CompactRange()
    for (index, leaf) in leaves.enumerated() {
        whole.append(leaf)
        if index % 37 == 0 { interrupted = try CompactRange(encoded: interrupted.encoded) }
        interrupted.append(leaf)
    }
    #expect(interrupted == whole)
    #expect(whole.root == MerkleTree(leaves: leaves).root)
    #expect(whole == MerkleTree(leaves: leaves).compactRange)
}

@Test func `appending tells of each node that becomes full, once and rightly`() {
    var told: [NodePosition: LogHash] = [:]
    var range = CompactRange()
    let leaves = Naive.leaves(100)
    for leaf in leaves {
        range.append(leaf) { position, hash in
            #expect(told.updateValue(hash, forKey: position) == nil)
        }
    }
    let tree = MerkleTree(leaves: leaves)
    #expect(told.count == 100 + 50 + 25 + 12 + 6 + 3 + 1)
    for (position, hash) in told { #expect(tree.node(at: position) == hash) }
}

@Test func `bytes that are no compact range are refused`() throws {
    var range = CompactRange()
    for leaf in Naive.leaves(7) { range.append(leaf) }
    #expect(throws: CompactRangeFault.wrongLength(0)) { try CompactRange(encoded: []) }
    #expect(throws: CompactRangeFault.wrongLength(7)) {
        try CompactRange(encoded: Array(range.encoded.prefix(7)))
    }
    #expect(throws: CompactRangeFault.wrongLength(103)) {
        try CompactRange(encoded: range.encoded.dropLast())
    }
    #expect(throws: CompactRangeFault.wrongCount(size: 7, expected: 3, found: 2)) {
        try CompactRange(encoded: range.encoded.dropLast(32))
    }
}
