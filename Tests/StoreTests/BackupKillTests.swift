// SPDX-License-Identifier: Apache-2.0

import Store
import TestSupport
import Testing

/// A backup of what a killed process left (RULES S12).
@Suite(.timeLimit(.minutes(10)), .serialized)
struct BackupKillTests {
    @Test(arguments: BackupWay.all)
    func `everything that was answered before a SIGKILL is in the restored backup`(
        _ way: BackupWay
    ) async throws {
        let place = try TestStore.configuration(way.from)
        let probe = try ProbeRun(place, callers: 16)
        try await probe.wait { $0.stored.count >= 200 }
        probe.kill()
        let answered = Set(probe.outcomes.stored)
        let left = try await TestStore.ledger(at: place)
        let path = left.folder + "/backup"
        let written = try await Backup.write(left.store, to: path)
        #expect(written.journalSize >= Int64(answered.count))
        let notes = try await BackupLoadTests.check(path, of: left, on: way.to)
        #expect(answered.subtracting(notes).isEmpty)
        await left.close()
    }

    @Test(arguments: Engine.allCases)
    func `a backup taken while another process writes and is killed restores`(
        _ engine: Engine
    ) async throws {
        let place = try TestStore.configuration(engine)
        let first = try await TestStore.ledger(at: place)
        let probe = try ProbeRun(place, callers: 16)
        try await probe.wait { $0.stored.count >= 50 }
        let before = Set(probe.outcomes.stored)
        let path = first.folder + "/backup"
        async let backup = Backup.write(first.store, to: path)
        try await probe.wait { $0.stored.count >= 100 }
        probe.kill()
        _ = try await backup
        let notes = try await BackupLoadTests.check(path, of: first, on: engine)
        #expect(before.subtracting(notes).isEmpty)
        await first.close()
    }
}
