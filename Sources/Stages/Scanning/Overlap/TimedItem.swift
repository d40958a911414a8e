// SPDX-License-Identifier: Apache-2.0

/// Windows in time with what they belong to, in whole seconds since 1970.
struct TimedItem: BitwiseCopyable {
    let start: UInt32
    /// The first second after it.
    let end: UInt32
    /// What it belongs to: a place in the index's holdings.
    let item: UInt32

    /// Whether it stands after another where the earliest comes first.
    @inline(__always)
    static func follows(_ left: TimedItem, _ right: TimedItem) -> Bool {
        left.start == right.start ? left.item > right.item : left.start > right.start
    }
}

/// Looks at windows that touch its own.
protocol WindowVisitor {
    /// The seconds asked about, up to before the end.
    var start: UInt32 { get }
    var end: UInt32 { get }
    /// Where what windows belong to is looked up: lent, as keeping it would cost more than looking.
    associatedtype Index
    /// Turns to windows on longer keys than before; answers whether they could still count.
    mutating func turn() -> Bool
    /// Takes in one that touches; answers whether an earlier start could still count.
    mutating func meet(_ item: TimedItem, in index: Index) -> Bool
    /// Takes in those of several that touch, in their order, until one answers that.
    mutating func meet(_ items: UnsafeBufferPointer<TimedItem>, in index: Index) -> Bool
}

extension WindowVisitor {
    /// Whether a window has a second in common with the one asked about.
    @inline(__always)
    func touches(_ item: TimedItem) -> Bool { item.start < end && item.end > start }
}
