// SPDX-License-Identifier: Apache-2.0

package import Store

/// The tables of who takes part, who acts for them and how they prove it.
///
/// Names and addresses are sealed for their participant, so that erasing its key erases them in
/// backups too. Tokens, links and sessions are kept as digests only.
package enum ParticipantsSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "participants",
        migrations: [Migration(1, roster + credentials)]
    )

    private static let roster: [Definition] = [
        """
        CREATE TABLE participants (
            id \(.bytes) PRIMARY KEY,
            kind \(.text) NOT NULL,
            sector \(.text),
            name \(.bytes),
            state \(.text) NOT NULL,
            registered_at \(.integer) NOT NULL,
            withdrawn_at \(.integer)
        ) \(.strict)
        """,
        """
        CREATE TABLE people (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL REFERENCES participants (id),
            name \(.bytes) NOT NULL,
            email \(.bytes),
            added_at \(.integer) NOT NULL,
            credentialed_at \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX people_by_participant ON people (participant, id)",
        """
        CREATE TABLE agents (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL REFERENCES participants (id),
            name \(.bytes) NOT NULL,
            family \(.bytes) NOT NULL,
            added_at \(.integer) NOT NULL,
            credentialed_at \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX agents_by_participant ON agents (participant, id)",
        """
        CREATE TABLE roles (
            holder \(.bytes) NOT NULL,
            role \(.text) NOT NULL,
            PRIMARY KEY (holder, role)
        ) \(.strict)
        """,
        "CREATE INDEX roles_by_role ON roles (role, holder)",
    ]

    private static let credentials: [Definition] = [
        """
        CREATE TABLE tokens (
            id \(.bytes) PRIMARY KEY,
            digest \(.bytes) NOT NULL UNIQUE,
            participant \(.bytes) NOT NULL REFERENCES participants (id),
            holder \(.bytes) NOT NULL,
            holder_kind \(.text) NOT NULL,
            name \(.text) NOT NULL,
            issued_at \(.integer) NOT NULL,
            expires_at \(.integer) NOT NULL,
            revoked_at \(.integer),
            last_used_day \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX tokens_by_holder ON tokens (holder, id)",
        "CREATE INDEX tokens_by_participant ON tokens (participant, id)",
        """
        CREATE TABLE sign_in_links (
            digest \(.bytes) PRIMARY KEY,
            person \(.bytes) NOT NULL UNIQUE REFERENCES people (id),
            expires_at \(.integer) NOT NULL
        ) \(.strict)
        """,
        """
        CREATE TABLE sessions (
            digest \(.bytes) PRIMARY KEY,
            person \(.bytes) NOT NULL REFERENCES people (id),
            used_at \(.integer) NOT NULL,
            ends_at \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX sessions_by_person ON sessions (person)",
    ]
}
