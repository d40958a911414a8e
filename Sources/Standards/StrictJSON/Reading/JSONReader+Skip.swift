// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Reads a value and forgets it; grammar, limits and repeated keys are looked at all the same.
    ///
    /// Takes no stack however deep the value is.
    public mutating func skip() throws(JSONFaults) {
        guard isDue else { try stop(.misuse) }
        let base = nesting.depth
        while true {
            if try skipToken(), try !leaveUntilDue(base) { return }
        }
    }

    /// Reads one scalar, or enters one container; true when no value is due after it.
    @inline(__always)
    private mutating func skipToken() throws(JSONFaults) -> Bool {
        switch try peekByte() {
        case ASCII.quote: _ = try scanString()
        case ASCII.openBrace:
            try open(isObject: true)
            if try advanceToKey() { return false }
        case ASCII.openBracket:
            try open(isObject: false)
            if try advanceToElement() { return false }
        case ASCII.minus, ASCII.zero...ASCII.nine: _ = try scanNumber()
        case UInt8(ascii: "t"): try scan(literal: "true")
        case UInt8(ascii: "f"): try scan(literal: "false")
        case UInt8(ascii: "n"): try scan(literal: "null")
        default: try stop(malformed("a value"))
        }
        isDue = false
        return true
    }

    /// Closes what has ended down to a depth; true when a value is due before that.
    @inline(__always)
    private mutating func leaveUntilDue(_ base: Int) throws(JSONFaults) -> Bool {
        while nesting.depth > base {
            if try nesting.top.isObject ? advanceToKey() : advanceToElement() { return true }
        }
        return false
    }

    /// Reads and forgets the rest of everything open above a depth.
    mutating func leave(to depth: Int) throws(JSONFaults) {
        if isDue { try skip() }
        while try leaveUntilDue(depth) { try skip() }
    }

    /// Enters the container whose first byte stands at the cursor.
    @inline(__always)
    mutating func open(isObject: Bool) throws(JSONFaults) {
        if nesting.depth >= limits.depth { try stop(.tooDeep(limit: limits.depth)) }
        window.cursor += 1
        nesting.open(isObject: isObject)
        isDue = false
    }

    /// Goes to the next element of the innermost array; false when it ended, which closes it.
    @inline(__always)
    mutating func advanceToElement() throws(JSONFaults) -> Bool {
        let byte = try peekByte()
        if nesting.top.count > 0 {
            if byte != ASCII.comma {
                if byte != ASCII.closeBracket { try stop(malformed("\",\" or \"]\"")) }
                window.cursor += 1
                nesting.close()
                isDue = false
                return false
            }
            window.cursor += 1
        } else if byte == ASCII.closeBracket {
            window.cursor += 1
            nesting.close()
            isDue = false
            return false
        }
        nesting.countElement()
        isDue = true
        return true
    }

    /// Reads `true`, `false` or `null`.
    mutating func scan(literal: StaticString) throws(JSONFaults) {
        for index in 0..<literal.utf8CodeUnitCount {
            guard try holds(1), window.cursor.pointee == literal.utf8Start[index] else {
                try stop(malformed("\"\(literal)\""))
            }
            window.cursor += 1
        }
    }
}
