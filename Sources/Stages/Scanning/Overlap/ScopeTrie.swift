// SPDX-License-Identifier: Apache-2.0

/// Scope keys with the windows of what stands on them: a path-compressed trie of bits whose ends
/// are buckets.
///
/// A question walks from the root to its own key past all keys that it begins with, O(depth), and
/// then takes all that is below. A fork where a question can end keeps all windows below it in a
/// window set, so that the widest question is one search in time; what is narrower meets a bucket,
/// which is looked through in one go.
struct ScopeTrie {
    /// Where a fork becomes a bucket again: well below, so that one coming and going is not work.
    static let mergeBelow = 12

    /// Bytes of keys that nobody has any more, below which they are left where they are.
    static let deadKeyBytes = 1 << 16

    /// Where keys part: all below begin with its key.
    struct Fork: BitwiseCopyable {
        /// A key that begins with its own.
        var key: UInt32
        /// How many holdings are on its key and below.
        var count: UInt32 = 0
        /// The set of all these; 0 for none.
        var all: UInt32 = 0
    }

    /// What a question reads of a fork on its way down: four lie in a line of memory.
    struct Way: BitwiseCopyable {
        /// The bits of a key's end that it has at hand.
        static let tailBits = 16

        /// The length of the fork's key, in bits.
        let bits: UInt16
        /// The last bits of its key.
        let tail: UInt16
        var zero = Child.none
        var one = Child.none
        /// Those on its very key.
        var own = Own.none

        init(bits: Int, of bytes: UnsafeBufferPointer<UInt8>) {
            self.bits = UInt16(bits)
            let first = max(bits - Self.tailBits, 0)
            let word = Bits.word(from: first / 8, in: bytes) << UInt64(first % 8)
            let count = bits - first
            tail = count == 0 ? 0 : UInt16(word >> UInt64(64 - count))
        }
    }

    /// A fork other than the root, or a bucket with how many are in it.
    struct Child: BitwiseCopyable {
        private let code: UInt32
        static let none = Child(code: 0)
        private init(code: UInt32) { self.code = code }
        init(fork: Int) { code = UInt32(fork) << 1 }
        init(bucket: UInt32, count: Int) { code = bucket << 7 | UInt32(count) << 1 | 1 }

        var fork: Int? { code != 0 && code & 1 == 0 ? Int(code >> 1) : nil }
        var bucket: (slot: UInt32, count: Int)? {
            code & 1 == 1 ? (slot: code >> 7, count: Int(code >> 1 & 63)) : nil
        }
    }

    /// A holding as its bucket has it: with what of its key parts it from most others there.
    struct Held: BitwiseCopyable {
        /// Up to 31 bits of the key, from the byte in which the fork above ends, then a one.
        let word: UInt32
        let window: TimedItem

        /// The bits of the key that the word has; 31 if there may be more.
        var bits: Int { 31 - word.trailingZeroBitCount }

        static let none = Held()

        private init() { (word, window) = (0, TimedItem(start: 0, end: 0, item: 0)) }

        init(_ bytes: UnsafeBufferPointer<UInt8>, bits: Int, from base: Int, _ window: TimedItem) {
            let count = UInt32(min(bits - base * 8, 31))
            let mark: UInt32 = 1 << (31 - count)
            word = UInt32(Bits.word(from: base, in: bytes) >> 32) & ~(mark - 1) | mark
            self.window = window
        }
    }

    /// One scope of one lease.
    struct Holding {
        let lease: UInt32
        /// What its key does not say, by its place; 0 for nothing.
        let residue: UInt32
        var key: UInt32 = 0
        var bits: UInt32 = 0
        /// The next of the same lease.
        var sibling: UInt32 = 0
    }

    // Nothing has the place 0, but for the root.
    var forks: ContiguousArray<Fork> = [Fork(key: 0)]
    /// By place of the fork.
    var ways: ContiguousArray<Way> = [
        Way(bits: 0, of: UnsafeBufferPointer(start: nil, count: 0))
    ]
    var holdings: ContiguousArray<Holding> = [Holding(lease: 0, residue: 0)]
    var sets: ContiguousArray<WindowSet> = [WindowSet()]
    var windows = WindowSet.Pool(blank: TimedItem(start: 0, end: 0, item: 0))
    var buckets = SlotPool(blank: Held.none)
    var keys = KeyStore()
    /// Holdings that have no place yet, while many are put in at once.
    var loose: ContiguousArray<TimedItem>?
    var freeForks: [UInt32] = []
    /// How many forks there are when they are next laid out anew.
    var layOutAt = 1_024
    var freeHoldings: [UInt32] = []
    var freeSets: [UInt32] = []

    /// How many holdings there are.
    var count: Int { Int(forks[0].count) }

    /// Bytes that it takes, as allocated.
    var bytes: Int {
        let free = [freeForks, freeHoldings, freeSets]
        return forks.capacity * MemoryLayout<Fork>.stride
            + ways.capacity * MemoryLayout<Way>.stride + keys.capacity
            + holdings.capacity * MemoryLayout<Holding>.stride + buckets.bytes + windows.bytes
            + sets.capacity * MemoryLayout<WindowSet>.stride
            + sets.reduce(0) { $0 + $1.bytes }
            + free.reduce(0) { $0 + $1.capacity * 4 }
    }

    /// Shows the visitor the windows on keys that this one begins with, the shortest first, and
    /// then those on keys that begin with it, until nothing could count any more.
    func show<Visitor: WindowVisitor>(
        _ key: ScopeKey,
        _ visitor: inout Visitor,
        in index: Visitor.Index
    ) {
        Probe.with(key) { probe in
            var (fork, known) = (0, 0)
            while true {
                let here = ways[fork]
                let bits = Int(here.bits)
                guard begins(probe, as: here, fork, from: known) else { return }
                guard bits < probe.bits else {
                    if visitor.turn() { showAll(fork, &visitor, in: index) }
                    return
                }
                if !here.own.isNone {
                    guard visitor.turn() else { return }
                    show(here.own, &visitor, in: index)
                }
                let child = probe.isOne(bits) ? here.one : here.zero
                guard let next = child.fork else {
                    guard let bucket = child.bucket else { return }
                    return buckets.withSlot(bucket.slot, count: bucket.count) { bucket in
                        show(bucket, below: bits, probe, &visitor, in: index)
                    }
                }
                (fork, known) = (next, bits + 1)
            }
        }
    }

    /// Whether a key begins as that of a fork does, as far as it goes, where bits are known.
    @inline(__always)
    private func begins(_ probe: Probe, as way: Way, _ fork: Int, from known: Int) -> Bool {
        let bits = Int(way.bits)
        let rest = min(bits, probe.bits) - known
        guard rest > 0 else { return true }
        guard bits - known <= Way.tailBits else {
            return keys.withKey(forks[fork].key) { Bits.shared($0, probe.bytes) } >= known + rest
        }
        // The tail's bits from the first that is not known.
        let tail = UInt64(way.tail) & (1 << UInt64(bits - known) - 1)
        return tail >> UInt64(bits - known - rest) == probe.bits(from: known, count: rest)
    }

    /// How many bits a key has in common with the forks on its way, at most its own; those passed
    /// over are looked at once, at the last.
    func shared(_ bytes: UnsafeBufferPointer<UInt8>, bits: Int) -> Int {
        var fork = 0
        while Int(ways[fork].bits) < bits, let next = child(of: fork, towards: bytes).fork {
            fork = next
        }
        let shared = keys.withKey(forks[fork].key) { Bits.shared($0, bytes) }
        return min(shared, Int(ways[fork].bits), bits)
    }

    /// Whether a holding's key begins with a key or the other way round.
    func isOn(_ key: ScopeKey, _ holding: Holding) -> Bool {
        let shared = keys.withKey(holding.key) { held in
            key.bytes.withUnsafeBufferPointer { Bits.shared(held, $0) }
        }
        return shared >= min(Int(holding.bits), key.bits)
    }

    @inline(__always)
    func child(of fork: Int, towards bytes: UnsafeBufferPointer<UInt8>) -> Child {
        let way = ways[fork]
        return Bits.isOne(Int(way.bits), in: bytes) ? way.one : way.zero
    }

    private func showAll<Visitor: WindowVisitor>(
        _ fork: Int,
        _ visitor: inout Visitor,
        in index: Visitor.Index
    ) {
        if forks[fork].all != 0 {
            return sets[Int(forks[fork].all)].show(&visitor, in: index, windows)
        }
        let way = ways[fork]
        show(way.own, &visitor, in: index)
        showAll(way.zero, &visitor, in: index)
        showAll(way.one, &visitor, in: index)
    }

    private func showAll<Visitor: WindowVisitor>(
        _ child: Child,
        _ visitor: inout Visitor,
        in index: Visitor.Index
    ) {
        if let fork = child.fork { return showAll(fork, &visitor, in: index) }
        guard let bucket = child.bucket else { return }
        buckets.withSlot(bucket.slot, count: bucket.count) { bucket in
            for held in bucket where visitor.touches(held.window) {
                _ = visitor.meet(held.window, in: index)
            }
        }
    }

    /// Looks through a bucket for what a key begins with or what begins with it.
    @inline(__always)
    private func show<Visitor: WindowVisitor>(
        _ bucket: UnsafeBufferPointer<Held>,
        below fork: Int,
        _ probe: Probe,
        _ visitor: inout Visitor,
        in index: Visitor.Index
    ) {
        let base = fork / 8
        let rest = probe.bits - base * 8
        let word = UInt32(truncatingIfNeeded: probe.word(from: base) >> 32)
        // Lengths with places, the shortest first: a bucket has windows on keys of several.
        var order = InlineArray<32, UInt32>(repeating: 0)
        var found = 0
        for (place, held) in bucket.enumerated() where visitor.touches(held.window) {
            var length = min(held.bits, rest)
            guard length == 0 || (held.word ^ word) >> UInt32(32 - length) == 0 else { continue }
            if length == 31 {
                let holding = holdings[Int(held.window.item)]
                length = min(Int(holding.bits), probe.bits) - base * 8
                let shared = keys.withKey(holding.key) { Bits.shared($0, probe.bytes) }
                guard shared >= length + base * 8 else { continue }
            }
            var next = found
            let new = UInt32(length) << 8 | UInt32(place)
            while next > 0, order[next - 1] > new {
                order[next] = order[next - 1]
                next -= 1
            }
            order[next] = new
            found += 1
        }
        var length = UInt32.max
        for next in 0..<found {
            if order[next] >> 8 != length, !visitor.turn() { return }
            length = order[next] >> 8
            _ = visitor.meet(bucket[Int(order[next] & 0xFF)].window, in: index)
        }
    }
}
