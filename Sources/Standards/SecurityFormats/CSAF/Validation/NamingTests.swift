// SPDX-License-Identifier: Apache-2.0
import PackageURLs
import StrictJSON
import Timestamps

/// Whether names of all kinds are right (sections 6.1.13, 6.1.23 to 6.1.25, 6.1.28, 6.1.31).
extension CSAF.Test {
    static let packageURL = CSAF.Test("6.1.13", "PURL") { index, findings in
        for definition in index.products {
            guard let purl = definition.product.identification?.purl else { continue }
            do throws(PackageURLFault) {
                _ = try PackageURL(parsing: purl)
            } catch {
                findings.note(
                    at: index.pointer(to: definition) + "/product_identification_helper/purl",
                    "\(quoted(purl)) is no package URL: \(error.sentence)."
                )
            }
        }
    }

    static let repeatedCVE = CSAF.Test("6.1.23", "Multiple Use of Same CVE") { index, findings in
        var first: [String: Int] = [:]
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            guard let cve = vulnerability.cve else { continue }
            guard let earlier = first[cve] else {
                first[cve] = number
                continue
            }
            findings.note(
                at: "/vulnerabilities/\(number)/cve",
                "\(cve) stands at /vulnerabilities/\(earlier) already: join the two."
            )
        }
    }

    static let repeatedInvolvement = CSAF.Test(
        "6.1.24",
        "Multiple Definition in Involvements"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            var seen: Set<Involved> = []
            for (offset, involvement) in vulnerability.involvements.enumerated()
            where !seen.insert(Involved(involvement)).inserted {
                findings.note(
                    at: "/vulnerabilities/\(number)/involvements/\(offset)",
                    "The \(involvement.party.rawValue) is involved at this date already: keep "
                        + "one entry, or date them apart."
                )
            }
        }
    }

    static let repeatedHash = CSAF.Test(
        "6.1.25",
        "Multiple Use of Same Hash Algorithm"
    ) { index, findings in
        for definition in index.products {
            let files = definition.product.identification?.hashes ?? []
            for (number, file) in files.enumerated() {
                var seen: Set<ExactText> = []
                for (offset, hash) in file.hashes.enumerated()
                where !seen.insert(ExactText(hash.algorithm)).inserted {
                    findings.note(
                        at: index.pointer(to: definition)
                            + "/product_identification_helper/hashes/\(number)/file_hashes/"
                            + "\(offset)",
                        "The file has a hash by \(quoted(hash.algorithm)) already: keep one."
                    )
                }
            }
        }
    }

    static let translation = CSAF.Test("6.1.28", "Translation") { index, findings in
        guard let language = index.metadata.language, let source = index.metadata.sourceLanguage,
            language.lowercased() == source.lowercased()
        else { return }
        findings.note(
            at: "/document/source_lang",
            "The document is in \(quoted(language)) and translated from it: remove source_lang, "
                + "or say which language it was."
        )
    }

    static let versionRange = CSAF.Test(
        "6.1.31",
        "Version Range in Product Version"
    ) { index, findings in
        for (offset, entry) in index.branches.enumerated()
        where entry.branch.category == .productVersion && entry.branch.name.saysRange {
            findings.note(
                at: index.pointer(toBranch: offset) + "/name",
                "\(quoted(entry.branch.name)) is a range: name one version, or use the category "
                    + "product_version_range."
            )
        }
    }
}

/// Who was involved when.
private struct Involved: Hashable {
    let party: CSAF.Involvement.Party
    let microseconds: Int64?
    let rest: [UInt8]

    init(_ involvement: CSAF.Involvement) {
        party = involvement.party
        microseconds = involvement.date?.timestamp.microseconds
        rest = involvement.date?.beyondMicroseconds ?? []
    }
}

extension String {
    /// Whether it says a range of versions, by the list of section 6.1.31.
    ///
    /// Signs count wherever they stand, words only as a whole: the suite holds `after-eight` to be
    /// a version. Marks around a word are no part of it.
    fileprivate var saysRange: Bool {
        if utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) {
            return true
        }
        return lowercased().split(whereSeparator: \.isWhitespace).contains { word in
            Self.rangeWords.contains(
                String(word.drop(while: Self.isMark).reversed().drop(while: Self.isMark).reversed())
            )
        }
    }

    private static func isMark(_ character: Character) -> Bool {
        "()[]{},;:.\"'".contains(character)
    }

    private static let rangeWords: Set<String> = [
        "after", "all", "before", "earlier", "later", "prior", "versions",
    ]
}
