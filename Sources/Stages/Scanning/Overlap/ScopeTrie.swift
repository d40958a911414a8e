// SPDX-License-Identifier: Apache-2.0

/// Scope keys with the windows of what stands on them: a path-compressed trie of bits whose ends
/// are buckets.
///
/// A question walks from the root to its own key past all keys that it begins with, O(depth), and
/// then takes all that is below. A fork where a question can end keeps all windows below it in a
/// window set, so that the widest question is one search in time; what is narrower meets a bucket,
/// which is looked through in one go.
struct ScopeTrie {
    /// Holdings in a bucket at most: 768 bytes, which a processor reads ahead.
    static let bucketLimit = 32
    /// Where a fork becomes a bucket again: well below, so that one coming and going is not work.
    static let mergeBelow = 12

    /// Bytes of keys that nobody has any more, below which they are left where they are.
    static let deadKeyBytes = 1 << 16

    /// Where keys part: all below begin with its key.
    struct Fork {
        /// The length of its key, in bits.
        let bits: UInt32
        /// A key that begins with its own.
        var key: UInt32
        var zero = Child.none
        var one = Child.none
        /// How many holdings are on its key and below.
        var count: UInt32 = 0
        /// The set of those on its very key; 0 for none.
        var own: UInt32 = 0
        /// The set of all; 0 for none.
        var all: UInt32 = 0
    }

    /// A fork other than the root, or a bucket, by its place.
    struct Child: Equatable {
        private let code: UInt32
        static let none = Child(code: 0)
        private init(code: UInt32) { self.code = code }
        init(fork: Int) { code = UInt32(fork) << 1 }
        init(bucket: Int) { code = UInt32(bucket) << 1 | 1 }

        var fork: Int? { code != 0 && code & 1 == 0 ? Int(code >> 1) : nil }
        var bucket: Int? { code & 1 == 1 ? Int(code >> 1) : nil }
    }

    /// A holding as its bucket has it: with what of its key parts it from most others there.
    struct Held {
        /// Eight bytes of the key, from the byte in which the fork above ends.
        let word: UInt64
        /// The length of the whole key, in bits.
        let bits: UInt32
        let window: TimedItem
    }

    /// One scope of one lease.
    struct Holding {
        let start: UInt32
        let end: UInt32
        let lease: UInt32
        /// What its key does not say, by its place; 0 for nothing.
        let residue: UInt32
        var key: UInt32 = 0
        var bits: UInt32 = 0
        /// The next of the same lease.
        var sibling: UInt32 = 0
    }

    // Nothing has the place 0, but for the root.
    var forks: ContiguousArray<Fork> = [Fork(bits: 0, key: 0)]
    var buckets: ContiguousArray<ContiguousArray<Held>> = [[]]
    var holdings: ContiguousArray<Holding> = [Holding(start: 0, end: 0, lease: 0, residue: 0)]
    var sets: ContiguousArray<WindowSet> = [WindowSet()]
    var keys = KeyStore()
    var freeForks: [UInt32] = []
    var freeBuckets: [UInt32] = []
    var freeHoldings: [UInt32] = []
    var freeSets: [UInt32] = []

    /// How many holdings there are.
    var count: Int { Int(forks[0].count) }

    /// Bytes that it takes, as allocated.
    var bytes: Int {
        let free = [freeForks, freeBuckets, freeHoldings, freeSets]
        return forks.capacity * MemoryLayout<Fork>.stride + keys.capacity
            + holdings.capacity * MemoryLayout<Holding>.stride
            + buckets.capacity * 8
            + buckets.reduce(0) { $0 + $1.capacity * MemoryLayout<Held>.stride + 32 }
            + sets.capacity * MemoryLayout<WindowSet>.stride
            + sets.reduce(0) { $0 + $1.bytes }
            + free.reduce(0) { $0 + $1.capacity * 4 }
    }

    /// Shows the visitor the windows on keys that begin with this one, or that it begins with.
    func show(_ key: ScopeKey, _ visitor: inout some WindowVisitor) {
        key.bytes.withUnsafeBufferPointer { bytes in
            let shared = self.shared(bytes, bits: key.bits)
            var fork = 0
            while Int(forks[fork].bits) < key.bits, Int(forks[fork].bits) <= shared {
                if forks[fork].own != 0 { sets[Int(forks[fork].own)].show(&visitor) }
                let child = child(of: fork, towards: bytes)
                guard let next = child.fork else {
                    guard let bucket = child.bucket else { return }
                    return show(bucket, below: fork, bytes, bits: key.bits, &visitor)
                }
                fork = next
            }
            if shared >= key.bits { showAll(fork, &visitor) }
        }
    }

    /// How many bits a key has in common with the forks on its way, at most its own; those passed
    /// over are looked at once, at the last.
    func shared(_ bytes: UnsafeBufferPointer<UInt8>, bits: Int) -> Int {
        var fork = 0
        while Int(forks[fork].bits) < bits, let next = child(of: fork, towards: bytes).fork {
            fork = next
        }
        let shared = keys.withKey(forks[fork].key) { Bits.shared($0, bytes) }
        return min(shared, Int(forks[fork].bits), bits)
    }

    @inline(__always)
    func child(of fork: Int, towards bytes: UnsafeBufferPointer<UInt8>) -> Child {
        let isOne = Bits.isOne(Int(forks[fork].bits), in: bytes)
        return isOne ? forks[fork].one : forks[fork].zero
    }

    private func showAll(_ fork: Int, _ visitor: inout some WindowVisitor) {
        if forks[fork].all != 0 { return sets[Int(forks[fork].all)].show(&visitor) }
        if forks[fork].own != 0 { sets[Int(forks[fork].own)].show(&visitor) }
        showAll(forks[fork].zero, &visitor)
        showAll(forks[fork].one, &visitor)
    }

    private func showAll(_ child: Child, _ visitor: inout some WindowVisitor) {
        if let fork = child.fork { return showAll(fork, &visitor) }
        guard let bucket = child.bucket else { return }
        for held in buckets[bucket] where visitor.touches(held.window) {
            _ = visitor.meet(held.window)
        }
    }

    /// Looks through a bucket for what begins with a key or is begun by it.
    private func show(
        _ bucket: Int,
        below fork: Int,
        _ bytes: UnsafeBufferPointer<UInt8>,
        bits: Int,
        _ visitor: inout some WindowVisitor
    ) {
        let base = Int(forks[fork].bits) / 8
        let word = Bits.word(from: base, in: bytes)
        for held in buckets[bucket] where visitor.touches(held.window) {
            let common = min(Int(held.bits), bits) - base * 8
            let differing = common > 0 ? (held.word ^ word) >> UInt64(max(64 - common, 0)) : 0
            guard differing == 0 else { continue }
            if common > 64 {
                let holding = holdings[Int(held.window.item)]
                let shared = keys.withKey(holding.key) { Bits.shared($0, bytes) }
                guard shared >= base * 8 + common else { continue }
            }
            _ = visitor.meet(held.window)
        }
    }
}
