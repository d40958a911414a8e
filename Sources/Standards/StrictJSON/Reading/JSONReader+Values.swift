// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// An object or array that was entered; says to which of them a step belongs.
    public struct Level: Sendable {
        let depth: Int
        let serial: Int
    }

    /// Which kind of value is due; nil when what stands there begins none.
    public mutating func peek() throws(JSONFaults) -> JSONKind? {
        guard isDue else { return nil }
        return Self.kind(of: try peekByte())
    }

    static func kind(of byte: UInt8) -> JSONKind? {
        switch byte {
        case ASCII.quote: .string
        case ASCII.openBrace: .object
        case ASCII.openBracket: .array
        case ASCII.minus, ASCII.zero...ASCII.nine: .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
        case UInt8(ascii: "n"): .null
        default: nil
        }
    }

    /// Enters an object; any other kind of value is noted as a fault, skipped, and gives nil.
    public mutating func object() throws(JSONFaults) -> Level? {
        guard try isNext(ASCII.openBrace) else { return try refuse(.object) }
        try open(isObject: true)
        return Level(depth: nesting.depth, serial: nesting.serial)
    }

    /// Enters an array; any other kind of value is noted as a fault, skipped, and gives nil.
    public mutating func array() throws(JSONFaults) -> Level? {
        guard try isNext(ASCII.openBracket) else { return try refuse(.array) }
        try open(isObject: false)
        return Level(depth: nesting.depth, serial: nesting.serial)
    }

    /// Goes to the next member, skipping what was left unread before; nil at the object's end.
    @inlinable
    public mutating func nextKey<Name>(
        in level: Level,
        of keys: JSONKeys<Name>
    ) throws(JSONFaults) -> Name? {
        let index = try nextIndex(in: level, of: keys.table)
        return index == KeyTable.end ? nil : index < 0 ? .other : keys.names[index]
    }

    /// Goes to the next member and gives its key as text; nil at the object's end.
    public mutating func nextKey(in level: Level) throws(JSONFaults) -> String? {
        guard try settle(level, isObject: true), try advanceToKey() else { return nil }
        return nesting.text(of: nesting.lastKey)
    }

    /// The key of the member at which `nextKey` stands, as text.
    public var key: String {
        nesting.depth > 0 && nesting.top.isObject && nesting.top.count > 0
            ? nesting.text(of: nesting.lastKey) : ""
    }

    /// Goes to the next element, skipping what was left unread before; false at the array's end.
    public mutating func nextElement(in level: Level) throws(JSONFaults) -> Bool {
        guard try settle(level, isObject: false) else { return false }
        return try advanceToElement()
    }

    @usableFromInline
    mutating func nextIndex(in level: Level, of table: KeyTable) throws(JSONFaults) -> Int {
        guard try settle(level, isObject: true), try advanceToKey() else { return KeyTable.end }
        return table.index(of: nesting.lastKey, in: nesting.words)
    }

    /// Skips to a level; false when it ended before.
    @inline(__always)
    private mutating func settle(_ level: Level, isObject: Bool) throws(JSONFaults) -> Bool {
        if isDue || nesting.depth > level.depth {
            guard nesting.depth >= level.depth else { try stop(.misuse) }
            try leave(to: level.depth)
        }
        if nesting.depth < level.depth { return false }
        let top = nesting.top
        if top.serial != level.serial || top.isObject != isObject { try stop(.misuse) }
        return true
    }
}

extension JSONReader {
    /// Reads a string; any other kind of value is noted as a fault, skipped, and gives nil.
    public mutating func string() throws(JSONFaults) -> String? {
        guard try isNext(ASCII.quote) else { return try refuse(.string) }
        let raw = try scanString()
        isDue = false
        return text(of: raw)
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

    /// Notes a fault of the value that is due, for example one that its specification forbids.
    public mutating func note(_ kind: JSONFault.Kind) throws(JSONFaults) {
        try record(kind, at: window.cursor)
    }

    @inline(__always)
    private mutating func isNext(_ byte: UInt8) throws(JSONFaults) -> Bool {
        guard isDue else { try stop(.misuse) }
        return try peekByte() == byte
    }

    private mutating func rawNumber() throws(JSONFaults) -> (RawNumber, Int)? {
        guard isDue else { try stop(.misuse) }
        guard Self.kind(of: try peekByte()) == .number else { return try refuse(.number) }
        let start = window.byteOffset
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

    private mutating func refuse<T>(_ expected: JSONKind) throws(JSONFaults) -> T? {
        guard let found = Self.kind(of: try peekByte()) else { try stop(malformed("a value")) }
        try record(.wrongKind(expected: expected, found: found), at: window.cursor)
        try skip()
        return nil
    }
}
