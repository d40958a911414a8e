// SPDX-License-Identifier: Apache-2.0

extension ScopeTrie {
    /// Puts a holding on a key; answers its place.
    mutating func insert(
        _ new: Holding,
        during seconds: Range<UInt32>,
        on key: ScopeKey
    ) -> UInt32 {
        key.bytes.withUnsafeBufferPointer { bytes in
            var holding = new
            holding.key = keys.append(bytes)
            holding.bits = UInt32(key.bits)
            let place = keep(holding)
            let (start, end) = (seconds.lowerBound, seconds.upperBound)
            let item = TimedItem(start: start, end: end, item: place)
            if loose == nil {
                put(item, bytes, bits: key.bits, key: holding.key)
            } else {
                loose?.append(item)
            }
            return place
        }
    }

    /// Finds the place of a window on a key.
    private mutating func put(
        _ item: TimedItem,
        _ bytes: UnsafeBufferPointer<UInt8>,
        bits: Int,
        key: UInt32
    ) {
        layOutForksIfDue()
        let shared = self.shared(bytes, bits: bits)
        var (above, fork) = (0, 0)
        while true {
            if Int(ways[fork].bits) > shared {
                // The key parts from the others, or ends, before this fork.
                fork = self.fork(at: shared, above: fork, below: above, key: key)
            }
            forks[fork].count += 1
            if forks[fork].all != 0 { sets[Int(forks[fork].all)].insert(item, in: &windows) }
            if Int(ways[fork].bits) == bits { return addOwn(item, at: fork) }
            let child = child(of: fork, towards: bytes)
            guard let next = child.fork else { return add(item, to: child, below: fork) }
            (above, fork) = (fork, next)
        }
    }

    /// Takes a holding away.
    mutating func remove(_ place: UInt32, during seconds: Range<UInt32>) {
        let holding = holdings[Int(place)]
        let item = TimedItem(start: seconds.lowerBound, end: seconds.upperBound, item: place)
        let key = keys.withKey(holding.key) { Array($0) }
        key.withUnsafeBufferPointer { bytes in
            var (fork, path) = (0, [Int]())
            while true {
                path.append(fork)
                forks[fork].count -= 1
                if forks[fork].all != 0 {
                    sets[Int(forks[fork].all)].remove(item, in: &windows)
                }
                if Int(ways[fork].bits) == Int(holding.bits) {
                    removeOwn(item, at: fork)
                    break
                }
                let child = child(of: fork, towards: bytes)
                guard let next = child.fork else {
                    if let bucket = child.bucket {
                        take(item, out: bucket, below: fork, holding.key)
                    }
                    break
                }
                fork = next
            }
            for fork in path.dropFirst().reversed() where forks[fork].count < Self.mergeBelow {
                merge(fork, bytes)
            }
        }
        keys.drop(holding.key)
        holdings[Int(place)].key = 0
        freeHoldings.append(place)
        if keys.dead > Self.deadKeyBytes, keys.dead * 2 > keys.count { tidyKeys() }
    }

    // MARK: Forks

    /// Puts a fork above another.
    private mutating func fork(at bits: Int, above fork: Int, below above: Int, key: UInt32) -> Int
    {
        let known = forks[fork].key
        let place = addFork(bits: bits, key: known, count: forks[fork].count)
        let isOne = keys.withKey(known) { Bits.isOne(bits, in: $0) }
        if isOne {
            ways[place].one = Child(fork: fork)
        } else {
            ways[place].zero = Child(fork: fork)
        }
        replaceChild(of: above, with: Child(fork: place), on: known)
        let wasLevel = forks[fork].all != 0
        let staysLevel = isLevel(fork, below: bits)
        if isLevel(place, below: Int(ways[above].bits)) {
            // The windows below are the same ones.
            if wasLevel, !staysLevel {
                forks[place].all = forks[fork].all
                forks[fork].all = 0
                return place
            }
            forks[place].all = keep(WindowSet(items(below: fork), in: &windows))
        }
        if wasLevel, !staysLevel { forks[fork].all = dropped(set: forks[fork].all) }
        return place
    }

    /// A new fork; answers its place.
    mutating func addFork(bits: Int, key: UInt32, count: UInt32) -> Int {
        let way = keys.withKey(key) { Way(bits: bits, of: $0) }
        return keep(Fork(key: key, count: count), way)
    }

    private mutating func replaceChild(of fork: Int, with child: Child, on key: UInt32) {
        let bit = Int(ways[fork].bits)
        if keys.withKey(key, { Bits.isOne(bit, in: $0) }) {
            ways[fork].one = child
        } else {
            ways[fork].zero = child
        }
    }

    func isLevel(_ fork: Int, below bits: Int) -> Bool {
        keys.withKey(forks[fork].key) {
            ScopeKey.hasLevel(in: $0, from: bits, through: Int(ways[fork].bits))
        }
    }

    /// Makes a fork with few below it a bucket again.
    private mutating func merge(_ fork: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
        var above = 0
        while let next = child(of: above, towards: bytes).fork, next != fork { above = next }
        let items = self.items(below: fork)
        let base = Int(ways[above].bits) / 8
        let key = forks[fork].key
        drop(below: fork)
        guard !items.isEmpty else { return replaceChild(of: above, with: .none, on: key) }
        let slot = buckets.take()
        buckets.fill(slot, with: items.map { held($0, from: base) })
        replaceChild(of: above, with: Child(bucket: slot, count: items.count), on: key)
    }

    private mutating func drop(below fork: Int) {
        for child in [ways[fork].zero, ways[fork].one] {
            if let next = child.fork { drop(below: next) }
            if let bucket = child.bucket { buckets.giveBack(bucket.slot) }
        }
        dropOwn(of: fork)
        _ = dropped(set: forks[fork].all)
        freeForks.append(UInt32(fork))
    }

    // MARK: Windows

    /// Puts an item into a bucket, or into a new one; one that is too full is parted.
    private mutating func add(
        _ item: TimedItem,
        to child: Child,
        below fork: Int
    ) {
        let held = held(item, from: Int(ways[fork].bits) / 8)
        let key = holdings[Int(item.item)].key
        guard let bucket = child.bucket else {
            let slot = buckets.take()
            buckets.fill(slot, with: CollectionOfOne(held))
            return replaceChild(of: fork, with: Child(bucket: slot, count: 1), on: key)
        }
        guard bucket.count < SlotPool<Held>.slotSize else {
            var items = buckets.withSlot(bucket.slot, count: bucket.count) { $0.map(\.window) }
            items.append(item)
            buckets.giveBack(bucket.slot)
            return part(items, below: fork)
        }
        buckets.insert(held, at: bucket.count, in: bucket.slot, count: bucket.count)
        let more = Child(bucket: bucket.slot, count: bucket.count + 1)
        replaceChild(of: fork, with: more, on: key)
    }

    private mutating func take(
        _ item: TimedItem,
        out bucket: (slot: UInt32, count: Int),
        below fork: Int,
        _ key: UInt32
    ) {
        let place = buckets.withSlot(bucket.slot, count: bucket.count) { bucket in
            bucket.firstIndex { $0.window.item == item.item }
        }
        guard let place else { return }
        buckets.remove(at: place, in: bucket.slot, count: bucket.count)
        if bucket.count == 1 { buckets.giveBack(bucket.slot) }
        let less =
            bucket.count == 1 ? .none : Child(bucket: bucket.slot, count: bucket.count - 1)
        replaceChild(of: fork, with: less, on: key)
    }

    /// Makes a fork of what does not fit into a bucket, where its keys part or the first of them
    /// ends.
    private mutating func part(_ items: [TimedItem], below above: Int) {
        let first = holdings[Int(items[0].item)]
        var shared = Int(first.bits)
        for item in items.dropFirst() {
            let other = holdings[Int(item.item)]
            let common = keys.withKey(first.key) { left in
                keys.withKey(other.key) { Bits.shared(left, $0) }
            }
            shared = min(shared, min(common, Int(other.bits)))
        }
        let place = addFork(bits: shared, key: first.key, count: UInt32(items.count))
        replaceChild(of: above, with: Child(fork: place), on: first.key)
        if isLevel(place, below: Int(ways[above].bits)) {
            forks[place].all = keep(WindowSet(items, in: &windows))
        }
        for item in items {
            let holding = holdings[Int(item.item)]
            guard holding.bits > shared else {
                addOwn(item, at: place)
                continue
            }
            let isOne = keys.withKey(holding.key) { Bits.isOne(shared, in: $0) }
            add(item, to: isOne ? ways[place].one : ways[place].zero, below: place)
        }
    }

    func held(_ item: TimedItem, from base: Int) -> Held {
        let holding = holdings[Int(item.item)]
        return keys.withKey(holding.key) { Held($0, bits: Int(holding.bits), from: base, item) }
    }

    private func items(below fork: Int) -> ContiguousArray<TimedItem> {
        var items: ContiguousArray<TimedItem> = []
        collect(fork, into: &items)
        return items
    }

    private func collect(_ fork: Int, into items: inout ContiguousArray<TimedItem>) {
        if forks[fork].all != 0 {
            items += sets[Int(forks[fork].all)].items(in: windows)
            return
        }
        items += ownItems(of: fork)
        for child in [ways[fork].zero, ways[fork].one] {
            if let next = child.fork { collect(next, into: &items) }
            if let bucket = child.bucket {
                buckets.withSlot(bucket.slot, count: bucket.count) { items += $0.map(\.window) }
            }
        }
    }
}
