// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

// Lists go by id, which is the order of entry; `after` is the last id already seen, `limit` is the
// caller's.
extension Querying {
    /// The participants that the viewer may see: its own, or all for an administrator (ORDER C2).
    package func participants(
        viewer: Viewer,
        after: ParticipantID?,
        limit: Int,
        now: Instant
    ) throws -> [Participant] {
        try participants(
            "\(fragment: Self.following("participants.id", after)) LIMIT \(limit)",
            visible: "participants.id",
            to: viewer,
            now: now
        )
    }

    /// One participant, if the viewer may see it.
    package func participant(
        _ id: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> Participant? {
        try participants(
            "AND participants.id = \(id)",
            visible: "\(id)",
            to: viewer,
            now: now
        ).first
    }

    /// The name of a participant for a stage that has decided that it may be shown; nil once
    /// erased.
    package func participantName(_ id: ParticipantID) throws -> String? {
        let sealed: [UInt8]? = try first(
            "SELECT name FROM participants WHERE id = \(id) AND name IS NOT NULL"
        ) { try $0.read() }
        return try sealed.flatMap { try opened($0, of: id) }
    }

    private func participants(
        _ which: Statement,
        visible column: Statement,
        to viewer: Viewer,
        now: Instant
    ) throws -> [Participant] {
        let visible = VisibilityRule.visible(
            .participant,
            column: column,
            to: viewer,
            now: now
        )
        return try all(
            """
            SELECT id, kind, sector, name, state, registered_at FROM participants
            WHERE \(fragment: visible) \(fragment: which)
            """
        ) { row in
            let id: ParticipantID = try row.read()
            let kind: Participant.Kind = try row.read()
            let sector: Participant.Sector? = try row.read()
            let name: [UInt8]? = try row.read()
            return Participant(
                id: id,
                kind: kind,
                sector: sector,
                name: try name.flatMap { try opened($0, of: id) },
                state: try row.read(),
                registeredAt: try row.read()
            )
        }
    }

    /// The order of a list, from an id on.
    static func following<Kind>(_ column: Statement, _ after: ID<Kind>?) -> Statement {
        guard let after else { return "ORDER BY \(fragment: column)" }
        return "AND \(fragment: column) > \(after) ORDER BY \(fragment: column)"
    }

    /// Text sealed for a participant; nil once its key is erased.
    func opened(_ sealed: [UInt8], of participant: ParticipantID) throws -> String? {
        try open(sealed, for: Participant.scope(of: participant))
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
