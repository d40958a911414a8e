// SPDX-License-Identifier: Apache-2.0

package import Store

/// What later stages stand on: the facts of a finding, with nothing that anybody wrote.
package struct FindingFacts: Hashable, Sendable {
    /// The finding itself, or the one that it was merged into.
    package let id: FindingID
    /// The canonical package URL, without a version.
    package let package: String
    package let versions: [String]
    package let weakness: Weakness?
}

extension Querying {
    /// The facts of a finding, whoever asks: for stages above, which show nothing of it by that.
    package func findingFacts(_ id: FindingID) throws -> FindingFacts? {
        try first(
            """
            SELECT leads.id, leads.package, leads.versions, leads.weakness FROM findings
            JOIN findings leads ON leads.id = COALESCE(findings.lead, findings.id)
            WHERE findings.id = \(id)
            """
        ) { row in
            FindingFacts(
                id: try row.read(),
                package: try row.read(),
                versions: try row.read(String.self).split(separator: "\n").map(String.init),
                weakness: try row.read()
            )
        }
    }
}
