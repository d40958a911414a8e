// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// A participant keeps its record on a duty: status, who sees it, one more pointer to evidence.
///
/// Only an agency states a status. A coordinator may record evidence, for example a notice in the
/// Federal Register. What is not given stays as it is; nobody else's record is touched.
package struct KeepDuty: Command {
    /// Bytes of a pointer at most: an address or a citation.
    package static let pointerBytes = 500
    /// Pointers on one record at most: a bound on a page.
    package static let mostEvidence = 50

    package let viewer: Viewer
    package let duty: DutyName
    package let status: DutyStatus?
    package let reach: Reach?
    package let evidence: String?

    package init(
        viewer: Viewer,
        duty: DutyName,
        status: DutyStatus? = nil,
        reach: Reach? = nil,
        evidence: String? = nil
    ) {
        self.viewer = viewer
        self.duty = duty
        self.status = status
        self.reach = reach
        self.evidence = evidence
    }

    package var scopes: [SealingScope] {
        viewer.participant.map { [Participant.scope(of: $0)] } ?? []
    }

    package func authorize(in transaction: any Transaction) throws {
        try decide(try transaction.current(viewer), .keepDuty).hiding()
    }

    package func perform(in transaction: any Transaction) throws -> DutyRecordID {
        guard let participant = viewer.participant else { throw Refusal.forbidden }
        try check(participant, in: transaction)
        let before = try transaction.keptDuty(duty, by: participant)
        let kept = before ?? KeptDuty(id: transaction.newID(DutyRecordMark.self))
        let known = try transaction.evidence(of: [kept.id], scope: scope(participant))[kept.id]
        let isNew = evidence.map { new in !(known ?? []).contains { $0.pointer == new } } ?? false
        var after = kept
        after.status = status ?? kept.status
        after.reach = reach ?? kept.reach
        let count = (known ?? []).count + (isNew ? 1 : 0)
        guard count <= Self.mostEvidence else { throw Refusal.tooMuchEvidence }
        guard after.status != .done || count > 0 else { throw Refusal.evidenceFirst }
        guard before == nil || after != kept || isNew else { return kept.id }
        try write(after, isFirst: before == nil, participant, in: transaction)
        if isNew, let evidence { try add(evidence, to: kept.id, participant, in: transaction) }
        // Told after the label was set, so that whoever may see it now is told it now (RULES J4).
        try transaction.append(
            EntryDraft(
                .dutyKept,
                subject: kept.id,
                body: [
                    "duty": .string(duty.description), "status": .string(after.status.rawValue),
                    "shownTo": .string(after.reach.rawValue),
                ],
                scope: scope(participant)
            )
        )
        return kept.id
    }

    private func scope(_ participant: ParticipantID) -> SealingScope {
        Participant.scope(of: participant)
    }

    private func check(_ participant: ParticipantID, in transaction: any Transaction) throws {
        let isAgency = try transaction.kindNow(of: participant) == .agency
        guard isAgency || viewer.roles.contains(.coordinator) else { throw Refusal.notAnAgency }
        guard isAgency || status == nil else { throw Refusal.notAnAgency }
        var faults: [Refusal.Fault] = []
        if let evidence {
            TextCheck(place: "/evidence", maximumBytes: Self.pointerBytes, required: true)
                .check(evidence, &faults)
        } else if status == nil, reach == nil {
            let reason = "Give a status, who sees it, or evidence."
            faults.append(.init(place: "/status", code: "missing", reason: reason))
        }
        guard faults.isEmpty else { throw Refusal.invalidDuty(faults) }
    }

    private func write(
        _ kept: KeptDuty,
        isFirst: Bool,
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        if isFirst {
            try transaction.run(
                """
                INSERT INTO duty_records (id, duty, participant, status, reach, changed)
                VALUES (\(kept.id), \(duty.description), \(participant), \(kept.status),
                    \(kept.reach), \(transaction.now))
                """
            )
        } else {
            try transaction.run(
                """
                UPDATE duty_records SET status = \(kept.status), reach = \(kept.reach),
                    changed = \(transaction.now)
                WHERE id = \(kept.id)
                """
            )
            try transaction.unmark(kept.id)
        }
        try transaction.mark(
            Marking(
                thing: ID(kept.id),
                kind: .dutyRecord,
                owner: participant,
                tlp: kept.reach.label,
                reach: kept.reach
            )
        )
    }

    private func add(
        _ pointer: String,
        to record: DutyRecordID,
        _ participant: ParticipantID,
        in transaction: any Transaction
    ) throws {
        let sealed = try transaction.seal(Array(pointer.utf8), for: scope(participant))
        try transaction.run(
            """
            INSERT INTO duty_evidence (id, record, pointer, recorded)
            VALUES (\(transaction.newID(DutyEvidenceMark.self)), \(record), \(sealed),
                \(transaction.now))
            """
        )
    }
}

extension Reach {
    /// The label that goes with it: what everybody may read is CLEAR, the community's is GREEN.
    fileprivate var label: TLP {
        switch self {
        case .named: .amberStrict
        case .community: .green
        case .everyone: .clear
        }
    }
}

extension EntryKind {
    /// The duty, its status and who sees it; a pointer lies sealed in its row.
    package static let dutyKept = EntryKind("duty.kept")
}
