// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// Marks the id of a notice.
package enum NoticeMark {}
package typealias NoticeID = ID<NoticeMark>

/// What a notice is about.
package enum NoticeKind: String, Sendable, CaseIterable, SQLConvertible {
    /// Another party found the same.
    case merged
    /// A coordinator held that two merged findings are two.
    case split
}

/// What a participant is told; in plain words, and never whom it concerns beside itself.
package struct Notice: Hashable, Sendable {
    package let id: NoticeID
    package let kind: NoticeKind
    /// The finding that it is about, the first of them if there are several.
    package let finding: FindingID
    /// How many more findings it is about.
    package let others: Int
    package let made: Instant

    /// What happened, and what can be done about it.
    package var text: String {
        switch kind {
        case .merged:
            """
            \(others == 0 ? "A finding" : "\(others + 1) findings") that you reported \
            \(others == 0 ? "was" : "were") found by another party too, independently. The reports \
            were merged; each party stays a finder with the credit it chose. Neither learns who \
            the other is, unless both chose to be named: then each sees the other's credit. If \
            they are different bugs, ask a coordinator to split them.
            """
        case .split:
            """
            A coordinator found that a finding of yours and another party's are different bugs. \
            They are separate again, each with its own finders.
            """
        }
    }
}

extension Querying {
    /// What the viewer's participant was told, newest first; `after` is the last id of the page
    /// before.
    package func notices(
        viewer: Viewer,
        now: Instant,
        after: NoticeID? = nil,
        limit: Int = 50
    ) throws -> [Notice] {
        let bounded = min(max(limit, 1), Self.findingsPerPage)
        let seen = VisibilityRule.amongNewest(
            .notice,
            in: "notices",
            to: viewer,
            now: now,
            before: after,
            limit: bounded
        )
        return try all(
            """
            SELECT id, kind, finding, others, made FROM notices
            WHERE \(fragment: seen) ORDER BY id DESC LIMIT \(bounded)
            """
        ) { row in
            Notice(
                id: try row.read(),
                kind: try row.read(),
                finding: try row.read(),
                others: try row.read(),
                made: try row.read()
            )
        }
    }
}
