// SPDX-License-Identifier: Apache-2.0

package import Store
import StrictJSON

/// What happened after a position, as far as a viewer may know.
package struct VisibleChanges: Sendable {
    /// Entries on things the viewer sees; the body is nil where they may not read it in full.
    package let entries: [Entry]
    /// Where to go on, past everything that was looked at.
    package let next: Position
}

extension Querying {
    /// Entries looked at for one page: a page's cost is bounded, however little of it is visible.
    private var window: Int64 { 5_000 }

    /// The entries after a position whose subject the viewer sees.
    ///
    /// Widening an audience appends an entry, so that what became visible later is told later
    /// (RULES J4).
    package func changes(
        after position: Position,
        limit: Int,
        viewer: Viewer,
        now: Instant
    ) throws -> VisibleChanges {
        let end = min(try self.position(), Position(next: position.next + window))
        let seen = visibleSubject(viewer, now)
        let found = try entries(
            from: position,
            limit: limit,
            where: "journal.sequence < \(end.next) AND (\(fragment: seen))"
        )
        let isCut = found.count == limit
        let last = found.last.map { Position(next: $0.sequence + 1) } ?? position
        return VisibleChanges(
            entries: try found.compactMap { try shown($0, to: viewer, now: now) },
            next: isCut ? last : max(end, position)
        )
    }

    /// One entry that the viewer may read in full; nil for every other, absent or hidden.
    package func openEntry(_ sequence: Int64, viewer: Viewer, now: Instant) throws -> Entry? {
        let found = try entries(
            from: Position(next: sequence),
            limit: 1,
            where: """
                journal.sequence = \(sequence) AND (\(fragment: visibleSubject(viewer, now)))
                """
        ).first
        guard let entry = try found.flatMap({ try shown($0, to: viewer, now: now) }),
            entry.body != nil, try isOurs(entry.actor, viewer)
        else { return nil }
        return entry
    }

    /// Whether somebody of the viewer's own participant acted: an opening tells who did (ORDER C2).
    private func isOurs(_ actor: ActorID, _ viewer: Viewer) throws -> Bool {
        guard let owner = try marking(of: ID(actor.id))?.owner else { return false }
        return owner == viewer.participant
    }

    private func visibleSubject(_ viewer: Viewer, _ now: Instant) -> Statement {
        ThingKind.allCases.reduce("1 = 0") { joined, kind in
            let visible = VisibilityRule.visible(
                kind,
                column: "journal.subject",
                to: viewer,
                now: now
            )
            return "\(fragment: joined) OR \(fragment: visible)"
        }
    }

    /// The entry as the viewer may see it: its body only on a thing of their own of which nothing
    /// is left out, and that somebody was let in only for whom it concerns (ORDER C2).
    private func shown(_ entry: Entry, to viewer: Viewer, now: Instant) throws -> Entry? {
        guard entry.kind.name != EntryKind.shared.name else {
            let isMine = entry.body?["participant"]?.stringValue == viewer.participant?.description
            return isMine && viewer.participant != nil ? entry : nil
        }
        guard let marking = try marking(of: entry.subject) else { return nil }
        let isOpen =
            viewer.participant != nil && marking.owner == viewer.participant
            && Redaction.hidden(marking, from: viewer, now: now).isEmpty
        return isOpen ? entry : entry.withoutBody
    }
}

extension Entry {
    /// The same without what it says.
    fileprivate var withoutBody: Entry {
        Entry(
            sequence: sequence,
            time: time,
            actor: actor,
            kind: kind,
            subject: subject,
            body: nil,
            scope: scope
        )
    }
}
