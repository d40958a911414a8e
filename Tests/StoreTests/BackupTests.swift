// SPDX-License-Identifier: Apache-2.0

import Foundation
import Store
import StrictJSON
import TestSupport
import Testing

/// From which engine to which a backup goes.
struct BackupWay: Sendable, CustomTestStringConvertible {
    let from: Engine
    let to: Engine

    static let all = Engine.allCases.flatMap { from in
        Engine.allCases.map { BackupWay(from: from, to: $0) }
    }

    var testDescription: String { "\(from.rawValue) to \(to.rawValue)" }
}

/// A new place for a restore that has the master key of another.
struct BackupTarget {
    let configuration: StoreConfiguration
    let store: Store

    static func open(_ engine: Engine, masterKeyOf folder: String) async throws -> BackupTarget {
        let configuration = try TestStore.configuration(engine)
        let keys = configuration.folder + "/keys"
        let files = FileManager.default
        try files.createDirectory(atPath: keys, withIntermediateDirectories: true)
        try files.copyItem(atPath: folder + "/keys/master.key", toPath: keys + "/master.key")
        return BackupTarget(configuration: configuration, store: try await open(configuration))
    }

    /// Opens it anew, as a server that starts on what was restored.
    func reopened() async throws -> BackupTarget {
        await store.close()
        let again = try await Self.open(configuration)
        return BackupTarget(configuration: configuration, store: again)
    }

    private static func open(_ configuration: StoreConfiguration) async throws -> Store {
        try await Store.open(
            configuration,
            schema: [Ledger.part],
            followers: [NoteNames.self],
            clock: ManualClock()
        )
    }
}

@Suite(.timeLimit(.minutes(10)))
struct BackupTests {
    private static let scope = SealingScope(ID<AnyThing>(high: 41, low: 42))

    /// Everything that a store can hold: rows, entries, sealed bodies, blobs, jobs, a log.
    private func filled(_ engine: Engine) async throws -> (test: TestStore, blob: BlobAddress) {
        let test = try await LogPublishingTests.open(engine)
        try await LogPublishingTests.add(300, to: test)
        _ = try await test.store.submit(AppendSealed(scope: Self.scope), by: .system)
        let content = BlobsTests.content(BlobLimits.pieceBytes * 2 + 9)
        let blob = try await test.store.blobs.put(content, scope: Self.scope).address
        let keep = KeepBlob(address: blob, subject: Self.scope.id)
        _ = try await test.store.submit(keep, by: .system)
        _ = try await test.store.blobs.put([7, 7], scope: .house)
        try await LogPublishingTests.publisher(test).publish()
        return (test, blob)
    }

    @Test(arguments: BackupWay.all)
    func `a backup restores on either engine with everything that was in it`(
        _ way: BackupWay
    ) async throws {
        let (test, blob) = try await filled(way.from)
        let (backup, export) = (test.folder + "/backup", test.folder + "/keys-export")
        let written = try await Backup.write(test.store, to: backup)
        #expect(written.blobs == 2)
        #expect(written.journalSize == 301)
        #expect(try await KeysExport.write(test.store, to: export) == 2)
        var target = try await BackupTarget.open(way.to, masterKeyOf: test.folder)
        #expect(try await KeysExport.read(export, into: target.store) == 2)
        let restored = try await Restore.read(backup, into: target.store)
        #expect(restored == written)
        target = try await target.reopened()
        try await compare(test.store, target.store)
        let content = try await target.store.blobs.get(blob)
        #expect(content == BlobsTests.content(BlobLimits.pieceBytes * 2 + 9))
        try await goOn(target, from: test)
        await target.store.close()
        await test.close()
    }

    /// Every entry with its opened body, and every note, is the same.
    private func compare(_ first: Store, _ second: Store) async throws {
        let read: @Sendable (any Querying) throws -> [String] = { database in
            let entries = try database.entries(from: Position(next: 0), limit: 1_000)
            let texts = try entries.map { entry in
                let body = try #require(entry.body).canonical()
                return "\(entry.sequence) \(entry.kind) \(entry.subject) \(body)"
            }
            let notes = try database.all("SELECT id, name FROM notes ORDER BY id") { row in
                "\(try row.read(ID<AnyThing>.self)) \(try row.read(String.self))"
            }
            return texts + notes
        }
        let (before, after) = (try await first.read(read), try await second.read(read))
        #expect(before.count == 601)
        #expect(before == after)
    }

    /// The restored store works: followers know what is there, and the log goes on under its key.
    private func goOn(_ target: BackupTarget, from test: TestStore) async throws {
        await #expect(throws: LedgerRefusal.taken) {
            try await target.store.submit(AddNote(name: "note 1"), by: .system)
        }
        let next = try await target.store.submit(AddNote(name: "after"), by: .system)
        #expect(next.position == Position(next: 302))
        let folder = target.configuration.folder
        try FileManager.default.createDirectory(
            atPath: folder + "/out",
            withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(
            atPath: test.folder + "/out/checkpoint",
            toPath: folder + "/out/checkpoint"
        )
        let publisher = LogPublisher(
            store: target.store,
            name: LogPublishingTests.name,
            outsideFile: folder + "/out/checkpoint"
        )
        #expect(try await publisher.publish())
        let old = try await LogPublishingTests.publisher(test).verifierKey()
        #expect(try await publisher.verifierKey() == old)
        let doctor = Doctor(
            store: target.store,
            outsideFile: folder + "/out/checkpoint",
            masterKeyFile: folder + "/keys/master.key"
        )
        let bad = await doctor.examine().filter { $0.level == .broken }
        #expect(bad == [])
    }

    @Test(arguments: Engine.allCases)
    func `a backup that was changed or cut anywhere restores nothing`(
        _ engine: Engine
    ) async throws {
        let (test, _) = try await filled(engine)
        let path = test.folder + "/backup"
        _ = try await Backup.write(test.store, to: path)
        let good = try Data(contentsOf: URL(filePath: path))
        let target = try await BackupTarget.open(engine, masterKeyOf: test.folder)
        let bad = test.folder + "/bad"
        for part in 0..<40 {
            let place = (good.count - 1) * part / 39
            var changed = good
            changed[place] ^= 0x20
            try changed.write(to: URL(filePath: bad))
            await #expect(throws: BackupFault.self, "changed at \(place)") {
                try await Restore.read(bad, into: target.store, withoutKeys: true)
            }
            try good.prefix(place).write(to: URL(filePath: bad))
            await #expect(throws: BackupFault.self, "cut at \(place)") {
                try await Restore.read(bad, into: target.store, withoutKeys: true)
            }
        }
        _ = try await Restore.read(path, into: target.store, withoutKeys: true)
        await target.store.close()
        await test.close()
    }

    @Test(arguments: Engine.allCases)
    func `a database that holds something is not restored into`(_ engine: Engine) async throws {
        let (test, _) = try await filled(engine)
        let path = test.folder + "/backup"
        _ = try await Backup.write(test.store, to: path)
        let target = try await BackupTarget.open(engine, masterKeyOf: test.folder)
        _ = try await target.store.submit(AddNote(name: "here first"), by: .system)
        await #expect(throws: BackupFault.notEmpty(table: "journal")) {
            try await Restore.read(path, into: target.store)
        }
        let names = try await target.store.read { database in
            try database.all("SELECT name FROM notes") { try $0.read(String.self) }
        }
        #expect(names == ["here first"])
        await target.store.close()
        await test.close()
    }

    @Test func `a backup without its keys says so and opens nothing`() async throws {
        let (test, blob) = try await filled(.sqlite)
        let path = test.folder + "/backup"
        _ = try await Backup.write(test.store, to: path)
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(bytes.range(of: Data("a secret".utf8)) == nil)
        let target = try await BackupTarget.open(.sqlite, masterKeyOf: test.folder)
        await #expect(throws: BackupFault.keysMissing(scopes: 2)) {
            try await Restore.read(path, into: target.store)
        }
        _ = try await Restore.read(path, into: target.store, withoutKeys: true)
        await #expect(throws: KeyFault.lost(Self.scope)) {
            try await target.store.blobs.get(blob)
        }
        await target.store.close()
        await test.close()
    }

    @Test func `an export of keys needs the master key that wrapped them`() async throws {
        let (test, _) = try await filled(.sqlite)
        let path = test.folder + "/keys-export"
        _ = try await KeysExport.write(test.store, to: path)
        let other = try await TestStore.open(.sqlite)
        await #expect(throws: KeyFault.wrongMasterKey) {
            try await KeysExport.read(path, into: other.store)
        }
        await other.close()
        await test.close()
    }
}
