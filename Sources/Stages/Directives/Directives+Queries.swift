// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Prioritization
package import Store

extension Querying {
    /// Records that one reading of the register takes in at most, the newest first.
    package static var dutyRecordsAtMost: Int { 500 }

    /// The register as a viewer may see it, with or without an account.
    package func duties(viewer: Viewer, now: Instant) throws -> [DutyFile] {
        try decide(viewer, .readDuty).hiding()
        let records = try dutyRecords(where: "1 = 1", viewer: viewer, now: now)
        return try files(DutyRegister.duties, records, viewer: viewer)
    }

    /// One duty of it.
    package func duty(_ name: DutyName, viewer: Viewer, now: Instant) throws -> DutyFile {
        try decide(viewer, .readDuty).hiding()
        let duties = DutyRegister.duties.filter { $0.name == name }
        let records = try dutyRecords(
            where: "duty_records.duty = \(name.description)",
            viewer: viewer,
            now: now
        )
        guard let file = try files(duties, records, viewer: viewer).first else {
            throw Refusal.notFound
        }
        return file
    }

    /// With what force BOD 26-04 speaks to the viewer (ORDER V7).
    package func directiveForce(for viewer: Viewer) throws -> Deadline.Force {
        let kind = try viewer.participant.flatMap { try kindNow(of: $0) }
        return Deadline.Force(on: viewer.takesPart ? kind : nil)
    }

    private func files(
        _ duties: [Duty],
        _ records: [DutyRecord],
        viewer: Viewer
    ) throws -> [DutyFile] {
        let mayKeep = Permission.of(.keepDuty).asker.admits(viewer)
        let isAgency = try directiveForce(for: viewer) == .binding
        let kept = Dictionary(grouping: records, by: \.duty)
        return duties.map { duty in
            DutyFile(
                duty: duty,
                records: kept[duty.name] ?? [],
                canKeepStatus: mayKeep && isAgency,
                canKeep: mayKeep && (isAgency || viewer.roles.contains(.coordinator))
            )
        }
    }

    private func dutyRecords(
        where condition: Statement,
        viewer: Viewer,
        now: Instant
    ) throws -> [DutyRecord] {
        let visible = VisibilityRule.visible(
            .dutyRecord,
            column: "duty_records.id",
            to: viewer,
            now: now
        )
        let rows = try all(
            """
            SELECT id, duty, participant, status, reach, changed FROM duty_records
            WHERE \(fragment: condition) AND \(fragment: visible)
            ORDER BY changed DESC, id DESC LIMIT \(Self.dutyRecordsAtMost)
            """
        ) { row in
            let id: DutyRecordID = try row.read()
            let duty: String = try row.read()
            let participant: ParticipantID = try row.read()
            let status: DutyStatus = try row.read()
            let reach: Reach = try row.read()
            let changed: Instant = try row.read()
            return DutyRecord(
                id: id,
                duty: DutyName(registered: duty),
                participant: participant,
                by: nil,
                isOwn: participant == viewer.participant,
                status: status,
                reach: reach,
                changed: changed,
                evidence: []
            )
        }
        return try told(rows, now: now)
    }

    /// The same with names and evidence, which one key a participant seals.
    private func told(_ records: [DutyRecord], now: Instant) throws -> [DutyRecord] {
        var names: [ParticipantID: String] = [:]
        var evidence: [DutyRecordID: [DutyEvidence]] = [:]
        for (participant, own) in Dictionary(grouping: records, by: \.participant) {
            names[participant] = try self.participant(participant, viewer: .system, now: now)?.name
            let found = try self.evidence(
                of: own.map(\.id),
                scope: Participant.scope(of: participant)
            )
            evidence.merge(found) { first, _ in first }
        }
        return records.map { record in
            DutyRecord(
                id: record.id,
                duty: record.duty,
                participant: record.participant,
                by: names[record.participant],
                isOwn: record.isOwn,
                status: record.status,
                reach: record.reach,
                changed: record.changed,
                evidence: evidence[record.id] ?? []
            )
        }
    }
}

extension Deadline.Force {
    /// What BOD 26-04 is to whom it concerns; never more than that (ORDER V7).
    package var onDirective: String {
        switch self {
        case .binding: "BOD 26-04 binds you, as it binds every federal civilian agency."
        case .advice:
            "BOD 26-04 binds federal civilian agencies only; for you its timelines are advice."
        }
    }
}
