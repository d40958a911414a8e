// SPDX-License-Identifier: Apache-2.0

package import Access
package import Store

/// What is known of a report, without its bytes.
package struct Report: Hashable, Sendable {
    package let id: ReportID
    package let kind: ReportKind
    /// Whose it is, where the viewer may know; nil as well for what came without an account.
    package let owner: ParticipantID?
    package let package: String?
    package let sizeBytes: Int64
    /// SHA-256 of the bytes as received.
    package let digest: [UInt8]
    package let received: Instant
    package let counts: ReportDraft.Counts
    /// How the finder wants to be named, word for word.
    package let credit: String?
    /// How to reach the finder, where the viewer may know.
    package let contact: String?
    /// What each claim came to, in the order of the report.
    package let outcomes: [Outcome]

    /// One claim of a report and the finding that it stands under.
    package struct Outcome: Hashable, Sendable {
        /// The finding that the viewer's lists show.
        package let finding: FindingID
        /// The claim's own id, where it was merged into that finding; an alias of it.
        package let mergedFrom: FindingID?
        package let title: String
        package let verdict: DedupVerdict
    }
}

/// How far a report has come.
package enum SubmissionStatus: String, Sendable, CaseIterable {
    /// Stored, and its findings compared with what is known. Reports are compared as they are
    /// stored, so no receipt says anything else yet.
    case done
}

/// What the holder of a receipt learns.
package struct Submission: Hashable, Sendable {
    package let report: ReportID
    package let status: SubmissionStatus
    package let received: Instant
    package let digest: [UInt8]
    package let counts: ReportDraft.Counts
    /// What the claims came to: for the participant that reported, signed in; empty for everybody
    /// else.
    ///
    /// To whoever cannot be asked why, the outcome would answer guesses about what others have
    /// found.
    package let outcomes: [Report.Outcome]
}

extension Querying {
    /// What is known of a report that the viewer may see; absent and hidden are one refusal.
    package func report(_ id: ReportID, viewer: Viewer, now: Instant) throws -> Report {
        // The rule is asked about the id and not about a row: hidden and absent take as long (A2).
        let visible = VisibilityRule.visible(.report, column: "\(id)", to: viewer, now: now)
        guard let row = try reportRow("reports.id = \(id) AND \(fragment: visible)") else {
            throw Refusal.notFound
        }
        let hidden = try require(viewer, .readReport, on: id, now: now)
        return Report(
            id: row.id,
            kind: row.kind,
            owner: hidden.contains(.reporter) ? nil : row.owner,
            package: row.package,
            sizeBytes: row.sizeBytes,
            digest: row.digest,
            received: row.received,
            counts: row.counts,
            credit: try opened(row.credit, of: id),
            contact: hidden.contains(.contact) ? nil : try opened(row.contact, of: id),
            outcomes: hidden.contains(.rawReport)
                ? [] : try outcomes(of: row, viewer: viewer, now: now)
        )
    }

    /// What became of the report that a receipt is for; an unknown receipt is refused as not found.
    package func submission(
        _ receipt: SubmissionReceipt,
        viewer: Viewer,
        now: Instant
    ) throws -> Submission {
        try decide(viewer, .followSubmission).hiding()
        return try submission("reports.receipt = \(receipt.digest)", viewer: viewer, now: now)
    }

    /// What became of the report that the viewer has just sent, for the first time or again.
    package func submission(
        _ id: ReportID,
        madeBy viewer: Viewer,
        now: Instant
    ) throws -> Submission {
        try submission("reports.id = \(id)", viewer: viewer, now: now)
    }

    private func submission(
        _ which: Statement,
        viewer: Viewer,
        now: Instant
    ) throws -> Submission {
        guard let row = try reportRow(which) else { throw Refusal.notFound }
        let isOwn = viewer.takesPart && row.owner != nil && row.owner == viewer.participant
        return Submission(
            report: row.id,
            status: .done,
            received: row.received,
            digest: row.digest,
            counts: row.counts,
            outcomes: isOwn ? try outcomes(of: row, viewer: viewer, now: now) : []
        )
    }

    private func opened(_ sealed: [UInt8]?, of report: ReportID) throws -> String? {
        guard let sealed, let bytes = try open(sealed, for: SealingScope(report)) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The outcomes, where "near" is kept for coordinators: it tells of what the finder did not
    /// find.
    private func outcomes(
        of report: ReportRow,
        viewer: Viewer,
        now: Instant
    ) throws -> [Report.Outcome] {
        let verdicts = try all(
            """
            SELECT finding, verdict FROM report_claims WHERE report = \(report.id) ORDER BY place
            """
        ) { row in
            (finding: try row.read(FindingID.self), verdict: try row.read(DedupVerdict.self))
        }
        let known = try standing(for: report.id, viewer: viewer, now: now)
        let coordinates = viewer.roles.contains(.coordinator)
        return verdicts.map { claim, verdict in
            let finding = known[claim]
            let standing = finding?.id ?? claim
            return Report.Outcome(
                finding: standing,
                mergedFrom: standing == claim ? nil : claim,
                title: finding?.title ?? "",
                verdict: verdict == .near && !coordinates ? .new : verdict
            )
        }
    }

    /// For each claim of a report the finding that stands for it: what it was merged into, where
    /// the viewer may see that.
    private func standing(
        for report: ReportID,
        viewer: Viewer,
        now: Instant
    ) throws -> [FindingID: Finding] {
        let claims: Statement = "SELECT finding FROM report_claims WHERE report = \(report)"
        let visible = VisibilityRule.visible(.finding, column: "findings.id", to: viewer, now: now)
        let rows = try findingRows("WHERE findings.id IN (\(fragment: claims))")
        let leads = try findingRows(
            """
            WHERE findings.id IN (
                    SELECT claims.lead FROM findings claims
                    WHERE claims.lead IS NOT NULL AND claims.id IN (\(fragment: claims)))
                AND \(fragment: visible)
            """
        )
        let byID = Dictionary(uniqueKeysWithValues: leads.map { ($0.id, $0) })
        return try Dictionary(
            uniqueKeysWithValues: rows.map { row in
                (row.id, try finding(row.lead.flatMap { byID[$0] } ?? row, for: viewer))
            }
        )
    }

    private func reportRow(_ condition: Statement) throws -> ReportRow? {
        try first(
            """
            SELECT id, owner, kind, package, credit, contact, size, digest, received, taken,
                repeated, set_aside FROM reports WHERE \(fragment: condition)
            """
        ) { try ReportRow(&$0) }
    }
}

/// A row of `reports`.
private struct ReportRow {
    let id: ReportID
    let owner: ParticipantID?
    let kind: ReportKind
    let package: String?
    let credit: [UInt8]?
    let contact: [UInt8]?
    let sizeBytes: Int64
    let digest: [UInt8]
    let received: Instant
    let counts: ReportDraft.Counts

    init(_ row: inout Row) throws {
        id = try row.read()
        owner = try row.read()
        kind = try row.read()
        package = try row.read()
        credit = try row.read()
        contact = try row.read()
        sizeBytes = try row.read()
        digest = try row.read()
        received = try row.read()
        counts = ReportDraft.Counts(
            taken: try row.read(),
            repeated: try row.read(),
            setAside: try row.read()
        )
    }
}
