// SPDX-License-Identifier: Apache-2.0

extension JSONReader {
    /// Reads a value and keeps its bytes as they stand in the document, a copy of them.
    ///
    /// It is held against grammar and limits like any other; where faults are found, `read` throws
    /// them at its end, and what was received is not to be used.
    public mutating func received() throws(JSONFaults) -> ReceivedJSON {
        guard isDue else { try stop(.misuse) }
        _ = try peekByte()
        window.anchor = window.cursor
        defer { window.anchor = nil }
        try skip()
        let start = window.anchor ?? window.cursor
        let bytes = Array(UnsafeBufferPointer(start: start, count: window.cursor - start))
        return ReceivedJSON(checked: bytes[...], limits: limits)
    }

    /// Reads the member at which `nextKey` stands into an object of members that nobody knows.
    ///
    /// So that they survive a round trip: `JSONWriter.members` writes them back.
    public mutating func keepMember(in unknown: inout JSONObject) throws(JSONFaults) {
        let key = key
        unknown[key] = try value()
    }

    /// Where the value stands that is due, or else where reading stands.
    public mutating func place() throws(JSONFaults) -> JSONPlace {
        if isDue { _ = try peekByte() }
        let spot = window.locate(window.cursor)
        return JSONPlace(
            offset: spot.offset,
            line: spot.line,
            column: spot.column,
            pointer: nesting.pointer(toValue: true)
        )
    }

    /// Passes over a value; says which bytes of the document it has.
    mutating func passed() throws(JSONFaults) -> Range<Int> {
        guard isDue else { try stop(.misuse) }
        _ = try peekByte()
        let start = window.byteOffset
        try skip()
        return start..<window.byteOffset
    }
}

extension JSONReader {
    /// Notes a fault at a place asked for before, for what shows only later in the document.
    public mutating func note(
        _ kind: JSONFault.Kind,
        at place: JSONPlace
    ) throws(JSONFaults) {
        faults.append(JSONFault(kind, at: place))
        if faults.count >= limits.faults, let faults = JSONFaults(faults) { throw faults }
    }
}
