// SPDX-License-Identifier: Apache-2.0

/// Building a trie of many holdings at once: each level of forks is one pass over them in the
/// order of their starts, so that no set has to be sorted or searched. A million take about a
/// second, a tenth of what putting them in one by one takes.
extension ScopeTrie {
    /// Holdings on their way to their places, in the order of their starts.
    private struct Heap {
        /// One of them, with eight bytes of its key.
        struct Loose: BitwiseCopyable {
            var word: UInt64
            let bits: UInt32
            let item: TimedItem
        }

        var items: ContiguousArray<Loose>
        private var spare: ContiguousArray<Loose>

        init(_ items: ContiguousArray<Loose>) {
            self.items = items
            spare = items
        }

        /// Parts a range into those whose key ends at a bit, those with a zero there and those
        /// with a one; each keeps its order.
        mutating func part(
            _ range: Range<Int>,
            at bit: Int,
            from base: Int
        ) -> (own: Range<Int>, zero: Range<Int>, one: Range<Int>) {
            let mask: UInt64 = 1 << UInt64(63 - (bit - base * 8))
            var (own, zero) = (0, 0)
            for item in items[range] {
                if Int(item.bits) == bit {
                    own += 1
                } else if item.word & mask == 0 {
                    zero += 1
                }
            }
            let starts = (range.lowerBound, range.lowerBound + own, range.lowerBound + own + zero)
            var next = starts
            for index in range {
                let item = items[index]
                if Int(item.bits) == bit {
                    spare[next.0] = item
                    next.0 += 1
                } else if item.word & mask == 0 {
                    spare[next.1] = item
                    next.1 += 1
                } else {
                    spare[next.2] = item
                    next.2 += 1
                }
            }
            for index in range { items[index] = spare[index] }
            return (starts.0..<starts.1, starts.1..<starts.2, starts.2..<range.upperBound)
        }
    }

    /// Lets about so many holdings be put in without a place, until `settle` finds all of them.
    mutating func loosen(for count: Int) {
        var room: ContiguousArray<TimedItem> = []
        room.makeRoom(for: count)
        loose = room
        holdings.makeRoom(for: count)
    }

    /// Gives all loose holdings their places; the trie held none before.
    mutating func settle() {
        guard var items = loose else { return }
        loose = nil
        items.sort { TimedItem.follows($1, $0) }
        var waiting: ContiguousArray<Heap.Loose> = []
        waiting.reserveCapacity(items.count)
        for item in items {
            let holding = holdings[Int(item.item)]
            let word = keys.withKey(holding.key) { Bits.word(from: 0, in: $0) }
            waiting.append(Heap.Loose(word: word, bits: holding.bits, item: item))
        }
        var heap = Heap(waiting)
        forks[0].count = UInt32(items.count)
        let (_, zero, one) = heap.part(items.indices, at: 0, from: 0)
        ways[0].zero = child(of: zero, below: 0, from: 0, &heap)
        ways[0].one = child(of: one, below: 0, from: 0, &heap)
    }

    private mutating func child(
        of range: Range<Int>,
        below above: Int,
        from base: Int,
        _ heap: inout Heap
    ) -> Child {
        guard !range.isEmpty else { return .none }
        guard range.count > SlotPool<Held>.slotSize else {
            let slot = buckets.take()
            buckets.fill(slot, with: heap.items[range].map { held($0.item, from: above / 8) })
            return Child(bucket: slot, count: range.count)
        }
        let (bits, base) = shared(range, from: base, &heap)
        let key = holdings[Int(heap.items[range.lowerBound].item.item)].key
        let place = addFork(bits: bits, key: key, count: UInt32(range.count))
        if isLevel(place, below: above) {
            forks[place].all = keep(set(of: range, heap))
        }
        let (own, zero, one) = heap.part(range, at: bits, from: base)
        ways[place].own = keepOwn(heap.items[own].lazy.map(\.item))
        let left = child(of: zero, below: bits, from: base, &heap)
        let right = child(of: one, below: bits, from: base, &heap)
        (ways[place].zero, ways[place].one) = (left, right)
        return Child(fork: place)
    }

    private mutating func set(of range: Range<Int>, _ heap: Heap) -> WindowSet {
        WindowSet(earliestFirst: heap.items[range].lazy.map(\.item), in: &windows)
    }

    /// How many bits the keys of a range have in common, and from which byte on the heap now has
    /// their words, so that these tell the bit after them.
    private func shared(
        _ range: Range<Int>,
        from base: Int,
        _ heap: inout Heap
    ) -> (bits: Int, base: Int) {
        var base = base
        while true {
            let first = heap.items[range.lowerBound].word
            var (differing, shortest): (UInt64, UInt32) = (0, .max)
            for item in heap.items[range] {
                differing |= item.word ^ first
                shortest = min(shortest, item.bits)
            }
            let shared = min(base * 8 + differing.leadingZeroBitCount, Int(shortest))
            guard shared >= base * 8 + 64 else { return (shared, base) }
            base = shared / 8
            for index in range {
                let key = holdings[Int(heap.items[index].item.item)].key
                heap.items[index].word = keys.withKey(key) { Bits.word(from: base, in: $0) }
            }
        }
    }
}
