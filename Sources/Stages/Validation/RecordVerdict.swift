// SPDX-License-Identifier: Apache-2.0

import Access
package import Store
import StrictJSON

/// Stores what a validation came to, with its attestation; the first verdict stays.
package struct RecordVerdict: Command {
    package let id: ValidationID
    package let verdict: Verdict
    package let record: Proof.Record
    package let hasPatch: Bool
    package let evidence: ValidationEvidence
    /// A signed envelope (DSSE), where there was a tree to sign something about.
    package let attestation: [UInt8]?

    package init(
        id: ValidationID,
        verdict: Verdict,
        record: Proof.Record,
        hasPatch: Bool,
        evidence: ValidationEvidence,
        attestation: [UInt8]?
    ) {
        self.id = id
        self.verdict = verdict
        self.record = record
        self.hasPatch = hasPatch
        self.evidence = evidence
        self.attestation = attestation
    }

    package var scopes: [SealingScope] { [SealingScope(id)] }

    /// Given by the clearinghouse itself only.
    package func authorize(in transaction: any Transaction) throws {
        guard transaction.actor == .system else { throw Refusal.forbidden }
    }

    package func perform(in transaction: any Transaction) throws -> Done {
        let status = try transaction.first("SELECT status FROM validations WHERE id = \(id)") {
            try $0.read(ValidationStatus.self)
        }
        guard let status else { return Done() }
        var lifecycle = ValidationLifecycle(status: status)
        switch lifecycle.judge(verdict) {
        case .nothing: return Done()
        case .judged(let verdict): try store(verdict, in: transaction)
        }
        return Done()
    }

    private func store(_ verdict: Verdict, in transaction: any Transaction) throws {
        let scope = SealingScope(id)
        let detail = try transaction.seal(evidence.bytes, for: scope)
        let attestation = try attestation.map { try transaction.seal($0, for: scope) }
        try transaction.run(
            """
            UPDATE validations SET status = \(verdict.status), reason = \(verdict.reason),
                grade = \(verdict.grade), ended = \(transaction.now), fired = \(record.fired),
                ran = \(record.ran), patched = \(hasPatch), detail = \(detail),
                attestation = \(attestation)
            WHERE id = \(id)
            """
        )
        var body: JSONObject = ["status": .string(verdict.status.rawValue)]
        body["reason"] = verdict.reason.map { .string($0.rawValue) }
        body["grade"] = verdict.grade.map { .string($0.rawValue) }
        try transaction.append(
            EntryDraft(.validationJudged, subject: id, body: .object(body), scope: scope)
        )
    }
}
