// SPDX-License-Identifier: Apache-2.0

/// What can be told of a URI without resolving it (RFC 3986).
enum URIText {
    /// Whether a text is a URI (§3): a scheme, and parts with no byte that they cannot have.
    static func isAbsolute(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { $0 != colon }
        guard let first = scheme.first, first.isLetter, scheme.allSatisfy(isSchemeByte),
            scheme.endIndex != text.utf8.endIndex
        else { return false }
        let rest = text.utf8[text.utf8.index(after: scheme.endIndex)...]
        let (whole, fragment) = cut(rest, at: UInt8(ascii: "#"))
        let (hierarchy, query) = cut(whole, at: UInt8(ascii: "?"))
        return isText(fragment, with: "/?") && isText(query, with: "/?")
            && isHierarchy(hierarchy)
    }

    /// Whether a text has a scheme, more behind it, and no byte that no part of a URI has.
    ///
    /// For records that are published with addresses such as `git://git@example.com:team/code`.
    static func isSpelled(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { $0 != colon }
        guard let first = scheme.first, first.isLetter, scheme.allSatisfy(isSchemeByte) else {
            return false
        }
        return text.utf8.count > scheme.count + 1
            && text.utf8.allSatisfy { isPathByte($0) || "/?#[]%".utf8.contains($0) }
    }

    /// Whether a text is an IRI: a URI that may have any characters beyond ASCII (RFC 3987 §2.2).
    static func isAbsoluteIRI(_ text: String) -> Bool {
        let scheme = text.utf8.prefix { $0 != colon }
        let others = text.utf8.map { $0 < 0x80 ? $0 : UInt8(ascii: "a") }
        return scheme.allSatisfy { $0 < 0x80 }
            && isAbsolute(String(decoding: others, as: UTF8.self))
    }

    /// Whether a URI has its scheme and authority in lower case (§6.2.2.1).
    static func isNormalized(_ text: String) -> Bool {
        guard isAbsolute(text) else { return false }
        let scheme = text.utf8.prefix { $0 != colon }
        guard !scheme.contains(where: isUppercase) else { return false }
        let rest = text.utf8.dropFirst(scheme.count + 1)
        guard rest.starts(with: "//".utf8) else { return true }
        let authority = rest.dropFirst(2).prefix { !"/?#".utf8.contains($0) }
        return !authority.contains(where: isUppercase)
    }

    private static let colon = UInt8(ascii: ":")

    /// What stands before the first of a byte, and what stands after it.
    private static func cut(
        _ text: Substring.UTF8View,
        at byte: UInt8
    ) -> (Substring.UTF8View, Substring.UTF8View) {
        let before = text.prefix { $0 != byte }
        return (before, text[before.endIndex...].dropFirst())
    }

    /// §3: an authority and a path, or a path alone.
    private static func isHierarchy(_ text: Substring.UTF8View) -> Bool {
        guard text.starts(with: "//".utf8) else { return isText(text, with: "/") }
        let authority = text.dropFirst(2).prefix { $0 != UInt8(ascii: "/") }
        return isAuthority(authority) && isText(text[authority.endIndex...], with: "/")
    }

    /// §3.2: who, `@`, a host, `:` and a port, of which only the host need be there.
    private static func isAuthority(_ text: Substring.UTF8View) -> Bool {
        let before = text.prefix { $0 != UInt8(ascii: "@") }
        let hasUser = before.endIndex != text.endIndex
        let place = hasUser ? text[before.endIndex...].dropFirst() : text
        if hasUser, before.contains(UInt8(ascii: "@")) || !isText(before, with: "") { return false }
        guard place.first == UInt8(ascii: "[") else {
            let (host, port) = cut(place, at: colon)
            return isText(host, with: "") && !host.contains(UInt8(ascii: "@"))
                && port.allSatisfy(\.isDigit)
        }
        let (address, after) = cut(place.dropFirst(), at: UInt8(ascii: "]"))
        let isClosed = address.endIndex != place.endIndex
        return isClosed && IPText.isLiteral(address)
            && (after.isEmpty || after.first == colon && after.dropFirst().allSatisfy(\.isDigit))
    }

    /// Whether all is `pchar` (§3.3) or one of these, and each `%` begins two hexadecimal digits.
    private static func isText(_ text: Substring.UTF8View, with others: String) -> Bool {
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%") {
                guard let high = rest.popFirst(), let low = rest.popFirst(), high.isHexDigit,
                    low.isHexDigit
                else { return false }
            } else if !isPathByte(byte), !others.utf8.contains(byte) {
                return false
            }
        }
        return true
    }

    private static func isUppercase(_ byte: UInt8) -> Bool {
        UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "+-.".utf8.contains(byte)
    }

    private static func isPathByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "-._~!$&'()*+,;=:@".utf8.contains(byte)
    }
}
