// SPDX-License-Identifier: Apache-2.0

package import Store

/// Engagements, what is said on them, their windows and grants, and who made use of them.
package enum FrontierModelsSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "frontier-models",
        migrations: [Migration(1, engagements + access + partners)]
    )

    private static let engagements: [Definition] = [
        // No codename is unique: a collision would tell that another engagement exists (ORDER C7).
        """
        CREATE TABLE engagements (
            id \(.bytes) PRIMARY KEY,
            developer \(.bytes) NOT NULL,
            official \(.bytes),
            log \(.bytes) NOT NULL,
            codename \(.bytes) NOT NULL,
            opened \(.integer) NOT NULL,
            window_opens \(.integer),
            planned_release \(.integer),
            window_ended \(.integer),
            terms \(.integer) NOT NULL,
            revision \(.integer) NOT NULL,
            withdrawn \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX engagements_by_developer ON engagements (developer, id)",
        "CREATE INDEX engagements_by_official ON engagements (official, id)",
        """
        CREATE TABLE engagement_fields (
            engagement \(.bytes) NOT NULL,
            field \(.text) NOT NULL,
            body \(.bytes) NOT NULL,
            shared \(.integer) NOT NULL,
            PRIMARY KEY (engagement, field)
        ) \(.strict)
        """,
        """
        CREATE TABLE engagement_terms (
            engagement \(.bytes) NOT NULL,
            version \(.integer) NOT NULL,
            body \(.bytes) NOT NULL,
            stated \(.integer) NOT NULL,
            PRIMARY KEY (engagement, version)
        ) \(.strict)
        """,
        // A pointer: who, when, whom consulted. There is no column for what was measured.
        """
        CREATE TABLE designations (
            id \(.bytes) PRIMARY KEY,
            engagement \(.bytes) NOT NULL,
            outcome \(.text) NOT NULL,
            decided \(.integer) NOT NULL,
            body \(.bytes) NOT NULL,
            recorded \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX designations_by_engagement ON designations (engagement, id)",
    ]

    private static let access: [Definition] = [
        """
        CREATE TABLE access_grants (
            id \(.bytes) PRIMARY KEY,
            engagement \(.bytes) NOT NULL,
            person \(.bytes) NOT NULL,
            participant \(.bytes) NOT NULL,
            named \(.integer) NOT NULL,
            given \(.integer),
            acknowledged \(.integer),
            ended \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX access_grants_by_engagement ON access_grants (engagement, id)",
        "CREATE INDEX access_grants_by_participant ON access_grants (participant, id)",
        // The name is kept with the line: who had access stays told after they have left.
        """
        CREATE TABLE engagement_accesses (
            id \(.bytes) PRIMARY KEY,
            engagement \(.bytes) NOT NULL,
            person \(.bytes) NOT NULL,
            kind \(.text) NOT NULL,
            revision \(.integer) NOT NULL,
            body \(.bytes) NOT NULL,
            at \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX engagement_accesses_in_order ON engagement_accesses (engagement, id)",
        """
        CREATE INDEX engagement_accesses_by_person
        ON engagement_accesses (engagement, person, kind, revision)
        """,
    ]

    private static let partners: [Definition] = [
        """
        CREATE TABLE trusted_partners (
            id \(.bytes) PRIMARY KEY,
            engagement \(.bytes) NOT NULL,
            proposer \(.text) NOT NULL,
            name \(.bytes) NOT NULL,
            developer \(.integer),
            official \(.integer),
            developer_reason \(.bytes),
            official_reason \(.bytes)
        ) \(.strict)
        """,
        "CREATE INDEX trusted_partners_by_engagement ON trusted_partners (engagement, id)",
        """
        CREATE TABLE shared_assessments (
            id \(.bytes) PRIMARY KEY,
            engagement \(.bytes) NOT NULL,
            side \(.text) NOT NULL,
            partner \(.bytes),
            body \(.bytes) NOT NULL,
            shared \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX shared_assessments_by_engagement ON shared_assessments (engagement, id)",
    ]
}
