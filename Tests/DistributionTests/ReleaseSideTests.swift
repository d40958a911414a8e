// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Coordination
import Distribution
import Participants
import Store
import TestSupport
import Testing

/// Who is of the sides that release a bundle, when it is prepared, signed and released.
@Suite struct ReleaseSideTests {
    @Test(arguments: Engine.allCases)
    func `a supplier that was invited learns nothing of a bundle before it consents`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        let other = try await loop.community.member(of: "Fork", .supplier)
        try await loop.invite(other, as: .supplier)
        // Its own bundle would tell it the title, the package and the range.
        let prepared = try await loop.refusal { try await loop.prepare(by: other) }
        #expect(prepared?.code == "consent-first")
        let id = try await loop.prepare()
        let seen = try await loop.refusal { _ = try await loop.bundle(id, for: other) }
        #expect(seen == .notFound)
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `who has not consented to new terms signs nothing`(_ engine: Engine) async throws {
        let loop = try await Loop.open(engine)
        let id = try await loop.prepare()
        let seen = try await loop.bundle(id, for: loop.supplier)
        #expect(seen.canSign)
        let hour: Int64 = 3_600_000_000
        let until = Instant(microseconds: (loop.now.microseconds / hour + 48) * hour)
        try await loop.submit(
            ProposeEmbargo(viewer: loop.coordinator, onCase: loop.caseID, until: until),
            by: loop.coordinator
        )
        let refusal = try await loop.refusal {
            try await loop.submit(
                SignRelease(
                    viewer: loop.supplier,
                    bundle: id,
                    digest: seen.bundle.digest,
                    moment: seen.bundle.moment
                ),
                by: loop.supplier
            )
        }
        #expect(refusal?.code == "consent-first")
        #expect(try await loop.bundle(id, for: loop.supplier).canSign == false)
        await loop.close()
    }
}
