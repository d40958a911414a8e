// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What the profiles of section 4 demand (sections 6.1.26 and 6.1.27).
extension CSAF.Test {
    static let prohibitedCategory = CSAF.Test(
        "6.1.26",
        "Prohibited Document Category Name"
    ) { index, findings in
        let category = index.metadata.category
        guard CSAF.Profile(rawValue: category) == nil else { return }
        let name = category.strippedName
        let isTaken = CSAF.Profile.allCases.contains { profile in
            guard profile != .base else { return false }
            let value = profile.rawValue.strippedName
            return name == value || name == String(value.dropFirst("csaf".count))
        }
        guard isTaken || category.lowercased().hasPrefix("csaf_") else { return }
        findings.note(
            at: "/document/category",
            "The category \(quoted(category)) reads like a profile and is none: write the "
                + "profile's exact name, or another one."
        )
    }

    static let profiles: [CSAF.Test] = [
        documentNotes, documentReferences, noVulnerabilities, productTree, vulnerabilityNotes,
        productStatus, vexStatus, vulnerabilityID, impactStatement, actionStatement,
        vulnerabilities,
    ]

    private static let documentNotes = CSAF.Test(
        "6.1.27.1",
        "Document Notes",
        of: [.informationalAdvisory, .incidentResponse]
    ) { index, findings in
        let isThere = index.metadata.notes.contains { note in
            switch note.category {
            case .description, .details, .general, .summary: true
            case .faq, .legalDisclaimer, .other: false
            }
        }
        guard !isThere else { return }
        findings.note(
            at: "/document/notes",
            "A document of this profile needs a note that is a description, details, general "
                + "or a summary."
        )
    }

    private static let documentReferences = CSAF.Test(
        "6.1.27.2",
        "Document References",
        of: [.informationalAdvisory, .incidentResponse]
    ) { index, findings in
        let isThere = index.metadata.references.contains { $0.category != .itself }
        guard !isThere else { return }
        findings.note(
            at: "/document/references",
            "A document of this profile needs a reference of the category external."
        )
    }

    private static let noVulnerabilities = CSAF.Test(
        "6.1.27.3",
        "Vulnerabilities",
        of: [.informationalAdvisory]
    ) { index, findings in
        guard !index.vulnerabilities.isEmpty else { return }
        findings.note(
            at: "/vulnerabilities",
            "An informational advisory speaks of no vulnerabilities: take them out, or change "
                + "the category to csaf_base."
        )
    }

    private static let productTree = CSAF.Test(
        "6.1.27.4",
        "Product Tree",
        of: [.securityAdvisory, .vex]
    ) { index, findings in
        guard index.document.productTree == nil else { return }
        findings.note(
            at: "/product_tree",
            "A document of this profile needs a product tree: say which products it is about."
        )
    }

    private static let vulnerabilityNotes = CSAF.Test(
        "6.1.27.5",
        "Vulnerability Notes",
        of: [.securityAdvisory, .vex]
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated()
        where vulnerability.notes.isEmpty {
            findings.note(
                at: "/vulnerabilities/\(number)/notes",
                "In this profile each vulnerability needs a note: describe it."
            )
        }
    }

    private static let productStatus = CSAF.Test(
        "6.1.27.6",
        "Product Status",
        of: [.securityAdvisory]
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated()
        where vulnerability.productStatus == nil {
            findings.note(
                at: "/vulnerabilities/\(number)/product_status",
                "In this profile each vulnerability needs a product_status: say which products "
                    + "are affected or fixed."
            )
        }
    }

    private static let vulnerabilities = CSAF.Test(
        "6.1.27.11",
        "Vulnerabilities",
        of: [.securityAdvisory, .vex]
    ) { index, findings in
        guard index.vulnerabilities.isEmpty else { return }
        findings.note(
            at: "/vulnerabilities",
            "A document of this profile needs a vulnerability: add one, or change the category."
        )
    }

    /// A test of some profiles; documents of others pass it.
    init(
        _ id: String,
        _ title: String,
        of profiles: [CSAF.Profile],
        _ run: @escaping @Sendable (DocumentIndex, inout Findings) -> Void
    ) {
        self.init(id, title) { index, findings in
            guard let profile = CSAF.Profile(rawValue: index.metadata.category),
                profiles.contains(profile)
            else { return }
            run(index, &findings)
        }
    }
}

extension String {
    /// Without dashes, white space and underscores, in lower case (section 6.1.26).
    fileprivate var strippedName: String {
        String(
            lowercased().unicodeScalars.filter {
                $0 != "_" && !$0.properties.isWhitespace
                    && $0.properties.generalCategory != .dashPunctuation
            }
        )
    }
}
