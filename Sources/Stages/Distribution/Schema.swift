// SPDX-License-Identifier: Apache-2.0

package import Store

/// Recipients' keys, bundles, deliveries with receipts, advisories.
package enum DistributionSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "distribution",
        migrations: [
            Migration(1, keys + bundles + deliveries + advisories), Migration(2, figures),
        ]
    )

    private static let keys: [Definition] = [
        // Public parts only: the private ones never leave their holders (RULES K1).
        """
        CREATE TABLE recipient_keys (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL,
            public_key \(.bytes) NOT NULL,
            name \(.bytes) NOT NULL,
            registered_at \(.integer) NOT NULL,
            revoked_at \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX recipient_keys_by_participant ON recipient_keys (participant, id)",
    ]

    private static let bundles: [Definition] = [
        // `description` and `content_key` are sealed for the case, and so is the blob.
        """
        CREATE TABLE bundles (
            id \(.bytes) PRIMARY KEY,
            case_id \(.bytes) NOT NULL,
            vulnerability \(.bytes) NOT NULL,
            owner \(.bytes) NOT NULL,
            description \(.bytes) NOT NULL,
            digest \(.bytes) NOT NULL,
            sealed_digest \(.bytes) NOT NULL,
            sealed_size \(.integer) NOT NULL,
            blob \(.bytes) NOT NULL,
            content_key \(.bytes) NOT NULL,
            moment \(.integer) NOT NULL,
            state \(.text) NOT NULL,
            prepared_at \(.integer) NOT NULL,
            released_at \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX bundles_by_case ON bundles (case_id, id)",
        // Withdrawn ones stay as evidence (ORDER C12); one that counts has no `withdrawn_at`.
        """
        CREATE TABLE bundle_signatures (
            id \(.bytes) PRIMARY KEY,
            bundle \(.bytes) NOT NULL,
            person \(.bytes) NOT NULL,
            participant \(.bytes) NOT NULL,
            as_coordinator \(.boolean) NOT NULL,
            digest \(.bytes) NOT NULL,
            moment \(.integer) NOT NULL,
            signed_at \(.integer) NOT NULL,
            withdrawn_at \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX bundle_signatures_by_bundle ON bundle_signatures (bundle, id)",
    ]

    private static let deliveries: [Definition] = [
        """
        CREATE TABLE deliveries (
            id \(.bytes) PRIMARY KEY,
            bundle \(.bytes) NOT NULL,
            participant \(.bytes) NOT NULL,
            made_at \(.integer) NOT NULL,
            state \(.text),
            changed_at \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE UNIQUE INDEX deliveries_once ON deliveries (bundle, participant)",
        "CREATE INDEX deliveries_by_participant ON deliveries (participant, id)",
        // The bundle's content key, sealed to one of the recipient's keys (RFC 9180).
        """
        CREATE TABLE delivery_keys (
            delivery \(.bytes) NOT NULL,
            recipient_key \(.bytes) NOT NULL,
            encapsulated \(.bytes) NOT NULL,
            sealed \(.bytes) NOT NULL,
            PRIMARY KEY (delivery, recipient_key)
        ) \(.strict)
        """,
        // `note` is sealed for the recipient.
        """
        CREATE TABLE receipts (
            id \(.bytes) PRIMARY KEY,
            delivery \(.bytes) NOT NULL,
            kind \(.text) NOT NULL,
            note \(.bytes),
            given_at \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX receipts_by_delivery ON receipts (delivery, id)",
    ]

    private static let advisories: [Definition] = [
        // Gapless: the command that publishes takes the next number of its year.
        """
        CREATE TABLE advisory_years (
            year \(.integer) PRIMARY KEY,
            last \(.integer) NOT NULL
        ) \(.strict)
        """,
        """
        CREATE TABLE advisories (
            id \(.bytes) PRIMARY KEY,
            name \(.text) NOT NULL UNIQUE,
            case_id \(.bytes) NOT NULL,
            bundle \(.bytes) NOT NULL,
            title \(.text) NOT NULL,
            revision \(.integer) NOT NULL,
            published_at \(.integer) NOT NULL,
            modified_at \(.integer) NOT NULL,
            withdrawn_at \(.integer)
        ) \(.strict)
        """,
        "CREATE UNIQUE INDEX advisories_by_case ON advisories (case_id)",
        // Every revision as it was published, byte for byte.
        """
        CREATE TABLE advisory_revisions (
            advisory \(.bytes) NOT NULL,
            revision \(.integer) NOT NULL,
            published_at \(.integer) NOT NULL,
            summary \(.text) NOT NULL,
            content \(.bytes) NOT NULL,
            osv \(.bytes) NOT NULL,
            csaf \(.bytes) NOT NULL,
            PRIMARY KEY (advisory, revision)
        ) \(.strict)
        """,
    ]

    // What is told of a month: the lower edges of steps, written once and never changed.
    private static let figures: [Definition] = [
        """
        CREATE TABLE public_figures (
            month \(.integer) NOT NULL,
            figure \(.text) NOT NULL,
            edge \(.integer),
            counted \(.integer) NOT NULL,
            PRIMARY KEY (month, figure)
        ) \(.strict)
        """
    ]
}
