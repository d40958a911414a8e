// SPDX-License-Identifier: Apache-2.0

package import Store

/// Cases, who is on them, their embargoes and messages.
package enum CoordinationSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "coordination",
        migrations: [Migration(1, cases + messages)]
    )

    private static let cases: [Definition] = [
        // The embargo's terms: those in force, and those on the table, each with their number.
        """
        CREATE TABLE cases (
            id \(.bytes) PRIMARY KEY,
            vulnerability \(.bytes) NOT NULL,
            owner \(.bytes) NOT NULL,
            talk \(.bytes) NOT NULL,
            desk \(.bytes) NOT NULL,
            title \(.bytes) NOT NULL,
            opened \(.integer) NOT NULL,
            closed \(.integer),
            proposals \(.integer) NOT NULL,
            force_number \(.integer),
            force_end \(.integer),
            force_proposer \(.bytes),
            table_number \(.integer),
            table_end \(.integer),
            table_proposer \(.bytes),
            ending \(.text),
            ended \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX cases_by_vulnerability ON cases (vulnerability)",
        // Never deleted: who left is bound by what they signed.
        """
        CREATE TABLE case_members (
            on_case \(.bytes) NOT NULL,
            participant \(.bytes) NOT NULL,
            roles \(.text) NOT NULL,
            invited \(.integer) NOT NULL,
            joined \(.integer),
            departed \(.integer),
            shown \(.integer) NOT NULL,
            signed_number \(.integer),
            signed_end \(.integer),
            accepted \(.integer),
            declined \(.integer),
            PRIMARY KEY (on_case, participant)
        ) \(.strict)
        """,
        "CREATE INDEX case_members_by_participant ON case_members (participant, on_case)",
    ]

    private static let messages: [Definition] = [
        """
        CREATE TABLE case_messages (
            id \(.bytes) PRIMARY KEY,
            on_case \(.bytes) NOT NULL,
            participant \(.bytes) NOT NULL,
            author \(.bytes) NOT NULL,
            circle \(.text) NOT NULL,
            body \(.bytes) NOT NULL,
            written \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX case_messages_by_case ON case_messages (on_case, id)",
        // Who was handed what while it was embargoed; the journal has when.
        """
        CREATE TABLE case_views (
            message \(.bytes) NOT NULL,
            reader \(.bytes) NOT NULL,
            PRIMARY KEY (message, reader)
        ) \(.strict)
        """,
    ]
}
