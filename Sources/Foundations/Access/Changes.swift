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

    /// Entries read at once: some are left out of the page, and they must not cost a read each.
    private var leastRead: Int { 200 }

    /// The entries after a position whose subject the viewer sees.
    ///
    /// Widening an audience appends an entry, so that what became visible later is told later
    /// (RULES J4). A page is full of entries that are shown, or it is the last one: a shorter page
    /// in between would tell how many were let in on a thing (ORDER C2, C6).
    package func changes(
        after position: Position,
        limit: Int,
        viewer: Viewer,
        now: Instant
    ) throws -> VisibleChanges {
        let end = min(try self.position(), Position(next: position.next + window))
        let seen = visibleSubject(viewer, now)
        let read = max(limit, leastRead)
        var shown: [Entry] = []
        var start = position
        while true {
            let found = try entries(
                from: start,
                limit: read,
                where: "journal.sequence < \(end.next) AND (\(fragment: seen))"
            )
            for entry in found {
                guard let entry = try self.shown(entry, to: viewer, now: now) else { continue }
                shown.append(entry)
                guard shown.count < limit else {
                    return VisibleChanges(
                        entries: shown,
                        next: Position(next: entry.sequence + 1)
                    )
                }
            }
            guard found.count == read, let last = found.last else { break }
            start = Position(next: last.sequence + 1)
        }
        return VisibleChanges(entries: shown, next: max(end, position))
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
