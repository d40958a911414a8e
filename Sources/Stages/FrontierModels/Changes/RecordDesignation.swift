// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store
import StrictJSON
package import Timestamps

/// What an official determined of a model (ORDER 3(a)).
package enum DesignationOutcome: String, Sendable, CaseIterable, SQLConvertible {
    case covered
    case notCovered = "not-covered"
}

/// The official's side records a determination as a pointer: who, when, whom consulted.
///
/// It changes nothing else on the engagement: no window and no date waits for it (ORDER V3).
package struct RecordDesignation: EngagementChange {
    /// Determinations of one engagement at most.
    package static let most = 100
    /// Names of those consulted at most.
    package static let mostConsulted = 20

    package let viewer: Viewer
    package let engagement: EngagementID
    package let outcome: DesignationOutcome
    /// Who determined it: an office, or a name.
    package let official: String
    package let decided: CalendarDate
    package let consulted: [String]
    /// Under what the record is found where it is kept.
    package let reference: String

    package init(
        viewer: Viewer,
        engagement: EngagementID,
        outcome: DesignationOutcome,
        official: String,
        decided: CalendarDate,
        consulted: [String],
        reference: String
    ) {
        self.viewer = viewer
        self.engagement = engagement
        self.outcome = outcome
        self.official = official
        self.decided = decided
        self.consulted = consulted
        self.reference = reference
    }

    package var action: Action { .joinEngagement }

    package func change(
        _ record: inout EngagementRecord,
        by side: EngagementLifecycle.Side,
        in transaction: any Transaction
    ) throws -> EngagementNews {
        try record.lifecycle.require(side, is: .official)
        try transaction.check { faults in
            EngagementText.checkPointer(official, at: "/official", faults: &faults)
            EngagementText.checkPointer(reference, at: "/reference", faults: &faults)
            for (index, name) in consulted.enumerated() {
                EngagementText.checkPointer(name, at: "/consulted/\(index)", faults: &faults)
            }
            checkRest(now: transaction.now, faults: &faults)
        }
        let there = try transaction.count("designations WHERE engagement = \(engagement)")
        guard there < Self.most else { throw Refusal.tooManyDesignations }
        let id = transaction.newID(DesignationMark.self)
        let body: JSONValue = [
            "official": .string(official),
            "consulted": .array(consulted.map { .string($0) }),
            "reference": .string(reference),
        ]
        let sealed = try transaction.seal(body.serialized(), for: record.scope)
        try transaction.run(
            """
            INSERT INTO designations (id, engagement, outcome, decided, body, recorded)
            VALUES (\(id), \(engagement), \(outcome), \(Int(decided.dayNumber)), \(sealed),
                \(transaction.now))
            """
        )
        return EngagementNews(.designationRecorded, ["designation": .string(id.description)])
    }

    private func checkRest(now: Instant, faults: inout [Refusal.Fault]) {
        if consulted.count > Self.mostConsulted {
            faults.append(
                Refusal.Fault(
                    place: "/consulted",
                    code: "too-many",
                    reason: "At most \(Self.mostConsulted) names."
                )
            )
        }
        guard let today = now.day, decided > today else { return }
        faults.append(
            Refusal.Fault(
                place: "/decided",
                code: "in-the-future",
                reason: "The day on which it was determined; today at the latest."
            )
        )
    }
}
