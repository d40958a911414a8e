// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Discovery
import Store
import StrictJSON
import TestSupport
import Testing

@testable import Validation

/// Who may ask for a proof, who sees it, and what is kept of it where.
@Suite struct RequestTests {
    private func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let refusal as Refusal {
            return refusal.code
        } catch {
            return "\(error)"
        }
    }

    @Test(arguments: Engine.allCases)
    func `a request waits, is seen by the finding's circle, and by nobody else`(
        engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let finding = try await community.finding()
        let id = try await community.request(of: finding, by: community.coordinator)
        for viewer in [community.alder, community.coordinator] {
            let detail = try await community.validation(id, for: viewer)
            #expect(detail.summary.status == .accepted)
            #expect(detail.summary.finding == finding)
            #expect(detail.isOwn == (viewer == community.coordinator))
        }
        #expect(
            await refusal { _ = try await community.validation(id, for: community.birch) }
                == "not-found"
        )
        let now = community.now
        for (viewer, count) in [(community.alder, 1), (community.birch, 0)] {
            let listed = try await community.store.read {
                try $0.validations(viewer: viewer, now: now)
            }
            #expect(listed.count == count)
        }
        let listed = try await community.store.read {
            try $0.validations(of: finding, viewer: community.alder, now: now)
        }
        #expect(listed.map(\.id) == [id])
        let best = try await community.store.read { try $0.bestValidation(of: finding) }
        #expect(best?.id == id)
        #expect(
            await refusal {
                try await community.store.read {
                    _ = try $0.attestation(of: id, viewer: community.alder, now: now)
                }
            } == "no-attestation"
        )
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `whoever cannot see a finding learns nothing by asking for its proof`(
        engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let finding = try await community.finding()
        var lying = Reproducer()
        lying.lies = ["tree": String(repeating: "0", count: 64)]
        #expect(
            await refusal {
                _ = try await community.request(lying, of: finding, by: community.birch)
            } == "not-found"
        )
        #expect(
            await refusal { _ = try await community.request(lying, of: finding) }
                == "invalid-reproducer"
        )
        let now = community.now
        let listed = try await community.store.read {
            try $0.validations(viewer: community.alder, now: now)
        }
        #expect(listed.isEmpty)
        await community.close()
    }

    @Test func `one participant cannot fill the queue`() async throws {
        let community = try await Community.open(.sqlite)
        let finding = try await community.finding()
        for _ in 0..<ValidationLimits.openPerParticipant {
            _ = try await community.request(of: finding)
        }
        #expect(
            await refusal { _ = try await community.request(of: finding) }
                == "too-many-validations"
        )
        _ = try await community.request(of: finding, by: community.coordinator)
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `nothing of a reproducer stands in the journal or in a table in clear`(
        engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.request(of: community.finding())
        let entries = try await community.store.read {
            try $0.entries(from: Position(next: 0), limit: 1_000, where: "1 = 1")
        }
        let text = entries.map { $0.body?.serialized() ?? [] }
            .map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(text.contains("finding"))
        for secret in ["AAAA", "inputs/pov", "heap-buffer", "malloc"] {
            #expect(!text.contains(secret))
        }
        let sealed = try await community.store.read { tables in
            try tables.first("SELECT detail FROM validations WHERE id = \(id)") {
                try $0.read([UInt8].self)
            }
        }
        #expect(!String(decoding: sealed ?? [], as: UTF8.self).contains("bundle"))
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a leaver takes its validations along, and their verdicts stay`(
        engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let id = try await community.request(of: community.finding())
        let owner = try #require(community.alder.participant)
        let told = try await community.store.read {
            try ValidationWithdrawal().export(owner, from: $0)
        }
        #expect(told[0]?["id"]?.stringValue == id.description)
        #expect(told[0]?["evidence"]?["bundle"]?.stringValue?.count == 64)
        await community.close()
    }
}
