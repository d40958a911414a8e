// SPDX-License-Identifier: Apache-2.0

extension Window {
    /// Whether a text stands after the cursor; found in far fewer steps than there are bytes.
    func holdsAhead(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        let wanted = UnsafeBufferPointer(start: text.utf8Start, count: count)
        guard count > 0, end - cursor >= count else { return false }
        // Horspool: how far the text can move on when its last byte meets this one.
        var shifts = [Int](repeating: count, count: 256)
        for (index, byte) in wanted.dropLast().enumerated() {
            shifts[Int(byte)] = count - 1 - index
        }
        return shifts.withUnsafeBufferPointer { shifts in
            var last = cursor + (count - 1)
            while last < end {
                if last.pointee == wanted[count - 1], matches(wanted, last - (count - 1)) {
                    return true
                }
                last += shifts[Int(last.pointee)]
            }
            return false
        }
    }

    private func matches(
        _ text: UnsafeBufferPointer<UInt8>,
        _ place: UnsafePointer<UInt8>
    ) -> Bool {
        text.indices.allSatisfy { text[$0] == place[$0] }
    }
}
