// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension CaseFile {
    /// How many one search looks through; each is read with its members.
    package static let searched = 200
}

extension Querying {
    /// Of the newest cases that the viewer may see those with all words in their title.
    ///
    /// The newest first; a title that the viewer may not read yet is not looked into.
    package func cases(
        matching words: SearchWords,
        viewer: Viewer,
        now: Instant
    ) throws -> [CaseFile] {
        let newest = VisibilityRule.newest(
            .case,
            in: "cases",
            to: viewer,
            now: now,
            limit: CaseFile.searched
        )
        let records = try caseRecords(
            "WHERE cases.id IN (\(fragment: newest)) ORDER BY cases.id DESC"
        )
        var found: [CaseFile] = []
        for record in records where found.count <= SearchWords.found {
            guard record.isReadable(by: viewer.participant, at: now),
                let title = try record.title(in: self), words.match(title)
            else { continue }
            found.append(try file(record, for: viewer, now: now))
        }
        return found
    }
}
