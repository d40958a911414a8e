// SPDX-License-Identifier: Apache-2.0

package import Access
import Participants
package import Store
import StrictJSON

/// Undoes a wrong merge: what one report says becomes a finding of its own again.
///
/// Why the two were merged and why they were split stays on record. Both sides are told; neither
/// sees the other's finding any longer.
package struct SplitFinding: Command {
    /// The longest reason, in UTF-8 bytes.
    package static let reasonBytes = 1_000

    package let viewer: Viewer
    /// The finding that the others were merged into.
    package let finding: FindingID
    /// The report whose claim is taken out.
    package let report: ReportID
    package let reason: String

    package init(viewer: Viewer, finding: FindingID, report: ReportID, reason: String) {
        self.viewer = viewer
        self.finding = finding
        self.report = report
        self.reason = reason
    }

    package var scopes: [SealingScope] { [SealingScope(report)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(viewer, .changeFinding, on: finding, now: transaction.now)
    }

    /// Answers the finding that was taken out.
    package func perform(in transaction: any Transaction) throws -> FindingID {
        var faults: [Refusal.Fault] = []
        TextCheck(place: "/reason", maximumBytes: Self.reasonBytes, required: true, lines: true)
            .check(reason, &faults)
        guard faults.isEmpty else { throw Refusal.invalidSplit(faults) }
        guard let part = try transaction.part(of: finding, from: report) else {
            throw Refusal.notMerged
        }
        let reason = try transaction.seal(Array(reason.utf8), for: SealingScope(report))
        let moving = try transaction.moving(with: part, from: finding)
        try transaction.separate(moving, newLead: part.finding, from: finding, reason: reason)
        try transaction.narrow(finding, without: part.owner)
        for owner in try Set(transaction.owners(of: finding).compactMap(\.owner)) {
            try transaction.give(.split, to: owner, about: finding)
        }
        if let owner = part.owner {
            try transaction.give(.split, to: owner, about: part.finding)
        }
        let body: JSONValue = ["from": .string(finding.description)]
        try transaction.append(
            EntryDraft(
                .findingSplit,
                subject: part.finding,
                body: body,
                scope: SealingScope(report)
            )
        )
        return part.finding
    }
}

/// A finding that stands under another.
private struct MergedPart {
    let finding: FindingID
    let owner: ParticipantID?
}

extension Transaction {
    /// What a report said that was merged into a finding.
    fileprivate func part(of lead: FindingID, from report: ReportID) throws -> MergedPart? {
        try first(
            """
            SELECT id, owner FROM findings WHERE lead = \(lead) AND report = \(report) ORDER BY id
            """
        ) { row in MergedPart(finding: try row.read(), owner: try row.read()) }
    }

    /// The part and whatever else its party has said of it: they move together.
    fileprivate func moving(with part: MergedPart, from lead: FindingID) throws -> [FindingID] {
        guard let owner = part.owner else { return [part.finding] }
        return try all(
            "SELECT id FROM findings WHERE lead = \(lead) AND owner = \(owner) ORDER BY id"
        ) { try $0.read() }
    }

    /// Moves findings under a lead of their own and ends their relation to the old one.
    fileprivate func separate(
        _ moving: [FindingID],
        newLead: FindingID,
        from lead: FindingID,
        reason: [UInt8]
    ) throws {
        for finding in moving {
            let under: FindingID? = finding == newLead ? nil : newLead
            try run(
                "UPDATE findings SET lead = \(under), changed = \(now) WHERE id = \(finding)"
            )
            try run(
                """
                UPDATE finding_relations SET ended = \(now), reason = \(reason)
                WHERE finding = \(finding) AND other = \(lead) AND ended IS NULL
                """
            )
        }
        try recountFinders(of: newLead)
        try recountFinders(of: lead)
    }

    /// Takes a party that is no finder any more out of a finding's audience.
    fileprivate func narrow(_ lead: FindingID, without owner: ParticipantID?) throws {
        guard let owner, let marking = try marking(of: ID(lead)),
            marking.audience.contains(owner), marking.owner != owner
        else { return }
        try unmark(lead)
        try mark(
            Marking(
                thing: marking.thing,
                kind: marking.kind,
                owner: marking.owner,
                tlp: marking.tlp,
                reach: marking.reach,
                audience: marking.audience.subtracting([owner]),
                embargoUntil: marking.embargoUntil
            )
        )
    }
}

extension Refusal {
    static let notMerged = Refusal(
        .conflict,
        code: "not-merged",
        detail: "Nothing of this report was merged into the finding, so there is nothing to split."
    )

    static func invalidSplit(_ faults: [Fault]) -> Refusal {
        Refusal(
            .invalid,
            code: "invalid-split",
            detail: "The finding cannot be split like this; see the faults.",
            faults: faults
        )
    }
}
