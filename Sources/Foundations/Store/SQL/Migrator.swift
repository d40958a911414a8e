// SPDX-License-Identifier: Apache-2.0

import TransparencyLog

/// Brings the tables to what this program knows, once, under the writers' lock (RULES S11).
struct Migrator {
    let parts: [SchemaPart]

    func migrate(_ session: any Session) throws {
        try session.beginWriting()
        do {
            try migrateParts(session)
            try session.commit()
        } catch {
            session.rollback()
            throw error
        }
    }

    private func migrateParts(_ session: any Session) throws {
        try session.script(
            Definition(
                """
                CREATE TABLE IF NOT EXISTS schema_versions (
                    owner \(.text) PRIMARY KEY,
                    version \(.integer) NOT NULL
                ) \(.strict)
                """
            ).text(for: session.engine)
        )
        for part in parts {
            let found: Int? = try session.first(
                "SELECT version FROM schema_versions WHERE owner = \(part.owner)"
            ) { try $0.read() }
            try migrate(part, from: found ?? 0, session)
        }
        _ = try session.run(
            """
            INSERT INTO journal_head (one, next, last_time, range, epoch, origin)
            VALUES (1, 0, 0, \(CompactRange().encoded), 0, '') ON CONFLICT (one) DO NOTHING
            """
        )
    }

    private func migrate(_ part: SchemaPart, from found: Int, _ session: any Session) throws {
        let known = part.migrations.last?.number ?? 0
        guard found <= known else {
            throw StoreFault.newerSchema(owner: part.owner, found: found, known: known)
        }
        let missing = part.migrations.filter { $0.number > found }
        guard !missing.isEmpty else { return }
        for migration in missing {
            for statement in migration.statements {
                try session.script(statement.text(for: session.engine))
            }
        }
        _ = try session.run(
            """
            INSERT INTO schema_versions (owner, version) VALUES (\(part.owner), \(known))
            ON CONFLICT (owner) DO UPDATE SET version = excluded.version
            """
        )
    }
}
