// SPDX-License-Identifier: Apache-2.0

/// A value that keeps the very bytes in which it was received.
///
/// What was signed or hashed elsewhere must go on unchanged, down to its white space: no parsed
/// value can be trusted to write the same bytes again. Its parts are found in one pass over it and
/// share its memory. Two are equal when their bytes are; for equal content compare `value()`.
public struct ReceivedJSON: Sendable, Hashable {
    /// The value's own bytes, from its first to its last, without white space around it.
    public let bytes: ArraySlice<UInt8>
    /// The limits it was read within.
    private let limits: JSONLimits

    /// Holds a document against RFC 8259; throws all its faults with their places.
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
        let range = try Self.reading(bytes[...], limits) { reader throws(JSONFaults) in
            try reader.passed()
        }
        self.bytes = bytes[range]
        self.limits = limits
    }

    init(checked bytes: ArraySlice<UInt8>, limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    /// What kind of value this is.
    public var kind: JSONKind { bytes.first.flatMap(JSONReader.kind(of:)) ?? .null }

    /// The content; throws only where it is deeper than `JSONLimits.deepestValue`.
    public func value() throws(JSONFaults) -> JSONValue {
        try Self.reading(bytes, limits) { reader throws(JSONFaults) in try reader.value() }
    }

    /// The members in the order received, each with its own bytes; nil when this is no object.
    public func members() -> [(key: String, value: ReceivedJSON)]? {
        guard kind == .object else { return nil }
        return try? Self.reading(bytes, limits) { reader throws(JSONFaults) in
            guard let object = try reader.object() else { return [] }
            var members: [(key: String, value: ReceivedJSON)] = []
            while let key = try reader.nextKey(in: object) {
                members.append((key, part(try reader.passed())))
            }
            return members
        }
    }

    /// The elements in their order, each with its own bytes; nil when this is no array.
    public func elements() -> [ReceivedJSON]? {
        guard kind == .array else { return nil }
        return try? Self.reading(bytes, limits) { reader throws(JSONFaults) in
            guard let array = try reader.array() else { return [] }
            var elements: [ReceivedJSON] = []
            while try reader.nextElement(in: array) { elements.append(part(try reader.passed())) }
            return elements
        }
    }

    /// A member's value with its own bytes, at the cost of a pass over the object; nil if absent.
    public subscript(key: String) -> ReceivedJSON? {
        members()?.first { ExactText($0.key) == ExactText(key) }?.value
    }

    private func part(_ range: Range<Int>) -> ReceivedJSON {
        let start = bytes.startIndex
        let part = bytes[start + range.lowerBound..<start + range.upperBound]
        return ReceivedJSON(checked: part, limits: limits)
    }

    private static func reading<T>(
        _ bytes: ArraySlice<UInt8>,
        _ limits: JSONLimits,
        _ body: (inout JSONReader) throws(JSONFaults) -> T
    ) throws(JSONFaults) -> T {
        do {
            return try bytes.withUnsafeBufferPointer { bytes in
                try JSONReader.read(bytes, limits: limits) { try body(&$0) }
            }
        } catch let faults as JSONFaults {
            throw faults
        } catch {
            // Neither the closure nor the reader throws anything but faults.
            throw JSONFaults(JSONFault(.invalid("\(error)"), at: .documentStart))
        }
    }
}

extension ReceivedJSON: CustomStringConvertible {
    /// The text as it was received.
    public var description: String { String(decoding: bytes, as: UTF8.self) }
}
