// SPDX-License-Identifier: Apache-2.0

package import Store

/// Discovery's tables: reports as received, the findings read out of them, and how they hang
/// together.
package enum DiscoverySchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(
        owner: "discovery",
        migrations: [
            Migration(1, reports + findings + relations + notices), Migration(2, titles),
        ]
    )

    private static let reports: [Definition] = [
        """
        CREATE TABLE reports (
            id \(.bytes) PRIMARY KEY,
            owner \(.bytes),
            kind \(.text) NOT NULL,
            package \(.text),
            scan \(.bytes),
            credit \(.bytes),
            contact \(.bytes),
            receipt \(.bytes) NOT NULL UNIQUE,
            blob \(.bytes) NOT NULL,
            size \(.integer) NOT NULL,
            digest \(.bytes) NOT NULL,
            received \(.integer) NOT NULL,
            taken \(.integer) NOT NULL,
            repeated \(.integer) NOT NULL,
            set_aside \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX reports_by_owner ON reports (owner, id)",
        // What each claim of a report came to; several claims may stand under one finding.
        """
        CREATE TABLE report_claims (
            report \(.bytes) NOT NULL,
            place \(.integer) NOT NULL,
            finding \(.bytes) NOT NULL,
            verdict \(.text) NOT NULL,
            PRIMARY KEY (report, place)
        ) \(.strict)
        """,
    ]

    private static let findings: [Definition] = [
        """
        CREATE TABLE findings (
            id \(.bytes) PRIMARY KEY,
            report \(.bytes) NOT NULL,
            owner \(.bytes),
            lead \(.bytes),
            package \(.text) NOT NULL,
            versions \(.text) NOT NULL,
            function \(.text),
            file \(.text),
            line \(.integer),
            weakness \(.integer),
            tool \(.text) NOT NULL,
            rule \(.text),
            level \(.integer) NOT NULL,
            detail \(.integer) NOT NULL,
            prose \(.bytes) NOT NULL,
            found \(.integer) NOT NULL,
            changed \(.integer) NOT NULL,
            finders \(.integer) NOT NULL,
            tlp \(.text) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX findings_by_level ON findings (level, id)",
        "CREATE INDEX findings_by_lead ON findings (lead)",
        "CREATE INDEX findings_by_owner ON findings (owner, id)",
        // Random keys: one report's rows are written in their order, so that a page is visited
        // once.
        """
        CREATE TABLE finding_fingerprints (
            value \(.bytes) NOT NULL,
            finding \(.bytes) NOT NULL,
            scheme \(.text) NOT NULL,
            PRIMARY KEY (value, finding)
        ) \(.strict)
        """,
        "CREATE INDEX finding_fingerprints_by_finding ON finding_fingerprints (finding)",
    ]

    // The finder's own words for it, sealed like the rest of what it wrote.
    private static let titles: [Definition] = ["ALTER TABLE findings ADD COLUMN title \(.bytes)"]

    private static let relations: [Definition] = [
        // Never deleted: what was merged and split again stays as evidence.
        """
        CREATE TABLE finding_relations (
            finding \(.bytes) NOT NULL,
            other \(.bytes) NOT NULL,
            relation \(.text) NOT NULL,
            scheme \(.text) NOT NULL,
            value \(.bytes) NOT NULL,
            made \(.integer) NOT NULL,
            ended \(.integer),
            reason \(.bytes),
            PRIMARY KEY (finding, other, relation)
        ) \(.strict)
        """,
        "CREATE INDEX finding_relations_by_other ON finding_relations (other)",
    ]

    private static let notices: [Definition] = [
        """
        CREATE TABLE notices (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL,
            kind \(.text) NOT NULL,
            finding \(.bytes) NOT NULL,
            others \(.integer) NOT NULL,
            made \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX notices_by_participant ON notices (participant, id)",
    ]
}
