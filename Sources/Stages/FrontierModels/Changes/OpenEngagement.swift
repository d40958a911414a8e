// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// A developer opens an engagement about one model, under a codename; nobody else learns of it.
package struct OpenEngagement: Command {
    /// More that go on at once are no engagements.
    package static let mostOpen = 1_000

    package let viewer: Viewer
    /// Made by the caller: its sealing key is prepared before the batch.
    package let id: EngagementID
    package let codename: String

    package init(viewer: Viewer, id: EngagementID, codename: String) {
        self.viewer = viewer
        self.id = id
        self.codename = codename
    }

    package var scopes: [SealingScope] { [SealingScope(id)] }

    package func authorize(in transaction: any Transaction) throws {
        try decide(transaction.current(viewer), .openEngagement).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> EngagementID {
        guard let developer = viewer.participant else { throw Refusal.forbidden }
        guard try transaction.kindNow(of: developer) == .aiDeveloper else {
            throw Refusal.notADeveloper
        }
        try transaction.check { faults in
            EngagementText.check(codename, at: "/codename", faults: &faults)
        }
        let going = try transaction.count(
            "engagements WHERE developer = \(developer) AND withdrawn IS NULL"
        )
        guard going < Self.mostOpen else { throw Refusal.tooManyEngagements }
        let log = transaction.newID(AccessLogMark.self)
        let sealed = try transaction.seal(codename, on: id)
        try transaction.run(
            """
            INSERT INTO engagements (id, developer, log, codename, opened, terms, revision)
            VALUES (\(id), \(developer), \(log), \(sealed), \(transaction.now), 0, 1)
            """
        )
        let things: [(ID<AnyThing>, ThingKind)] = [(ID(id), .engagement), (ID(log), .accessLog)]
        for (thing, kind) in things {
            try transaction.mark(Marking(thing: thing, kind: kind, owner: developer, tlp: .red))
        }
        try transaction.append(
            EntryDraft(.engagementOpened, subject: log, body: [:], scope: SealingScope(id))
        )
        return id
    }
}

/// What a developer may say of its model; each is confidential until it shares that one.
package enum EngagementField: String, Sendable, CaseIterable, SQLConvertible {
    case model
    case capabilities
    case safeguards
    case access
    case contact

    /// What belongs there, for people.
    package var words: String {
        switch self {
        case .model: "What the model is"
        case .capabilities: "What it can do in cyber security, as you see it"
        case .safeguards: "How access is kept confidential and secure"
        case .access: "How access is given, and to what"
        case .contact: "Whom to reach"
        }
    }
}

/// The developer writes a field, and says whether the official's side sees it.
package struct KeepField: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let field: EngagementField
    package let text: String
    package let isShared: Bool

    package init(
        viewer: Viewer,
        engagement: EngagementID,
        field: EngagementField,
        text: String,
        isShared: Bool
    ) {
        self.viewer = viewer
        self.engagement = engagement
        self.field = field
        self.text = text
        self.isShared = isShared
    }

    package var action: Action { .changeEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.require(side, is: .developer)
        try transaction.check { faults in
            EngagementText.check(
                text,
                at: "/text",
                maximumBytes: EngagementText.pageBytes,
                lines: true,
                faults: &faults
            )
        }
        let sealed = try transaction.seal(text, on: engagement)
        try transaction.run(
            """
            INSERT INTO engagement_fields (engagement, field, body, shared)
            VALUES (\(engagement), \(field), \(sealed), \(isShared))
            ON CONFLICT (engagement, field)
            DO UPDATE SET body = excluded.body, shared = excluded.shared
            """
        )
        record.revision += 1
        return EngagementNews(
            .fieldKept,
            ["field": .string(field.rawValue), "shared": .bool(isShared)],
            forDeveloper: true
        )
    }
}

/// The developer shares an engagement with an agency, and may ask by that whether its model is
/// covered (ORDER 3(b)(i)).
package struct AskOfficial: EngagementChange {
    package let viewer: Viewer
    package let engagement: EngagementID
    package let participant: ParticipantID

    package init(viewer: Viewer, engagement: EngagementID, participant: ParticipantID) {
        self.viewer = viewer
        self.engagement = engagement
        self.participant = participant
    }

    package var action: Action { .changeEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.require(side, is: .developer)
        let kind = try transaction.kindNow(of: participant)
        try transaction.check { faults in
            guard kind != .agency else { return }
            faults.append(
                Refusal.Fault(
                    place: "/participant",
                    code: "not-an-agency",
                    reason: "It is the id of an agency that takes part."
                )
            )
        }
        try record.lifecycle.ask(participant, by: side)
        return EngagementNews(.officialAsked, ["participant": .string(participant.description)])
    }
}
