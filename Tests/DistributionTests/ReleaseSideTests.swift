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

    /// What can become of a signer before the moment.
    enum Fate: String, CaseIterable {
        case removed
        case losesTheRole
        case leavesTheCase
        case leavesAndComesBack
    }

    @Test(arguments: Fate.allCases)
    func `the signature of somebody who could not give it any more releases nothing`(
        _ fate: Fate
    ) async throws {
        let loop = try await Loop.open(.sqlite)
        let id = try await loop.prepare()
        try await loop.sign(id, by: loop.supplier)
        try await loop.sign(id, by: loop.coordinator)
        #expect(try await loop.bundle(id).isComplete)
        try await loop.meets(fate)
        #expect(try await !loop.bundle(id).isComplete)
        loop.clock.set(try await loop.bundle(id).bundle.moment)
        try await loop.work()
        #expect(try await loop.bundle(id).bundle.state == .lapsed)
        #expect(try await loop.deliveries(loop.hospital).isEmpty)
        await loop.close()
    }
}

extension Loop {
    /// Lets something become of the supplier's person.
    fileprivate func meets(_ fate: ReleaseSideTests.Fate) async throws {
        let participant = try #require(supplier.participant)
        let steward = try await community.house.person(of: participant, [.steward])
        guard case .person(let person) = supplier.identity else { return }
        switch fate {
        case .removed:
            try await submit(
                RemoveHolder(viewer: steward, holder: .person(person)),
                by: steward
            )
        case .losesTheRole:
            try await submit(
                ChangeRoles(viewer: steward, holder: .person(person), roles: [.reader]),
                by: steward
            )
        case .leavesTheCase:
            try await submit(LeaveCase(viewer: supplier, onCase: caseID), by: supplier)
        case .leavesAndComesBack:
            try await submit(LeaveCase(viewer: supplier, onCase: caseID), by: supplier)
            clock.advance(seconds: 1)
            try await join(supplier, as: .supplier)
        }
    }
}
