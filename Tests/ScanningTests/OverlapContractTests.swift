// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Scanning
import Store
import TestSupport
import Testing

/// Rebuilt from tables = replayed from the journal = live, and all equal to looking at every scan.
@Suite struct OverlapContractTests {
    @Test(arguments: Engine.allCases)
    func `rebuilt, replayed and live indexes give the same advice`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        var chance = Chance(seed: 7)
        var scans: [Scan] = []
        for _ in 0..<120 {
            try await step(community, &scans, &chance)
        }
        let replayed = try await community.store.read { tables in
            var index = OverlapIndex()
            let entries = try tables.entries(from: Position(next: 0), limit: 10_000, where: "1 = 1")
            for entry in entries { index.apply(entry) }
            return index
        }
        let rebuilt = try await community.store.read { try OverlapIndex.rebuilt(from: $0) }
        let now = community.now
        for question in try Self.questions(community, &chance) {
            let live = try await community.store.committed(OverlapIndex.self) {
                $0.advice(question, now: now)
            }
            #expect(live == replayed.advice(question, now: now))
            #expect(live == rebuilt.advice(question, now: now))
            let wanted = Self.oracle(question, scans, now: now)
            #expect(live.map { $0.overlapping?.extent } == wanted)
        }
        await community.close()
    }

    @Test(arguments: Engine.allCases)
    func `a second process sees what the first declared`(
        _ engine: Engine
    ) async throws {
        let community = try await Community.open(engine)
        let second = try await community.test.another(
            schema: Community.schema,
            followers: [OverlapIndex.self]
        )
        let declared = try await community.store.submit(
            DeclareScan(
                viewer: community.alder,
                intent: try community.intent(["pkg:npm/left-pad"]),
                allowance: nil
            ),
            by: community.alder.actor
        )
        let question = try community.question("pkg:npm/left-pad", for: community.birch)
        let now = community.now
        let advice = try await second.store.committed(
            OverlapIndex.self,
            atLeast: declared.position
        ) { $0.advice(question, now: now) }
        #expect(advice.first?.overlapping != nil)
        await second.store.close()
        await community.close()
    }

    private func step(
        _ community: Community,
        _ scans: inout [Scan],
        _ chance: inout Chance
    ) async throws {
        community.test.clock.advance(seconds: Int64.random(in: 1...900, using: &chance))
        let viewer = Bool.random(using: &chance) ? community.alder : community.birch
        let place = scans.indices.randomElement(using: &chance)
        switch (Int.random(in: 0..<6, using: &chance), place) {
        case (0, let place?):
            let scan = scans[place]
            let owner = scan.participant == community.alder.participant
            let asker = owner ? community.alder : community.birch
            let outcome = ScanOutcome.allCases.randomElement(using: &chance) ?? .abandoned
            let coverage = try coverage(of: scan, outcome, community, &chance)
            let end = EndScan(viewer: asker, scan: scan.id, outcome: outcome, coverage: coverage)
            _ = try await community.refusal(end, by: asker)
            try await correct(scan, outcome, community, by: asker, &chance)
            scans[place] = try await community.scan(scan.id, for: asker)
        case (1, let place?):
            let scan = scans[place]
            let owner = scan.participant == community.alder.participant
            let asker = owner ? community.alder : community.birch
            let beat = RenewScan(viewer: asker, scan: scan.id, fence: scan.lease.fence)
            _ = try await community.refusal(beat, by: asker)
            scans[place] = try await community.scan(scan.id, for: asker)
        default:
            let count = Int.random(in: 1...3, using: &chance)
            let scopes = (0..<count).map { _ in Self.scope(&chance) }
            let window = community.window(
                from: Int64.random(in: 0...72, using: &chance),
                lasting: Int64.random(in: 1...96, using: &chance)
            )
            scans.append(try await community.declare(scopes, window: window, by: viewer))
        }
    }

    private func coverage(
        of scan: Scan,
        _ outcome: ScanOutcome,
        _ community: Community,
        _ chance: inout Chance
    ) throws -> CoverageRecord? {
        guard outcome.tellsCoverage, Bool.random(using: &chance) else { return nil }
        var draft = CoverageDraft()
        draft.parts = scan.intent.scopes.map { scope in
            let said = Completeness.allCases.randomElement(using: &chance) ?? .unknown
            return CoverageDraft.Part(scope: scope.text, completeness: said.rawValue)
        }
        return try draft.checked()
    }

    private func correct(
        _ scan: Scan,
        _ outcome: ScanOutcome,
        _ community: Community,
        by asker: Viewer,
        _ chance: inout Chance
    ) async throws {
        guard Bool.random(using: &chance),
            let coverage = try coverage(of: scan, outcome, community, &chance)
        else { return }
        let standing = try await community.records(of: scan.id, for: asker).first?.id
        let correction = RecordCoverage(
            viewer: asker,
            scan: scan.id,
            coverage: coverage,
            corrects: standing
        )
        _ = try await community.refusal(correction, by: asker)
    }

    private static func scope(_ chance: inout Chance) -> String {
        let name = "pkg:npm/p\(Int.random(in: 0..<4, using: &chance))"
        let version = Int.random(in: 0..<3, using: &chance)
        return version == 0 ? name : "\(name)@\(version)"
    }

    private static func questions(
        _ community: Community,
        _ chance: inout Chance
    ) throws -> [OverlapQuestion] {
        var questions: [OverlapQuestion] = []
        for _ in 0..<200 {
            questions.append(
                try community.question(
                    scope(&chance),
                    window: community.window(
                        from: Int64.random(in: 0...96, using: &chance),
                        lasting: Int64.random(in: 1...48, using: &chance)
                    ),
                    for: Bool.random(using: &chance) ? community.alder : community.birch
                )
            )
        }
        return questions
    }

    /// Looks at every scan.
    private static func oracle(
        _ question: OverlapQuestion,
        _ scans: [Scan],
        now: Instant
    ) -> [OverlapAdvice.Extent?] {
        question.scopes.map { scope in
            let others = scans.filter { scan in
                let state = scan.lease.state(at: now)
                return (state == .active || state == .planned)
                    && scan.participant != question.participant
                    && scan.intent.window.days.overlaps(question.window.days)
                    && scan.intent.scopes.contains { $0.overlaps(scope) }
            }
            return switch others.count {
            case 0: nil
            case 1: .one
            case 2...4: .few
            default: .many
            }
        }
    }
}

/// Chance that repeats itself (SplitMix64).
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
