// SPDX-License-Identifier: Apache-2.0

/// Which parts of a tree a proof is made of: each hash of the path covers one range of leaves.
///
/// One plan serves the tree in memory, which hashes the ranges, and the tree in tiles, which first
/// asks where their nodes lie.
enum ProofPlan {
    /// The ranges of an inclusion proof, the lowest first (RFC 9162 §2.1.3.1).
    static func inclusion(
        of index: UInt64,
        in subtree: Subtree
    ) throws(ProofFault) -> [Range<UInt64>] {
        let subtree = try subtree.checked()
        guard subtree.start <= index, index < subtree.end else {
            throw .outside(index: index, start: subtree.start, end: subtree.end)
        }
        return ranges(from: subtree.range, to: index..<index + 1).ranges
    }

    /// The ranges of a consistency proof, the lowest first (RFC 9162 §2.1.4.1).
    static func consistency(
        of subtree: Subtree,
        in size: UInt64
    ) throws(ProofFault) -> [Range<UInt64>] {
        let subtree = try subtree.checked()
        guard subtree.end <= size else { throw .shrunk(from: subtree.end, to: size) }
        guard !subtree.isEmpty else {
            guard size > 0 else { return [] }
            throw .fromEmptyTree(to: size)
        }
        let (ranges, seed) = ranges(from: 0..<size, to: subtree.range)
        // The verifier knows the subtree's own root; of a part of it the proof must bring the hash.
        return seed == subtree.range ? ranges : [seed] + ranges
    }

    /// Goes down from `whole` to `target` and notes what is left aside, then turns it upside down.
    private static func ranges(
        from whole: Range<UInt64>,
        to target: Range<UInt64>
    ) -> (ranges: [Range<UInt64>], seed: Range<UInt64>) {
        var (low, high) = (whole.lowerBound, whole.upperBound)
        var start = target.lowerBound
        var ranges: [Range<UInt64>] = []
        ranges.reserveCapacity(UInt64.bitWidth - (high - low).leadingZeroBitCount)
        while low < start || target.upperBound < high {
            let middle = low + splitPoint(high - low)
            if target.upperBound <= middle {
                ranges.append(middle..<high)
                high = middle
            } else {
                ranges.append(low..<middle)
                low = middle
                // Only the last full part of the target lies in here; the rest is proven beside it.
                start = max(start, middle)
            }
        }
        ranges.reverse()
        return (ranges, low..<high)
    }
}
