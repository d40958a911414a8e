// SPDX-License-Identifier: Apache-2.0

/// The queue's table.
package enum JobsSchema {
    /// Creates `jobs`.
    ///
    /// `due_at` is when a job may be leased next: its first moment, its next try, or its lease's
    /// end. `attempts` is also the fencing number: it rises with every lease.
    package static let part = SchemaPart(
        owner: "jobs",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE jobs (
                        id \(.bytes) PRIMARY KEY,
                        kind \(.text) NOT NULL,
                        subject \(.bytes) NOT NULL,
                        enqueued_at \(.integer) NOT NULL,
                        due_at \(.integer) NOT NULL,
                        attempts \(.integer) NOT NULL,
                        worker \(.text),
                        dead_reason \(.text)
                    ) \(.strict)
                    """,
                    "CREATE INDEX jobs_due ON jobs (kind, due_at) WHERE dead_reason IS NULL",
                ]
            )
        ]
    )
}
