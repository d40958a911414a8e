// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Slots with room for 32 elements each, in a few long stretches of memory.
///
/// Whoever has a slot knows how many elements are in it. What many questions touch at random lies
/// here and not in an array each: stretches are mapped by large pages where the system can, without
/// which a look-up among hundreds of megabytes spends half of its time on finding the page.
struct SlotPool<Element: BitwiseCopyable & Sendable>: Sendable {
    /// Elements in a slot.
    static var slotSize: Int { 32 }
    /// Slots in a stretch, as a power of two: some megabytes.
    private static var stretchBits: Int { 15 }

    private var stretches: ContiguousArray<ContiguousArray<Element>> = []
    private var free: [UInt32] = []
    private var used = 0
    private let blank: Element

    /// A pool without slots; `blank` stands in places where nothing is.
    init(blank: Element) { self.blank = blank }

    /// Bytes that it takes, as allocated.
    var bytes: Int {
        stretches.reduce(0) { $0 + $1.capacity * MemoryLayout<Element>.stride } + free.capacity * 4
    }

    /// Shows the first elements of a slot.
    @inline(__always)
    func withSlot<Value>(
        _ slot: UInt32,
        count: Int,
        _ body: (UnsafeBufferPointer<Element>) -> Value
    ) -> Value {
        let (stretch, first) = Self.place(of: slot)
        return stretches[stretch].withUnsafeBufferPointer { all in
            body(UnsafeBufferPointer(rebasing: all[first..<first + count]))
        }
    }

    /// A slot that nobody has.
    mutating func take() -> UInt32 {
        if let slot = free.popLast() { return slot }
        if used & (1 << Self.stretchBits - 1) == 0 { stretches.append([]) }
        let last = stretches.count - 1
        stretches[last].makeRoom(for: Self.slotSize, atMost: Self.slotSize << Self.stretchBits)
        stretches[last].append(contentsOf: repeatElement(blank, count: Self.slotSize))
        used += 1
        return UInt32(used - 1)
    }

    /// Takes a slot back.
    mutating func giveBack(_ slot: UInt32) { free.append(slot) }

    /// Puts an element in at a place, before `count - place` others.
    mutating func insert(_ new: Element, at place: Int, in slot: UInt32, count: Int) {
        withSlot(slot) { elements in
            var index = count
            while index > place {
                elements[index] = elements[index - 1]
                index -= 1
            }
            elements[place] = new
        }
    }

    /// Takes an element out; those after it, up to `count`, move up.
    mutating func remove(at place: Int, in slot: UInt32, count: Int) {
        withSlot(slot) { elements in
            for index in place..<count - 1 { elements[index] = elements[index + 1] }
        }
    }

    /// Puts elements into an empty slot.
    mutating func fill(_ slot: UInt32, with new: some Collection<Element>) {
        withSlot(slot) { elements in
            for (index, element) in new.enumerated() { elements[index] = element }
        }
    }

    private mutating func withSlot(
        _ slot: UInt32,
        _ body: (inout Slice<UnsafeMutableBufferPointer<Element>>) -> Void
    ) {
        let (stretch, first) = Self.place(of: slot)
        stretches[stretch].withUnsafeMutableBufferPointer { all in
            var elements = Slice(
                base: UnsafeMutableBufferPointer(rebasing: all[first..<first + Self.slotSize]),
                bounds: 0..<Self.slotSize
            )
            body(&elements)
        }
    }

    @inline(__always)
    private static func place(of slot: UInt32) -> (stretch: Int, first: Int) {
        (Int(slot) >> stretchBits, Int(slot) & (1 << stretchBits - 1) * slotSize)
    }
}

extension ContiguousArray {
    /// Bytes from which on large pages are asked for: two of them.
    private static var largeBytes: Int { 4 << 20 }

    /// Makes room for more elements: half as much again as before, where it is much a quarter, in
    /// large pages.
    mutating func makeRoom(for more: Int, atMost limit: Int = .max) {
        guard count + more > capacity else { return }
        let isLarge = capacity * MemoryLayout<Element>.stride >= Self.largeBytes
        let wanted = capacity + capacity / (isLarge ? 4 : 2)
        let room = Swift.max(count + more, Swift.min(wanted, limit), 16)
        guard room * MemoryLayout<Element>.stride >= Self.largeBytes else {
            return reserveCapacity(room)
        }
        var moved = ContiguousArray()
        moved.reserveCapacity(room)
        moved.withUnsafeMutableBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return }
            Self.askForLargePages(
                UnsafeMutableRawPointer(start),
                room * MemoryLayout<Element>.stride
            )
        }
        moved.append(contentsOf: self)
        self = moved
    }

    /// Advice to the system, before the memory is first touched; it changes nothing else.
    private static func askForLargePages(_ start: UnsafeMutableRawPointer, _ count: Int) {
        #if os(Linux)
        let page = Int(getpagesize())
        let first = (Int(bitPattern: start) + page - 1) & ~(page - 1)
        let end = (Int(bitPattern: start) + count) & ~(page - 1)
        guard first < end else { return }
        _ = madvise(UnsafeMutableRawPointer(bitPattern: first), end - first, MADV_HUGEPAGE)
        #endif
    }

    /// Appends an element; see `makeRoom`.
    mutating func put(_ new: Element) {
        makeRoom(for: 1)
        append(new)
    }
}
