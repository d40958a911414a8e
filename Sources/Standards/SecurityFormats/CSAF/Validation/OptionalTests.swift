// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension CSAF.Test {
    /// The tests of section 6.2.
    static let optional: [CSAF.Test] = [
        unusedProduct, missingRemediation, missingScore, buildMetadata, initialRelease,
        currentRelease, missingInvolvementDate, onlyMD5, onlySHA1, missingLabel,
        missingCanonicalURL, missingLanguage, sorting, privateLanguage, defaultLanguage,
        missingIdentification, cveAmongIDs, versionRangeNotation, fixedScore, additionalProperty,
    ]

    private static let unusedProduct = CSAF.Test(
        "6.2.1",
        "Unused Definition of Product ID"
    ) { index, findings in
        guard index.document.profile != .informationalAdvisory else { return }
        let used = Set(index.productReferences.lazy.map { ExactText($0.id) })
        for definition in index.products where !used.contains(ExactText(definition.product.id)) {
            findings.note(
                at: index.pointer(to: definition) + "/product_id",
                "Nothing speaks of the product \(quoted(definition.product.id)): use it, or take "
                    + "it out."
            )
        }
    }

    private static let missingRemediation = CSAF.Test(
        "6.2.2",
        "Missing Remediation"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            guard let status = vulnerability.productStatus else { continue }
            let helped = index.products(
                vulnerability.remediations.flatMap(\.products),
                inGroups: vulnerability.remediations.flatMap(\.groups),
                &findings
            )
            for list in CSAF.ProductStatus.List.affected + [.underInvestigation] {
                for (offset, id) in status[list].enumerated() where !helped.contains(ExactText(id))
                {
                    findings.note(
                        at: "/vulnerabilities/\(number)/product_status/\(list.rawValue)/\(offset)",
                        "The product \(quoted(id)) has no remediation: add one, if only of the "
                            + "category none_available or no_fix_planned."
                    )
                }
            }
        }
    }

    private static let missingScore = CSAF.Test("6.2.3", "Missing Score") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            guard let status = vulnerability.productStatus else { continue }
            let scored = Set(vulnerability.scores.lazy.flatMap(\.products).map(ExactText.init(_:)))
            for list in CSAF.ProductStatus.List.affected {
                for (offset, id) in status[list].enumerated() where !scored.contains(ExactText(id))
                {
                    findings.note(
                        at: "/vulnerabilities/\(number)/product_status/\(list.rawValue)/\(offset)",
                        "The product \(quoted(id)) has no score: add it to one."
                    )
                }
            }
        }
    }

    private static let missingInvolvementDate = CSAF.Test(
        "6.2.7",
        "Missing Date in Involvements"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            for (offset, involvement) in vulnerability.involvements.enumerated()
            where involvement.date == nil {
                findings.note(
                    at: "/vulnerabilities/\(number)/involvements/\(offset)",
                    "Say since when the \(involvement.party.rawValue) is involved: add date."
                )
            }
        }
    }

    private static let missingIdentification = CSAF.Test(
        "6.2.16",
        "Missing Product Identification Helper"
    ) { index, findings in
        for definition in index.products where definition.product.identification == nil {
            findings.note(
                at: index.pointer(to: definition),
                "The product \(quoted(definition.product.id)) cannot be matched: add "
                    + "product_identification_helper, best with a purl or cpe."
            )
        }
    }

    private static let cveAmongIDs = CSAF.Test("6.2.17", "CVE in field IDs") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            for (offset, id) in vulnerability.ids.enumerated()
            where TextRule.cve.problem(id.text) == nil {
                findings.note(
                    at: "/vulnerabilities/\(number)/ids/\(offset)/text",
                    "\(quoted(id.text)) is a CVE: it belongs in cve."
                )
            }
        }
    }
}

extension CSAF.ProductStatus.List {
    /// The lists of the group Affected (section 6.1.6).
    fileprivate static let affected: [Self] = [.firstAffected, .knownAffected, .lastAffected]
}
