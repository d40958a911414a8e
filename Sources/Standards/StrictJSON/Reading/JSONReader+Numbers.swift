// SPDX-License-Identifier: Apache-2.0

/// A number as it stands in the window, good until the next refill.
struct RawNumber {
    let start: UnsafePointer<UInt8>
    let count: Int
    /// Its value when it is written as an integer of at most 18 digits.
    let small: Int64?
}

extension JSONReader {
    /// Reads a number (RFC 8259 section 6) whose first byte stands at the cursor.
    @inline(__always)
    mutating func scanNumber() throws(JSONFaults) -> RawNumber {
        let start = window.cursor
        var cursor = start
        var value: Int64 = 0
        while window.end - cursor > 0, cursor - start < 18 {
            let digit = cursor.pointee &- ASCII.zero
            if digit > 9 {
                let byte = cursor.pointee
                let isInteger = byte != ASCII.point && byte | 0x20 != ASCII.e
                guard isInteger, cursor > start, start.pointee != ASCII.zero || cursor - start == 1
                else { break }
                window.cursor = cursor
                if cursor - start > limits.numberLengthBytes { try refuseNumber(start) }
                return RawNumber(start: start, count: cursor - start, small: value)
            }
            value = value &* 10 &+ Int64(digit)
            cursor += 1
        }
        return try scanAnyNumber()
    }

    private mutating func refuseNumber(_ start: UnsafePointer<UInt8>) throws(JSONFaults) {
        try record(.numberTooLong(limitBytes: limits.numberLengthBytes), at: start)
    }

    private mutating func scanAnyNumber() throws(JSONFaults) -> RawNumber {
        window.mark = window.cursor
        defer { window.mark = nil }
        var state = NumberGrammar.State.start
        while try holds(1), let next = state.next(window.cursor.pointee) {
            state = next
            window.cursor += 1
        }
        if !state.isComplete { try stop(malformed("a digit")) }
        let start = window.mark ?? window.cursor
        let count = window.cursor - start
        if count > limits.numberLengthBytes { try refuseNumber(start) }
        return RawNumber(start: start, count: count, small: nil)
    }
}
