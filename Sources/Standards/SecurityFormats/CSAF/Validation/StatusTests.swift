// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether what is said of products fits together (sections 6.1.6, 6.1.7, 6.1.29, 6.1.32, 6.1.33).
extension CSAF.Test {
    static let contradictingStatus = CSAF.Test(
        "6.1.6",
        "Contradicting Product Status"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            guard let status = vulnerability.productStatus else { continue }
            var stands: [ExactText: CSAF.ProductStatus.List] = [:]
            for list in CSAF.ProductStatus.List.allCases where list.standing != nil {
                for (offset, id) in status[list].enumerated() {
                    let first = stands[ExactText(id)] ?? list
                    stands[ExactText(id)] = first
                    guard first.standing != list.standing else { continue }
                    findings.note(
                        at: "/vulnerabilities/\(number)/product_status/\(list.rawValue)/\(offset)",
                        "The product \(quoted(id)) cannot be \(list.rawValue) and "
                            + "\(first.rawValue): decide on one."
                    )
                }
            }
        }
    }

    static let repeatedScore = CSAF.Test(
        "6.1.7",
        "Multiple Scores with same Version per Product"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            var scored: [String: Set<ExactText>] = [:]
            for (offset, score) in vulnerability.scores.enumerated() {
                for version in score.versions {
                    for (place, id) in score.products.enumerated()
                    where !scored[version, default: []].insert(ExactText(id)).inserted {
                        findings.note(
                            at: "/vulnerabilities/\(number)/scores/\(offset)/products/\(place)",
                            "The product \(quoted(id)) has a score by CVSS \(version) already: "
                                + "keep one of them."
                        )
                    }
                }
            }
        }
    }

    static let loneRemediation = CSAF.Test(
        "6.1.29",
        "Remediation without Product Reference"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            for (offset, remediation) in vulnerability.remediations.enumerated()
            where remediation.products.isEmpty && remediation.groups.isEmpty {
                findings.note(
                    at: "/vulnerabilities/\(number)/remediations/\(offset)",
                    "The remediation is for no product: name products or groups."
                )
            }
        }
    }

    static let loneFlag = CSAF.Test("6.1.32", "Flag without Product Reference") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            for (offset, flag) in vulnerability.flags.enumerated()
            where flag.products.isEmpty && flag.groups.isEmpty {
                findings.note(
                    at: "/vulnerabilities/\(number)/flags/\(offset)",
                    "The flag is for no product: name products or groups."
                )
            }
        }
    }

    static let repeatedFlag = CSAF.Test(
        "6.1.33",
        "Multiple Flags with VEX Justification Codes per Product"
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            var flagged: [ExactText: Int] = [:]
            for (offset, flag) in vulnerability.flags.enumerated() {
                let grouped = flag.groups.flatMap { index.members(ofGroup: $0, &findings) }
                for id in flag.products + grouped {
                    let first = flagged[ExactText(id)] ?? offset
                    flagged[ExactText(id)] = first
                    guard first != offset else { continue }
                    findings.note(
                        at: "/vulnerabilities/\(number)/flags/\(offset)",
                        "The product \(quoted(id)) has a justification already at "
                            + "/vulnerabilities/\(number)/flags/\(first): keep one of them."
                    )
                }
            }
        }
    }
}

extension CSAF.ProductStatus.List {
    /// The group of section 6.1.6 that the list belongs to; nil for what contradicts none.
    fileprivate var standing: Int? {
        switch self {
        case .firstAffected, .knownAffected, .lastAffected: 0
        case .knownNotAffected: 1
        case .firstFixed, .fixed: 2
        case .underInvestigation: 3
        case .recommended: nil
        }
    }
}

extension CSAF.Score {
    /// The versions of CVSS that it has a score by.
    fileprivate var versions: [String] {
        (cvss2.isEmpty ? [] : ["2.0"]) + (cvss3.map { [$0.version.rawValue] } ?? [])
    }
}
