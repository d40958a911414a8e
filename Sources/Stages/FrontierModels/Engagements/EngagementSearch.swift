// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension EngagementFile {
    /// How many one search looks through; each is read with its grants and partners.
    package static let searched = 100
}

extension Querying {
    /// Of the newest engagements that the viewer may see those with all words in their codename.
    ///
    /// The newest first: ids and codenames, which is what a list shows.
    package func engagements(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [(id: EngagementID, codename: String)] {
        let newest = VisibilityRule.newest(
            .engagement,
            in: "engagements",
            to: viewer,
            now: now,
            limit: EngagementFile.searched
        )
        let records = try engagementRecords(
            "WHERE engagements.id IN (\(fragment: newest)) ORDER BY engagements.id DESC"
        )
        var found: [(id: EngagementID, codename: String)] = []
        for record in records where found.count <= SearchWords.found {
            guard record.lifecycle.side(of: viewer.participant) != nil,
                let codename = try record.codename(in: self), words.match(codename)
            else { continue }
            found.append((record.id, codename))
        }
        return found
    }
}
