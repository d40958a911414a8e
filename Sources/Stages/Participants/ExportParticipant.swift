// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
package import StrictJSON

/// Records that a participant's data is taken out; the entry is durable before the data leaves
/// (RULES J4).
package struct ExportParticipant: Command {
    package typealias Answer = Done

    package let viewer: Viewer
    package let participant: ParticipantID

    package init(viewer: Viewer, participant: ParticipantID) {
        self.viewer = viewer
        self.participant = participant
    }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(
            viewer,
            .exportParticipant,
            on: participant,
            now: transaction.now
        )
    }

    package func perform(in transaction: any Transaction) throws -> Done {
        try transaction.append(EntryDraft(.participantExported, subject: participant, body: [:]))
        return Done()
    }
}

extension Querying {
    /// Everything of a participant as JSON: its own entry, people, agents, tokens, and each part's
    /// share.
    package func export(
        of participant: ParticipantID,
        viewer: Viewer,
        parts: [any WithdrawalPart],
        now: Instant
    ) throws -> JSONValue {
        let viewer = try requireNow(viewer, .exportParticipant, on: participant, now: now)
        guard let entry = try self.participant(participant, viewer: viewer, now: now) else {
            throw Refusal.notFound
        }
        var export: JSONObject = [
            "format": "clearinghouse-participant-export/1",
            "exported": .string(now.description),
            "participant": entry.exported,
            "people": try exportedPeople(of: participant, viewer: viewer, now: now),
            "agents": try exportedAgents(of: participant, viewer: viewer, now: now),
            "tokens": try exportedTokens(of: participant, viewer: viewer, now: now),
        ]
        for part in parts {
            export[part.name] = try part.export(participant, from: self)
        }
        return .object(export)
    }

    private func exportedPeople(
        of participant: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> JSONValue {
        try everyone(\.id, exported: \.exported) { after, limit in
            try people(of: participant, viewer: viewer, after: after, limit: limit, now: now)
        }
    }

    private func exportedAgents(
        of participant: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> JSONValue {
        try everyone(\.id, exported: \.exported) { after, limit in
            try agents(of: participant, viewer: viewer, after: after, limit: limit, now: now)
        }
    }

    private func exportedTokens(
        of participant: ParticipantID,
        viewer: Viewer,
        now: Instant
    ) throws -> JSONValue {
        try everyone(\.id, exported: \.exported) { after, limit in
            try tokens(of: participant, viewer: viewer, after: after, limit: limit, now: now)
        }
    }

    private func everyone<Item, Kind>(
        _ id: (Item) -> ID<Kind>,
        exported: (Item) -> JSONValue,
        _ next: (ID<Kind>?, Int) throws -> [Item]
    ) throws -> JSONValue {
        var items: [Item] = []
        while true {
            let more = try next(items.last.map(id), Export.rowsAtOnce)
            items += more
            if more.count < Export.rowsAtOnce { return .array(items.map(exported)) }
        }
    }
}

private enum Export {
    /// Rows read at once: an export never asks for an unbounded list.
    static let rowsAtOnce = 500
}

extension Participant {
    fileprivate var exported: JSONValue {
        [
            "id": .string(id.description), "kind": .string(kind.rawValue),
            "sector": sector.map { .string($0.rawValue) } ?? .null,
            "name": name.map { .string($0) } ?? .null, "state": .string(state.rawValue),
            "registered": .string(registeredAt.description),
        ]
    }
}

extension Person {
    fileprivate var exported: JSONValue {
        [
            "id": .string(id.description), "name": .string(name),
            "email": email.map { .string($0) } ?? .null, "roles": Role.list(roles),
            "added": .string(addedAt.description),
        ]
    }
}

extension Agent {
    fileprivate var exported: JSONValue {
        [
            "id": .string(id.description), "name": .string(name), "family": .string(family),
            "roles": Role.list(roles), "added": .string(addedAt.description),
        ]
    }
}

extension Token {
    fileprivate var exported: JSONValue {
        [
            "id": .string(id.description), "holder": .string(holder.id.description),
            "name": .string(name), "issued": .string(issuedAt.description),
            "expires": .string(expiresAt.description),
            "revoked": revokedAt.map { .string($0.description) } ?? .null,
            "lastUsedDay": lastUsedDay.map { .string(String($0.description.prefix(10))) } ?? .null,
        ]
    }
}
