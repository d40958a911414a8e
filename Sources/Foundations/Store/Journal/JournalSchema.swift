// SPDX-License-Identifier: Apache-2.0

/// Store's own tables.
enum StoreSchema {
    static let part = SchemaPart(
        owner: "store",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE journal (
                        sequence \(.integer) PRIMARY KEY,
                        time \(.integer) NOT NULL,
                        actor \(.bytes) NOT NULL,
                        kind \(.text) NOT NULL,
                        version \(.integer) NOT NULL,
                        subject \(.bytes) NOT NULL,
                        scope \(.bytes) NOT NULL,
                        sealed \(.bytes),
                        commitment \(.bytes) NOT NULL
                    ) \(.strict)
                    """,
                    "CREATE INDEX journal_by_subject ON journal (subject, sequence)",
                    "CREATE INDEX journal_by_scope ON journal (scope, sequence)",
                    """
                    CREATE TABLE journal_head (
                        one \(.integer) PRIMARY KEY CHECK (one = 1),
                        next \(.integer) NOT NULL,
                        last_time \(.integer) NOT NULL,
                        range \(.bytes) NOT NULL,
                        epoch \(.integer) NOT NULL,
                        origin \(.text) NOT NULL
                    ) \(.strict)
                    """,
                    """
                    CREATE TABLE repeats (
                        actor \(.bytes) NOT NULL,
                        endpoint \(.text) NOT NULL,
                        key \(.text) NOT NULL,
                        digest \(.bytes) NOT NULL,
                        answer \(.bytes) NOT NULL,
                        expires_at \(.integer) NOT NULL,
                        PRIMARY KEY (actor, endpoint, key)
                    ) \(.strict)
                    """,
                    "CREATE INDEX repeats_by_expiry ON repeats (expires_at)",
                    """
                    CREATE TABLE batches (
                        id \(.bytes) PRIMARY KEY,
                        time \(.integer) NOT NULL
                    ) \(.strict)
                    """,
                    "CREATE INDEX batches_by_time ON batches (time)",
                ]
            )
        ]
    )
}
