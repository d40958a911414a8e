// SPDX-License-Identifier: Apache-2.0

/// Shows that a tree begins with an older one, or holds a subtree (RFC 9162 §2.1.4).
public struct ConsistencyProof: Hashable, Sendable {
    /// The older tree, or a subtree that the tree is said to hold.
    public let subtree: Subtree
    /// How many leaves the tree has.
    public let size: UInt64
    /// The hashes from which both roots follow, the lowest first.
    public let path: [LogHash]

    /// A proof that the tree of `size` leaves holds `subtree`.
    public init(subtree: Subtree, size: UInt64, path: [LogHash]) {
        self.subtree = subtree
        self.size = size
        self.path = path
    }

    /// A proof that the tree of `newSize` leaves begins with the one of `oldSize`.
    public init(oldSize: UInt64, newSize: UInt64, path: [LogHash]) {
        self.init(subtree: Subtree(treeOf: oldSize), size: newSize, path: path)
    }

    /// Throws unless the tree with `newRoot` begins with the older tree that has `oldRoot`.
    ///
    /// Every tree begins with the empty one, so nothing is proven from that: it is refused.
    public func verify(oldRoot: LogHash, newRoot: LogHash) throws(ProofFault) {
        guard subtree.start == 0 else {
            throw .noSubtree(start: subtree.start, end: subtree.end)
        }
        if subtree.isEmpty {
            guard size == 0 else { throw .fromEmptyTree(to: size) }
            guard newRoot == .emptyTree else {
                throw .wrongRoot(expected: newRoot, found: .emptyTree)
            }
        }
        try verify(subtreeRoot: oldRoot, root: newRoot)
    }

    /// Throws unless the tree with `root` holds the subtree that has `subtreeRoot`.
    ///
    /// No tree has to be there for an empty subtree: its root alone is looked at.
    public func verify(subtreeRoot: LogHash, root: LogHash) throws(ProofFault) {
        let subtree = try self.subtree.checked()
        guard subtree.end <= size else { throw .shrunk(from: subtree.end, to: size) }
        guard subtree.isEmpty else { return try verifyFilled(oldRoot: subtreeRoot, newRoot: root) }
        guard path.isEmpty else { throw .wrongLength(found: path.count) }
        guard subtreeRoot == .emptyTree else {
            throw .wrongOlderRoot(expected: subtreeRoot, found: .emptyTree)
        }
    }

    /// RFC 9162 §2.1.4.2, widened to subtrees.
    private func verifyFilled(oldRoot: LogHash, newRoot: LogHash) throws(ProofFault) {
        var walk = Walk(subtree: subtree, size: size)
        var path = self.path[...]
        // A full subtree is itself the seed; of any other the proof brings the last full part.
        let seed: LogHash? = walk.startsAtSubtree ? oldRoot : path.popFirst()
        guard let seed else { throw .wrongLength(found: self.path.count) }
        var older = seed
        var newer = seed
        for sibling in path {
            guard let side = walk.climb() else { throw .wrongLength(found: self.path.count) }
            switch side {
            case .left(let belongsToOlder):
                if belongsToOlder { older = LogHash(node: sibling, older) }
                newer = LogHash(node: sibling, newer)
            case .right:
                newer = LogHash(node: newer, sibling)
            }
        }
        guard walk.isAtRoot else { throw .wrongLength(found: self.path.count) }
        // The tree first: a path that does not lead to it says nothing about the older one.
        guard newer == newRoot else { throw .wrongRoot(expected: newRoot, found: newer) }
        guard older == oldRoot else { throw .wrongOlderRoot(expected: oldRoot, found: older) }
    }
}

/// The way from the last full part of a subtree up to the root of the tree.
private struct Walk {
    enum Side {
        case left(belongsToOlder: Bool)
        case right
    }

    private var first: UInt64
    private var node: UInt64
    private var last: UInt64

    init(subtree: Subtree, size: UInt64) {
        first = subtree.start
        node = subtree.end - 1
        last = size - 1
        // Rise while the node's subtree is full, or until it is the whole subtree.
        let stopsAtFull = node != last
        while first != node, !stopsAtFull || node & 1 == 1 {
            rise()
        }
    }

    var startsAtSubtree: Bool { first == node }

    var isAtRoot: Bool { last == 0 }

    /// Takes one step up; nil where the root is already reached.
    mutating func climb() -> Side? {
        guard last > 0 else { return nil }
        defer { rise() }
        guard node & 1 == 1 || node == last else { return .right }
        let belongsToOlder = first < node
        // A last node without a sibling rises until it has one.
        while node & 1 == 0 { rise() }
        return .left(belongsToOlder: belongsToOlder)
    }

    private mutating func rise() {
        first >>= 1
        node >>= 1
        last >>= 1
    }
}
