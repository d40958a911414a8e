// SPDX-License-Identifier: Apache-2.0
import StrictJSON

extension CSAF.Test {
    /// The tests of section 6.3.
    static let informative: [CSAF.Test] = [
        onlyCVSS2, cvss30, missingCVE, missingCWE, shortHash, otherURL, ownURL, spelling,
        branchCategories, versionRangeUse, versionIndicator,
    ]

    private static let onlyCVSS2 = CSAF.Test(
        "6.3.1",
        "Use of CVSS v2 as the only Scoring System"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            let others = vulnerability.scores.filter { $0.cvss3 != nil }.flatMap(\.products)
            let scored = Set(others.map { ExactText($0) })
            for (offset, score) in vulnerability.scores.enumerated() where !score.cvss2.isEmpty {
                guard let id = score.products.first(where: { !scored.contains(ExactText($0)) })
                else { continue }
                findings.note(
                    at: "/vulnerabilities/\(number)/scores/\(offset)",
                    "The product \(quoted(id)) has a score by CVSS 2 alone: add one by CVSS 3.1."
                )
            }
        }
    }

    private static let cvss30 = CSAF.Test("6.3.2", "Use of CVSS v3.0") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            for (offset, score) in vulnerability.scores.enumerated() {
                guard let cvss = score.cvss3 else { continue }
                let at = "/vulnerabilities/\(number)/scores/\(offset)/cvss_v3"
                let advice = "CVSS 3.0 is superseded: score again by 3.1."
                if cvss.version == .v30 { findings.note(at: "\(at)/version", advice) }
                if cvss.vector.hasPrefix("CVSS:3.0/") {
                    findings.note(at: "\(at)/vectorString", advice)
                }
            }
        }
    }

    private static let missingCVE = CSAF.Test("6.3.3", "Missing CVE") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated()
        where vulnerability.cve == nil {
            findings.note(
                at: "/vulnerabilities/\(number)/cve",
                "Without a CVE nobody finds the vulnerability elsewhere: have one assigned."
            )
        }
    }

    private static let missingCWE = CSAF.Test("6.3.4", "Missing CWE") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated()
        where vulnerability.weakness == nil {
            findings.note(
                at: "/vulnerabilities/\(number)/cwe",
                "Say what kind of weakness it is: add cwe."
            )
        }
    }

    private static let shortHash = CSAF.Test("6.3.5", "Use of Short Hash") { index, findings in
        for definition in index.products {
            let files = definition.product.identification?.hashes ?? []
            for (number, file) in files.enumerated() {
                for (offset, hash) in file.hashes.enumerated()
                where hash.value.unicodeScalars.count < 64 {
                    findings.note(
                        at: index.pointer(to: definition)
                            + "/product_identification_helper/hashes/\(number)/file_hashes/"
                            + "\(offset)/value",
                        "The hash is shorter than 64 digits: give a longer one, as by sha256."
                    )
                }
            }
        }
    }

    private static let branchCategories = CSAF.Test(
        "6.3.9",
        "Branch Categories"
    ) { index, findings in
        let way: [CSAF.Branch.Category] = [.vendor, .productName, .productVersion]
        // How much of the way each branch has behind it; those around it come first.
        var steps: [Int] = []
        for (offset, entry) in index.branches.enumerated() {
            var step = entry.parent.map { steps[$0] } ?? 0
            if step < way.count, way[step] == entry.branch.category { step += 1 }
            steps.append(step)
            guard let product = entry.branch.product, step < way.count else { continue }
            findings.note(
                at: index.pointer(toBranch: offset) + "/product",
                "The product \(quoted(product.id)) has no branch \(way[step].rawValue) on its way: "
                    + "branches go from vendor over product_name to product_version."
            )
        }
    }

    private static let versionRangeUse = CSAF.Test(
        "6.3.10",
        "Usage of Product Version Range"
    ) { index, findings in
        for (offset, entry) in index.branches.enumerated()
        where entry.branch.category == .productVersionRange {
            findings.note(
                at: index.pointer(toBranch: offset) + "/category",
                "Programs seldom know whether a version is in a range: list the versions, where "
                    + "they are known."
            )
        }
    }

    private static let versionIndicator = CSAF.Test(
        "6.3.11",
        "Usage of V as Version Indicator"
    ) { index, findings in
        for (offset, entry) in index.branches.enumerated()
        where entry.branch.category == .productVersion {
            let start = Array(entry.branch.name.utf8.prefix(2))
            guard start.count == 2, start[0] | 0x20 == UInt8(ascii: "v"),
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= start[1]
            else { continue }
            findings.note(
                at: index.pointer(toBranch: offset) + "/name",
                "The version \(quoted(entry.branch.name)) begins with a v: leave it away."
            )
        }
    }
}
