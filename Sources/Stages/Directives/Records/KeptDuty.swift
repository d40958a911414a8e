// SPDX-License-Identifier: Apache-2.0

import Access
import Store

/// A participant's row on a duty, as its command changes it.
struct KeptDuty: Hashable, Sendable {
    let id: DutyRecordID
    var status = DutyStatus.notPubliclyKnown
    /// Nobody else sees it until its owner says so.
    var reach = Reach.named
}

extension Querying {
    /// What a participant keeps on a duty; nil while it keeps nothing.
    func keptDuty(_ duty: DutyName, by participant: ParticipantID) throws -> KeptDuty? {
        try first(
            """
            SELECT id, status, reach FROM duty_records
            WHERE participant = \(participant) AND duty = \(duty.description)
            """
        ) { row in
            let id: DutyRecordID = try row.read()
            let status: DutyStatus = try row.read()
            return KeptDuty(id: id, status: status, reach: try row.read())
        }
    }

    /// The pointers of records that one key seals, the oldest first.
    func evidence(
        of records: [DutyRecordID],
        scope: SealingScope
    ) throws -> [DutyRecordID: [DutyEvidence]] {
        var found: [DutyRecordID: [DutyEvidence]] = [:]
        for page in records.pages(of: 500) {
            let rows = try all(
                """
                SELECT record, id, pointer, recorded FROM duty_evidence
                WHERE record IN (\(each: page)) ORDER BY id
                """
            ) { row in
                (
                    record: try row.read(DutyRecordID.self), id: try row.read(DutyEvidenceID.self),
                    pointer: try row.read([UInt8].self), recorded: try row.read(Instant.self)
                )
            }
            for row in rows {
                let text = try open(row.pointer, for: scope)
                let pointer = text.map { String(decoding: $0, as: UTF8.self) }
                found[row.record, default: []].append(
                    DutyEvidence(id: row.id, pointer: pointer, recorded: row.recorded)
                )
            }
        }
        return found
    }
}
