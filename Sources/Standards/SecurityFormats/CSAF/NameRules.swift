// SPDX-License-Identifier: Apache-2.0

extension TextRule {
    /// Section 3.1.6: a language as RFC 5646 §2.1 writes it.
    ///
    /// Of the irregular tags from before there was a grammar the schema knows two.
    static let language = TextRule { text in
        let tag = LanguageTag(text)
        let name = tag?.language ?? ""
        let isIrregular =
            tag?.isGrandfathered == true && !["i-default", "i-mingo"].contains(name)
            && ["i-", "sgn-", "en-gb-"].contains(where: name.hasPrefix)
        return tag != nil && !isIrregular
            ? nil : "Expected a language as in RFC 5646: en, de-CH, zh-Hant-TW."
    }

    /// Section 3.1.3.3.1: a name of CPE 2.3 as a formatted string, or one of CPE 2.2.
    static let cpe = TextRule { text in
        CPEText.isFormatted(text) || CPEText.isURI(text)
            ? nil : "Expected a CPE name: cpe:2.3:a:vendor:product:1.0:*:*:*:*:*:*:* or cpe:/…."
    }
}

/// Names of products in the Common Platform Enumeration, as CSAF's schema looks at them.
private enum CPEText {
    /// NISTIR 7695 §6.2: the part, five values, a language, four values.
    static func isFormatted(_ text: String) -> Bool {
        guard text.utf8.starts(with: "cpe:2.3:".utf8) else { return false }
        let values = split(text.utf8.dropFirst(8))
        guard values.count == 11, values[0].count == 1, "aho*-".utf8.contains(values[0][0]) else {
            return false
        }
        return values[1...5].allSatisfy(isValue) && isLanguage(values[6])
            && values[7...10].allSatisfy(isValue)
    }

    /// NISTIR 7695 §6.1: a part and at most six values, all of which may be empty.
    static func isURI(_ text: String) -> Bool {
        guard text.utf8.first == UInt8(ascii: "c"), text.utf8.dropFirst(3).starts(with: ":/".utf8),
            text.utf8.dropFirst().prefix(2).map({ $0 | 0x20 }) == Array("pe".utf8)
        else { return false }
        var values = text.utf8.dropFirst(5).split(
            separator: UInt8(ascii: ":"),
            omittingEmptySubsequences: false
        )
        let part = values.removeFirst()
        let isPart =
            part.isEmpty || part.count == 1 && "aho".utf8.contains((part.first ?? 0) | 0x20)
        return isPart && values.count <= 6
            && values.allSatisfy { $0.allSatisfy { isPlain($0) || "~%".utf8.contains($0) } }
    }

    /// The values between colons that no backslash quotes.
    private static func split(_ text: String.UTF8View.SubSequence) -> [[UInt8]] {
        var values: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in text {
            if byte == UInt8(ascii: ":"), !isQuoted {
                values.append([])
            } else {
                values[values.count - 1].append(byte)
            }
            isQuoted = byte == UInt8(ascii: "\\") && !isQuoted
        }
        return values
    }

    /// Question marks or one asterisk on either side of characters, or `*` or `-` alone.
    private static func isValue(_ value: [UInt8]) -> Bool {
        if value.elementsEqual("*".utf8) || value.elementsEqual("-".utf8) { return true }
        var inner = value[...]
        if inner.first == UInt8(ascii: "*") {
            inner = inner.dropFirst()
        } else {
            inner = inner.drop { $0 == UInt8(ascii: "?") }
        }
        var count = 0
        while let byte = inner.first {
            if byte == UInt8(ascii: "\\") {
                guard inner.count > 1, quoted.contains(inner[inner.startIndex + 1]) else {
                    return false
                }
                inner = inner.dropFirst(2)
            } else if isPlain(byte) {
                inner = inner.dropFirst()
            } else {
                break
            }
            count += 1
        }
        return count > 0
            && (inner.elementsEqual("*".utf8) || inner.allSatisfy { $0 == UInt8(ascii: "?") })
    }

    /// A language of two or three letters, and a region.
    private static func isLanguage(_ value: [UInt8]) -> Bool {
        if value.elementsEqual("*".utf8) || value.elementsEqual("-".utf8) { return true }
        let parts = value.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts[0].count), parts[0].allSatisfy(\.isLetter) else {
            return false
        }
        guard parts.count > 1 else { return true }
        let region = parts[1]
        return parts.count == 2
            && (region.count == 2 && region.allSatisfy(\.isLetter)
                || region.count == 3 && region.allSatisfy(\.isDigit))
    }

    private static let quoted = Array("\\*?!\"#$%&'()+,/:;<=>@[]^`{|}~".utf8)

    private static func isPlain(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "-._".utf8.contains(byte)
    }
}
