// SPDX-License-Identifier: Apache-2.0

/// Windows in time with what they belong to, in whole seconds since 1970.
struct TimedItem {
    let start: UInt32
    /// The first second after it.
    let end: UInt32
    /// What it belongs to: a place in the index's holdings.
    let item: UInt32

    fileprivate static func precedes(_ left: TimedItem, _ right: TimedItem) -> Bool {
        left.start == right.start ? left.item < right.item : left.start < right.start
    }
}

/// Looks at windows that touch its own.
protocol WindowVisitor {
    /// The seconds asked about, up to before the end.
    var start: UInt32 { get }
    var end: UInt32 { get }
    /// Takes in one that touches; answers whether one with an earlier start could still count.
    mutating func meet(_ item: TimedItem) -> Bool
}

extension WindowVisitor {
    /// Whether a window has a second in common with the one asked about.
    @inline(__always)
    func touches(_ item: TimedItem) -> Bool { item.start < end && item.end > start }
}

/// Windows sorted by start, in blocks that know their latest end.
///
/// A question finds its place among n windows in O(log n) and then looks only at blocks that hold
/// a window which has not ended: each gives at least one answer, but for one. Between them whole
/// groups of blocks are passed over. Putting in and taking out move one block.
struct WindowSet {
    /// Windows in a block at most: 768 bytes, which a processor reads ahead.
    private static let blockLimit = 64
    /// Blocks in a group.
    private static let groupSize = 64

    private var blocks: [ContiguousArray<TimedItem>] = []
    private var starts: ContiguousArray<UInt32> = []
    private var latestEnds: ContiguousArray<UInt32> = []
    private var groupEnds: ContiguousArray<UInt32> = []
    private(set) var count = 0

    init() {}

    /// The windows, sorted first.
    init(_ items: ContiguousArray<TimedItem>) {
        let sorted = items.sorted(by: TimedItem.precedes)
        let fill = Self.blockLimit * 3 / 4
        for start in stride(from: 0, to: sorted.count, by: fill) {
            blocks.append(ContiguousArray(sorted[start..<min(start + fill, sorted.count)]))
        }
        starts = ContiguousArray(blocks.map { $0[0].start })
        latestEnds = ContiguousArray(blocks.map(Self.latestEnd))
        count = sorted.count
        regroup(from: 0)
    }

    /// What the windows belong to, earliest start first.
    var items: [UInt32] { blocks.flatMap { $0.map(\.item) } }

    /// What the first of them belongs to.
    var first: UInt32? { blocks.first?.first?.item }

    /// Bytes that it takes, as allocated.
    var bytes: Int {
        blocks.reduce(0) { $0 + $1.capacity * MemoryLayout<TimedItem>.stride + 32 }
            + (blocks.capacity * 2 + starts.capacity + latestEnds.capacity + groupEnds.capacity)
            * 4
    }

    /// Shows the windows that touch the visitor's, latest start first, until it has enough.
    @inline(__always)
    func show(_ visitor: inout some WindowVisitor) {
        let (start, end) = (visitor.start, visitor.end)
        var place = firstBlock(notBefore: end)
        while place > 0 {
            if place.isMultiple(of: Self.groupSize) {
                while place > 0, groupEnds[place / Self.groupSize - 1] <= start {
                    place -= Self.groupSize
                }
                guard place > 0 else { return }
            }
            place -= 1
            guard latestEnds[place] > start else { continue }
            let goesOn = blocks[place].withUnsafeBufferPointer { block in
                var index = block.count
                while index > 0 {
                    index -= 1
                    let item = block[index]
                    guard visitor.touches(item) else { continue }
                    guard visitor.meet(item) else { return false }
                }
                return true
            }
            guard goesOn else { return }
        }
    }

    /// Puts a window in.
    mutating func insert(_ new: TimedItem) {
        count += 1
        guard !blocks.isEmpty else {
            blocks.append([new])
            starts.append(new.start)
            latestEnds.append(new.end)
            return regroup(from: 0)
        }
        let block = self.block(of: new)
        let place = Self.place(of: new, in: blocks[block])
        blocks[block].insert(new, at: place)
        starts[block] = blocks[block][0].start
        latestEnds[block] = max(latestEnds[block], new.end)
        let group = block / Self.groupSize
        groupEnds[group] = max(groupEnds[group], new.end)
        if blocks[block].count > Self.blockLimit { split(block) }
    }

    /// Takes a window out that was put in.
    mutating func remove(_ old: TimedItem) {
        guard !blocks.isEmpty else { return }
        let block = self.block(of: old)
        let place = Self.place(of: old, in: blocks[block])
        guard place < blocks[block].count, blocks[block][place].item == old.item else { return }
        count -= 1
        blocks[block].remove(at: place)
        guard !blocks[block].isEmpty else {
            blocks.remove(at: block)
            starts.remove(at: block)
            latestEnds.remove(at: block)
            return regroup(from: block / Self.groupSize)
        }
        starts[block] = blocks[block][0].start
        guard latestEnds[block] == old.end else { return }
        latestEnds[block] = Self.latestEnd(blocks[block])
        regroup(block / Self.groupSize)
    }

    /// The last block whose first window is not after the given one.
    private func block(of item: TimedItem) -> Int {
        var (low, high) = (0, blocks.count)
        while low < high {
            let middle = (low + high) / 2
            let isAfter =
                starts[middle] > item.start
                || (starts[middle] == item.start && blocks[middle][0].item > item.item)
            if isAfter { high = middle } else { low = middle + 1 }
        }
        return max(low - 1, 0)
    }

    /// How many blocks begin before that second.
    @inline(__always)
    private func firstBlock(notBefore second: UInt32) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] >= second { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private static func place(of item: TimedItem, in block: ContiguousArray<TimedItem>) -> Int {
        var (low, high) = (0, block.count)
        while low < high {
            let middle = (low + high) / 2
            if TimedItem.precedes(block[middle], item) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private mutating func split(_ block: Int) {
        let middle = blocks[block].count / 2
        let upper = ContiguousArray(blocks[block][middle...])
        blocks[block].removeSubrange(middle...)
        blocks.insert(upper, at: block + 1)
        starts.insert(upper[0].start, at: block + 1)
        latestEnds[block] = Self.latestEnd(blocks[block])
        latestEnds.insert(Self.latestEnd(upper), at: block + 1)
        regroup(from: block / Self.groupSize)
    }

    private mutating func regroup(from group: Int) {
        let groups = (blocks.count + Self.groupSize - 1) / Self.groupSize
        groupEnds.removeSubrange(min(groups, groupEnds.count)...)
        while groupEnds.count < groups { groupEnds.append(0) }
        for each in group..<max(group, groups) { regroup(each) }
    }

    private mutating func regroup(_ group: Int) {
        let first = group * Self.groupSize
        var latest: UInt32 = 0
        for block in first..<min(first + Self.groupSize, latestEnds.count) {
            latest = max(latest, latestEnds[block])
        }
        groupEnds[group] = latest
    }

    private static func latestEnd(_ block: ContiguousArray<TimedItem>) -> UInt32 {
        var latest: UInt32 = 0
        for item in block { latest = max(latest, item.end) }
        return latest
    }
}
