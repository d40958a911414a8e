// SPDX-License-Identifier: Apache-2.0

extension ScopeTrie {
    /// Keeps only the keys that somebody has; a fork takes one from below it.
    mutating func tidyKeys() {
        var kept = KeyStore()
        for place in holdings.indices.dropFirst() where holdings[place].key != 0 {
            holdings[place].key = keys.withKey(holdings[place].key) { kept.append($0) }
        }
        keys = kept
        _ = takeKeys(below: 0)
    }

    private mutating func takeKeys(below fork: Int) -> UInt32 {
        var key: UInt32 = 0
        if let item = ownItems(of: fork).first { key = holdings[Int(item.item)].key }
        for child in [ways[fork].zero, ways[fork].one] {
            if let next = child.fork { key = takeKeys(below: next) }
            if let bucket = child.bucket {
                let item = buckets.withSlot(bucket.slot, count: 1) { $0[0].window.item }
                key = holdings[Int(item)].key
            }
        }
        forks[fork].key = key
        return key
    }

    /// Lays forks out anew where a quarter has come, each followed by what is below its zero, so
    /// that the way down is not as many leaps through memory.
    mutating func layOutForksIfDue() {
        guard forks.count >= layOutAt else { return }
        var laid = (forks: ContiguousArray<Fork>(), ways: ContiguousArray<Way>())
        laid.forks.makeRoom(for: forks.count)
        laid.ways.makeRoom(for: forks.count)
        _ = layOut(0, into: &laid)
        (forks, ways) = laid
        freeForks = []
        layOutAt = max(forks.count * 5 / 4, layOutAt)
    }

    private func layOut(
        _ fork: Int,
        into laid: inout (forks: ContiguousArray<Fork>, ways: ContiguousArray<Way>)
    ) -> Int {
        let place = laid.forks.count
        laid.forks.put(forks[fork])
        laid.ways.put(ways[fork])
        if let next = ways[fork].zero.fork {
            laid.ways[place].zero = Child(fork: layOut(next, into: &laid))
        }
        if let next = ways[fork].one.fork {
            laid.ways[place].one = Child(fork: layOut(next, into: &laid))
        }
        return place
    }

    mutating func keep(_ fork: Fork, _ way: Way) -> Int {
        guard let free = freeForks.popLast() else {
            forks.put(fork)
            ways.put(way)
            return forks.count - 1
        }
        forks[Int(free)] = fork
        ways[Int(free)] = way
        return Int(free)
    }

    mutating func keep(_ holding: Holding) -> UInt32 {
        guard let free = freeHoldings.popLast() else {
            holdings.put(holding)
            return UInt32(holdings.count - 1)
        }
        holdings[Int(free)] = holding
        return free
    }

    mutating func keep(_ set: WindowSet) -> UInt32 {
        guard let free = freeSets.popLast() else {
            sets.put(set)
            return UInt32(sets.count - 1)
        }
        sets[Int(free)] = set
        return free
    }

    /// Gives up a set, if there is one; answers none.
    mutating func dropped(set: UInt32) -> UInt32 {
        guard set != 0 else { return 0 }
        sets[Int(set)].clear(in: &windows)
        sets[Int(set)] = WindowSet()
        freeSets.append(set)
        return 0
    }
}
