// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import TestSupport
import Testing

/// Damages rows as a bug or an intruder would.
private struct Damage: Command {
    let statement: Statement

    func authorize(in transaction: any Transaction) throws {}

    func perform(in transaction: any Transaction) throws -> Done {
        try transaction.run(statement)
        return Done()
    }
}

@Suite(.timeLimit(.minutes(10)))
struct BackupDoctorTests {
    private func doctor(_ test: TestStore) -> Doctor {
        Doctor(
            store: test.store,
            outsideFile: test.folder + "/out/checkpoint",
            masterKeyFile: test.folder + "/keys/master.key"
        )
    }

    private func healthy(_ engine: Engine) async throws -> (test: TestStore, blob: BlobAddress) {
        let test = try await LogPublishingTests.open(engine)
        try await LogPublishingTests.add(20, to: test)
        let blob = try await test.store.blobs.put([1, 2, 3], scope: .house).address
        let keep = KeepBlob(address: blob, subject: BlobsTests.subject)
        _ = try await test.store.submit(keep, by: .system)
        try await LogPublishingTests.publisher(test).publish()
        return (test, blob)
    }

    /// The subjects in which something is broken.
    private func broken(_ test: TestStore) async -> Set<String> {
        Set(await doctor(test).examine().filter { $0.level == .broken }.map(\.subject))
    }

    @Test(arguments: Engine.allCases)
    func `a healthy clearinghouse gets a sentence on everything and nothing is broken`(
        _ engine: Engine
    ) async throws {
        let (test, _) = try await healthy(engine)
        let findings = await doctor(test).examine()
        #expect(findings.filter { $0.level != .fine } == [])
        #expect(
            Set(findings.map(\.subject)) == [
                "database", "schema", "clock", "keys", "journal", "entries", "log", "blobs", "jobs",
            ]
        )
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a changed commitment, a missing entry and a changed body are found`(
        _ engine: Engine
    ) async throws {
        let damages: [(Statement, Set<String>)] = [
            (
                """
                UPDATE journal SET commitment = \([UInt8](repeating: 7, count: 32))
                WHERE sequence = 3
                """,
                ["journal", "entries"]
            ),
            ("DELETE FROM journal WHERE sequence = 5", ["journal"]),
            (
                """
                UPDATE journal SET sealed = (SELECT sealed FROM journal WHERE sequence = 8)
                WHERE sequence = 9
                """,
                ["entries"]
            ),
            ("UPDATE journal SET subject = \(BlobsTests.subject) WHERE sequence = 2", ["entries"]),
        ]
        for (statement, subjects) in damages {
            let (test, _) = try await healthy(engine)
            _ = try await test.store.submit(Damage(statement: statement), by: .system)
            #expect(await broken(test).isSuperset(of: subjects), "\(statement)")
            await test.close()
        }
    }

    @Test(arguments: Engine.allCases)
    func `the bytes of a kept blob that are gone are missed`(_ engine: Engine) async throws {
        let (test, blob) = try await healthy(engine)
        switch engine {
        case .sqlite: try FileManager.default.removeItem(atPath: test.folder + "/blobs")
        case .postgres:
            _ = try await test.store.submit(
                Damage(statement: "DELETE FROM blob_pieces"),
                by: .system
            )
        }
        let findings = await doctor(test).examine()
        #expect(
            findings.contains { $0.level == .broken && $0.sentence.contains("\(blob)") }
        )
        await test.close()
    }

    @Test func `keys that others can read are found`() async throws {
        let (test, _) = try await healthy(.sqlite)
        for name in try FileManager.default.contentsOfDirectory(atPath: test.folder + "/keys") {
            chmod("\(test.folder)/keys/\(name)", 0o644)
        }
        let findings = await doctor(test).examine()
        let keys = findings.filter { $0.subject == "keys" }
        #expect(keys.contains { $0.level == .broken && $0.sentence.contains("chmod 600") })
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `an older database than the published checkpoint is found`(
        _ engine: Engine
    ) async throws {
        let (test, _) = try await healthy(engine)
        let (other, _) = try await healthy(engine)
        try await LogPublishingTests.add(5, to: other, from: 100)
        try await LogPublishingTests.publisher(other).publish()
        let file = test.folder + "/out/checkpoint"
        try FileManager.default.removeItem(atPath: file)
        try FileManager.default.copyItem(atPath: other.folder + "/out/checkpoint", toPath: file)
        #expect(await broken(test) == ["log"])
        await other.close()
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `entries that nobody signs are told, and those of a moment ago are not`(
        _ engine: Engine
    ) async throws {
        let (test, _) = try await healthy(engine)
        try await LogPublishingTests.add(3, to: test, from: 20)
        func warnings() async -> [String] {
            await doctor(test).examine().filter { $0.level == .warning }.map(\.sentence)
        }
        #expect(await warnings() == [])
        test.clock.advance(seconds: 60)
        let told = await warnings()
        #expect(told.count == 1)
        #expect(told.first?.hasPrefix("3 entries are under no checkpoint") == true, "\(told)")
        try await LogPublishingTests.publisher(test).publish()
        #expect(await warnings() == [])
        await test.close()
    }
}
