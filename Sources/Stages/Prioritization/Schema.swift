// SPDX-License-Identifier: Apache-2.0

package import Store

/// Vulnerabilities, the facts on them, and what each operator runs.
package enum PrioritizationSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "prioritization",
        migrations: [Migration(1, vulnerabilities + facts + inventories)]
    )

    private static let vulnerabilities: [Definition] = [
        // Band, timeline and score are worked out again with every fact, so that a page of the
        // queue is a walk along one index.
        """
        CREATE TABLE vulnerabilities (
            id \(.bytes) PRIMARY KEY,
            title \(.bytes) NOT NULL,
            package \(.text) NOT NULL,
            versions \(.text) NOT NULL,
            cve \(.text),
            cvss \(.text),
            weakness \(.integer),
            recorded \(.integer) NOT NULL,
            changed \(.integer) NOT NULL,
            published \(.integer),
            band \(.integer) NOT NULL,
            timeline \(.integer) NOT NULL,
            score \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX vulnerabilities_by_rank ON vulnerabilities (band, timeline, score DESC, id)",
        "CREATE INDEX vulnerabilities_by_package ON vulnerabilities (package)",
        "CREATE INDEX vulnerabilities_by_cve ON vulnerabilities (cve)",
        """
        CREATE TABLE vulnerability_findings (
            finding \(.bytes) PRIMARY KEY,
            vulnerability \(.bytes) NOT NULL
        ) \(.strict)
        """,
        """
        CREATE INDEX vulnerability_findings_by_vulnerability
            ON vulnerability_findings (vulnerability, finding)
        """,
        // When each participant was let in, and how it dealt with it: its own business.
        """
        CREATE TABLE vulnerability_dealings (
            participant \(.bytes) NOT NULL,
            vulnerability \(.bytes) NOT NULL,
            told \(.integer) NOT NULL,
            outcome \(.text),
            settled \(.integer),
            PRIMARY KEY (participant, vulnerability)
        ) \(.strict)
        """,
    ]

    private static let facts: [Definition] = [
        // Never changed and never deleted: a newer one replaces, the older ones are the history.
        """
        CREATE TABLE facts (
            id \(.bytes) PRIMARY KEY,
            vulnerability \(.bytes) NOT NULL,
            kind \(.text) NOT NULL,
            value \(.text) NOT NULL,
            source \(.bytes) NOT NULL,
            author \(.bytes),
            stated \(.integer) NOT NULL,
            valid \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX facts_by_vulnerability ON facts (vulnerability, kind, id)",
    ]

    private static let inventories: [Definition] = [
        // A row a line of a participant's own list: 20 000 lines at most each, about 500 bytes with
        // its marking and indexes.
        """
        CREATE TABLE inventory_items (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL,
            purl \(.text) NOT NULL,
            package \(.text) NOT NULL,
            version \(.text) NOT NULL,
            reach \(.text) NOT NULL,
            label \(.bytes),
            added \(.integer) NOT NULL,
            UNIQUE (participant, purl, reach)
        ) \(.strict)
        """,
        // Who runs a package is looked up by its name: no question walks all inventories.
        "CREATE INDEX inventory_items_by_package ON inventory_items (package, participant)",
        "CREATE INDEX inventory_items_by_participant ON inventory_items (participant, id)",
    ]
}
