// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// What the profile VEX demands of each vulnerability (sections 6.1.27.7 to 6.1.27.10).
extension CSAF.Test {
    static let vexStatus = CSAF.Test(
        "6.1.27.7",
        "VEX Product Status",
        of: [.vex]
    ) { index, findings in
        let lists: [CSAF.ProductStatus.List] = [
            .fixed, .knownAffected, .knownNotAffected, .underInvestigation,
        ]
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            let status = vulnerability.productStatus ?? CSAF.ProductStatus()
            guard lists.allSatisfy({ status[$0].isEmpty }) else { continue }
            findings.note(
                at: "/vulnerabilities/\(number)/product_status",
                "VEX says of products that they are fixed, known_affected, known_not_affected "
                    + "or under_investigation: add one of these lists."
            )
        }
    }

    static let vulnerabilityID = CSAF.Test(
        "6.1.27.8",
        "Vulnerability ID",
        of: [.vex]
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated()
        where vulnerability.cve == nil && vulnerability.ids.isEmpty {
            findings.note(
                at: "/vulnerabilities/\(number)",
                "VEX names each vulnerability: add cve or ids."
            )
        }
    }

    static let impactStatement = CSAF.Test(
        "6.1.27.9",
        "Impact Statement",
        of: [.vex]
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            let threats = vulnerability.threats.filter { $0.category == .impact }
            let explained = index.products(
                vulnerability.flags.flatMap(\.products) + threats.flatMap(\.products),
                inGroups: vulnerability.flags.flatMap(\.groups) + threats.flatMap(\.groups),
                &findings
            )
            for (offset, id) in (vulnerability.productStatus?.knownNotAffected ?? []).enumerated()
            where !explained.contains(ExactText(id)) {
                findings.note(
                    at: "/vulnerabilities/\(number)/product_status/known_not_affected/\(offset)",
                    "Nothing says why the product \(quoted(id)) is not affected: add a flag, or "
                        + "a threat of the category impact, for it."
                )
            }
        }
    }

    static let actionStatement = CSAF.Test(
        "6.1.27.10",
        "Action Statement",
        of: [.vex]
    ) { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            let helped = index.products(
                vulnerability.remediations.flatMap(\.products),
                inGroups: vulnerability.remediations.flatMap(\.groups),
                &findings
            )
            for (offset, id) in (vulnerability.productStatus?.knownAffected ?? []).enumerated()
            where !helped.contains(ExactText(id)) {
                findings.note(
                    at: "/vulnerabilities/\(number)/product_status/known_affected/\(offset)",
                    "Nothing says what to do about the product \(quoted(id)): add a remediation "
                        + "for it."
                )
            }
        }
    }
}
