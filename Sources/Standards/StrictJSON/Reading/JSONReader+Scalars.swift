// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Reads a string; any other kind of value is noted as a fault, skipped, and gives nil.
    public mutating func string() throws(JSONFaults) -> String? {
        guard try isNext(ASCII.quote) else { return try refuse(.string) }
        let raw = try scanString()
        isDue = false
        return text(of: raw)
    }

    /// Reads a string that is likely to come again: equal ones share their memory.
    public mutating func sharedString() throws(JSONFaults) -> String? {
        guard try isNext(ASCII.quote) else { return try refuse(.string) }
        let raw = try scanString()
        isDue = false
        if raw.isEscaped { return text(of: raw) }
        return shared.string(UnsafeBufferPointer(start: raw.start, count: raw.count))
    }

    /// Reads an integer of 64 bits; a fault and nil for any other value.
    public mutating func int64() throws(JSONFaults) -> Int64? {
        guard let (raw, start) = try rawNumber() else { return nil }
        if let small = raw.small { return small }
        let number = JSONNumber(checked: numberText(raw))
        if let value = number.int64 { return value }
        return try refuseRange(start)
    }

    /// Reads an integer; a fault and nil for any other value.
    public mutating func int() throws(JSONFaults) -> Int? { try int64().map { Int($0) } }

    /// Reads a number as the nearest finite binary64; a fault and nil for any other value.
    public mutating func double() throws(JSONFaults) -> Double? {
        guard let (raw, start) = try rawNumber() else { return nil }
        if let value = JSONNumber(checked: numberText(raw)).double { return value }
        return try refuseRange(start)
    }

    /// Reads a number exactly; a fault and nil for any other value.
    public mutating func number() throws(JSONFaults) -> JSONNumber? {
        guard let (raw, _) = try rawNumber() else { return nil }
        return JSONNumber(checked: numberText(raw))
    }

    /// Reads a truth value; a fault and nil for any other value.
    public mutating func bool() throws(JSONFaults) -> Bool? {
        if try isNext(UInt8(ascii: "t")) {
            try scan(literal: "true")
            isDue = false
            return true
        }
        guard try isNext(UInt8(ascii: "f")) else { return try refuse(.bool) }
        try scan(literal: "false")
        isDue = false
        return false
    }

    /// Reads `null` when it is due; false, and nothing read, when another value is.
    public mutating func null() throws(JSONFaults) -> Bool {
        guard try isNext(UInt8(ascii: "n")) else { return false }
        try scan(literal: "null")
        isDue = false
        return true
    }

    /// Notes a fault of a value, for example that its specification forbids it.
    ///
    /// Its place is the scalar read just before, or else where reading stands; its pointer names
    /// the value read last: after the last key of an object, that object.
    public mutating func note(_ kind: JSONFault.Kind) throws(JSONFaults) {
        let back = scalarOffset.map { window.byteOffset - $0 } ?? 0
        let pointer = nesting.pointer(toValue: true)
        try record(kind, at: window.cursor - back, pointer: pointer)
    }

    @inline(__always)
    mutating func isNext(_ byte: UInt8) throws(JSONFaults) -> Bool {
        guard isDue else { try stop(.misuse) }
        let found = try peekByte()
        scalarOffset = window.byteOffset
        return found == byte
    }

    private mutating func rawNumber() throws(JSONFaults) -> (RawNumber, Int)? {
        guard isDue else { try stop(.misuse) }
        let byte = try peekByte()
        guard byte == ASCII.minus || ASCII.zero...ASCII.nine ~= byte else {
            return try refuse(.number)
        }
        let start = window.byteOffset
        scalarOffset = start
        let raw = try scanNumber()
        isDue = false
        return (raw, start)
    }

    private func numberText(_ raw: RawNumber) -> String {
        String(decoding: UnsafeBufferPointer(start: raw.start, count: raw.count), as: UTF8.self)
    }

    private mutating func refuseRange<T>(_ start: Int) throws(JSONFaults) -> T? {
        isDue = true
        try record(.numberOutOfRange, at: window.cursor - (window.byteOffset - start))
        isDue = false
        return nil
    }

    mutating func refuse<T>(_ expected: JSONKind) throws(JSONFaults) -> T? {
        guard let found = Self.kind(of: try peekByte()) else { try stop(malformed("a value")) }
        try record(.wrongKind(expected: expected, found: found), at: window.cursor)
        try skip()
        return nil
    }
}
