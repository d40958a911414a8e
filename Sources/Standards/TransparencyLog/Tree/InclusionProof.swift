// SPDX-License-Identifier: Apache-2.0

/// Shows that a leaf stands at an index of a tree (RFC 9162 §2.1.3).
public struct InclusionProof: Hashable, Sendable {
    /// Which leaf, counted from the beginning of the log.
    public let index: UInt64
    /// The tree, or a subtree of it, that has the leaf.
    public let subtree: Subtree
    /// The siblings on the way from the leaf up to the root.
    public let path: [LogHash]

    /// A proof for a leaf of a subtree.
    public init(index: UInt64, subtree: Subtree, path: [LogHash]) {
        self.index = index
        self.subtree = subtree
        self.path = path
    }

    /// A proof for a leaf of the tree of `size` leaves.
    public init(index: UInt64, size: UInt64, path: [LogHash]) {
        self.init(index: index, subtree: Subtree(treeOf: size), path: path)
    }

    /// Throws unless the path leads from `leaf` to `root`.
    public func verify(leaf: LogHash, root: LogHash) throws(ProofFault) {
        let found = try self.root(from: leaf)
        guard found == root else { throw .wrongRoot(expected: root, found: found) }
    }

    /// The root that the path leads to from `leaf` (RFC 9162 §2.1.3.2).
    public func root(from leaf: LogHash) throws(ProofFault) -> LogHash {
        let subtree = try self.subtree.checked()
        guard subtree.start <= index, index < subtree.end else {
            throw .outside(index: index, start: subtree.start, end: subtree.end)
        }
        var node = index - subtree.start
        var last = subtree.end - 1 - subtree.start
        var hash = leaf
        for sibling in path {
            guard last > 0 else { throw .wrongLength(found: path.count) }
            if node & 1 == 1 || node == last {
                hash = LogHash(node: sibling, hash)
                // A last node without a sibling rises until it has one.
                let rise = UInt64(node.trailingZeroBitCount)
                node >>= rise
                last >>= rise
            } else {
                hash = LogHash(node: hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        guard last == 0 else { throw .wrongLength(found: path.count) }
        return hash
    }
}
