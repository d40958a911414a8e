// SPDX-License-Identifier: Apache-2.0

import PackageURLs
import SecurityFormats
import Severity
import Store
import StrictJSON
import Timestamps

extension AdvisoryEdition {
    /// The product that is affected, in the document.
    private static let affectedID = "AFFECTED"

    /// The advisory as a CSAF 2.0 security advisory.
    var csaf: CSAF.Document {
        var metadata = CSAF.Metadata(
            title: content.title,
            publisher: CSAF.Publisher(
                .coordinator,
                name: publisher.name,
                namespace: publisher.address
            ),
            tracking: tracking
        )
        metadata.distribution = CSAF.Distribution(tlp: .white)
        metadata.language = "en"
        metadata.notes = [
            CSAF.Note(.summary, content.withdrawal.map { "Withdrawn: \($0)" } ?? content.summary)
        ]
        metadata.references = references
        metadata.acknowledgments = content.credits.map { credit in
            CSAF.Acknowledgment(names: [credit], summary: "Found it.")
        }
        return CSAF.Document(
            metadata,
            productTree: productTree,
            vulnerabilities: [vulnerability]
        )
    }

    private var tracking: CSAF.Tracking {
        var tracking = CSAF.Tracking(
            id: name,
            status: .final,
            revisions: revisions.map {
                CSAF.Revision(String($0.number), date: $0.at.timestamp, summary: $0.summary)
            }
        )
        tracking.generator = CSAF.Generator(engine: "Clearinghouse", date: modified.timestamp)
        return tracking
    }

    private var references: [CSAF.Reference] {
        [
            CSAF.Reference(.itself, summary: "The advisory as a page.", url: page),
            CSAF.Reference(
                .itself,
                summary: "The advisory as CSAF 2.0.",
                url: "\(publisher.address)/.well-known/csaf/white/\(year)/"
                    + CSAF.fileName(trackingID: name)
            ),
            CSAF.Reference(
                .external,
                summary: "The same advisory as OSV.",
                url: "\(publisher.address)/v1/advisories/\(name)/osv"
            ),
        ]
            + content.references.map {
                CSAF.Reference(.external, summary: "Further reading.", url: $0)
            }
    }

    /// The year that its name has.
    private var year: String { AdvisoryName(name).map { String($0.year) } ?? "" }

    // MARK: Products

    /// Versions with the fix, each a product of its own.
    private var fixed: [(id: String, version: String)] {
        AdvisoryRange(content.range).fixed.enumerated().map {
            ("FIXED-\($0.offset + 1)", $0.element)
        }
    }

    private var productTree: CSAF.ProductTree {
        let purl = try? PackageURL(canonicalizing: content.package)
        let product = purl?.name ?? content.package
        let namespace = purl?.namespace.joined(separator: "/") ?? ""
        let affected = CSAF.Branch(
            .productVersionRange,
            content.range,
            product: CSAF.Product(
                id: Self.affectedID,
                name: "\(product), versions \(content.range)",
                purl: content.package
            )
        )
        let fixes = fixed.map { fix in
            CSAF.Branch(
                .productVersion,
                fix.version,
                product: CSAF.Product(
                    id: fix.id,
                    name: "\(product) \(fix.version)",
                    purl: purl?.with(version: fix.version)
                )
            )
        }
        let vendor = namespace.isEmpty ? product : namespace
        return CSAF.ProductTree(branches: [
            CSAF.Branch(
                .vendor,
                vendor,
                branches: [CSAF.Branch(.productName, product, branches: [affected] + fixes)]
            )
        ])
    }

    // MARK: The vulnerability

    private var vulnerability: CSAF.Vulnerability {
        var one = CSAF.Vulnerability(cve: content.cve, title: content.title)
        one.ids = [CSAF.Identifier(systemName: publisher.name, text: name)]
        one.notes = [CSAF.Note(.description, content.details)]
        one.weakness = content.weakness.flatMap { number in
            CWEName.official[number].map { CSAF.Weakness(id: "CWE-\(number)", name: $0) }
        }
        one.productStatus = CSAF.ProductStatus(
            knownAffected: [Self.affectedID],
            fixed: fixed.map(\.id)
        )
        one.remediations = remediations
        one.scores = scores
        if let four = cvss4 {
            one.notes.append(CSAF.Note(.other, four, title: "CVSS 4.0"))
        }
        one.acknowledgments = content.credits.map { CSAF.Acknowledgment(names: [$0]) }
        one.releaseDate = DateTime(published.timestamp)
        return one
    }

    private var remediations: [CSAF.Remediation] {
        var fix = CSAF.Remediation(
            fixed.isEmpty ? .mitigation : .vendorFix,
            details: content.whatToDo,
            products: [Self.affectedID],
            url: page
        )
        fix.restart = CSAF.Restart(content.needsRestart ? .vulnerableComponent : .none)
        guard let workaround = content.workaround, !workaround.isEmpty else { return [fix] }
        return [
            fix,
            CSAF.Remediation(.workaround, details: workaround, products: [Self.affectedID]),
        ]
    }

    private var scores: [CSAF.Score] {
        guard let text = content.cvss, let vector = try? CVSSVector(parsing: text),
            vector.version == .v30 || vector.version == .v31
        else { return [] }
        let base = vector.scores.base
        let three = CSAF.CVSS3(
            vector: text,
            baseScore: JSONNumber(text: base.description) ?? 0,
            baseSeverity: CSAF.CVSS3.Severity(base.rating)
        )
        return three.map { [CSAF.Score(products: [Self.affectedID], cvss3: $0)] } ?? []
    }

    /// CSAF 2.0 has no place for a score of CVSS 4.0; a note tells it.
    private var cvss4: String? {
        guard let text = content.cvss, let vector = try? CVSSVector(parsing: text),
            vector.version == .v40
        else { return nil }
        return "\(text): \(vector.score), \(vector.rating.rawValue)."
    }
}

extension CSAF.CVSS3.Severity {
    fileprivate init(_ rating: SeverityRating) {
        self =
            switch rating {
            case .none: .none
            case .low: .low
            case .medium: .medium
            case .high: .high
            case .critical: .critical
            }
    }
}

extension PackageURL {
    /// The same package in one version, as text.
    fileprivate func with(version: String) -> String? {
        try? PackageURL(
            type: type,
            namespace: namespace,
            name: name,
            version: version,
            qualifiers: qualifiers,
            subpath: subpath
        ).description
    }
}

/// Names of weaknesses as the Common Weakness Enumeration spells them, which CSAF asks for word for
/// word (test 6.1.11); a weakness that is not here is told by its number in OSV only.
enum CWEName {
    static let official: [Int: String] = [
        20: "Improper Input Validation",
        22: "Improper Limitation of a Pathname to a Restricted Directory ('Path Traversal')",
        78: """
        Improper Neutralization of Special Elements used in an OS Command \
        ('OS Command Injection')
        """,
        79: """
        Improper Neutralization of Input During Web Page Generation ('Cross-site Scripting')
        """,
        89: """
        Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')
        """,
        94: "Improper Control of Generation of Code ('Code Injection')",
        119: "Improper Restriction of Operations within the Bounds of a Memory Buffer",
        120: "Buffer Copy without Checking Size of Input ('Classic Buffer Overflow')",
        121: "Stack-based Buffer Overflow", 122: "Heap-based Buffer Overflow",
        125: "Out-of-bounds Read", 190: "Integer Overflow or Wraparound",
        191: "Integer Underflow (Wrap or Wraparound)", 287: "Improper Authentication",
        295: "Improper Certificate Validation", 352: "Cross-Site Request Forgery (CSRF)",
        369: "Divide By Zero", 400: "Uncontrolled Resource Consumption", 415: "Double Free",
        416: "Use After Free", 434: "Unrestricted Upload of File with Dangerous Type",
        476: "NULL Pointer Dereference", 502: "Deserialization of Untrusted Data",
        617: "Reachable Assertion", 674: "Uncontrolled Recursion", 787: "Out-of-bounds Write",
        798: "Use of Hard-coded Credentials",
        835: "Loop with Unreachable Exit Condition ('Infinite Loop')", 862: "Missing Authorization",
        863: "Incorrect Authorization", 918: "Server-Side Request Forgery (SSRF)",
    ]
}
