// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
package import StrictJSON

/// What becomes of a participant's cases when it leaves (ORDER V2).
package struct CoordinationWithdrawal: WithdrawalPart {
    /// Messages that an export reads at once.
    private static let messagesAtOnce = 200

    package init() {}

    package var name: String { "cases" }

    package var statedEffect: String {
        """
        You leave every case you are on, and are shown on none; what you wrote stays there, sealed \
        with the case, and what you were shown stays under the terms you signed.
        """
    }

    /// Every case it was on, what it answered, and its own words.
    package func export(
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        let records = try tables.caseRecords(
            """
            WHERE EXISTS (SELECT 1 FROM case_members WHERE case_members.on_case = cases.id
                AND case_members.participant = \(participant)) ORDER BY cases.id
            """
        )
        return .array(try records.map { try Self.exported($0, participant, from: tables) })
    }

    package func withdraw(
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let records = try transaction.caseRecords(
            """
            WHERE EXISTS (SELECT 1 FROM case_members WHERE case_members.on_case = cases.id
                AND case_members.participant = \(participant)
                AND case_members.departed IS NULL) ORDER BY cases.id
            """
        )
        for before in records {
            var record = before
            let effects = record.leave(participant, now: transaction.now)
            // The cases' keys are not at hand here, so the entry says only that one has left.
            try transaction.save(record, was: before, scope: .house)
            try transaction.announce(effects, of: record, scope: .house)
            try transaction.append(EntryDraft(.memberLeft, subject: record.desk, body: [:]))
        }
    }

    private static func exported(
        _ record: CaseRecord,
        _ participant: ParticipantID,
        from tables: any Querying
    ) throws -> JSONValue {
        guard let member = record.members.first(where: { $0.participant == participant }) else {
            return .null
        }
        var members: JSONObject = [
            "id": .string(record.id.description),
            "roles": .array(member.roles.sorted.map { .string($0.rawValue) }),
            "invited": .string(member.invited.description),
            "shown": .bool(member.isShown),
            "messages": .array(try messages(on: record, of: participant, from: tables)),
        ]
        members["joined"] = member.joined.map { .string($0.description) }
        members["left"] = member.departed.map { .string($0.description) }
        let signed = try tables.first(
            """
            SELECT signed_end FROM case_members
            WHERE on_case = \(record.id) AND participant = \(participant)
            """
        ) { try $0.read(Instant?.self) }
        members["signedUntil"] = signed?.map { .string($0.description) }
        return .object(members)
    }

    private static func messages(
        on record: CaseRecord,
        of participant: ParticipantID,
        from tables: any Querying
    ) throws -> [JSONValue] {
        var found: [JSONValue] = []
        var last: MessageID?
        while true {
            let from: Statement = last.map { "AND id > \($0)" } ?? ""
            let page = try tables.all(
                """
                SELECT id, body, written FROM case_messages WHERE on_case = \(record.id)
                    AND participant = \(participant) \(fragment: from)
                ORDER BY id LIMIT \(messagesAtOnce)
                """
            ) { row in
                (
                    id: try row.read(MessageID.self), body: try row.read([UInt8].self),
                    written: try row.read(Instant.self)
                )
            }
            for row in page {
                let text = try tables.open(row.body, for: record.scope)
                var message: JSONObject = ["written": .string(row.written.description)]
                message["text"] = text.map { .string(String(decoding: $0, as: UTF8.self)) }
                found.append(.object(message))
            }
            last = page.last?.id
            if page.count < messagesAtOnce { return found }
        }
    }
}
