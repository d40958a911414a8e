// SPDX-License-Identifier: Apache-2.0

package import Store

extension Querying {
    /// The finding that stands for a claim, then every claim that stands under it.
    ///
    /// Ids alone, for the stages above; whether anybody may see them is asked elsewhere.
    package func claims(standingFor finding: FindingID) throws -> [FindingID] {
        let lead = try first("SELECT lead FROM findings WHERE id = \(finding)") {
            try $0.read(FindingID?.self)
        }
        let standing = (lead ?? nil) ?? finding
        return [standing]
            + (try all("SELECT id FROM findings WHERE lead = \(standing) ORDER BY id") {
                try $0.read()
            })
    }
}
