// SPDX-License-Identifier: Apache-2.0

extension ScopeTrie {
    /// Puts a holding on a key; answers its place.
    mutating func insert(_ new: Holding, on key: ScopeKey) -> UInt32 {
        key.bytes.withUnsafeBufferPointer { bytes in
            var holding = new
            holding.key = keys.append(bytes)
            holding.bits = UInt32(key.bits)
            let place = keep(holding)
            let item = TimedItem(start: new.start, end: new.end, item: place)
            let shared = self.shared(bytes, bits: key.bits)
            var (above, fork) = (0, 0)
            while true {
                if Int(forks[fork].bits) > shared {
                    // The key parts from the others, or ends, before this fork.
                    fork = self.fork(at: shared, above: fork, below: above, key: holding.key)
                }
                forks[fork].count += 1
                if forks[fork].all != 0 { sets[Int(forks[fork].all)].insert(item) }
                if Int(forks[fork].bits) == key.bits {
                    addOwn(item, at: fork)
                    return place
                }
                let child = child(of: fork, towards: bytes)
                guard let next = child.fork else {
                    add(item, to: child, below: fork, bytes)
                    return place
                }
                (above, fork) = (fork, next)
            }
        }
    }

    /// Takes a holding away.
    mutating func remove(_ place: UInt32) {
        let holding = holdings[Int(place)]
        let item = TimedItem(start: holding.start, end: holding.end, item: place)
        let key = keys.withKey(holding.key) { Array($0) }
        key.withUnsafeBufferPointer { bytes in
            var (fork, path) = (0, [Int]())
            while true {
                path.append(fork)
                forks[fork].count -= 1
                if forks[fork].all != 0 { sets[Int(forks[fork].all)].remove(item) }
                if forks[fork].bits == holding.bits {
                    removeOwn(item, at: fork)
                    break
                }
                let child = child(of: fork, towards: bytes)
                guard let next = child.fork else {
                    if let bucket = child.bucket {
                        buckets[bucket].removeAll { $0.window.item == place }
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
        var middle = Fork(bits: UInt32(bits), key: forks[fork].key)
        middle.count = forks[fork].count
        let isOne = keys.withKey(middle.key) { Bits.isOne(bits, in: $0) }
        if isOne {
            middle.one = Child(fork: fork)
        } else {
            middle.zero = Child(fork: fork)
        }
        let place = keep(middle)
        replaceChild(of: above, with: Child(fork: place), on: middle.key)
        let wasLevel = forks[fork].all != 0
        let staysLevel = isLevel(fork, below: bits)
        if isLevel(place, below: Int(forks[above].bits)) {
            let all = wasLevel ? sets[Int(forks[fork].all)] : WindowSet(items(below: fork))
            forks[place].all = keep(all)
        }
        if wasLevel, !staysLevel { forks[fork].all = dropped(set: forks[fork].all) }
        return place
    }

    private mutating func replaceChild(of fork: Int, with child: Child, on key: UInt32) {
        let bit = Int(forks[fork].bits)
        if keys.withKey(key, { Bits.isOne(bit, in: $0) }) {
            forks[fork].one = child
        } else {
            forks[fork].zero = child
        }
    }

    private func isLevel(_ fork: Int, below bits: Int) -> Bool {
        keys.withKey(forks[fork].key) {
            ScopeKey.hasLevel(in: $0, from: bits, through: Int(forks[fork].bits))
        }
    }

    /// Makes a fork with few below it a bucket again.
    private mutating func merge(_ fork: Int, _ bytes: UnsafeBufferPointer<UInt8>) {
        var above = 0
        while let next = child(of: above, towards: bytes).fork, next != fork { above = next }
        let items = self.items(below: fork)
        let base = Int(forks[above].bits) / 8
        let key = forks[fork].key
        drop(below: fork)
        let child =
            items.isEmpty
            ? Child.none : Child(bucket: keep(ContiguousArray(items.map { held($0, from: base) })))
        replaceChild(of: above, with: child, on: key)
    }

    private mutating func drop(below fork: Int) {
        for child in [forks[fork].zero, forks[fork].one] {
            if let next = child.fork { drop(below: next) }
            if let bucket = child.bucket {
                buckets[bucket] = []
                freeBuckets.append(UInt32(bucket))
            }
        }
        _ = dropped(set: forks[fork].own)
        _ = dropped(set: forks[fork].all)
        freeForks.append(UInt32(fork))
    }

    // MARK: Windows

    private mutating func addOwn(_ item: TimedItem, at fork: Int) {
        if forks[fork].own == 0 { forks[fork].own = keep(WindowSet()) }
        sets[Int(forks[fork].own)].insert(item)
    }

    private mutating func removeOwn(_ item: TimedItem, at fork: Int) {
        let own = Int(forks[fork].own)
        sets[own].remove(item)
        if sets[own].count == 0 { forks[fork].own = dropped(set: forks[fork].own) }
    }

    /// Puts an item into a bucket, or into a new one; one that is too full is parted.
    private mutating func add(
        _ item: TimedItem,
        to child: Child,
        below fork: Int,
        _ bytes: UnsafeBufferPointer<UInt8>
    ) {
        let held = held(item, from: Int(forks[fork].bits) / 8)
        guard let bucket = child.bucket else {
            let key = holdings[Int(item.item)].key
            return replaceChild(of: fork, with: Child(bucket: keep([held])), on: key)
        }
        buckets[bucket].append(held)
        if buckets[bucket].count > Self.bucketLimit { part(bucket, below: fork) }
    }

    /// Makes a fork of a bucket, where its keys part or the first of them ends.
    private mutating func part(_ bucket: Int, below above: Int) {
        let items = buckets[bucket].map(\.window)
        let first = holdings[Int(items[0].item)]
        var shared = Int(first.bits)
        for item in items.dropFirst() {
            let other = holdings[Int(item.item)]
            let common = keys.withKey(first.key) { left in
                keys.withKey(other.key) { Bits.shared(left, $0) }
            }
            shared = min(shared, min(common, Int(other.bits)))
        }
        var fork = Fork(bits: UInt32(shared), key: first.key)
        fork.count = UInt32(items.count)
        let place = keep(fork)
        buckets[bucket] = []
        freeBuckets.append(UInt32(bucket))
        replaceChild(of: above, with: Child(fork: place), on: first.key)
        if isLevel(place, below: Int(forks[above].bits)) {
            forks[place].all = keep(WindowSet(ContiguousArray(items)))
        }
        for item in items {
            let holding = holdings[Int(item.item)]
            guard holding.bits > shared else {
                addOwn(item, at: place)
                continue
            }
            let held = held(item, from: shared / 8)
            let isOne = keys.withKey(holding.key) { Bits.isOne(shared, in: $0) }
            if let bucket = (isOne ? forks[place].one : forks[place].zero).bucket {
                buckets[bucket].append(held)
            } else {
                replaceChild(of: place, with: Child(bucket: keep([held])), on: holding.key)
            }
        }
    }

    private func held(_ item: TimedItem, from base: Int) -> Held {
        let holding = holdings[Int(item.item)]
        let word = keys.withKey(holding.key) { Bits.word(from: base, in: $0) }
        return Held(word: word, bits: holding.bits, window: item)
    }

    private func items(below fork: Int) -> ContiguousArray<TimedItem> {
        var places: [UInt32] = []
        collect(fork, into: &places)
        return ContiguousArray(
            places.map { place in
                let holding = holdings[Int(place)]
                return TimedItem(start: holding.start, end: holding.end, item: place)
            }
        )
    }

    private func collect(_ fork: Int, into places: inout [UInt32]) {
        if forks[fork].all != 0 {
            places += sets[Int(forks[fork].all)].items
            return
        }
        if forks[fork].own != 0 { places += sets[Int(forks[fork].own)].items }
        for child in [forks[fork].zero, forks[fork].one] {
            if let next = child.fork { collect(next, into: &places) }
            if let bucket = child.bucket { places += buckets[bucket].map(\.window.item) }
        }
    }
}
