// SPDX-License-Identifier: Apache-2.0

import Foundation
package import Store

/// The engines that every contract is tested on.
package enum Engine: String, Sendable, CaseIterable {
    case sqlite
    case postgres
}

/// An open store on a new, empty database that goes away with the test.
package final class TestStore: Sendable {
    package let store: Store
    package let clock: ManualClock
    /// Where files lie: blobs, keys and, on SQLite, the database.
    package let folder: String
    package let configuration: StoreConfiguration

    /// Opens a store; on PostgreSQL in a database of its own on the test run's cluster.
    package static func open(
        _ engine: Engine,
        schema: [SchemaPart] = [],
        followers: [any Follower.Type] = []
    ) async throws -> TestStore {
        let configuration = try configuration(engine)
        return try await TestStore(configuration, schema, followers, ManualClock())
    }

    /// Opens a store on what is there already.
    package static func open(
        at place: StoreConfiguration,
        schema: [SchemaPart] = [],
        followers: [any Follower.Type] = []
    ) async throws -> TestStore {
        try await TestStore(place, schema, followers, ManualClock())
    }

    /// A new, empty place for a store, not opened yet.
    package static func configuration(_ engine: Engine) throws -> StoreConfiguration {
        let folder =
            FileManager.default.temporaryDirectory.path
            + "/clearinghouse-test-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        TemporaryFolders.removeAtExit(folder)
        return switch engine {
        case .sqlite: .sqlite(folder: folder)
        case .postgres: .postgres(url: try TestCluster.shared.get().makeDatabase(), folder: folder)
        }
    }

    private init(
        _ configuration: StoreConfiguration,
        _ schema: [SchemaPart],
        _ followers: [any Follower.Type],
        _ clock: ManualClock
    ) async throws {
        store = try await Store.open(
            configuration,
            schema: schema,
            followers: followers,
            clock: clock
        )
        self.clock = clock
        self.configuration = configuration
        folder = configuration.folder
    }

    /// Another process's view of the same database: a second, independent store.
    package func another(
        schema: [SchemaPart] = [],
        followers: [any Follower.Type] = []
    ) async throws -> TestStore {
        try await TestStore(configuration, schema, followers, clock)
    }

    /// Closes the store and removes its folder.
    package func close() async {
        await store.close()
        try? FileManager.default.removeItem(atPath: folder)
    }
}
