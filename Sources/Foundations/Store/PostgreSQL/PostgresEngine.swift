// SPDX-License-Identifier: Apache-2.0

/// A database of a PostgreSQL server, for several processes at once.
struct PostgresEngine: Engine {
    let url: String

    var kind: EngineKind { .postgres }

    func openWriter() throws -> any Session {
        let session = try PostgresSession(url: url)
        do {
            try checkDurability(session)
        } catch {
            session.close()
            throw error
        }
        return session
    }

    func openReader() throws -> any Session {
        try PostgresSession(url: url)
    }

    func openKeys(folder: String) throws -> any KeyVault {
        let session = try PostgresSession(url: url)
        defer { session.close() }
        try session.beginWriting()
        try session.script(PostgresKeys.tables)
        try session.commit()
        return KeyRows(connection: PostgresKeys(url: url), noticeWithin: PostgresKeys.noticeWithin)
    }

    /// Settings under which a commit would not be durable when it is answered (RULES S4).
    private func checkDurability(_ session: PostgresSession) throws {
        let found = try session.first(
            """
            SELECT current_setting('fsync'), current_setting('full_page_writes'), \
            current_setting('synchronous_commit'), current_setting('server_version_num')
            """
        ) { row in
            [
                "fsync": try row.read(String.self), "full_page_writes": try row.read(String.self),
                "synchronous_commit": try row.read(String.self),
                "server_version_num": try row.read(String.self),
            ]
        }
        let wanted = [
            "fsync": ["on"], "full_page_writes": ["on"],
            "synchronous_commit": ["on", "remote_apply"],
        ]
        for (name, values) in wanted {
            guard let value = found?[name], values.contains(value) else {
                throw StoreFault.unsafe(
                    "PostgreSQL has \(name) = \(found?[name] ?? "?"); set it to \(values[0])."
                )
            }
        }
        let version = Int(found?["server_version_num"] ?? "") ?? 0
        guard version >= Self.oldestVersion else {
            throw StoreFault.unsafe("PostgreSQL 15 or later is needed, this is \(version).")
        }
    }

    /// 15: the oldest version that the contract suite runs on.
    private static let oldestVersion = 150_000
}
