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
            WeaknessNames.name(of: number).map { CSAF.Weakness(id: "CWE-\(number)", name: $0) }
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
