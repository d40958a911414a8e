// SPDX-License-Identifier: Apache-2.0

public import StrictJSON

/// Public keys as a JWK set (RFC 7517 §5): those for Ed25519 signatures (RFC 8037 §2).
///
/// Keys of other kinds are passed over, as §5 wants; a private key in it is refused, so that it is
/// noticed before it travels on.
public struct JWKSet: Sendable, Hashable {
    /// A public key for Ed25519 signatures.
    public struct Key: Sendable, Hashable {
        /// By what a header names it (`kid`).
        public var name: String
        /// The point's 32 bytes (`x`).
        public var bytes: [UInt8]

        /// A key by its name and bytes.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// Why a document is no set of public keys.
    public enum Fault: Error, Sendable, Hashable {
        /// It is not JSON, or not of this shape.
        case malformed(JSONFaults)
        /// More than `keyLimit` keys.
        case tooManyKeys
        /// The key at that place, from 0, is not a whole public key; the text says why.
        case badKey(Int, String)
    }

    /// The media type (RFC 7517 §8.5.2).
    public static let mediaType = "application/jwk-set+json"
    /// The longest document, in bytes: 64 KiB hold hundreds of keys.
    public static let byteLimit = 65_536
    /// Keys in a set at most: in use are one or two.
    public static let keyLimit = 64

    /// The keys for Ed25519, in their order.
    public var keys: [Key]

    /// A set of these keys.
    public init(keys: [Key]) { self.keys = keys }

    /// Reads a document.
    public init(parsing bytes: [UInt8]) throws(Fault) {
        let value: JSONValue
        do {
            value = try JSONValue(
                parsing: bytes,
                limits: JSONLimits(bytes: Self.byteLimit, depth: 8, allowsNUL: false)
            )
        } catch {
            throw .malformed(error)
        }
        guard let listed = value["keys"]?.arrayValue else {
            throw .badKey(0, "The document has no array \"keys\".")
        }
        guard listed.count <= Self.keyLimit else { throw .tooManyKeys }
        var keys: [Key] = []
        for (place, entry) in listed.enumerated() {
            guard let key = try Self.key(entry, at: place) else { continue }
            guard !keys.contains(where: { $0.name == key.name }) else {
                throw .badKey(place, "Another key has the same \"kid\".")
            }
            keys.append(key)
        }
        self.keys = keys
    }

    /// One key; nil where it is of a kind that is not understood here.
    private static func key(_ entry: JSONValue, at place: Int) throws(Fault) -> Key? {
        guard let type = entry["kty"]?.stringValue else {
            throw .badKey(place, "A key has a string \"kty\".")
        }
        guard type == "OKP", entry["crv"]?.stringValue == "Ed25519" else { return nil }
        guard entry["d"] == nil else { throw .badKey(place, "This is a private key.") }
        if let use = entry["use"], use != "sig" { return nil }
        if let algorithm = entry["alg"], algorithm != "EdDSA", algorithm != "Ed25519" {
            throw .badKey(place, "Its \"alg\" is neither EdDSA nor Ed25519.")
        }
        guard let name = entry["kid"]?.stringValue, !name.isEmpty else {
            throw .badKey(place, "A key has a name, \"kid\".")
        }
        guard let bytes = entry["x"]?.stringValue.flatMap({ Base64URL.decode($0) }),
            bytes.count == 32
        else { throw .badKey(place, "Its \"x\" is not 32 bytes of base64url.") }
        return Key(name: name, bytes: bytes)
    }

    /// The document.
    public var json: JSONValue {
        [
            "keys": .array(
                keys.map { key in
                    [
                        "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA",
                        "kid": .string(key.name), "x": .string(Base64URL.encode(key.bytes)),
                    ]
                }
            )
        ]
    }
}
