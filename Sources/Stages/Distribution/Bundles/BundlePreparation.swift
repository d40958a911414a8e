// SPDX-License-Identifier: Apache-2.0

package import Access
package import Coordination
import Crypto
import Discovery
import Prioritization
import SecurityFormats
package import Store
import StrictJSON
import Validation

/// Puts a bundle together off the writer's thread: manifest, signature, container, encryption.
package struct BundlePreparation: Sendable {
    private let store: Store

    package init(store: Store) {
        self.store = store
    }

    /// Prepares a bundle for a case; nothing is kept unless this returns.
    package func prepare(
        _ plan: BundlePlan,
        for caseID: CaseID,
        viewer: Viewer,
        repeating key: RepeatKey? = nil
    ) async throws -> Committed<BundleID> {
        let now = store.clock.now()
        let facts = try await store.read { tables in
            try tables.requireCase(caseID, viewer: viewer, action: .prepareBundle, now: now)
                .requireReleaseSide(viewer, at: now)
            return try tables.bundleFacts(of: caseID)
        }
        try plan.check(now: now)
        let id = store.newID(BundleMark.self)
        let prepared = try await seal(plan, with: facts, as: id, for: caseID)
        return try await store.submit(
            PrepareBundle(viewer: viewer, id: id, caseID: caseID, sealed: prepared),
            by: viewer.actor,
            repeating: key
        )
    }

    private func seal(
        _ plan: BundlePlan,
        with facts: BundleFacts,
        as id: BundleID,
        for caseID: CaseID
    ) async throws -> PreparedBundle {
        let files = plan.files + facts.attestations
        let description = try await store.blocking {
            BundleDescription(plan: plan, files: files, of: facts.vulnerability)
        }
        let statement = BundlePayload.statement(id, description)
        let manifest = try await AttestationSigner(store).sign(
            payloadType: InToto.payloadType,
            payload: try statement.json.canonical()
        )
        let contentKey = DeliverySeal.newContentKey()
        let (digest, sealed, sealedDigest) = try await store.blocking {
            let payload = try BundlePayload.bytes(manifest, files)
            let sealed = try DeliverySeal.encrypt(payload, contentKey: contentKey, bundle: id)
            return (
                Array(SHA256.hash(data: payload)), sealed, Array(SHA256.hash(data: sealed))
            )
        }
        let blob = try await store.blobs.put(sealed, scope: SealingScope(caseID))
        return PreparedBundle(
            description: description,
            digest: digest,
            contentKey: contentKey,
            sealedDigest: sealedDigest,
            blob: blob
        )
    }
}

/// What a bundle takes from the stages before: the vulnerability, and what was proven of the patch.
struct BundleFacts: Sendable {
    let vulnerability: Vulnerability
    let attestations: [BundleFile]
}

extension Querying {
    func bundleFacts(of caseID: CaseID) throws -> BundleFacts {
        guard let record = try caseForSystem(caseID),
            let vulnerability = try vulnerabilityForSystem(record.vulnerability)
        else { throw Refusal.notFound }
        return BundleFacts(
            vulnerability: vulnerability,
            attestations: try attestations(of: vulnerability.findings)
        )
    }

    /// The attestation of the first finding for which a patch held.
    private func attestations(of findings: [FindingID]) throws -> [BundleFile] {
        for finding in findings {
            guard let best = try bestValidation(of: finding), best.hasAttestation,
                best.provesPatch
            else { continue }
            let bytes = try attestation(of: best.id, viewer: .system, now: Instant(microseconds: 0))
            return [BundleFile(name: BundleFile.attestationName, role: .attestation, bytes: bytes)]
        }
        return []
    }
}

extension ValidationSummary {
    /// Whether it was shown, and silent with a patch: one that failed is attested, too.
    fileprivate var provesPatch: Bool {
        switch patchGrade {
        case .plausible, .correct, .deployable: status == .passed
        case .candidate, nil: false
        }
    }
}
