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

    /// 100 000 subjects: a release of a whole distribution stays below.
    static let mostSubjects = 100_000
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

    /// Whether a text is a URI with its scheme and authority in lower case (field types, TypeURI).
    static func isNormalizedURI(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard let first = scheme.first, isLowercase(first), scheme.allSatisfy(isSchemeByte),
            scheme.count < text.utf8.count,
            text.utf8.allSatisfy({ $0 > UInt8(ascii: " ") && $0 < 0x7F })
        else { return false }
        let rest = text.utf8.dropFirst(scheme.count + 1)
        guard rest.starts(with: "//".utf8) else { return !rest.isEmpty }
        let ends = Set("/?#".utf8)
        let authority = rest.dropFirst(2).prefix { !ends.contains($0) }
        return authority.allSatisfy { !(UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0) }
    }

    private static func isLowercase(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        isLowercase(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            || "+-.".utf8.contains(byte)
    }
}
