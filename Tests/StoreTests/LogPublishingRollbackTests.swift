// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import StrictJSON
import TestSupport
import Testing
import TransparencyLog

/// What happens when an older copy of the database is started (RULES J2).
@Suite(.timeLimit(.minutes(10)))
struct LogPublishingRollbackTests {
    /// Publishes ten entries of one store, then lets another store with fewer or other entries
    /// find that checkpoint outside of it: the older copy.
    private func setBack(
        _ engine: Engine,
        to count: Int,
        names: Int
    ) async throws -> (older: TestStore, publisher: LogPublisher, lost: Data) {
        let newer = try await LogPublishingTests.open(engine)
        try await LogPublishingTests.add(10, to: newer)
        let publisher = LogPublishingTests.publisher(newer)
        try await publisher.publish()
        let lost = try Data(contentsOf: URL(filePath: newer.folder + "/out/checkpoint"))
        await newer.close()
        let older = try await LogPublishingTests.open(engine)
        try await LogPublishingTests.add(count, to: older, from: names)
        let out = older.folder + "/out"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try lost.write(to: URL(filePath: out + "/checkpoint"))
        return (older, LogPublishingTests.publisher(older), lost)
    }

    @Test(arguments: Engine.allCases)
    func `a journal shorter than the published checkpoint is not signed`(
        _ engine: Engine
    ) async throws {
        let (older, publisher, lost) = try await setBack(engine, to: 7, names: 0)
        await #expect(throws: LogFault.shorter(published: 10, found: 7)) {
            try await publisher.publish()
        }
        #expect(publisher.refused?.description.contains("restore --new-epoch") == true)
        #expect(try await older.store.read { try $0.logCheckpoint() } == nil)
        let file = try Data(contentsOf: URL(filePath: older.folder + "/out/checkpoint"))
        #expect(file == lost)
        await older.close()
    }

    @Test(arguments: Engine.allCases)
    func `a journal that went another way is not signed however long it is`(
        _ engine: Engine
    ) async throws {
        for count in [10, 12, 600] {
            let (older, publisher, _) = try await setBack(engine, to: count, names: 100)
            await #expect(throws: LogFault.differs(size: 10)) { try await publisher.publish() }
            await older.close()
        }
    }

    @Test(arguments: Engine.allCases)
    func `a new epoch names the old checkpoint, and the log goes on under a new origin`(
        _ engine: Engine
    ) async throws {
        let (older, publisher, lost) = try await setBack(engine, to: 7, names: 0)
        _ = try? await publisher.publish()
        let epoch = OpenLogEpoch(lastCheckpoint: Array(lost), reason: "the disk died")
        _ = try await older.store.submit(epoch, by: .system)
        try await publisher.publish()
        #expect(publisher.refused == nil)
        let checkpoint = try await LogPublishingTests.checkpoint(older)
        #expect(checkpoint.origin == LogPublishingTests.name + "/epoch-1")
        #expect(checkpoint.size == 8)
        let entries = try await older.store.read { database in
            try database.entries(from: Position(next: 7), limit: 10)
        }
        let body = try #require(entries.first?.body)
        #expect(entries.first?.kind == OpenLogEpoch.entryKind)
        #expect(body["lastCheckpoint"]?.stringValue == String(decoding: lost, as: UTF8.self))
        #expect(body["reason"]?.stringValue == "the disk died")
        let kept = older.folder + "/out/checkpoint.epoch-0"
        #expect(try Data(contentsOf: URL(filePath: kept)) == lost)
        try await LogPublishingTests.add(1, to: older, from: 50)
        #expect(try await publisher.publish())
        await older.close()
    }

    @Test(arguments: Engine.allCases)
    func `a database from before a new epoch is not signed`(_ engine: Engine) async throws {
        let (older, publisher, lost) = try await setBack(engine, to: 7, names: 0)
        let epoch = OpenLogEpoch(lastCheckpoint: Array(lost), reason: "the disk died")
        _ = try await older.store.submit(epoch, by: .system)
        try await publisher.publish()
        let file = URL(filePath: older.folder + "/out/checkpoint")
        let published = try Data(contentsOf: file)
        await older.close()
        let oldest = try await LogPublishingTests.open(engine)
        let out = oldest.folder + "/out"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try published.write(to: URL(filePath: out + "/checkpoint"))
        await #expect(
            throws: LogFault.laterEpoch(
                published: LogPublishingTests.name + "/epoch-1",
                found: LogPublishingTests.name
            )
        ) { try await LogPublishingTests.publisher(oldest).publish() }
        await oldest.close()
    }

    @Test func `a published log keeps its name`() async throws {
        let test = try await LogPublishingTests.open(.sqlite)
        try await LogPublishingTests.publisher(test).publish()
        let renamed = LogPublisher(
            store: test.store,
            name: "other.example.org",
            outsideFile: test.folder + "/out/checkpoint"
        )
        await #expect(throws: LogFault.self) { try await renamed.publish() }
        await test.close()
    }

    @Test func `a checkpoint file that holds something else stops the signing`() async throws {
        let test = try await LogPublishingTests.open(.sqlite)
        let out = test.folder + "/out"
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        try Data("nonsense".utf8).write(to: URL(filePath: out + "/checkpoint"))
        await #expect(throws: LogFault.outsideFile(out + "/checkpoint")) {
            try await LogPublishingTests.publisher(test).publish()
        }
        await test.close()
    }

    @Test func `origins are read as they are written`() {
        for origin in [
            LogOrigin(name: "a.example/log", epoch: 0), LogOrigin(name: "a.example/log", epoch: 3),
            LogOrigin(name: "a.example/epoch-x", epoch: 0), LogOrigin(name: "epoch-2", epoch: 0),
        ] {
            #expect(LogOrigin(parsing: origin.description) == origin)
        }
    }
}
