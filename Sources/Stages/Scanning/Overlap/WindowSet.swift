// SPDX-License-Identifier: Apache-2.0

/// Windows sorted by start, in blocks that know their earliest start and latest end.
///
/// A question finds its place among n windows in O(log n), most often by two looks, and then looks
/// only at blocks that hold a window which has not ended: each gives at least one answer, but for
/// one. Between them whole groups of blocks are passed over. Putting in and taking out move one
/// block. A window takes 12 bytes, with what blocks leave free some 18.
struct WindowSet {
    /// Where the windows of all sets are, a block in a slot.
    typealias Pool = SlotPool<TimedItem>

    /// Windows in a block that is made of many at once.
    private static let blockFill = 24
    /// Blocks in a group.
    private static let groupSize = 64

    private struct Block: BitwiseCopyable {
        var earliest: UInt32
        var latestEnd: UInt32
        /// Its windows, the latest start first, as they are looked at.
        let slot: UInt32
        var count: UInt32
    }

    /// The earliest first.
    private var blocks: ContiguousArray<Block> = []
    private var groupEnds: ContiguousArray<UInt32> = []
    private(set) var count = 0
    /// What a question begins with, so that it need not fetch it from the blocks.
    private var blockCount: UInt32 = 0
    private var firstStart: UInt32 = 0
    private var lastStart: UInt32 = 0

    init() {}

    /// The windows, sorted first.
    init(_ items: some Sequence<TimedItem>, in pool: inout Pool) {
        self.init(earliestFirst: items.sorted { TimedItem.follows($1, $0) }, in: &pool)
    }

    /// Windows that are sorted already.
    init(earliestFirst sorted: some RandomAccessCollection<TimedItem>, in pool: inout Pool) {
        count = sorted.count
        blocks.reserveCapacity((count + Self.blockFill - 1) / Self.blockFill)
        var rest = sorted[...]
        while !rest.isEmpty {
            let part = rest.prefix(Self.blockFill)
            blocks.append(Self.block(of: ContiguousArray(part.reversed()), in: &pool))
            rest = rest.dropFirst(part.count)
        }
        regroup(from: 0)
    }

    /// Gives its blocks back, when it is not needed any more.
    func clear(in pool: inout Pool) {
        for block in blocks { pool.giveBack(block.slot) }
    }

    /// The windows, in no order.
    func items(in pool: Pool) -> ContiguousArray<TimedItem> {
        var items: ContiguousArray<TimedItem> = []
        items.reserveCapacity(count)
        for block in blocks {
            pool.withSlot(block.slot, count: Int(block.count)) { items.append(contentsOf: $0) }
        }
        return items
    }

    /// Bytes that it takes besides its blocks' windows, as allocated.
    var bytes: Int {
        blocks.capacity * MemoryLayout<Block>.stride + groupEnds.capacity * 4
            + (blocks.isEmpty ? 0 : 64)
    }

    /// Shows the windows that touch the visitor's, latest start first, until it has enough.
    @inline(__always)
    func show<Visitor: WindowVisitor>(
        _ visitor: inout Visitor,
        in index: Visitor.Index,
        _ pool: Pool
    ) {
        let start = visitor.start
        var place = count(before: visitor.end)
        while place > 0 {
            if place.isMultiple(of: Self.groupSize) {
                while place > 0, groupEnds[place / Self.groupSize - 1] <= start {
                    place -= Self.groupSize
                }
                guard place > 0 else { return }
            }
            place -= 1
            let block = blocks[place]
            guard block.latestEnd > start else { continue }
            let goesOn = pool.withSlot(block.slot, count: Int(block.count)) { items in
                visitor.meet(items, in: index)
            }
            guard goesOn else { return }
        }
    }

    // MARK: Changes

    /// Puts a window in.
    mutating func insert(_ new: TimedItem, in pool: inout Pool) {
        count += 1
        guard !blocks.isEmpty else {
            blocks.append(Self.block(of: [new], in: &pool))
            return regroup(from: 0)
        }
        var block = self.block(of: new, in: pool)
        if blocks[block].count == Pool.slotSize {
            split(block, in: &pool)
            block = self.block(of: new, in: pool)
        }
        let here = blocks[block]
        let place = Self.place(of: new, in: here, pool)
        pool.insert(new, at: place, in: here.slot, count: Int(here.count))
        blocks[block].count += 1
        blocks[block].earliest = min(here.earliest, new.start)
        blocks[block].latestEnd = max(here.latestEnd, new.end)
        let group = block / Self.groupSize
        groupEnds[group] = max(groupEnds[group], new.end)
        noteEnds()
    }

    /// Takes a window out that was put in.
    mutating func remove(_ old: TimedItem, in pool: inout Pool) {
        guard !blocks.isEmpty else { return }
        let block = self.block(of: old, in: pool)
        let here = blocks[block]
        let place = Self.place(of: old, in: here, pool)
        let isThere = pool.withSlot(here.slot, count: Int(here.count)) { items in
            place < items.count && items[place].item == old.item
        }
        guard isThere else { return }
        count -= 1
        pool.remove(at: place, in: here.slot, count: Int(here.count))
        guard here.count > 1 else {
            pool.giveBack(here.slot)
            blocks.remove(at: block)
            return regroup(from: block / Self.groupSize)
        }
        blocks[block] = pool.withSlot(here.slot, count: Int(here.count) - 1) { items in
            Self.block(at: here.slot, of: items)
        }
        regroup(block / Self.groupSize)
        noteEnds()
    }

    private static func block(
        of items: ContiguousArray<TimedItem>,
        in pool: inout Pool
    ) -> Block {
        let slot = pool.take()
        pool.fill(slot, with: items)
        return items.withUnsafeBufferPointer { block(at: slot, of: $0) }
    }

    private static func block(at slot: UInt32, of items: UnsafeBufferPointer<TimedItem>) -> Block {
        var latest: UInt32 = 0
        for item in items { latest = max(latest, item.end) }
        return Block(
            earliest: items.last?.start ?? 0,
            latestEnd: latest,
            slot: slot,
            count: UInt32(items.count)
        )
    }

    private mutating func split(_ block: Int, in pool: inout Pool) {
        let here = blocks[block]
        let items = pool.withSlot(here.slot, count: Int(here.count)) { ContiguousArray($0) }
        let later = items[..<(items.count / 2)]
        blocks.insert(
            Self.block(of: ContiguousArray(items[later.count...]), in: &pool),
            at: block
        )
        blocks[block + 1] = pool.withSlot(here.slot, count: later.count) { items in
            Self.block(at: here.slot, of: items)
        }
        regroup(from: block / Self.groupSize)
    }

    private mutating func regroup(from group: Int) {
        let groups = (blocks.count + Self.groupSize - 1) / Self.groupSize
        groupEnds.removeSubrange(min(groups, groupEnds.count)...)
        while groupEnds.count < groups { groupEnds.append(0) }
        for each in group..<max(group, groups) { regroup(each) }
        noteEnds()
    }

    private mutating func regroup(_ group: Int) {
        let first = group * Self.groupSize
        var latest: UInt32 = 0
        for block in first..<min(first + Self.groupSize, blocks.count) {
            latest = max(latest, blocks[block].latestEnd)
        }
        groupEnds[group] = latest
    }

    private mutating func noteEnds() {
        blockCount = UInt32(blocks.count)
        firstStart = blocks.first?.earliest ?? 0
        lastStart = blocks.last?.earliest ?? 0
    }

    // MARK: Finding

    /// The place in a block of the first that does not follow it.
    private static func place(of item: TimedItem, in block: Block, _ pool: Pool) -> Int {
        pool.withSlot(block.slot, count: Int(block.count)) { items in
            var (low, high) = (0, items.count)
            while low < high {
                let middle = (low + high) / 2
                if TimedItem.follows(items[middle], item) {
                    low = middle + 1
                } else {
                    high = middle
                }
            }
            return low
        }
    }

    /// The last block whose earliest window is not after the given one.
    private func block(of item: TimedItem, in pool: Pool) -> Int {
        var low = count(before: item.start)
        // Many may begin in that very second.
        var high = item.start == .max ? blocks.count : count(before: item.start + 1)
        while low < high {
            let middle = (low + high) / 2
            let block = blocks[middle]
            let last = pool.withSlot(block.slot, count: Int(block.count)) { $0[$0.count - 1].item }
            if last > item.item { high = middle } else { low = middle + 1 }
        }
        return max(low - 1, 0)
    }

    /// How many blocks begin before that second.
    ///
    /// Looks first where it would stand if starts came evenly, then in growing steps from there:
    /// most often one line of memory instead of one for each halving, O(log n) at worst.
    @inline(__always)
    private func count(before second: UInt32) -> Int {
        let total = Int(blockCount)
        guard second > firstStart else { return 0 }
        guard second <= lastStart else { return total }
        let span = UInt64(lastStart - firstStart)
        var place = Int(UInt64(second - firstStart) * UInt64(total - 1) / span)
        var step = 1
        var (low, high) = (0, total - 1)
        if blocks[place].earliest < second {
            while place < high, blocks[place].earliest < second {
                low = place + 1
                place = min(place + step, high)
                step *= 2
            }
            high = place
        } else {
            while place > low, blocks[place].earliest >= second {
                high = place
                place = max(place - step, low)
                step *= 2
            }
            low = place
        }
        while low < high {
            let middle = (low + high) / 2
            if blocks[middle].earliest >= second { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
