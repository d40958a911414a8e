// SPDX-License-Identifier: Apache-2.0
import StrictJSON

/// Whether weaknesses are weaknesses (section 6.1.11).
extension CSAF.Test {
    static let weakness = CSAF.Test("6.1.11", "CWE") { index, findings in
        for (number, vulnerability) in index.vulnerabilities.enumerated() {
            guard let weakness = vulnerability.weakness else { continue }
            guard let name = WeaknessNames.name(of: weakness.id) else {
                findings.note(
                    at: "/vulnerabilities/\(number)/cwe/id",
                    "CWE \(WeaknessNames.version) has no weakness \(quoted(weakness.id)): name "
                        + "one that it has."
                )
                continue
            }
            guard ExactText(name) != ExactText(weakness.name) else { continue }
            findings.note(
                at: "/vulnerabilities/\(number)/cwe/name",
                "\(weakness.id) is called \(quoted(name)) in CWE \(WeaknessNames.version), not "
                    + "\(quoted(weakness.name)): write that name."
            )
        }
    }
}
