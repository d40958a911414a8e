// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// What a query is after among the things that a viewer may see.
enum Lookup<Mark> {
    case one(ID<Mark>)
    /// By id, which is the order of entry; `after` is the last id already seen.
    case page(of: ParticipantID? = nil, after: ID<Mark>?, limit: Int)

    /// What stands after WHERE: the visibility rule is a part of the lookup (RULES A2).
    func condition(
        in table: Statement,
        _ kind: ThingKind,
        visibleTo viewer: Viewer,
        now: Instant
    ) -> Statement {
        let column: Statement = "\(fragment: table).id"
        switch self {
        case .one(let id):
            let visible = VisibilityRule.visible(kind, column: "\(id)", to: viewer, now: now)
            return "\(fragment: visible) AND \(fragment: column) = \(id)"
        case .page(let participant, let after, let limit):
            let visible = VisibilityRule.visible(kind, column: column, to: viewer, now: now)
            let own: Statement =
                participant.map { "AND \(fragment: table).participant = \($0)" } ?? ""
            let from: Statement = after.map { "AND \(fragment: column) > \($0)" } ?? ""
            return """
                \(fragment: visible) \(fragment: own) \(fragment: from)
                ORDER BY \(fragment: column) LIMIT \(limit)
                """
        }
    }
}
