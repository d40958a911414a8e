// SPDX-License-Identifier: Apache-2.0

/// Writes one JSON value piece by piece (RFC 8259), without white space, into bytes.
///
/// Calls out of place (a key in an array, a second value after the first) and keys that an object
/// has already are noticed, and `finish()` then throws: what it returns is always well formed.
/// Memory is taken by what was not drained yet and by the keys of the objects that are open.
public struct JSONWriter {
    /// The writer was called out of place; says which call, and where in the output.
    public struct Misuse: Error, Sendable, Hashable, CustomStringConvertible {
        /// What was called, what was open then, and where in the output.
        public let description: String
        /// Bytes written before the call.
        public let offset: Int
    }

    private enum Open {
        case array
        case object
    }

    private var bytes: [UInt8] = []
    private var open: [Open] = []
    private var isFirst = true
    private var hasKey = false
    private var keys = OpenKeys()
    private var drainedBytes = 0
    private var misuse: Misuse?

    /// A writer with nothing written yet.
    public init() {}

    /// Begins an object where a value is due.
    public mutating func beginObject() { begin(.object, ASCII.openBrace) }
    /// Ends the object that was begun last.
    public mutating func endObject() { end(.object, ASCII.closeBrace) }
    /// Begins an array where a value is due.
    public mutating func beginArray() { begin(.array, ASCII.openBracket) }
    /// Ends the array that was begun last.
    public mutating func endArray() { end(.array, ASCII.closeBracket) }

    /// Writes a key; its value must come next.
    public mutating func key(_ key: String) {
        guard open.last == .object, !hasKey else { return refuse("key") }
        guard keys.add(key) else { return refuse("key \"\(key)\", which stands there already,") }
        if !isFirst { bytes.append(ASCII.comma) }
        JSONText.append(string: key, to: &bytes)
        bytes.append(ASCII.colon)
        hasKey = true
    }

    /// Writes `null`.
    public mutating func writeNull() { write(.null) }
    /// Writes a truth value.
    public mutating func write(_ value: Bool) { write(.bool(value)) }
    /// Writes an integer.
    public mutating func write(_ value: some FixedWidthInteger) {
        write(.number(JSONNumber(value)))
    }
    /// Writes a string, escaped.
    public mutating func write(_ value: String) { write(.string(value)) }
    /// Writes a value and all within it.
    public mutating func write(_ value: JSONValue) {
        guard beginValue("write") else { return }
        JSONText.append(value, to: &bytes)
    }

    /// Writes a value exactly as it was received.
    public mutating func write(_ value: ReceivedJSON) {
        guard beginValue("write") else { return }
        bytes.append(contentsOf: value.bytes)
    }

    /// Writes all members of an object into the open one, for example those kept unread.
    public mutating func members(_ object: JSONObject) {
        for (key, value) in object { member(key, value) }
    }

    /// Writes a member of the open object.
    public mutating func member(_ key: String, _ value: JSONValue) {
        self.key(key)
        write(value)
    }

    /// Takes what was written so far out of memory, to be sent before the rest is known.
    public mutating func drain() -> [UInt8] {
        drainedBytes += bytes.count
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// The bytes not drained yet; throws when a call was out of place or something is still open.
    public consuming func finish() throws(Misuse) -> [UInt8] {
        if misuse == nil, !open.isEmpty || isFirst { refuse("finish") }
        if let misuse { throw misuse }
        return bytes
    }

    private mutating func begin(_ kind: Open, _ byte: UInt8) {
        guard beginValue(kind == .array ? "beginArray" : "beginObject") else { return }
        bytes.append(byte)
        open.append(kind)
        if kind == .object { keys.begin() }
        isFirst = true
    }

    private mutating func end(_ kind: Open, _ byte: UInt8) {
        guard open.last == kind, !hasKey else {
            return refuse(kind == .array ? "endArray" : "endObject")
        }
        bytes.append(byte)
        open.removeLast()
        if kind == .object { keys.end() }
        isFirst = false
    }

    /// Whether a value may stand here; writes the comma before it.
    private mutating func beginValue(_ call: String) -> Bool {
        guard hasKey || open.last == .array || (open.isEmpty && isFirst) else {
            refuse(call)
            return false
        }
        if open.last == .array, !isFirst { bytes.append(ASCII.comma) }
        isFirst = false
        hasKey = false
        return true
    }

    private mutating func refuse(_ call: String) {
        guard misuse == nil else { return }
        let inside = open.last.map { $0 == .array ? "an array" : "an object" } ?? "no container"
        let offset = drainedBytes + bytes.count
        let what = "\(call) is out of place in \(inside), after \(offset) bytes"
        misuse = Misuse(description: what, offset: offset)
    }
}
