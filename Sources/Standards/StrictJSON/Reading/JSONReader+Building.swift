// SPDX-License-Identifier: Apache-2.0

extension JSONValue {
    /// Reads a document (RFC 8259 to the letter); throws all its faults with their places.
    ///
    /// Values stand at most `JSONLimits.deepestValue` deep within each other, whatever the limits.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
        self = try Self.parse(limits) { body in try JSONReader.read(bytes, limits: limits, body) }
    }

    /// Reads a document that arrives in chunks.
    public init(
        parsingChunks source: @escaping JSONReader.Source,
        limits: JSONLimits = .standard
    ) throws(JSONFaults) {
        self = try Self.parse(limits) { body in
            try JSONReader.read(chunks: source, limits: limits, body)
        }
    }

    private static func parse(
        _ limits: JSONLimits,
        _ read: ((inout JSONReader) throws -> JSONValue) throws -> JSONValue
    ) throws(JSONFaults) -> JSONValue {
        do {
            return try read { reader in try reader.value() }
        } catch let faults as JSONFaults {
            throw faults
        } catch {
            // Neither the closure nor the reader throws anything but faults.
            throw JSONFaults(JSONFault(.invalid("\(error)"), at: .documentStart))
        }
    }
}

extension JSONReader {
    /// Reads any value whole.
    public mutating func value() throws(JSONFaults) -> JSONValue {
        guard isDue else { try stop(.misuse) }
        switch try peekByte() {
        case ASCII.openBrace: return .object(try buildObject())
        case ASCII.openBracket: return .array(try buildArray())
        case ASCII.quote: return .string(try string() ?? "")
        case ASCII.minus, ASCII.zero...ASCII.nine:
            return try number().map { .number($0) } ?? .null
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try bool() ?? false)
        default:
            try skip()
            return .null
        }
    }

    private mutating func checkDepth() throws(JSONFaults) {
        guard nesting.depth >= JSONLimits.deepestValue else { return }
        try stop(.tooDeep(limit: JSONLimits.deepestValue))
    }

    private mutating func buildObject() throws(JSONFaults) -> JSONObject {
        try checkDepth()
        try open(isObject: true)
        var object = JSONObject()
        while try advanceToKey() {
            let key = nesting.text(of: nesting.lastKey)
            object[key] = try value()
        }
        return object
    }

    private mutating func buildArray() throws(JSONFaults) -> [JSONValue] {
        try checkDepth()
        try open(isObject: false)
        var elements: [JSONValue] = []
        while try advanceToElement() { elements.append(try value()) }
        return elements
    }
}
