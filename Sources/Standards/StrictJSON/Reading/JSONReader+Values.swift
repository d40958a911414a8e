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
        scalarOffset = nil
        return Level(depth: nesting.depth, serial: nesting.serial)
    }

    /// Enters an array; any other kind of value is noted as a fault, skipped, and gives nil.
    public mutating func array() throws(JSONFaults) -> Level? {
        guard try isNext(ASCII.openBracket) else { return try refuse(.array) }
        try open(isObject: false)
        scalarOffset = nil
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

    /// As `nextKey(in:)`, for keys that are likely to come again: equal ones share their memory.
    public mutating func nextSharedKey(in level: Level) throws(JSONFaults) -> String? {
        guard try settle(level, isObject: true), try advanceToKey() else { return nil }
        let key = nesting.lastKey
        return nesting.words.withBytes(from: key.word, count: key.lengthBytes) {
            shared.string($0.assumingMemoryBound(to: UInt8.self))
        }
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
        scalarOffset = nil
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
