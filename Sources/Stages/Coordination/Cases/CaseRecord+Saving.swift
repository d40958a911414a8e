// SPDX-License-Identifier: Apache-2.0

import Access
import Prioritization
import Store
import StrictJSON

extension Transaction {
    /// Writes a case's terms and its members' answers, and lets its circle follow from them.
    ///
    /// `scope` seals what is told of it: the case's own, unless the command has no key of it.
    func save(
        _ record: CaseRecord,
        was before: CaseRecord,
        scope: SealingScope? = nil
    ) throws {
        let (force, table) = (record.embargo.inForce, record.embargo.onTable)
        try run(
            """
            UPDATE cases SET closed = \(record.closed), proposals = \(record.embargo.proposals),
                force_number = \(force?.number), force_end = \(force?.end),
                force_proposer = \(force?.proposer), table_number = \(table?.number),
                table_end = \(table?.end), table_proposer = \(table?.proposer),
                ending = \(record.embargo.exit?.ending), ended = \(record.embargo.exit?.at)
            WHERE id = \(record.id)
            """
        )
        for member in record.members {
            let party = record.embargo.parties[member.participant]
            let same =
                before.members.contains(member)
                && before.embargo.parties[member.participant] == party
            if !same { try save(member, party, on: record.id) }
        }
        try label(record, was: before, scope: scope ?? record.scope)
    }

    private func save(
        _ member: CaseMember,
        _ party: EmbargoLifecycle.Party?,
        on record: CaseID
    ) throws {
        guard member.isCurrent else {
            // What was signed stays beside whoever has left: they are bound by it.
            try run(
                """
                UPDATE case_members SET departed = \(member.departed), shown = \(member.isShown)
                WHERE on_case = \(record) AND participant = \(member.participant)
                """
            )
            return
        }
        try run(
            """
            INSERT INTO case_members (on_case, participant, roles, invited, joined, departed,
                shown, signed_number, signed_end, accepted, declined)
            VALUES (\(record), \(member.participant), \(StoredRoles(member.roles)),
                \(member.invited), \(member.joined), \(member.departed), \(member.isShown),
                \(party?.signed?.number), \(party?.signed?.end), \(party?.accepted),
                \(party?.declined))
            ON CONFLICT (on_case, participant) DO UPDATE SET roles = excluded.roles,
                invited = excluded.invited, joined = excluded.joined,
                departed = excluded.departed, shown = excluded.shown,
                signed_number = excluded.signed_number, signed_end = excluded.signed_end,
                accepted = excluded.accepted, declined = excluded.declined
            """
        )
    }

    /// The embargo travels with the case's label (ORDER C5), and who may see it, or be told of
    /// what is said on it, follows from who is on it and keeps its terms.
    private func label(
        _ record: CaseRecord,
        was before: CaseRecord,
        scope: SealingScope
    ) throws {
        let embargo = record.embargo
        let until = embargo.exit?.at ?? embargo.inForce?.end
        if until != before.embargo.exit?.at ?? before.embargo.inForce?.end {
            try keepEmbargo(of: record.id, until: until)
            try keepEmbargo(of: record.talk, until: until)
        }
        let current = Set(record.members.filter(\.isCurrent).map(\.participant))
        try keepAudience(of: ID(record.id), at: current, scope: scope)
        try keepAudience(of: ID(record.talk), at: record.readers(at: now), scope: scope)
        // Whoever joins sees what the case is about, and keeps that; the terms go on binding them.
        for reader in record.readers(at: now).subtracting(before.readers(at: now)).sorted() {
            try tell(reader, of: record.vulnerability)
        }
    }

    private func keepAudience(
        of thing: ID<AnyThing>,
        at wanted: Set<ParticipantID>,
        scope: SealingScope
    ) throws {
        let named = try marking(of: thing)?.audience ?? []
        for participant in wanted.subtracting(named).sorted() {
            try share(thing, with: participant, scope: scope)
        }
        for participant in named.subtracting(wanted).sorted() {
            try unshare(thing, with: participant)
        }
    }

    /// Appends what came of a move of the embargo; it is for everybody on the case.
    func announce(
        _ effects: [EmbargoLifecycle.Effect],
        of record: CaseRecord,
        scope: SealingScope? = nil
    ) throws {
        for effect in effects {
            try append(
                EntryDraft(
                    effect.kind,
                    subject: record.id,
                    body: effect.body,
                    scope: scope ?? record.scope
                )
            )
        }
    }

    /// Appends what concerns one member; it is for the coordinators (ORDER C2).
    func note(
        _ kind: EntryKind,
        of participant: ParticipantID,
        on record: CaseRecord,
        _ more: JSONObject = [:]
    ) throws {
        var body = more
        body["participant"] = .string(participant.description)
        try append(
            EntryDraft(kind, subject: record.desk, body: .object(body), scope: record.scope)
        )
    }
}

extension EmbargoLifecycle.Effect {
    fileprivate var kind: EntryKind {
        switch self {
        case .proposed: .embargoProposed
        case .inForce: .embargoInForce
        case .rejected: .embargoRejected
        case .exited: .embargoExited
        }
    }

    fileprivate var body: JSONValue {
        switch self {
        case .proposed(let terms), .inForce(let terms), .rejected(let terms):
            [
                "number": .number(JSONNumber(Int64(terms.number))),
                "until": .string(terms.end.description),
            ]
        case .exited(let ending): ["ending": .string(ending.rawValue)]
        }
    }
}

// What this stage writes into the journal; bodies are sealed with the case's key.
extension EntryKind {
    static let caseOpened = EntryKind("case.opened")
    static let caseClosed = EntryKind("case.closed")
    static let memberInvited = EntryKind("case.member-invited")
    static let memberConsented = EntryKind("case.member-consented")
    static let memberDeclined = EntryKind("case.member-declined")
    static let memberLeft = EntryKind("case.member-left")
    static let memberShown = EntryKind("case.member-shown")
    static let embargoProposed = EntryKind("case.embargo-proposed")
    static let embargoInForce = EntryKind("case.embargo-in-force")
    static let embargoRejected = EntryKind("case.embargo-rejected")
    static let embargoExited = EntryKind("case.embargo-exited")
    static let messageWritten = EntryKind("case.message-written")
    static let messagesViewed = EntryKind("case.messages-viewed")
}
