// SPDX-License-Identifier: Apache-2.0

import Access
import CommunitySupport
import Distribution
import Participants
import Prioritization
import Store
import StrictJSON
import TestSupport
import Testing

@Suite struct DeliveryTests {
    @Test(arguments: Engine.allCases)
    func `somebody else's delivery does not exist, for reading, fetching and receipts`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        try await loop.release()
        let id = try #require(try await loop.deliveries(loop.hospital).first?.id)
        let now = loop.now
        for viewer in [loop.bank, loop.supplier, loop.coordinator] {
            let read = try await loop.refusal {
                _ = try await loop.store.read {
                    try $0.delivery(id, viewer: viewer, now: now)
                }
            }
            let fetched = try await loop.refusal {
                _ = try await loop.store.sealedBundle(of: id, for: viewer)
            }
            let receipt = try await loop.refusal {
                try await loop.receipt(.declined, on: id, by: viewer)
            }
            #expect([read, fetched, receipt] == [.notFound, .notFound, .notFound])
        }
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `a recipient fetches, opens and deploys, and its own list says so`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        try await loop.register(loop.hospital)
        let bundle = try await loop.release()
        let delivery = try #require(try await loop.deliveries(loop.hospital).first)
        let sealed = try await loop.store.sealedBundle(of: delivery.id, for: loop.hospital)
        #expect(Int64(sealed.count) == delivery.sealedSizeBytes)
        let early = try await loop.refusal {
            try await loop.receipt(.deployed, on: delivery.id, by: loop.hospital)
        }
        #expect(early?.code == "delivery-not-opened")
        for kind in [ReceiptKind.delivered, .opened, .opened, .deployed, .delivered] {
            try await loop.receipt(kind, on: delivery.id, by: loop.hospital)
        }
        let now = loop.now
        let detail = try await loop.store.read {
            try $0.delivery(delivery.id, viewer: loop.hospital, now: now)
        }
        #expect(detail.receipts.map(\.kind) == [.delivered, .opened, .deployed])
        #expect(detail.delivery.step == .nothing && detail.delivery.state == .deployed)
        // Two recipients are few, and so is each of them.
        let progress = try #require(try await loop.bundle(bundle).progress)
        #expect(progress.recipients == .few)
        #expect(progress.counts.allSatisfy { $0.recipients == .few })
        await loop.close()
    }

    @Test func `numbers below five stay hidden, and cannot be worked out from the sum`()
        async throws
    {
        let loop = try await Loop.open(.sqlite)
        var operators: [Viewer] = []
        for number in 0..<7 {
            let viewer = try await loop.community.member(
                of: "Operator \(number)",
                .operator,
                .energy
            )
            try await loop.list("\(Loop.package)@1.0.\(number)", by: viewer)
            operators.append(viewer)
        }
        let id = try await loop.release()
        let all = try #require(try await loop.bundle(id).progress)
        #expect(all.recipients == .exactly(9))
        for viewer in operators.prefix(2) {
            let delivery = try #require(try await loop.deliveries(viewer).first)
            try await loop.receipt(.declined, on: delivery.id, by: viewer)
        }
        let some = try #require(try await loop.bundle(id).progress)
        #expect(some.counts.map(\.recipients) == [.exactly(7), .few])
        #expect(some.recipients == nil)
        await loop.close()
    }

    @Test(arguments: Engine.allCases)
    func `a participant that leaves takes its deliveries along and ends its keys`(
        _ engine: Engine
    ) async throws {
        let loop = try await Loop.open(engine)
        try await loop.register(loop.hospital)
        try await loop.release()
        let delivery = try #require(try await loop.deliveries(loop.hospital).first)
        try await loop.submit(
            GiveReceipt(
                viewer: loop.hospital,
                delivery: delivery.id,
                kind: .mitigated,
                note: "ward 3 first"
            ),
            by: loop.hospital
        )
        let participant = try #require(loop.hospital.participant)
        let part = DistributionWithdrawal()
        let export = try await loop.store.read { try part.export(participant, from: $0) }
        #expect(export["keys"]?[0]?["name"]?.stringValue == "pump room")
        let receipts = export["deliveries"]?[0]?["receipts"]
        #expect(receipts?[0]?["note"]?.stringValue == "ward 3 first")
        let steward = try await loop.community.house.person(of: participant, [.steward])
        try await loop.submit(
            WithdrawParticipant(viewer: steward, participant: participant, parts: [part]),
            by: steward
        )
        let left = try await loop.store.read { try part.export(participant, from: $0) }
        #expect(left["deliveries"]?[0]?["receipts"]?[0]?["note"]?.isNull == true)
        #expect(left["keys"]?[0]?["revoked"]?.stringValue != nil)
        // A later release passes it by.
        let next = try await loop.release()
        #expect(try await loop.bundle(next).progress?.recipients == .few)
        await loop.close()
    }

    @Test func `a person of a supplier that leaves releases nothing any more`() async throws {
        let loop = try await Loop.open(.sqlite)
        let id = try await loop.prepare()
        try await loop.sign(id, by: loop.supplier)
        let participant = try #require(loop.supplier.participant)
        let steward = try await loop.community.house.person(of: participant, [.steward])
        try await loop.submit(
            WithdrawParticipant(
                viewer: steward,
                participant: participant,
                parts: [DistributionWithdrawal()]
            ),
            by: steward
        )
        #expect(try await loop.bundle(id).signatures.isEmpty)
        await loop.close()
    }
}
