// SPDX-License-Identifier: Apache-2.0

/// The least of a tree that it can go on growing from: one hash a set bit of its size.
///
/// It appends in amortised constant time and gives the root; it cannot prove anything.
public struct CompactRange: Hashable, Sendable {
    /// How many leaves have been appended.
    public private(set) var size: UInt64 = 0
    /// The roots of the full subtrees, the largest first.
    public private(set) var hashes: [LogHash] = []

    /// A range over no leaves.
    public init() {}

    /// Continues a tree of `size` leaves from the roots of its full subtrees, the largest first.
    public init(size: UInt64, hashes: [LogHash]) throws(CompactRangeFault) {
        guard hashes.count == size.nonzeroBitCount else {
            throw .wrongCount(size: size, expected: size.nonzeroBitCount, found: hashes.count)
        }
        self.size = size
        self.hashes = hashes
    }

    /// The caller counted.
    init(trusted hashes: [LogHash], size: UInt64) {
        self.size = size
        self.hashes = hashes
    }

    /// Appends one leaf.
    public mutating func append(_ leaf: LogHash) {
        append(leaf) { _, _ in }
    }

    /// Appends one leaf and tells `completed` of each node that it fills, the leaf first.
    public mutating func append(
        _ leaf: LogHash,
        completed: (NodePosition, LogHash) -> Void
    ) {
        var hash = leaf
        var level = 0
        completed(NodePosition(level: 0, index: size), hash)
        // Each trailing one of the size is a full left sibling that waits for this node.
        while size >> UInt64(level) & 1 == 1, let left = hashes.popLast() {
            hash = LogHash(node: left, hash)
            level += 1
            completed(NodePosition(level: level, index: size >> UInt64(level)), hash)
        }
        hashes.append(hash)
        size += 1
    }

    /// The root of the tree over all leaves appended.
    public var root: LogHash {
        guard var root = hashes.last else { return .emptyTree }
        for left in hashes.dropLast().reversed() {
            root = LogHash(node: left, root)
        }
        return root
    }
}

// MARK: - As bytes

extension CompactRange {
    /// The size takes eight bytes, in network order.
    private static let sizeByteCount = 8

    /// The range in 8 + 32·n bytes: its size in network order, then the hashes.
    public var encoded: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.sizeByteCount + hashes.count * LogHash.byteCount)
        withUnsafeBytes(of: size.bigEndian) { bytes.append(contentsOf: $0) }
        for hash in hashes {
            hash.withUnsafeBytes { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    /// Reads what `encoded` wrote, and nothing else.
    public init(encoded bytes: [UInt8]) throws(CompactRangeFault) {
        let body = bytes.count - Self.sizeByteCount
        guard body >= 0, body % LogHash.byteCount == 0 else {
            throw .wrongLength(bytes.count)
        }
        let size = bytes.prefix(Self.sizeByteCount).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        let hashes = bytes.withUnsafeBytes { raw in
            (0..<body / LogHash.byteCount).map { index in
                LogHash(loading: raw, at: Self.sizeByteCount + index * LogHash.byteCount)
            }
        }
        try self.init(size: size, hashes: hashes)
    }
}

/// Why bytes or hashes are no compact range.
public enum CompactRangeFault: Error, Hashable, Sendable {
    /// So many bytes are not 8 + 32·n.
    case wrongLength(Int)
    /// A tree of `size` leaves has `expected` full subtrees, not `found`.
    case wrongCount(size: UInt64, expected: Int, found: Int)
}

extension CompactRangeFault: CustomStringConvertible {
    /// The fault in a sentence.
    public var description: String {
        switch self {
        case .wrongLength(let count):
            "a compact range has 8 + 32·n bytes, not \(count)"
        case .wrongCount(let size, let expected, let found):
            "a compact range of \(size) leaves has \(expected) hashes, not \(found)"
        }
    }
}
