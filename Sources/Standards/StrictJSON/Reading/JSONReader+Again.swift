// SPDX-License-Identifier: Apache-2.0

/// From where to where in a document a value stands.
public struct JSONSpan: Sendable, Hashable {
    /// The value's first byte.
    public let start: JSONPlace
    /// The byte after its last one.
    public let endOffset: Int

    /// The bytes of the document that the value has.
    public var offsets: Range<Int> { start.offset..<max(start.offset, endOffset) }

    /// A span between two places that the reader told.
    public init(from start: JSONPlace, to end: JSONPlace) {
        self.start = start
        endOffset = end.offset
    }
}

extension JSONReader {
    /// Whether the whole document lies in memory, so that any part of it can be read again.
    public var isInMemory: Bool { window.isInMemory }

    /// Whether these bytes stand anywhere ahead of the cursor; nil where not all of it is at hand.
    public func holdsAhead(_ text: StaticString) -> Bool? {
        window.isInMemory ? window.holdsAhead(text) : nil
    }

    /// Reads a value once more, from memory or from a source of just its bytes; false without both.
    ///
    /// For what can only be understood by what the document tells later. Places are those of the
    /// document; faults told before are not told twice.
    public mutating func readAgain(
        _ span: JSONSpan,
        from source: Source? = nil,
        _ body: (inout JSONReader) throws -> Void
    ) throws -> Bool {
        let spot = TextSpot(
            offset: span.start.offset,
            line: span.start.line,
            column: span.start.column
        )
        if let source {
            var again = JSONReader(window: Window(source, at: spot), limits: limits)
            try readAgain(&again, span.start.pointer, body)
        } else if let bytes = window.bytes(span.offsets) {
            var again = JSONReader(window: Window(bytes, at: spot), limits: limits)
            try readAgain(&again, span.start.pointer, body)
        } else {
            return false
        }
        return true
    }

    private mutating func readAgain(
        _ again: inout JSONReader,
        _ pointer: String,
        _ body: (inout JSONReader) throws -> Void
    ) throws {
        again.nesting.base = pointer
        do {
            try body(&again)
            try again.finish()
        } catch let found as JSONFaults {
            let known = Set(faults)
            faults += found.all.filter { !known.contains($0) }
            faults.sort { $0.place.offset < $1.place.offset }
        }
        if faults.count >= limits.faults, let faults = JSONFaults(faults) { throw faults }
    }
}
