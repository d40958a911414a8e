// SPDX-License-Identifier: Apache-2.0

/// The windows on a fork's very key: a slot while they are few, the latest start first, which a
/// question reads without another look-up, and a set by time from then on.
extension ScopeTrie {
    /// Where they are.
    struct Own: BitwiseCopyable {
        private let code: UInt32
        static let none = Own(code: 0)
        private init(code: UInt32) { self.code = code }
        init(set: UInt32) { code = set << 1 }
        init(slot: UInt32, count: Int) { code = slot << 7 | UInt32(count) << 1 | 1 }

        var isNone: Bool { code == 0 }
        var set: Int? { code != 0 && code & 1 == 0 ? Int(code >> 1) : nil }
        var few: (slot: UInt32, count: Int)? {
            code & 1 == 1 ? (slot: code >> 7, count: Int(code >> 1 & 63)) : nil
        }
    }

    /// Keeps windows, the earliest first, that are on one key.
    mutating func keepOwn(_ items: some RandomAccessCollection<TimedItem>) -> Own {
        guard items.count <= WindowSet.Pool.slotSize else {
            return Own(set: keep(WindowSet(earliestFirst: items, in: &windows)))
        }
        guard !items.isEmpty else { return .none }
        let slot = windows.take()
        windows.fill(slot, with: items.reversed())
        return Own(slot: slot, count: items.count)
    }

    mutating func addOwn(_ item: TimedItem, at fork: Int) {
        let own = ways[fork].own
        if let set = own.set { return sets[set].insert(item, in: &windows) }
        guard let few = own.few else {
            ways[fork].own = keepOwn(CollectionOfOne(item))
            return
        }
        guard few.count == WindowSet.Pool.slotSize else {
            let place = windows.withSlot(few.slot, count: few.count) { items in
                items.firstIndex { TimedItem.follows(item, $0) } ?? few.count
            }
            windows.insert(item, at: place, in: few.slot, count: few.count)
            ways[fork].own = Own(slot: few.slot, count: few.count + 1)
            return
        }
        let items = ownItems(of: fork) + [item]
        windows.giveBack(few.slot)
        ways[fork].own = Own(set: keep(WindowSet(items, in: &windows)))
    }

    mutating func removeOwn(_ item: TimedItem, at fork: Int) {
        if let few = ways[fork].own.few {
            let place = windows.withSlot(few.slot, count: few.count) { items in
                items.firstIndex { $0.item == item.item }
            }
            guard let place else { return }
            windows.remove(at: place, in: few.slot, count: few.count)
            if few.count == 1 { windows.giveBack(few.slot) }
            ways[fork].own =
                few.count == 1 ? .none : Own(slot: few.slot, count: few.count - 1)
        } else if let set = ways[fork].own.set {
            sets[set].remove(item, in: &windows)
            guard sets[set].count < Self.mergeBelow else { return }
            let items = ownItems(of: fork).sorted { TimedItem.follows($1, $0) }
            _ = dropped(set: UInt32(set))
            ways[fork].own = keepOwn(items)
        }
    }

    /// Gives up what is kept.
    mutating func dropOwn(of fork: Int) {
        if let set = ways[fork].own.set { _ = dropped(set: UInt32(set)) }
        if let few = ways[fork].own.few { windows.giveBack(few.slot) }
        ways[fork].own = .none
    }

    /// The windows, in no order.
    func ownItems(of fork: Int) -> ContiguousArray<TimedItem> {
        if let set = ways[fork].own.set { return sets[set].items(in: windows) }
        guard let few = ways[fork].own.few else { return [] }
        return windows.withSlot(few.slot, count: few.count) { ContiguousArray($0) }
    }

    @inline(__always)
    func show<Visitor: WindowVisitor>(
        _ own: Own,
        _ visitor: inout Visitor,
        in index: Visitor.Index
    ) {
        if let few = own.few {
            windows.withSlot(few.slot, count: few.count) { items in
                _ = visitor.meet(items, in: index)
            }
        } else if let set = own.set {
            sets[set].show(&visitor, in: index, windows)
        }
    }
}
