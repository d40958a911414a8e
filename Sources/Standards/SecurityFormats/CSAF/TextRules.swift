// SPDX-License-Identifier: Apache-2.0

extension TextRule {
    /// Section 3.2.1.12.4: neither begins nor ends with white space, and has no line break.
    static let trackingID = TextRule { text in
        guard let first = text.first, let last = text.last else {
            return "An identifier must not be empty."
        }
        let isRight =
            !first.isWhitespace && !last.isWhitespace && !text.contains(where: \.isNewline)
        return isRight
            ? nil : "An identifier neither begins nor ends with space, nor breaks a line."
    }

    /// Section 3.1.11: an integer, or a semantic version.
    static let documentVersion = TextRule { text in
        isInteger(text[...]) || isSemanticVersion(text)
            ? nil : "Expected an integer or a semantic version, as 2 or 1.4.0."
    }

    /// Section 3.2.3.2.
    static let cve = TextRule { text in
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isRight =
            parts.count == 3 && parts[0] == "CVE" && parts[1].utf8.count == 4
            && parts[2].utf8.count >= 4 && isDigits(parts[1]) && isDigits(parts[2])
        return isRight ? nil : "Expected CVE-YYYY-NNNN."
    }

    /// Section 3.2.3.3.
    static let cwe = TextRule { text in
        let number = text.dropFirst(4)
        let isRight =
            text.hasPrefix("CWE-") && number != "0" && isInteger(number)
            && number.utf8.count <= 6
        return isRight ? nil : "Expected CWE- and a number."
    }

    /// Section 3.1.3.3.2: 32 hexadecimal digits or more.
    static let hash = TextRule { text in
        let isRight = text.utf8.count >= 32 && text.utf8.allSatisfy(\.isHexDigit)
        return isRight ? nil : "Expected 32 hexadecimal digits or more."
    }

    /// Section 3.1.3.3.4: a type, a slash and more.
    static let purl = TextRule { text in
        let type = text.utf8.dropFirst(4).prefix { $0 != UInt8(ascii: "/") }
        let isRight =
            text.hasPrefix("pkg:") && !type.isEmpty && text.utf8.count > type.count + 5
            && URIText.isAbsolute(text)
        return isRight ? nil : "Expected a package URL: pkg:type/name."
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(\.isDigit)
    }

    private static func isInteger(_ text: Substring) -> Bool {
        isDigits(text) && (text == "0" || !text.hasPrefix("0"))
    }

    /// Semantic versions 2.0.0: three integers, then a pre-release, then a build.
    private static func isSemanticVersion(_ text: String) -> Bool {
        let build = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
        let release = build[0].split(
            separator: "-",
            maxSplits: 1,
            omittingEmptySubsequences: false
        )
        let numbers = release[0].split(separator: ".", omittingEmptySubsequences: false)
        guard numbers.count == 3, numbers.allSatisfy(isInteger) else { return false }
        let identifiers = { (part: Substring) in
            part.split(separator: ".", omittingEmptySubsequences: false)
        }
        if release.count > 1 {
            guard identifiers(release[1]).allSatisfy({ isIdentifier($0) && !isPadded($0) }) else {
                return false
            }
        }
        return build.count == 1 || identifiers(build[1]).allSatisfy(isIdentifier)
    }

    private static func isIdentifier(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte.isDigit || byte.isLetter || byte == UInt8(ascii: "-")
            }
    }

    private static func isPadded(_ text: Substring) -> Bool { isDigits(text) && !isInteger(text) }
}
