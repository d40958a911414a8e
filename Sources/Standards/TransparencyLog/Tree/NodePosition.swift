// SPDX-License-Identifier: Apache-2.0

/// Where a node stands whose subtree is full: it covers the leaves from index·2^level on.
public struct NodePosition: Hashable, Sendable {
    /// How far above the leaves: 0 is a leaf.
    public let level: Int
    /// Which node of its level, counted from the left.
    public let index: UInt64

    /// Names the node `index` on `level`.
    public init(level: Int, index: UInt64) {
        self.level = level
        self.index = index
    }
}

extension NodePosition {
    /// The full nodes that cover `range`, from left to right; `range` begins where a subtree can.
    static func covering(_ range: Range<UInt64>, _ body: (NodePosition) -> Void) {
        var start = range.lowerBound
        while start < range.upperBound {
            let level = floorLog2(range.upperBound - start)
            body(NodePosition(level: level, index: start >> UInt64(level)))
            start += 1 << UInt64(level)
        }
    }
}

/// The exponent of the largest power of two that is not above `value`, which is not 0.
func floorLog2(_ value: UInt64) -> Int {
    precondition(value > 0)
    return UInt64.bitWidth - 1 - value.leadingZeroBitCount
}

/// RFC 6962's k: the largest power of two below `count`, which is at least 2.
func splitPoint(_ count: UInt64) -> UInt64 {
    1 << UInt64(floorLog2(count - 1))
}
