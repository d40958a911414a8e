// SPDX-License-Identifier: Apache-2.0

/// The leaves from `start` up to and without `end`; a whole tree of n leaves is 0 to n.
///
/// It is well formed where one node of every larger tree has exactly these leaves and none to
/// their left beneath it (draft-ietf-plants-merkle-tree-certs §4.1).
public struct Subtree: Hashable, Sendable {
    /// The first leaf.
    public let start: UInt64
    /// One past the last leaf.
    public let end: UInt64

    /// Names the leaves from `start` up to and without `end`, well formed or not.
    public init(start: UInt64, end: UInt64) {
        self.start = start
        self.end = end
    }

    /// The whole tree of `size` leaves.
    public init(treeOf size: UInt64) {
        self.init(start: 0, end: size)
    }

    /// True where no leaf is inside.
    public var isEmpty: Bool { start == end }

    /// True where `start` is a multiple of the smallest power of two not below the length.
    public var isWellFormed: Bool {
        guard start <= end else { return false }
        if start == 0 || isEmpty { return true }
        let length = end - start
        guard length <= 1 << 63 else { return false }
        let span = length == 1 ? 1 : splitPoint(length) << 1
        return start & (span - 1) == 0
    }

    var range: Range<UInt64> { start..<end }

    func checked() throws(ProofFault) -> Self {
        guard isWellFormed else { throw .noSubtree(start: start, end: end) }
        return self
    }
}
