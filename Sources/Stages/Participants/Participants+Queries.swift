// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

extension Querying {
    /// When the first participant was registered, which is when the clearinghouse was founded.
    package func foundedAt() throws -> Instant? {
        try first("SELECT MIN(registered_at) FROM participants") { try $0.read(Instant?.self) }
            ?? nil
    }

    /// The participants that the viewer may see: its own, or all for an administrator (ORDER C2).
    package func participants(
        viewer: Viewer,
        after: ParticipantID?,
        limit: Int,
        now: Instant
    ) throws -> [Participant] {
        try participants(.page(after: after, limit: limit), viewer: viewer, now: now)
    }

    /// One participant, if the viewer may see it.
    package func participant(
        _ id: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> Participant? {
        try participants(.one(id), viewer: viewer, now: now).first
    }

    private func participants(
        _ wanted: Lookup<ParticipantMark>,
        viewer: Viewer,
        now: Instant
    ) throws -> [Participant] {
        let condition = wanted.condition(
            in: "participants",
            .participant,
            visibleTo: viewer,
            now: now
        )
        return try all(
            """
            SELECT id, kind, sector, name, state, registered_at FROM participants
            WHERE \(fragment: condition)
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

    /// What kind a participant is, if it takes part now: for later stages, whoever asks.
    package func kindNow(of participant: ParticipantID) throws -> Participant.Kind? {
        try first(
            """
            SELECT kind FROM participants
            WHERE id = \(participant) AND state = \(Participant.State.active)
            """
        ) { try $0.read() }
    }

    /// Which of these take part now; for a stage's own work, without a name or a key.
    package func activeParticipants(among some: [ParticipantID]) throws -> Set<ParticipantID> {
        // Participants asked for in one statement, far below an engine's bound on parameters.
        let page = 500
        return Set(
            try some.pages(of: page).flatMap { ids -> [ParticipantID] in
                try all(
                    """
                    SELECT id FROM participants
                    WHERE id IN (\(each: ids)) AND state = \(Participant.State.active)
                    """
                ) { try $0.read() }
            }
        )
    }

    /// What a participant is called; for later stages, which decide who may hear it.
    package func nameNow(of participant: ParticipantID) throws -> String? {
        let sealed = try first("SELECT name FROM participants WHERE id = \(participant)") {
            try $0.read([UInt8]?.self)
        }
        return try sealed.flatMap(\.self).flatMap { try opened($0, of: participant) }
    }

    /// Text sealed for a participant; nil once its key is erased.
    func opened(_ sealed: [UInt8], of participant: ParticipantID) throws -> String? {
        try open(sealed, for: Participant.scope(of: participant))
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
