// SPDX-License-Identifier: Apache-2.0

/// Words in which a converted CSAF document says what other formats have lists of words for.
///
/// The same table writes and reads them, so that a document that came from elsewhere goes back.
enum CSAFWords {
    /// The title of a note that tells since when an advisory is withdrawn.
    static let withdrawn = "Withdrawn"
    /// The title of a note that tells a score of CVSS 4.0.
    static let cvss4 = "CVSS 4.0"

    /// What explains a generic URI that is a repository.
    static let repository = "https://ossf.github.io/osv-schema/#affectedrangesrepo-field"

    /// What to do about versions before a fix.
    static func update(to version: String) -> String { "Update to \(version)." }

    /// What a reference of a kind is called.
    static func summary(of kind: OSV.ReferenceKind) -> String {
        switch kind {
        case .advisory: "Advisory"
        case .article: "Article"
        case .detection: "Detection"
        case .discussion: "Discussion"
        case .report: "Report"
        case .fix: "Fix"
        case .introduced: "Introduction"
        case .git: "Repository"
        case .package: "Package"
        case .evidence: "Evidence"
        case .web: "Web page"
        }
    }

    /// The kind of a reference that is called so.
    static func referenceKind(_ summary: String) -> OSV.ReferenceKind? {
        OSV.ReferenceKind.allCases.first { self.summary(of: $0) == summary }
    }

    /// What somebody is thanked for.
    static func summary(of kind: OSV.CreditKind) -> String {
        kind.rawValue.prefix(1) + kind.rawValue.dropFirst().lowercased().replacing("_", with: " ")
    }

    /// What somebody is thanked for in these words.
    static func creditKind(_ summary: String) -> OSV.CreditKind? {
        OSV.CreditKind.allCases.first { self.summary(of: $0) == summary }
    }

    /// The system that an identifier is from, by how it begins.
    static func system(of id: String) -> String {
        let prefix = String(id.prefix { $0 != "-" })
        return systems[prefix] ?? prefix
    }

    private static let systems = [
        "CVE": "Common Vulnerabilities and Exposures", "GHSA": "GitHub Security Advisories",
        "GO": "Go Vulnerability Database", "OSV": "OSV", "PYSEC": "PyPI Advisory Database",
        "RUSTSEC": "RustSec Advisory Database", "USN": "Ubuntu Security Notices",
    ]

    /// Whether a version's text reads as a range, which a single version's must not (test 6.1.31).
    static func isRange(_ version: String) -> Bool {
        if version.contains(where: { "<>=".contains($0) }) { return true }
        let words = version.lowercased().split { !$0.isLetter }
        return words.contains { rangeWords.contains(String($0)) }
    }

    private static let rangeWords: Set<String> = [
        "after", "all", "before", "earlier", "later", "prior", "versions",
    ]
}
