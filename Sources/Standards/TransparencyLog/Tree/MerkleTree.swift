// SPDX-License-Identifier: Apache-2.0

/// A whole Merkle tree in memory (RFC 6962 §2.1): 64 bytes a leaf.
///
/// It grows only, and answers for itself at every size it ever had.
public struct MerkleTree: Sendable {
    /// The full nodes of each level, the leaves first.
    private var levels: [[LogHash]] = [[]]

    /// A tree without leaves.
    public init() {}

    /// A tree of these leaves.
    public init(leaves: some Collection<LogHash>) {
        append(contentsOf: leaves)
    }

    /// How many leaves have been appended.
    public var size: UInt64 { UInt64(levels[0].count) }

    /// Appends one leaf.
    public mutating func append(_ leaf: LogHash) {
        levels[0].append(leaf)
        growNodes()
    }

    /// Appends many leaves: level by level, which is faster than one by one.
    public mutating func append(contentsOf leaves: some Collection<LogHash>) {
        levels[0].append(contentsOf: leaves)
        growNodes()
    }

    /// Hashes each entry into a leaf and appends it.
    public mutating func append(entries: some Collection<some Collection<UInt8>>) {
        levels[0].reserve(entries.count)
        for entry in entries { levels[0].append(LogHash(leaf: entry)) }
        growNodes()
    }

    /// Hashes what now has both children.
    private mutating func growNodes() {
        var level = 0
        while levels[level].count > 1 {
            if level + 1 == levels.count { levels.append([]) }
            let wanted = levels[level].count / 2
            let present = levels[level + 1].count
            guard present < wanted else { return }
            levels[level + 1].reserve(wanted - present)
            for index in present..<wanted {
                let node = LogHash(node: levels[level][2 * index], levels[level][2 * index + 1])
                levels[level + 1].append(node)
            }
            level += 1
        }
    }
}

extension [LogHash] {
    /// Makes room for `count` more, and still doubles: exact reservations would copy every time.
    fileprivate mutating func reserve(_ count: Int) {
        guard capacity < self.count + count else { return }
        reserveCapacity(Swift.max(2 * capacity, self.count + count))
    }
}

// MARK: - Hashes

extension MerkleTree {
    /// The root over all leaves.
    public var root: LogHash { hash(of: 0..<size) }

    /// The root that the tree had when it had `size` leaves; nil where it never had so many.
    public func root(at size: UInt64) -> LogHash? {
        size <= self.size ? hash(of: 0..<size) : nil
    }

    /// The leaf at `index`, or nil beyond the end.
    public func leaf(at index: UInt64) -> LogHash? {
        node(at: NodePosition(level: 0, index: index))
    }

    /// A full node, or nil where it is not full yet.
    public func node(at position: NodePosition) -> LogHash? {
        guard levels.indices.contains(position.level) else { return nil }
        let nodes = levels[position.level]
        return position.index < UInt64(nodes.count) ? nodes[Int(position.index)] : nil
    }

    /// What the tree at its present size can go on growing from.
    public var compactRange: CompactRange {
        var hashes: [LogHash] = []
        NodePosition.covering(0..<size) { hashes.append(levels[$0.level][Int($0.index)]) }
        return CompactRange(trusted: hashes, size: size)
    }

    /// The Merkle tree hash over `range`, which begins where a subtree can and is inside the tree.
    private func hash(of range: Range<UInt64>) -> LogHash {
        // From the right: the smallest full node first, each larger one to its left.
        var hash: LogHash?
        var end = range.upperBound
        while end > range.lowerBound {
            let level = min((end - range.lowerBound).trailingZeroBitCount, levels.count - 1)
            let index = end >> UInt64(level) - 1
            let left = levels[level][Int(index)]
            hash = if let right = hash { LogHash(node: left, right) } else { left }
            end = index << UInt64(level)
        }
        return hash ?? .emptyTree
    }
}

// MARK: - Proofs

extension MerkleTree {
    /// Proves that the leaf at `index` stands in the tree of `size` leaves.
    public func inclusionProof(
        of index: UInt64,
        size: UInt64
    ) throws(ProofFault) -> InclusionProof {
        try inclusionProof(of: index, in: Subtree(treeOf: size))
    }

    /// Proves that the leaf at `index` stands in `subtree`.
    public func inclusionProof(
        of index: UInt64,
        in subtree: Subtree
    ) throws(ProofFault) -> InclusionProof {
        guard subtree.end <= size else { throw .shrunk(from: subtree.end, to: size) }
        let ranges = try ProofPlan.inclusion(of: index, in: subtree)
        return InclusionProof(index: index, subtree: subtree, path: ranges.map(hash(of:)))
    }

    /// Proves that the tree of `newSize` leaves begins with the one of `oldSize`.
    public func consistencyProof(
        from oldSize: UInt64,
        to newSize: UInt64
    ) throws(ProofFault) -> ConsistencyProof {
        try consistencyProof(of: Subtree(treeOf: oldSize), in: newSize)
    }

    /// Proves that the tree of `newSize` leaves holds `subtree`.
    public func consistencyProof(
        of subtree: Subtree,
        in newSize: UInt64
    ) throws(ProofFault) -> ConsistencyProof {
        guard newSize <= size else { throw .shrunk(from: newSize, to: size) }
        let ranges = try ProofPlan.consistency(of: subtree, in: newSize)
        return ConsistencyProof(subtree: subtree, size: newSize, path: ranges.map(hash(of:)))
    }
}
