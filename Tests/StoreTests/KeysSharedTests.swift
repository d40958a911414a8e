// SPDX-License-Identifier: Apache-2.0

import Store
import TestSupport
import Testing

/// Keys of one database in the hands of two processes.
@Suite(.timeLimit(.minutes(10)))
struct KeysSharedTests {
    private static let scope = SealingScope(ID<AnyThing>(high: 21, low: 22))

    @Test(arguments: Engine.allCases)
    func `two processes that need a new scope at once get the same key`(
        _ engine: Engine
    ) async throws {
        let here = try await TestStore.open(engine)
        let there = try await here.another()
        let (first, second) = (here.store.keys, there.store.keys)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in UInt64(0)..<40 {
                let scope = SealingScope(ID<AnyThing>(high: 30, low: number))
                group.addTask {
                    let sealed = try await here.store.blocking {
                        try first.prepare([scope]).seal([1], for: scope)
                    }
                    let opened = try await there.store.blocking {
                        try second.open(sealed, for: scope)
                    }
                    #expect(opened == [1])
                }
                group.addTask {
                    _ = try await there.store.blocking { try second.prepare([scope]) }
                }
            }
            try await group.waitForAll()
        }
        await there.store.close()
        await here.close()
    }

    @Test(arguments: Engine.allCases)
    func `a key erased by one process is soon forgotten by the other`(
        _ engine: Engine
    ) async throws {
        let here = try await TestStore.open(engine)
        let there = try await here.another()
        let (first, second) = (here.store.keys, there.store.keys)
        let scope = Self.scope
        let sealed = try await here.store.blocking {
            try first.prepare([scope]).seal([1, 2], for: scope)
        }
        #expect(try await there.store.blocking { try second.open(sealed, for: scope) } == [1, 2])
        try await here.store.blocking { try first.erase(scope) }
        #expect(try await here.store.blocking { try first.open(sealed, for: scope) } == nil)
        try await Task.sleep(for: .milliseconds(engine == .postgres ? 1_001 : 11))
        #expect(try await there.store.blocking { try second.open(sealed, for: scope) } == nil)
        await there.store.close()
        await here.close()
    }

    @Test(arguments: Engine.allCases)
    func `the server's own secret is one for all processes and survives a new master key`(
        _ engine: Engine
    ) async throws {
        let here = try await TestStore.open(engine)
        let there = try await here.another()
        async let first = here.store.secret(.log)
        async let second = there.store.secret(.log)
        let secret = try await first
        #expect(try await second == secret)
        #expect(secret.count == 32)
        await there.store.close()
        let next = MasterKey()
        #expect(try await here.store.changeMasterKey(to: next) == 1)
        #expect(try await here.store.changeMasterKey(to: next) == 0)
        await #expect(throws: KeyFault.wrongMasterKey) { try await here.another() }
        await here.close()
    }
}
