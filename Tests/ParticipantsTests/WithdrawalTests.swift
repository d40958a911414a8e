// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Participants
import Store
import StrictJSON
import TestSupport
import Testing

/// A stage above, with one thing of each participant.
private struct Collection: WithdrawalPart {
    let name = "collection"
    let statedEffect = "What you collected is put away."

    func export(_ participant: ParticipantID, from tables: any Querying) throws -> JSONValue {
        ["of": .string(participant.description)]
    }

    func withdraw(_ participant: ParticipantID, in transaction: any Transaction) throws {
        try transaction.append(
            EntryDraft(EntryKind("collection.ended"), subject: participant, body: [:])
        )
    }
}

/// Tries to seal for a scope: impossible once its key is erased.
private struct Reseal: Command {
    let scope: SealingScope
    var scopes: [SealingScope] { [scope] }

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        _ = try transaction.seal([1], for: scope)
        return Done()
    }
}

@Suite("Leaving")
struct WithdrawalTests {
    private let parts: [any WithdrawalPart] = [Collection()]

    @Test(arguments: Engine.allCases)
    func `leaving ends all access and erases names, and needs the steward alone`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let steward = try await house.person(of: laboratory, [.steward, .member])
        let agent = try await house.agent(of: laboratory, [.member])
        let token = try await house.token(for: steward)
        let software = try await house.token(for: agent, by: steward)
        let session = try await house.session(for: steward)
        let leaving = WithdrawParticipant(viewer: steward, participant: laboratory, parts: parts)
        _ = try await house.submit(leaving, by: steward)
        #expect(try await house.who(token: token) == nil)
        #expect(try await house.who(token: software) == nil)
        #expect(try await house.who(session: session) == nil)
        let left = try await house.participants(seenBy: house.administrator)
            .filter { $0.state == .withdrawn }
        #expect(left.map(\.id) == [laboratory])
        #expect(left.map(\.name) == [nil])
        #expect(try await house.people(seenBy: house.administrator).map(\.name) == ["Ada"])
        let ended = try await house.entries().map(\.kind.name)
        #expect(ended.suffix(2) == ["collection.ended", "participant.withdrawn"])
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `what was sealed for one who left opens no more, and the journal stays whole`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let steward = try await house.person(of: laboratory, [.steward])
        let leaving = WithdrawParticipant(viewer: steward, participant: laboratory, parts: parts)
        _ = try await house.submit(leaving, by: steward)
        let runner = JobRunner(
            store: house.store,
            worker: "test",
            handlers: [WithdrawParticipant.erasing: WithdrawParticipant.eraser(in: house.store)]
        )
        #expect(try await runner.runOne())
        let after = try await house.entries()
        let scope = Participant.scope(of: laboratory)
        #expect(after.filter { $0.scope == scope }.count == 2)
        #expect(after.filter { $0.scope == scope }.allSatisfy { $0.body == nil })
        #expect(after.map(\.sequence) == Array(0..<Int64(after.count)))
        await #expect(throws: (any Error).self) {
            _ = try await house.store.submit(Reseal(scope: scope), by: .system)
        }
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a request under way when its participant left does nothing`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let steward = try await house.person(of: laboratory, [.steward])
        let leaving = WithdrawParticipant(viewer: steward, participant: laboratory, parts: parts)
        _ = try await house.submit(leaving, by: steward)
        for _ in 1...2 {
            await #expect(throws: Refusal.unauthenticated) {
                _ = try await house.submit(leaving, by: steward)
            }
        }
        let late = await #expect(throws: Refusal.self) {
            _ = try await house.person(of: laboratory, [.reader])
        }
        #expect(late?.code == "participant-withdrawn")
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `others are not told, and their view does not change`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let steward = try await house.person(of: laboratory, [.steward])
        let other = try await house.person(of: house.participant(name: "Other"), [.member])
        let before = try await house.participants(seenBy: other)
        let leaving = WithdrawParticipant(viewer: steward, participant: laboratory, parts: parts)
        _ = try await house.submit(leaving, by: steward)
        #expect(try await house.participants(seenBy: other) == before)
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `nobody else can end a participant's part`(engine: Engine) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant()
        let member = try await house.person(of: laboratory, [.member])
        let stranger = try await house.person(of: house.participant(), [.steward])
        for (viewer, refusal) in [
            (member, Refusal.forbidden), (house.administrator, .forbidden), (stranger, .notFound),
        ] {
            await #expect(throws: refusal) {
                _ = try await house.submit(
                    WithdrawParticipant(viewer: viewer, participant: laboratory, parts: parts),
                    by: viewer
                )
            }
        }
        await house.test.close()
    }

    @Test(arguments: Engine.allCases)
    func `an export holds everything of the participant, and nothing of others`(
        engine: Engine
    ) async throws {
        let house = try await House.open(engine)
        let laboratory = try await house.participant(name: "Laboratory One")
        let steward = try await house.person(
            of: laboratory,
            [.steward],
            email: "grace@example.org"
        )
        _ = try await house.agent(of: laboratory, [.member])
        let token = try await house.token(for: steward)
        _ = try await house.submit(
            ExportParticipant(viewer: steward, participant: laboratory),
            by: steward
        )
        let parts = parts
        let now = house.now
        let export = try await house.store.read {
            try $0.export(of: laboratory, viewer: steward, parts: parts, now: now)
        }
        #expect(export["participant"]?["name"] == "Laboratory One")
        #expect(export["people"]?[0]?["email"] == "grace@example.org")
        #expect(export["people"]?.arrayValue?.count == 1)
        #expect(export["agents"]?[0]?["family"] == "libfuzzer")
        #expect(export["tokens"]?[0]?["name"] == "laptop")
        #expect(export["collection"]?["of"] == .string(laboratory.description))
        let text = String(decoding: export.serialized(), as: UTF8.self)
        #expect(!text.contains(token.text) && !text.contains("Ada"))
        #expect(try await house.entries().last?.kind == .participantExported)
        await house.test.close()
    }

    @Test func `the effect of leaving is said for every stage`() {
        let sentences = StatedEffect.all(of: parts).map(\.sentence)
        #expect(sentences.contains("What you collected is put away."))
        #expect(sentences.contains { $0.contains("stays with those you shared it with") })
        #expect(sentences.contains { $0.contains("Nobody is told") })
    }
}
