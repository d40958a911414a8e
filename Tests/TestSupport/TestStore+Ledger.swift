// SPDX-License-Identifier: Apache-2.0

package import Store

extension TestStore {
    /// Opens an empty store with the ledger's table and follower.
    package static func ledger(_ engine: Engine) async throws -> TestStore {
        try await open(engine, schema: [Ledger.part], followers: [NoteNames.self])
    }

    /// Opens what another process left.
    package static func ledger(at place: StoreConfiguration) async throws -> TestStore {
        try await open(at: place, schema: [Ledger.part], followers: [NoteNames.self])
    }

    /// A second, independent store on the same ledger, as another process would have it.
    package func anotherLedger() async throws -> TestStore {
        try await another(schema: [Ledger.part], followers: [NoteNames.self])
    }

    /// The names of all notes, and how often each is there.
    package func noteNames() async throws -> [String: Int] {
        try await store.read { tables in
            let names = try tables.all("SELECT name FROM notes") { try $0.read(String.self) }
            return Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +)
        }
    }

    /// The whole journal in order.
    package func journal() async throws -> [Entry] {
        try await store.read { try $0.entries(from: Position(next: 0), limit: 1_000_000) }
    }
}
