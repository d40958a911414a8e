// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import Timestamps

/// A pointer to what shows how a duty stands; the register keeps no document.
package struct DutyEvidence: Hashable, Sendable {
    package let id: DutyEvidenceID
    /// An address or a citation, as its recorder wrote it; nil once erased.
    package let pointer: String?
    package let recorded: Instant
}

/// What one participant keeps on one duty: a status if it is an agency, and evidence.
package struct DutyRecord: Hashable, Sendable {
    package let id: DutyRecordID
    package let duty: DutyName
    package let participant: ParticipantID
    /// What the participant is called; nil once it has withdrawn.
    package let by: String?
    package let isOwn: Bool
    package let status: DutyStatus
    /// Who sees it beside the participant: its own choice.
    package let reach: Reach
    package let changed: Instant
    /// The oldest first.
    package let evidence: [DutyEvidence]
}

/// A duty as a viewer may see it.
package struct DutyFile: Hashable, Sendable {
    package let duty: Duty
    /// What is kept on it and visible to the viewer, the newest first.
    package let records: [DutyRecord]
    /// Whether the viewer's participant may keep a status of its own.
    package let canKeepStatus: Bool
    /// Whether the viewer may record evidence.
    package let canKeep: Bool

    /// The viewer's own record.
    package var own: DutyRecord? { records.first(where: \.isOwn) }

    /// The statement that the status rests on; nil while nothing is said.
    ///
    /// A duty that each agency owes for itself has no one statement that could stand for all.
    package var statement: DutyRecord? {
        guard duty.isOwedOnce else { return nil }
        return records.first { $0.status != .notPubliclyKnown }
    }

    /// Where the duty stands: what was stated last, or that it is not publicly known.
    package var status: DutyStatus { statement?.status ?? .notPubliclyKnown }

    /// How many agencies say of a duty owed by each that they have met it.
    package var doneCount: Int { records.count { $0.status == .done } }

    /// Days until the last day, counted in UTC; below zero once it has passed.
    package func daysLeft(at now: Instant) -> Int? {
        guard let today = now.timestamp.date else { return nil }
        return duty.due?.days(after: today)
    }
}

extension DutyFile {
    /// How far the last day is, without a judgement: what has passed may well have been met.
    package func distance(at now: Instant) -> String? {
        daysLeft(at: now).map { days in
            switch days {
            case 0: "today"
            case 1: "tomorrow"
            case -1: "yesterday"
            case 2...: "in \(days) days"
            default: "\(-days) days ago"
            }
        }
    }
}
