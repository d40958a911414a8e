// SPDX-License-Identifier: Apache-2.0

package import Access
package import Discovery
import Participants
package import Store
import StrictJSON

/// Asks for a proof of a finding with a reproducer, whose bytes lie in a blob by then.
///
/// What comes of it belongs to whoever asked; the finding's circle sees it, under its terms.
package struct RequestValidation: Command {
    package let viewer: Viewer
    /// Made by the caller: its sealing key is prepared before the batch.
    package let id: ValidationID
    package let finding: FindingID
    package let form: BundleForm
    package let blob: BlobReceipt
    /// SHA-256 of the bundle in hexadecimal digits.
    package let digest: String

    package init(
        viewer: Viewer,
        id: ValidationID,
        finding: FindingID,
        form: BundleForm,
        blob: BlobReceipt,
        digest: String
    ) {
        self.viewer = viewer
        self.id = id
        self.finding = finding
        self.form = form
        self.blob = blob
        self.digest = digest
    }

    /// The kind of the job that runs it.
    package static let job: StaticString = "validation.run"

    package var scopes: [SealingScope] { [SealingScope(id)] }

    package func authorize(in transaction: any Transaction) throws {
        try transaction.requireNow(
            viewer,
            .requestValidation,
            on: finding,
            now: transaction.now
        )
    }

    package func perform(in transaction: any Transaction) throws -> ValidationID {
        guard let requester = viewer.participant else { throw Refusal.forbidden }
        guard try transaction.openValidations(of: requester) < ValidationLimits.openPerParticipant
        else { throw Refusal.tooManyValidations }
        // A merged claim stands for the finding that it was merged into.
        let lead = try transaction.claims(standingFor: finding)[0]
        guard let source = try transaction.marking(of: ID(lead)) else { throw Refusal.notFound }
        try transaction.keep(blob: blob.address, for: id)
        try insert(for: lead, by: requester, in: transaction)
        // Not looser than the finding but for who asks, who saw the finding to ask.
        try transaction.mark(
            Marking(
                thing: ID(id),
                kind: .validation,
                owner: requester,
                tlp: source.tlp,
                reach: source.reach,
                audience: source.audience.union(source.owner.map { [$0] } ?? [])
                    .subtracting([requester]),
                embargoUntil: source.embargoUntil
            )
        )
        let body: JSONValue = [
            "finding": .string(lead.description), "form": .string(form.rawValue),
            "size": .number(JSONNumber(blob.sizeBytes)),
        ]
        try transaction.append(
            EntryDraft(
                .validationRequested,
                subject: id,
                body: body,
                scope: SealingScope(id)
            )
        )
        try transaction.enqueue(JobDraft(kind: Self.job, subject: id))
        return id
    }

    private func insert(
        for lead: FindingID,
        by requester: ParticipantID,
        in transaction: any Transaction
    ) throws {
        var evidence = ValidationEvidence()
        evidence.bundleDigest = digest
        let sealed = try transaction.seal(evidence.bytes, for: SealingScope(id))
        try transaction.run(
            """
            INSERT INTO validations (id, finding, requester, status, bundle, form, size, requested,
                detail)
            VALUES (\(id), \(lead), \(requester), \(ValidationStatus.accepted), \(blob.address),
                \(form), \(blob.sizeBytes), \(transaction.now), \(sealed))
            """
        )
    }
}

extension Querying {
    fileprivate func openValidations(of requester: ParticipantID) throws -> Int {
        try first(
            """
            SELECT COUNT(*) FROM validations
            WHERE requester = \(requester) AND status = \(ValidationStatus.accepted)
            """
        ) { try $0.read() } ?? 0
    }
}

extension EntryKind {
    package static let validationRequested = EntryKind("validation.requested")
    package static let validationJudged = EntryKind("validation.judged")
}
