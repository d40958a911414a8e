// SPDX-License-Identifier: Apache-2.0

/// What can be told of a URI without resolving it (RFC 3986).
enum URIText {
    /// Whether a text has a scheme (§3.1), something after it, and no byte that a URI cannot have.
    static func isAbsolute(_ text: String) -> Bool {
        hasScheme(text) && text.utf8.allSatisfy(isURIByte)
    }

    /// The same of an IRI, which may have any characters beyond ASCII (RFC 3987 §2.2).
    static func isAbsoluteIRI(_ text: String) -> Bool {
        hasScheme(text) && text.utf8.allSatisfy { $0 >= 0x80 || isURIByte($0) }
    }

    /// Whether a text has a scheme and something after it.
    private static func hasScheme(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard let first = scheme.first, isLetter(first), scheme.allSatisfy(isSchemeByte) else {
            return false
        }
        return text.utf8.count > scheme.count + 1
    }

    /// Whether a URI has its scheme and authority in lower case (§6.2.2.1).
    static func isNormalized(_ text: String) -> Bool {
        guard isAbsolute(text) else { return false }
        let scheme = text.utf8.prefix { $0 != UInt8(ascii: ":") }
        guard !scheme.contains(where: isUppercase) else { return false }
        let rest = text.utf8.dropFirst(scheme.count + 1)
        guard rest.starts(with: "//".utf8) else { return true }
        let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
        return !authority.contains(where: isUppercase)
    }

    private static func isUppercase(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        isLetter(byte) || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
            || "+-.".utf8.contains(byte)
    }

    /// §2: neither controls nor space nor what only markup uses; nothing beyond ASCII.
    private static func isURIByte(_ byte: UInt8) -> Bool {
        byte < 0x80 && (byte < 0x40 ? low >> byte : high >> (byte - 0x40)) & 1 == 1
    }

    private static let low = bits(0x21...0x3F, without: "\"<>")
    private static let high = bits(0x40...0x7E, without: "\\^`{|}")

    /// One bit for each byte of a half of ASCII that may stand in a URI.
    private static func bits(_ bytes: ClosedRange<UInt8>, without others: String) -> UInt64 {
        bytes.filter { !others.utf8.contains($0) }.reduce(0) { $0 | 1 << UInt64($1 & 0x3F) }
    }
}
