// SPDX-License-Identifier: Apache-2.0

/// A stack of trivial values that allocates only when it grows.
///
/// SAFETY: `base` is memory of this value alone, which is not copyable; indices are checked in
/// debug builds, and every caller in this module passes one below `count`.
struct Stack<Element: BitwiseCopyable>: ~Copyable {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        base = .allocate(capacity: capacity)
        self.capacity = capacity
    }

    deinit { base.deallocate() }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return base[index]
        }
        nonmutating _modify {
            assert(index >= 0 && index < count)
            yield &base[index]
        }
    }

    @inline(__always)
    mutating func push(_ element: Element) {
        if count == capacity { grow() }
        (base + count).initialize(to: element)
        count += 1
    }

    @inline(__always)
    mutating func pop() -> Element {
        assert(count > 0)
        count -= 1
        return base[count]
    }

    @inline(__always)
    mutating func truncate(to count: Int) {
        assert(count <= self.count)
        self.count = count
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: 2 * capacity)
        larger.update(from: base, count: count)
        base.deallocate()
        base = larger
        capacity *= 2
    }

    func withBytes<T>(from index: Int, count bytes: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T
    {
        body(UnsafeRawBufferPointer(start: base + index, count: bytes))
    }
}
