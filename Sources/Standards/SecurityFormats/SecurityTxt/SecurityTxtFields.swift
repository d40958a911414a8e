// SPDX-License-Identifier: Apache-2.0
import Timestamps

/// The fields of a file as far as they are read (RFC 9116 §2.5).
struct SecurityTxtFields {
    /// A section, and what is wrong by it.
    typealias Problem = (section: String, reason: String)

    private var values = SecurityTxt(contacts: [], expires: Timestamp())
    private var hasContact = false
    private var hasExpires = false

    /// The file; nil where a field that must stand there does not.
    var file: SecurityTxt? { missing.isEmpty ? values : nil }

    /// Fields that must stand there, and do not.
    var missing: [Problem] {
        (hasContact ? [] : [("§2.5.3", "A field Contact is required: to whom does one write?")])
            + (hasExpires
                ? [] : [("§2.5.5", "A field Expires is required: until when is it true?")])
    }

    /// Takes a field; the case of letters in its name does not count.
    mutating func take(_ name: String, _ value: String) -> [Problem] {
        switch name.lowercased() {
        case "contact":
            hasContact = true
            return takeURI(value, name, "§2.5.3", \.contacts)
        case "expires": return takeExpires(value)
        case "acknowledgments": return takeURI(value, name, "§2.5.1", \.acknowledgments)
        case "canonical": return takeURI(value, name, "§2.5.2", \.canonical)
        case "encryption": return takeURI(value, name, "§2.5.4", \.encryption)
        case "hiring": return takeURI(value, name, "§2.5.6", \.hiring)
        case "policy": return takeURI(value, name, "§2.5.7", \.policies)
        case "preferred-languages": return takeLanguages(value)
        case "csaf":
            let problems = takeURI(value, name, "§2.4", \.csaf)
            if value.hasSuffix("/provider-metadata.json") { return problems }
            return problems + [
                ("§2.4", "CSAF leads to a provider-metadata.json (CSAF 2.0 §7.1.8).")
            ]
        default:
            values.extensions.append(SecurityTxt.Extension(name, value))
            return []
        }
    }

    private mutating func takeURI(
        _ value: String,
        _ name: String,
        _ section: String,
        _ path: WritableKeyPath<SecurityTxt, [String]>
    ) -> [Problem] {
        guard URIText.isAbsolute(value) else {
            let hint = value.contains("@") ? "mailto: before a mailbox" : "https://example.org/…"
            return [(section, "\(name) is a URI, as \(hint).")]
        }
        guard !value.lowercased().hasPrefix("http:") else {
            return [(section, "\(name) must begin with https:// where it is on the web.")]
        }
        values[keyPath: path].append(value)
        return []
    }

    private mutating func takeExpires(_ value: String) -> [Problem] {
        defer { hasExpires = true }
        if hasExpires { return [("§2.5.5", "Expires must not stand there twice.")] }
        guard let time = DateTime(value) else {
            return [("§2.5.5", "Expires is a time as in RFC 3339, as 2027-01-01T00:00:00Z.")]
        }
        values.expires = time
        return []
    }

    private mutating func takeLanguages(_ value: String) -> [Problem] {
        if values.preferredLanguages != nil {
            return [("§2.5.8", "Preferred-Languages must not stand there twice.")]
        }
        let tags = value.split(separator: ",", omittingEmptySubsequences: false)
            .map { String($0.withoutSpaceAround) }
        values.preferredLanguages = tags
        return tags.filter { LanguageTag($0) == nil }.map { tag in
            ("§2.5.8", "\"\(tag)\" is no language tag of RFC 5646, as en or de-CH.")
        }
    }
}
