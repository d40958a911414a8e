// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// Whoever found it and has an account, for later stages: none of it is for showing (ORDER C2).
    package func finders(of finding: FindingID) throws -> Set<ParticipantID> {
        Set(try owners(of: finding).compactMap(\.owner))
    }
}
