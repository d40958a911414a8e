// SPDX-License-Identifier: Apache-2.0

package import Store

/// Access's tables: what things are marked with, and who is named on them.
package enum AccessSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "access",
        migrations: [
            Migration(
                1,
                [
                    """
                    CREATE TABLE markings (
                        thing \(.bytes) PRIMARY KEY,
                        kind \(.text) NOT NULL,
                        owner \(.bytes),
                        holder \(.bytes),
                        tlp \(.text) NOT NULL,
                        reach \(.text) NOT NULL,
                        embargo_until \(.integer)
                    ) \(.strict)
                    """,
                    // What a participant may see, without a walk over what others have.
                    "CREATE INDEX markings_by_owner ON markings (owner, kind, thing)",
                    """
                    CREATE TABLE audiences (
                        thing \(.bytes) NOT NULL,
                        participant \(.bytes) NOT NULL,
                        PRIMARY KEY (thing, participant)
                    ) \(.strict)
                    """,
                    "CREATE INDEX audiences_by_participant ON audiences (participant, thing)",
                ]
            ),
            // What reaches beyond those named on it: the few rows that all who look share.
            Migration(
                2,
                [
                    """
                    CREATE INDEX markings_by_kind_beyond ON markings (kind, thing)
                    WHERE reach <> 'named'
                    """
                ]
            ),
            // Of what kind the named things are: whoever looks for one kind passes the others by.
            Migration(
                3,
                [
                    "ALTER TABLE audiences ADD COLUMN kind \(.text)",
                    """
                    UPDATE audiences SET kind = (
                        SELECT kind FROM markings WHERE markings.thing = audiences.thing)
                    """,
                    "DROP INDEX audiences_by_participant",
                    "CREATE INDEX audiences_by_kind ON audiences (participant, kind, thing)",
                ]
            ),
        ]
    )
}
