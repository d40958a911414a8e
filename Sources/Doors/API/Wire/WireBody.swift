// SPDX-License-Identifier: Apache-2.0

package import StrictJSON

/// What a request or an answer carries.
package protocol WireBody: Sendable {
    /// Its media types; the first is the one that we write. Empty where there is no body.
    static var mediaTypes: [String] { get }
    /// Reads the body of a request (strict) or of an answer (tolerant of new fields).
    static func reading(_ bytes: [UInt8], mediaType: String, isStrict: Bool) throws -> Self
    /// The bytes to send.
    var bytes: [UInt8] { get }
    /// The media type to send; nil where there is no body.
    var mediaType: String? { get }
    /// The JSON Schema of the body.
    static func schema(in book: inout SchemaBook) -> JSONObject
}

extension WireValue {
    package static var mediaTypes: [String] { ["application/json"] }
    package var mediaType: String? { Self.mediaTypes.first }
    package var bytes: [UInt8] { JSONValue.object(object).serialized() }

    package static func reading(
        _ bytes: [UInt8],
        mediaType: String,
        isStrict: Bool
    ) throws -> Self {
        let limits: JSONLimits = isStrict ? .door(bytes: BodyLimit.jsonBytes) : .standard
        let value = try JSONValue(parsing: bytes, limits: limits)
        var faults = FaultList(isStrict: isStrict)
        let result = read(value, at: "", into: &faults)
        guard let result, faults.faults.isEmpty else { throw WireFaults(faults.faults) }
        return result
    }

    package static func schema(in book: inout SchemaBook) -> JSONObject {
        ["$ref": .string(book.reference(to: Self.self))]
    }
}

/// No body at all.
package struct NoBody: WireBody {
    package static let mediaTypes: [String] = []

    package init() {}

    package var bytes: [UInt8] { [] }
    package var mediaType: String? { nil }

    package static func reading(_: [UInt8], mediaType: String, isStrict: Bool) -> Self { Self() }
    package static func schema(in book: inout SchemaBook) -> JSONObject { [:] }
}

/// Bytes that are kept or given as they are.
package struct RawBody: WireBody {
    /// Any; the endpoint says which it takes.
    package static let mediaTypes = ["application/octet-stream"]

    package let bytes: [UInt8]
    package let mediaType: String?

    package init(_ bytes: [UInt8], mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
    }

    package static func reading(_ bytes: [UInt8], mediaType: String, isStrict: Bool) -> Self {
        Self(bytes, mediaType: mediaType)
    }

    package static func schema(in book: inout SchemaBook) -> JSONObject { [:] }
}
