// SPDX-License-Identifier: Apache-2.0

/// The attestation framework of in-toto, version 1: who says what about which artifacts.
///
/// A `Statement` binds a predicate, whose meaning its type names, to artifacts by their digests. It
/// is signed in a `DSSEEnvelope`, and read only from a payload whose signatures were verified.
public enum InToto {
    /// The media type of a statement in an envelope (envelope specification, fields).
    public static let payloadType = "application/vnd.in-toto+json"
    /// The type of every statement of this version.
    public static let statementType = "https://in-toto.io/Statement/v1"

    /// 100 digests of one artifact: the specification names some thirty algorithms.
    static let mostDigests = 100

    /// Whether a payload of this type is a statement: the one above, or one that names a predicate.
    ///
    /// The type of a predicate is to be read off the statement all the same.
    public static func isPayloadType(_ type: String) -> Bool {
        guard type != payloadType else { return true }
        let head = "application/vnd.in-toto."
        let tail = "+json"
        return type.hasPrefix(head) && type.hasSuffix(tail)
            && type.utf8.count > head.utf8.count + tail.utf8.count
    }
}
