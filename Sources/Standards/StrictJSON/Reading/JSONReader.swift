// SPDX-License-Identifier: Apache-2.0

/// Reads one JSON document (RFC 8259) value by value, from bytes in memory or from chunks.
///
/// A pull reader: ask for the value you expect, walk objects and arrays with a loop, and leave what
/// you do not know: whatever is not read is still held against the grammar, against the limits and
/// for repeated keys. Nothing is built that is not asked for, and no token allocates.
///
///     let name = try JSONReader.read(bytes) { reader throws(JSONFaults) in
///         guard let object = try reader.object() else { return nil }
///         …
///     }
///
/// Faults that do not hinder further reading are collected; `read` throws them at the end. Work
/// grows linearly with the bytes, memory with the longest token, the depth and the open keys.
public struct JSONReader: ~Copyable {
    /// Supplies the next bytes, nil at the end; an error of its own it must keep for its caller.
    public typealias Source = () -> [UInt8]?

    /// Which edition of its specification a document is read as, by its readers' own numbers.
    public var edition = 0

    let limits: JSONLimits
    var window: Window
    var nesting = Nesting()
    var faults: [JSONFault] = []
    /// Whether a value stands at the cursor and was not read yet.
    var isDue = true
    /// Where the scalar read last begins, while nothing was read after it.
    var scalarOffset: Int?
    var shared = SharedStrings()

    init(window: consuming Window, limits: JSONLimits) {
        self.limits = limits
        self.window = window
    }

    /// Reads a document in memory: `body` asks for the value, then the rest is checked.
    public static func read<T>(
        _ bytes: [UInt8],
        limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws -> T
    ) throws -> T {
        try bytes.withUnsafeBufferPointer { try read($0, limits: limits, body) }
    }

    /// Reads a document in memory that the caller holds still for as long.
    public static func read<T>(
        _ bytes: UnsafeBufferPointer<UInt8>,
        limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws -> T
    ) throws -> T {
        var reader = JSONReader(window: Window(bytes), limits: limits)
        return try reader.run(body)
    }

    /// Reads a document that arrives in chunks, of which only unread ones are held.
    public static func read<T>(
        chunks source: @escaping Source,
        limits: JSONLimits = .standard,
        _ body: (inout JSONReader) throws -> T
    ) throws -> T {
        var reader = JSONReader(window: Window(source), limits: limits)
        return try reader.run(body)
    }

    private mutating func run<T>(_ body: (inout JSONReader) throws -> T) throws -> T {
        try begin()
        let result = try body(&self)
        try finish()
        return result
    }

    /// RFC 8259 section 8.1: no byte order mark.
    private mutating func begin() throws(JSONFaults) {
        try checkSize()
        guard try holds(3), window.cursor[0] == 0xEF, window.cursor[1] == 0xBB,
            window.cursor[2] == 0xBF
        else { return }
        if !limits.allowsByteOrderMark { try record(.byteOrderMark, at: window.cursor) }
        window.cursor += 3
    }

    /// Reads what the program left, and makes sure that nothing follows.
    mutating func finish() throws(JSONFaults) {
        if isDue { try skip() }
        if nesting.depth > 0 { try leave(to: 0) }
        _ = try peekByte()
        if window.cursor < window.end { try stop(.trailingBytes) }
        if let faults = JSONFaults(faults) { throw faults }
    }
}

extension JSONReader {
    /// The byte after white space, at which the cursor then stands; 0 at the end of the document.
    @inline(__always)
    mutating func peekByte() throws(JSONFaults) -> UInt8 {
        if window.cursor < window.end, window.cursor.pointee > ASCII.space {
            return window.cursor.pointee
        }
        return try peekByteAfterSpace()
    }

    private mutating func peekByteAfterSpace() throws(JSONFaults) -> UInt8 {
        while true {
            var cursor = window.cursor
            while window.end - cursor >= 8, Word.load(cursor) == Word.spaces { cursor += 8 }
            while cursor < window.end {
                switch cursor.pointee {
                case ASCII.space, ASCII.lineFeed, ASCII.carriageReturn, ASCII.tab: cursor += 1
                case let byte:
                    window.cursor = cursor
                    return byte
                }
                if window.end - cursor >= 8, Word.load(cursor) == Word.spaces { break }
            }
            window.cursor = cursor
            if cursor == window.end, try !refill() { return 0 }
        }
    }

    /// Whether this many bytes stand at the cursor, bringing more where they lack.
    mutating func holds(_ count: Int) throws(JSONFaults) -> Bool {
        while window.end - window.cursor < count { if try !refill() { return false } }
        return true
    }

    /// Brings another chunk; false at the end.
    ///
    /// Pointers into the window other than its own are void afterwards.
    mutating func refill() throws(JSONFaults) -> Bool {
        guard window.refill() else { return false }
        try checkSize()
        return true
    }

    private mutating func checkSize() throws(JSONFaults) {
        if window.byteCount > limits.bytes { try stop(.tooLarge(limitBytes: limits.bytes)) }
    }

    /// The grammar wants something else at the cursor.
    func malformed(_ expected: String) -> JSONFault.Kind {
        window.cursor == window.end ? .truncated : .malformed(expected: expected)
    }

    /// Notes a fault and reads on, unless it is one too many.
    mutating func record(
        _ kind: JSONFault.Kind,
        at position: UnsafePointer<UInt8>
    ) throws(JSONFaults) {
        try record(kind, at: position, pointer: nesting.pointer(toValue: isDue))
    }

    mutating func record(
        _ kind: JSONFault.Kind,
        at position: UnsafePointer<UInt8>,
        pointer: String
    ) throws(JSONFaults) {
        let spot = window.locate(position)
        let place = JSONPlace(
            offset: spot.offset,
            line: spot.line,
            column: spot.column,
            pointer: pointer
        )
        faults.append(JSONFault(kind, at: place))
        if faults.count >= limits.faults, let faults = JSONFaults(faults) { throw faults }
    }

    /// Ends reading with a fault at the cursor, after those noted before.
    mutating func stop(_ kind: JSONFault.Kind) throws(JSONFaults) -> Never {
        try record(kind, at: window.cursor)
        throw JSONFaults(faults[0], Array(faults.dropFirst()))
    }
}
