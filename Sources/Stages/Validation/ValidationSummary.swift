// SPDX-License-Identifier: Apache-2.0

package import Access
package import Discovery
package import Store

/// A validation as a list shows it.
package struct ValidationSummary: Sendable, Hashable {
    package let id: ValidationID
    package let finding: FindingID
    /// Who asked; compared with the viewer, and shown to coordinators only.
    let requester: ParticipantID
    package let verdict: Verdict
    /// Whether the bundle had a patch; unknown before it was read.
    package let hasFix: Bool
    /// In how many runs the oracle fired on the vulnerable tree, and of how many.
    package let fired: Int?
    package let ran: Int?
    package let requested: Instant
    package let ended: Instant?
    package let hasAttestation: Bool

    package var status: ValidationStatus { verdict.status }
    package var patchGrade: PatchGrade? { verdict.grade }

    /// Whether the viewer's participant asked for it.
    package func isOwn(of viewer: Viewer) -> Bool {
        viewer.takesPart && viewer.participant == requester
    }

    static let columns: Statement = """
        validations.id, validations.finding, validations.requester, validations.status, \
        validations.reason, validations.grade, validations.patched, validations.fired, \
        validations.ran, validations.requested, validations.ended, \
        CASE WHEN validations.attestation IS NULL THEN 0 ELSE 1 END
        """

    init(_ row: inout Row) throws {
        id = try row.read()
        finding = try row.read()
        requester = try row.read()
        verdict = Verdict(try row.read(), try row.read(), try row.read())
        hasFix = try row.read(Bool?.self) ?? false
        fired = try row.read()
        ran = try row.read()
        requested = try row.read()
        ended = try row.read()
        hasAttestation = try row.read()
    }
}

/// A validation with what the viewer may know of its evidence.
package struct ValidationDetail: Sendable, Hashable {
    package let summary: ValidationSummary
    /// How it was sent, and how large it is.
    package let form: BundleForm
    package let sizeBytes: Int64
    /// What was seen; nil once the key was erased.
    ///
    /// Logs and faults are left out for others than who asked and coordinators: they may show the
    /// input.
    package let evidence: ValidationEvidence?
    package let tlp: TLP
    package let isOwn: Bool
}
