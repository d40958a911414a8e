// SPDX-License-Identifier: Apache-2.0

/// Addresses of hosts as URIs write them between brackets (RFC 3986 §3.2.2).
enum IPText {
    /// Whether a text is an address of version 6, or of one that is still to come.
    static func isLiteral(_ text: Substring.UTF8View) -> Bool {
        guard let first = text.first, first | 0x20 == UInt8(ascii: "v") else {
            return isVersion6(text)
        }
        let version = text.dropFirst().prefix(while: \.isHexDigit)
        let rest = text[version.endIndex...]
        let isRight = { (byte: UInt8) in
            byte.isHexDigit || byte.isLetter
                || "-._~!$&'()*+,;=:".utf8.contains(byte)
        }
        return !version.isEmpty && rest.first == UInt8(ascii: ".") && rest.count > 1
            && rest.dropFirst().allSatisfy(isRight)
    }

    /// Eight groups; `::` stands for one or more, an address of version 4 for the last two.
    private static func isVersion6(_ text: Substring.UTF8View) -> Bool {
        guard text.count <= 45 else { return false }
        var groups = 0
        var gaps = 0
        var rest = text
        if rest.starts(with: "::".utf8) {
            gaps = 1
            rest = rest.dropFirst(2)
        }
        while !rest.isEmpty {
            let group = rest.prefix { $0 != UInt8(ascii: ":") }
            rest = rest[group.endIndex...]
            if group.contains(UInt8(ascii: ".")) {
                guard rest.isEmpty, isVersion4(group) else { return false }
                groups += 2
                break
            }
            guard (1...4).contains(group.count), group.allSatisfy(\.isHexDigit) else {
                return false
            }
            groups += 1
            guard rest.popFirst() != nil else { break }
            if rest.first == UInt8(ascii: ":") {
                gaps += 1
                rest = rest.dropFirst()
            } else if rest.isEmpty {
                return false
            }
        }
        return gaps == 0 ? groups == 8 : gaps == 1 && groups <= 7
    }

    /// Four numbers up to 255, without leading zeros.
    private static func isVersion4(_ text: Substring.UTF8View) -> Bool {
        let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                guard let number = UInt8(String(decoding: part, as: UTF8.self)) else {
                    return false
                }
                return part.elementsEqual("\(number)".utf8)
            }
    }
}
