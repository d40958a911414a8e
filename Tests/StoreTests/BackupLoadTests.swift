// SPDX-License-Identifier: Apache-2.0

import Store
import StrictJSON
import TestSupport
import Testing

/// Backups taken while others write, and of what a killed process left.
@Suite(.timeLimit(.minutes(10)))
struct BackupLoadTests {
    @Test(arguments: BackupWay.all)
    func `a backup under load is one moment of the database`(_ way: BackupWay) async throws {
        let test = try await LogPublishingTests.open(way.from)
        let paths = (0..<3).map { "\(test.folder)/backup-\($0)" }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    for number in 0..<60 {
                        let note = AddNote(name: "note \(writer) \(number)", writer: writer)
                        _ = try await test.store.submit(note, by: .system)
                        let scope = note.name.utf8.reduce(UInt64(1)) { $0 &* 31 &+ UInt64($1) }
                        let blob = try await test.store.blobs.put(
                            Array(note.name.utf8),
                            scope: SealingScope(ID<AnyThing>(high: 50, low: scope % 5))
                        )
                        let keep = KeepBlob(address: blob.address, subject: BlobsTests.subject)
                        _ = try await test.store.submit(keep, by: .system)
                    }
                }
            }
            group.addTask {
                for path in paths {
                    _ = try await Backup.write(test.store, to: path)
                    try await Task.sleep(for: .milliseconds(50))
                }
            }
            try await group.waitForAll()
        }
        for path in paths { _ = try await Self.check(path, of: test, on: way.to) }
        await test.close()
    }

    /// The restored journal has its root, a note for each entry, and every kept blob; answers the
    /// notes.
    static func check(
        _ path: String,
        of test: TestStore,
        on engine: Engine
    ) async throws -> Set<String> {
        let target = try await BackupTarget.open(engine, masterKeyOf: test.folder)
        let export = path + "-keys"
        _ = try await KeysExport.write(test.store, to: export)
        _ = try await KeysExport.read(export, into: target.store)
        let summary = try await Restore.read(path, into: target.store)
        let (notes, entries, blobs) = try await target.store.read { database in
            (
                try database.all("SELECT name FROM notes") { try $0.read(String.self) },
                try database.entries(from: Position(next: 0), limit: 100_000),
                try database.all("SELECT address FROM blob_uses") {
                    try $0.read(BlobAddress.self)
                }
            )
        }
        #expect(entries.count == Int(summary.journalSize))
        #expect(Set(entries.map { $0.body?["name"]?.stringValue }) == Set(notes))
        #expect(entries.map(\.sequence) == Array(0..<summary.journalSize))
        for address in blobs {
            #expect(try await target.store.blobs.get(address) != nil)
        }
        await target.store.close()
        return Set(notes)
    }
}
