// SPDX-License-Identifier: Apache-2.0
public import StrictJSON

/// A signed message as Dead Simple Signing Envelope 1.0.2 sends it: payload, its type, signatures.
///
/// What is signed is never JSON but `signedBytes`, made of type and payload. The payload's bytes
/// are kept as they are and never written anew. Signing and verifying are the caller's, with keys
/// that it trusts; what a signature says about its key is a hint and no proof.
public struct DSSEEnvelope: Sendable, Hashable {
    /// One signature over `signedBytes`.
    public struct Signature: Sendable, Hashable {
        /// A hint at the key; nobody vouches for it (protocol, KEYID), and empty means none.
        public var keyID: String?
        /// The signature in the form that signer and verifier agreed on.
        public var bytes: [UInt8]
        /// Members that the specification does not name, kept.
        public internal(set) var unknown = JSONObject()

        /// A signature, with a hint at its key where there is one.
        public init(keyID: String? = nil, bytes: [UInt8]) {
            self.keyID = keyID
            self.bytes = bytes
        }
    }

    /// How the payload is to be read, for example `application/vnd.in-toto+json`.
    public var payloadType: String
    /// The message itself.
    public var payload: [UInt8]
    /// The signatures, one at least where anything is to be believed.
    public var signatures: [Signature]
    /// Members that the specification does not name, kept.
    public internal(set) var unknown = JSONObject()

    /// An envelope around a payload, not signed unless signatures are given.
    public init(payloadType: String, payload: [UInt8], signatures: [Signature] = []) {
        self.payloadType = payloadType
        self.payload = payload
        self.signatures = signatures
    }

    /// Reads an envelope; throws all its faults with their places.
    ///
    /// Members that the specification does not name are kept, and mean nothing (envelope, parsing
    /// rules).
    public init(parsing bytes: [UInt8], limits: JSONLimits = .standard) throws(JSONFaults) {
        self = try JSONReader.document(bytes, limits: limits) { reader throws(JSONFaults) in
            try DSSEEnvelope(reading: &reader)
        }
    }

    /// The envelope as its JSON document, base 64 in the standard alphabet, unknown members last.
    public var json: JSONValue { .object(object) }

    /// The bytes that every signature is over.
    public var signedBytes: [UInt8] {
        Self.signedBytes(payloadType: payloadType, payload: payload)
    }

    /// What is signed for a payload of a type: the pre-authentication encoding (protocol, PAE).
    public static func signedBytes(
        payloadType: String,
        payload: some Collection<UInt8>
    ) -> [UInt8] {
        let type = payloadType.utf8
        let head = "DSSEv1 \(type.count) \(payloadType) \(payload.count) "
        return Array(head.utf8) + payload
    }

    /// The keys of which some signature verifies: each once, however often it signed.
    ///
    /// An envelope holds when enough of them are trusted (protocol, multi-signature verification).
    public func signers<Key: Hashable>(
        among keys: some Sequence<Key>,
        verifying isValid: (_ key: Key, _ signature: Signature, _ signed: [UInt8]) -> Bool
    ) -> Set<Key> {
        let signed = signedBytes
        return Set(keys.filter { key in signatures.contains { isValid(key, $0, signed) } })
    }
}

extension DSSEEnvelope: JSONShape {
    static let members: Members<Self> = [
        .bytes(required: "payload", \.payload),
        .text(required: "payloadType", \.payloadType),
        .shapes(required: "signatures", \.signatures),
    ]

    init() { self.init(payloadType: "", payload: []) }
}

extension DSSEEnvelope.Signature: JSONShape {
    static let members: Members<Self> = [
        Member("keyid") { signature, reader throws(JSONFaults) in
            signature.keyID = try reader.string()
            guard signature.keyID == "" else { return }
            signature.keyID = nil
            signature.unknown["keyid"] = ""
        } write: { signature in
            signature.keyID.map { .string($0) }
        },
        .bytes(required: "sig", \.bytes),
    ]

    init() { self.init(bytes: []) }
}
