// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import Severity
import StrictJSON
import Timestamps

extension Member {
    /// A moment as CVE records write it (`timestamp`), which may be absent.
    static func moment(_ name: String, _ path: Path<DateTime?>) -> Self {
        Self(name) { shape, reader throws(JSONFaults) in
            shape[keyPath: path] = try reader.moment()
        } write: { shape in
            shape[keyPath: path].map { .string($0.description) }
        }
    }
}

extension JSONReader {
    /// `timestamp` of the schema: as in RFC 3339; without an offset it counts as UTC.
    mutating func moment() throws(JSONFaults) -> DateTime? {
        try parsed(
            DateTime.init(assumingUTC:),
            else: "Expected a time as 2026-11-21T09:00:00Z; without an offset it counts as UTC."
        )
    }
}

extension TextRule {
    /// `cveId`: `CVE-`, a year, four to nineteen digits.
    static let cveID = TextRule { text in
        let rest = text.utf8.dropFirst(9)
        let isRight =
            CVEID(text) != nil
            || (4...19).contains(rest.count) && CVEID(String(text.prefix(9)) + "0000") != nil
                && rest.allSatisfy(\.isDigit)
        return isRight ? nil : "Expected CVE-YYYY-NNNN, the number with 4 to 19 digits."
    }

    /// `dataVersion`: 5, and one or two numbers more.
    static let cveDataVersion = TextRule { text in
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isRight =
            (2...3).contains(parts.count) && parts[0] == "5"
            && parts.dropFirst().allSatisfy { part in
                !part.isEmpty && (part == "0" || part.utf8.first != UInt8(ascii: "0"))
                    && part.utf8.allSatisfy(\.isDigit)
            }
        return isRight ? nil : "Only records of the format 5 are read: 5.0, 5.1, 5.2.0."
    }

    /// `uuidType`: a random UUID (RFC 9562 §5.4).
    static let uuid = TextRule { text in
        var isRight = text.utf8.count == 36
        for (place, byte) in text.utf8.enumerated() {
            switch place {
            case 8, 13, 18, 23: isRight = isRight && byte == UInt8(ascii: "-")
            case 14: isRight = isRight && byte == UInt8(ascii: "4")
            case 19: isRight = isRight && "89abAB".utf8.contains(byte)
            default: isRight = isRight && byte.isHexDigit
            }
        }
        return isRight ? nil : "Expected a random UUID, as 8254265b-2729-46b6-b9e3-3dfca2d5bfca."
    }

    /// `uriType`: a URI of at most 2 048 characters, as published records have them.
    static let cveURI = TextRule {
        URIText.isSpelled($0) ? nil : "Expected a URI with a scheme (RFC 3986 §3)."
    }.and(.length(1...2_048))

    /// `version`.
    static let cveVersion = TextRule.length(1...1_024)

    /// `language`: letters, then a script, then a country or region.
    static let cveLanguage = TextRule { text in
        if text == "en" { return nil }
        var parts = text.utf8.split(omittingEmptySubsequences: false) { "-_".utf8.contains($0) }[
            ...
        ]
        var isRight = parts.popFirst().map {
            (2...4).contains($0.count) && $0.allSatisfy(\.isLetter)
        }
        if let script = parts.first, script.count == 4, script.allSatisfy(\.isLetter) {
            parts = parts.dropFirst()
        }
        if let region = parts.popFirst() {
            let isRegion =
                region.count == 2 && region.allSatisfy(\.isLetter)
                || region.count == 3 && region.allSatisfy(\.isDigit)
            isRight = isRight == true && isRegion
        }
        return isRight == true && parts.isEmpty
            ? nil : "Expected a language, as en, de-CH or zh_Hant_TW."
    }

    /// `cweId`: nine characters at most.
    static let cveCWE = numbered("CWE-", most: 5)
    /// `capecId`.
    static let capec = numbered("CAPEC-", most: 5)

    /// `cpe22and23`; its pattern has no end, so that more parts than a name has are taken.
    static let cveCPE = TextRule { text in
        let isRight =
            text.utf8.prefix(5).elementsEqual("cpe:/".utf8) || isCPE23(text)
            || text.prefix(5).lowercased() == "cpe:/"
        return isRight ? nil : "Expected a CPE name: cpe:2.3:… or cpe:/…."
    }.and(.length(1...2_048))

    /// `cpe23`, in the same way.
    static let cveCPE23 = TextRule { text in
        isCPE23(text) ? nil : "Expected a CPE name with all its parts: cpe:2.3:a:…."
    }.and(.length(1...2_048))

    /// `packageURL` (5.2): a package, and no version of it nor a range in the qualifier `vers`.
    static let unversionedPURL = TextRule { text in
        do throws(PackageURLFault) {
            let purl = try PackageURL(canonicalizing: text)
            return purl.version == nil && purl[qualifier: "vers"] == nil
                ? nil : "This package URL must not name a version: versions does that."
        } catch {
            return "\(error)"
        }
    }.and(.length(1...2_048))

    /// A word of a list, or one beginning with `x_` (`tagExtension`).
    static func tag(_ words: Set<String>) -> TextRule {
        TextRule { text in
            let count = text.unicodeScalars.count
            if words.contains(text) || text.hasPrefix("x_") && count <= 128 { return nil }
            return "Expected x_ and a word of yours, or one of "
                + words.sorted().joined(separator: ", ") + "."
        }
    }

    private static func numbered(_ prefix: String, most: Int) -> TextRule {
        TextRule { text in
            let digits = text.utf8.dropFirst(prefix.utf8.count)
            let isRight =
                text.utf8.starts(with: prefix.utf8) && (1...most).contains(digits.count)
                && digits.first != UInt8(ascii: "0") && digits.allSatisfy(\.isDigit)
            return isRight ? nil : "Expected \(prefix) and a number of at most \(most) digits."
        }
    }

    private static func isCPE23(_ text: String) -> Bool {
        guard text.utf8.starts(with: "cpe:2.3:".utf8) else { return false }
        var colons = 0
        var isEscaped = false
        for byte in text.utf8 {
            if byte == UInt8(ascii: ":"), !isEscaped { colons += 1 }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return colons >= 12
    }
}
