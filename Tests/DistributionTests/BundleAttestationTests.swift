// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Distribution
import Prioritization
import Store
import TestSupport
import Testing
import Validation

/// The attestation in a bundle: the clearinghouse's own, and of a patch that held.
@Suite struct BundleAttestationTests {
    @Test func `nobody else sends a file as the attestation`() async throws {
        let loop = try await Loop.open(.sqlite)
        func codes(_ file: BundleFile) async throws -> [String] {
            let refusal = try await loop.refusal {
                try await loop.prepare(loop.plan { $0.files.append(file) })
            }
            return refusal?.faults.map { "\($0.place) \($0.code)" } ?? []
        }
        // A second file of that name would keep every recipient from opening the bundle.
        let named = BundleFile(name: "Attestation.dsse.json", role: .other, bytes: [1])
        #expect(try await codes(named) == ["/files/2/name repeated"])
        let claimed = BundleFile(name: "a.json", role: .attestation, bytes: [1])
        #expect(try await codes(claimed) == ["/files/2/role reserved"])
        await loop.close()
    }

    @Test(
        arguments: [
            (Verdict(.failed, .doesNotFire), false),
            (Verdict(.passed), false),
            (Verdict(.passed, .patchDoesNotApply, .candidate), false),
            (Verdict(.passed, nil, .plausible), true),
        ]
    )
    func `an attestation goes along only where a patch held`(
        _ verdict: Verdict,
        _ goesAlong: Bool
    ) async throws {
        let loop = try await Loop.open(.sqlite)
        try await loop.judge(verdict)
        let id = try await loop.prepare()
        let files = try await loop.bundle(id).bundle.description?.files ?? []
        #expect(files.contains { $0.role == .attestation } == goesAlong)
        await loop.close()
    }
}

extension Loop {
    /// Asks for a validation of the finding, and gives it a verdict as a worker would.
    fileprivate func judge(_ verdict: Verdict) async throws {
        let (finder, now) = (community.alder, now)
        let finding = try await store.read { tables in
            try tables.findings(viewer: finder, now: now).first?.id
        }
        let id = store.newID(ValidationMark.self)
        let request = RequestValidation(
            viewer: finder,
            id: id,
            finding: try #require(finding),
            form: .tar,
            blob: try await store.blobs.put([1], scope: SealingScope(id)),
            digest: "00"
        )
        try await submit(request, by: finder)
        let judged = RecordVerdict(
            id: id,
            verdict: verdict,
            record: Proof.Record(),
            hasPatch: verdict.grade != nil,
            evidence: ValidationEvidence(),
            attestation: Array("{}".utf8)
        )
        _ = try await store.submit(judged, by: .system)
    }
}
