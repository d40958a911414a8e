// SPDX-License-Identifier: Apache-2.0

package import Access
package import Discovery
package import Store

extension Querying {
    /// Validations of one page at most.
    private var validationsPerPage: Int { 100 }

    /// The validations that the viewer may see, the newest first; `after` is the last id of the
    /// page before.
    package func validations(
        viewer: Viewer,
        now: Instant,
        after: ValidationID? = nil,
        limit: Int = 50
    ) throws -> [ValidationSummary] {
        let from: Statement = after.map { "validations.id < \($0)" } ?? "1 = 1"
        let visible = VisibilityRule.visible(
            .validation,
            column: "validations.id",
            to: viewer,
            now: now
        )
        return try summaries(
            """
            WHERE \(fragment: from) AND \(fragment: visible)
            ORDER BY validations.id DESC LIMIT \(min(max(limit, 1), validationsPerPage))
            """
        )
    }

    /// The validations of a finding that the viewer may see, the newest first; a finding that they
    /// may not see is refused as not found.
    package func validations(
        of finding: FindingID,
        viewer: Viewer,
        now: Instant
    ) throws -> [ValidationSummary] {
        try require(viewer, .readFinding, on: finding, now: now)
        guard decide(viewer, .readValidation).isAllowed else { return [] }
        let visible = VisibilityRule.visible(
            .validation,
            column: "validations.id",
            to: viewer,
            now: now
        )
        return try summaries(
            """
            WHERE validations.finding IN (\(each: try claims(standingFor: finding))) AND \(fragment: visible)
            ORDER BY validations.id DESC LIMIT \(ValidationLimits.perFinding)
            """
        )
    }

    /// The validation that shows most of a finding: for the stages after this one, never rendered
    /// as it is.
    package func bestValidation(of finding: FindingID) throws -> ValidationSummary? {
        try bestValidations(of: [finding])[finding]
    }

    /// The same of several findings; nothing that is sealed is opened, so commands may ask, too.
    package func bestValidations(
        of findings: [FindingID]
    ) throws -> [FindingID: ValidationSummary] {
        let parts = try claims(standingForEach: findings)
        let ids = Set(parts.values.joined()).sorted()
        guard !ids.isEmpty else { return [:] }
        let all = try summaries("WHERE validations.finding IN (\(each: ids))")
        let found = Dictionary(grouping: all, by: \.finding)
        return parts.compactMapValues { parts in
            parts.flatMap { found[$0] ?? [] }.max { $0.rank < $1.rank }
        }
    }

    /// A validation that the viewer may see; absent and hidden are one refusal.
    package func validation(
        _ id: ValidationID,
        viewer: Viewer,
        now: Instant
    ) throws -> ValidationDetail {
        let visible = VisibilityRule.visible(.validation, column: "\(id)", to: viewer, now: now)
        let found = try first(
            """
            SELECT \(fragment: ValidationSummary.columns), validations.form, validations.size,
                validations.detail
            FROM validations WHERE validations.id = \(id) AND \(fragment: visible)
            """
        ) { row in
            (
                try ValidationSummary(&row), try row.read(BundleForm.self),
                try row.read(Int64.self), try row.read([UInt8]?.self)
            )
        }
        guard let (summary, form, size, sealed) = found else { throw Refusal.notFound }
        try require(viewer, .readValidation, on: id, now: now)
        var evidence = try sealed.flatMap { try open($0, for: SealingScope(id)) }
            .flatMap { ValidationEvidence(bytes: $0) }
        let isOwn = summary.isOwn(of: viewer)
        if !isOwn, !viewer.roles.contains(.coordinator) {
            evidence?.logs = []
            evidence?.faults = []
        }
        return ValidationDetail(
            summary: summary,
            form: form,
            sizeBytes: size,
            evidence: evidence,
            tlp: try marking(of: ID(id))?.tlp ?? .red,
            isOwn: isOwn
        )
    }

    /// The signed attestation of a validation that the viewer may see: a DSSE envelope as JSON.
    package func attestation(
        of id: ValidationID,
        viewer: Viewer,
        now: Instant
    ) throws -> [UInt8] {
        let sealed = try one(.validation, id, in: "validations", to: viewer, now: now) {
            try all("SELECT attestation FROM validations WHERE \(fragment: $0)") {
                try $0.read([UInt8]?.self)
            }
        }
        try require(viewer, .readValidation, on: id, now: now)
        guard let sealed, let bytes = try open(sealed, for: SealingScope(id)) else {
            throw Refusal.noAttestation
        }
        return bytes
    }

    /// What a worker needs to begin; nil where it is judged already or never was.
    package func waitingValidation(_ id: ValidationID) throws -> WaitingValidation? {
        try first(
            """
            SELECT finding, bundle, form, requested, detail FROM validations
            WHERE id = \(id) AND status = \(ValidationStatus.accepted)
            """
        ) { row in
            WaitingValidation(
                id: id,
                finding: try row.read(),
                bundle: try row.read(),
                form: try row.read(),
                requested: try row.read(),
                evidence: try row.read([UInt8]?.self)
                    .flatMap { try open($0, for: SealingScope(id)) }
                    .flatMap { ValidationEvidence(bytes: $0) } ?? ValidationEvidence()
            )
        }
    }

    private func summaries(_ which: Statement) throws -> [ValidationSummary] {
        try all(
            """
            SELECT \(fragment: ValidationSummary.columns) FROM validations \(fragment: which)
            """
        ) { try ValidationSummary(&$0) }
    }
}

/// A validation that no worker has judged yet.
package struct WaitingValidation: Sendable {
    package let id: ValidationID
    package let finding: FindingID
    package let bundle: BlobAddress
    package let form: BundleForm
    package let requested: Instant
    package let evidence: ValidationEvidence
}

extension ValidationSummary {
    /// How much it shows: a proof before a doubt, a better patch before a worse, then the newest.
    fileprivate var rank: (Int, Int, ValidationID) {
        let shown =
            switch status {
            case .passed: 5
            case .inconclusive: 4
            case .failed: 3
            case .deadlineExceeded: 2
            case .errored: 1
            case .accepted: 0
            }
        let grade = patchGrade.flatMap { PatchGrade.allCases.firstIndex(of: $0) } ?? -1
        return (shown, grade, id)
    }
}
