// SPDX-License-Identifier: Apache-2.0

package import Store

/// Scanning's tables: scans, and what each of them looks at.
package enum ScanningSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "scanning",
        migrations: [
            Migration(1, first), Migration(2, intents), Migration(3, rules),
            Migration(4, coverage), Migration(5, alerts), Migration(6, bounded),
            Migration(7, untallied), Migration(8, unbroken),
        ]
    )

    private static let intents: [Definition] = [
        "ALTER TABLE scans ADD COLUMN intensity \(.text) NOT NULL DEFAULT 'passive'",
        // Sealed for the participant, as the note is.
        "ALTER TABLE scans ADD COLUMN evidence \(.bytes)",
        "ALTER TABLE scans ADD COLUMN contact \(.bytes)",
        // Whether its questions were within the budget, so that heartbeats bring advice.
        "ALTER TABLE scans ADD COLUMN advised \(.integer) NOT NULL DEFAULT 1",
        """
        CREATE TABLE scan_questions (
            participant \(.bytes) NOT NULL,
            day \(.integer) NOT NULL,
            place \(.bytes) NOT NULL,
            asked \(.integer) NOT NULL,
            PRIMARY KEY (participant, day, place)
        ) \(.strict)
        """,
        """
        CREATE TABLE introductions_wanted (
            scan \(.bytes) PRIMARY KEY,
            asked \(.integer) NOT NULL
        ) \(.strict)
        """,
        """
        CREATE TABLE introductions (
            id \(.bytes) PRIMARY KEY,
            first_scan \(.bytes) NOT NULL,
            second_scan \(.bytes) NOT NULL,
            first_participant \(.bytes) NOT NULL,
            second_participant \(.bytes) NOT NULL,
            made \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX introductions_by_first ON introductions (first_participant, id)",
        "CREATE INDEX introductions_by_second ON introductions (second_participant, id)",
        "CREATE INDEX introductions_by_scans ON introductions (first_scan, second_scan)",
        "CREATE INDEX scan_questions_by_day ON scan_questions (day)",
        "ALTER TABLE scan_scopes ADD COLUMN basis \(.text) NOT NULL DEFAULT 'open'",
        // The owner's word that a scope rests on; it ends with it.
        "ALTER TABLE scan_scopes ADD COLUMN authorized_by \(.bytes)",
        "CREATE INDEX scan_scopes_by_authorization ON scan_scopes (authorized_by)",
        """
        CREATE TABLE scan_sources (
            scan \(.bytes) NOT NULL,
            place \(.integer) NOT NULL,
            source \(.text) NOT NULL,
            PRIMARY KEY (scan, place)
        ) \(.strict)
        """,
        "CREATE INDEX scan_sources_by_source ON scan_sources (source)",
    ]

    private static let first: [Definition] = [
        """
        CREATE TABLE scans (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL,
            technique \(.text) NOT NULL,
            tool \(.text) NOT NULL,
            model_family \(.text),
            starts \(.integer) NOT NULL,
            ends \(.integer) NOT NULL,
            note \(.bytes),
            fence \(.integer) NOT NULL,
            declared \(.integer) NOT NULL,
            renewed \(.integer) NOT NULL,
            expires \(.integer) NOT NULL,
            outcome \(.text),
            ended \(.integer)
        ) \(.strict)
        """,
        // How many scans of a participant are open, and what the overlap index begins with.
        "CREATE INDEX scans_by_participant ON scans (participant, expires)",
        "CREATE INDEX scans_by_expiry ON scans (expires)",
        "CREATE INDEX scans_by_end ON scans (ended)",
        """
        CREATE TABLE scan_scopes (
            scan \(.bytes) NOT NULL,
            place \(.integer) NOT NULL,
            scope \(.text) NOT NULL,
            PRIMARY KEY (scan, place)
        ) \(.strict)
        """,
    ]
}
