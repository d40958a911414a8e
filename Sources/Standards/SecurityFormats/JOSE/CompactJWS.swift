// SPDX-License-Identifier: Apache-2.0

public import StrictJSON

/// A JSON Web Signature in its compact form (RFC 7515 §7.1): header, payload and signature.
///
/// What is signed are the received characters and never a JSON text written anew. Signing and
/// verifying are the caller's, with keys and an algorithm that **it** chose: what the header says
/// of them is only compared (RFC 8725 §3.1).
public struct CompactJWS: Sendable, Hashable {
    /// The longest text that is read, in bytes: some claims take about 400.
    public static let byteLimit = 4_096
    /// Objects within objects: headers and claims are flat.
    private static let depth = 4

    /// Why a text is no signed message.
    public enum Fault: Error, Sendable, Hashable {
        /// More than `byteLimit` bytes.
        case tooLong
        /// Not three parts with dots between them, and nothing before, between or behind.
        case notThreeParts
        /// A part, from 0, that is not strict base 64 for addresses.
        case badBase64(part: Int)
        /// The header is not one JSON object, or a name stands in it twice (RFC 7515 §4).
        case badHeader(JSONFaults)
        /// It asks for an extension to be understood, and none is (RFC 7515 §4.1.11).
        case criticalExtension
    }

    /// The protected header.
    public let header: JSONObject
    /// The message's own bytes.
    public let payload: [UInt8]
    /// The signature's own bytes.
    public let signature: [UInt8]
    /// The bytes that the signature is over (RFC 7515 §5.1).
    public let signedBytes: [UInt8]

    /// Reads a text; whether the signature holds is not asked here.
    public init(parsing text: String) throws(Fault) {
        guard text.utf8.count <= Self.byteLimit else { throw .tooLong }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3 else { throw .notThreeParts }
        var decoded: [[UInt8]] = []
        for (place, part) in parts.enumerated() {
            guard let bytes = Base64URL.decode(part) else { throw .badBase64(part: place) }
            decoded.append(bytes)
        }
        do {
            header = try Self.object(decoded[0])
        } catch {
            throw .badHeader(error)
        }
        guard header["crit"] == nil else { throw .criticalExtension }
        payload = decoded[1]
        signature = decoded[2]
        signedBytes = Array("\(parts[0]).\(parts[1])".utf8)
    }

    /// The text of a message that is signed on the way.
    public static func text<Failure: Error>(
        header: JSONObject,
        payload: [UInt8],
        signing: ([UInt8]) throws(Failure) -> [UInt8]
    ) throws(Failure) -> String {
        let head = Base64URL.encode(JSONValue.object(header).serialized())
        let signed = "\(head).\(Base64URL.encode(payload))"
        return "\(signed).\(Base64URL.encode(try signing(Array(signed.utf8))))"
    }

    /// One JSON object of few levels, each name once: how headers and claims are read.
    public static func object(_ bytes: [UInt8]) throws(JSONFaults) -> JSONObject {
        let limits = JSONLimits(bytes: byteLimit, depth: depth, allowsNUL: false)
        let value = try JSONValue(parsing: bytes, limits: limits)
        guard let object = value.objectValue else {
            let place = JSONPlace(offset: 0, line: 1, column: 1, pointer: "")
            throw JSONFaults(
                JSONFault(.wrongKind(expected: .object, found: value.kind), at: place)
            )
        }
        return object
    }
}
