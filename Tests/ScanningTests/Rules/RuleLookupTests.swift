// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Store
import TestSupport
import Testing

@testable import Scanning

/// Rows found by their scope's key, against looking at every row.
@Suite struct RuleLookupTests {
    @Test(arguments: Engine.allCases)
    func `both engines find what overlaps, contains and is within a scope`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        var chance = Chance(seed: 4)
        let kept = try (0..<400).map { _ in try Scopes.any(&chance) }
        let participant = try #require(community.alder.participant)
        try await community.submit(Keep(kept: kept, participant: participant), by: .system)
        for _ in 0..<150 {
            let asked = try Scopes.any(&chance)
            let (meeting, containing, within) = try await community.store.read { tables in
                (
                    try Self.scopes(ScopeColumns().meet(asked), tables),
                    try Self.scopes(ScopeColumns().contain(asked), tables),
                    try Self.scopes(ScopeColumns().areWithin(asked), tables)
                )
            }
            for (found, holds) in [
                (meeting, { asked.overlaps($0) }), (containing, { $0.contains(asked) }),
                (within, { asked.contains($0) }),
            ] as [([Scope], (Scope) -> Bool)] {
                let told = found.filter(holds).map(\.text).sorted()
                #expect(told == kept.filter(holds).map(\.text).sorted(), "\(asked.text)")
            }
        }
        await community.close()
    }

    @Test func `a lookup walks an index`() async throws {
        let community = try await Community.open(.sqlite)
        let asked = try Scope(parsing: "192.0.2.0/24")
        let plan = try await community.store.read { tables in
            try tables.all(
                """
                EXPLAIN QUERY PLAN SELECT scope FROM controls
                WHERE \(fragment: ScopeColumns().meet(asked))
                """
            ) { row in
                _ = try (row.readValue(), row.readValue(), row.readValue())
                return try row.read(String.self)
            }
        }
        #expect(plan.contains { $0.contains("controls_by_scope") })
        #expect(!plan.contains { $0.hasPrefix("SCAN controls") })
        await community.close()
    }

    private static func scopes(_ condition: Statement, _ tables: any Querying) throws -> [Scope] {
        try tables.all("SELECT scope FROM controls WHERE \(fragment: condition)") { row in
            try Scope(parsing: try row.read(String.self))
        }
    }

    /// Writes rows as such.
    private struct Keep: Command {
        let kept: [Scope]
        let participant: ParticipantID

        func authorize(in transaction: any Transaction) throws {}

        func perform(in transaction: any Transaction) throws -> Done {
            for scope in kept {
                try transaction.run(
                    """
                    INSERT INTO controls (id, participant, scope, scope_key, scope_bits, method,
                        token, claimed)
                    VALUES (\(transaction.newID(ControlMark.self)), \(participant),
                        \(scope.text), \(scope.key.bytes), \(scope.key.bits), \("dns"), \(""),
                        \(transaction.now))
                    """
                )
            }
            return Done()
        }
    }
}
