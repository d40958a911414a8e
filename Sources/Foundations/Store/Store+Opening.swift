// SPDX-License-Identifier: Apache-2.0

/// Which database, and where the files beside it lie.
package enum StoreConfiguration: Sendable {
    /// The embedded database in a folder, which is made if it is missing.
    case sqlite(folder: String)
    /// A PostgreSQL server; the folder holds only what must not lie in the database.
    case postgres(url: String, folder: String)

    /// Where files lie.
    package var folder: String {
        switch self {
        case .sqlite(let folder), .postgres(_, let folder): folder
        }
    }
}

extension Store {
    /// Opens the database, brings its tables to what this program knows and builds the followers.
    ///
    /// The master key is made only beside a new database: made anew it would open nothing.
    package static func open(
        _ configuration: StoreConfiguration,
        schema: [SchemaPart],
        followers: [any Follower.Type] = [],
        clock: any WallClock = SystemClock(),
        masterKeyFile: String? = nil
    ) async throws -> Store {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try OSThread.start {
                    continuation.resume(
                        with: Result {
                            try opened(configuration, schema, followers, clock, masterKeyFile)
                        }.mapError { inWords($0, configuration) }
                    )
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// SQLite's words for a file that this user may not open or write do not say which, or why.
    private static func inWords(
        _ error: any Error,
        _ configuration: StoreConfiguration
    ) -> any Error {
        guard case .sqlite(let folder) = configuration,
            case StoreFault.engine(let code, let message) = error,
            let number = Int(code), closed.contains(number & 0xFF)
        else { return error }
        return StoreFault.unsafe(
            "The database in \(folder) cannot be opened for writing (\(message)). Let the user who "
                + "runs this program write to that folder and its files, or name another by --data."
        )
    }

    /// The codes of SQLite for: no permission, read-only, cannot open, not authorized.
    private static let closed: Set<Int> = [3, 8, 14, 23]

    private static func opened(
        _ configuration: StoreConfiguration,
        _ schema: [SchemaPart],
        _ followers: [any Follower.Type],
        _ clock: any WallClock,
        _ masterKeyFile: String?
    ) throws -> Store {
        let folder = configuration.folder
        try DurableFile.makeFolder(folder)
        let engine: any Engine =
            switch configuration {
            case .sqlite(let folder): SQLiteEngine(folder: folder)
            case .postgres(let url, _): PostgresEngine(url: url)
            }
        let session = try engine.openWriter()
        defer { session.close() }
        try Migrator(parts: SchemaPart.ofStore + schema).migrate(session)
        let isNew = try JournalHead.load(from: session).next == 0
        let master = try MasterKey.load(
            from: masterKeyFile ?? folder + "/keys/master.key",
            makingIfAbsent: isNew
        )
        let parts = StoreParts(
            engine: engine,
            folder: folder,
            keys: try KeyRing(master: master, vault: try engine.openKeys(folder: folder)),
            clock: clock,
            ids: IDSource(),
            followers: FollowerSet(followers),
            statistics: StatisticsBox()
        )
        try session.beginWriting()
        defer { session.rollback() }
        try parts.followers.catchUp(
            from: Snapshot(session: session, keys: parts.keys),
            to: try JournalHead.load(from: session)
        )
        return try Store(parts: parts)
    }
}
