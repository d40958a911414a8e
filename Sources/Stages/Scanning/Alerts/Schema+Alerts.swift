// SPDX-License-Identifier: Apache-2.0

import Store

extension ScanningSchema {
    /// What scanners carry, and what owners asked about.
    static let alerts: [Definition] = [
        """
        CREATE TABLE scan_tokens (
            id \(.bytes) PRIMARY KEY,
            scan \(.bytes) NOT NULL,
            scope \(.text) NOT NULL,
            issued \(.integer) NOT NULL,
            until \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX scan_tokens_by_scan ON scan_tokens (scan, until)",
        """
        CREATE TABLE alerts (
            id \(.bytes) PRIMARY KEY,
            asker \(.bytes) NOT NULL,
            named \(.boolean) NOT NULL,
            source \(.text) NOT NULL,
            target \(.text) NOT NULL,
            seen \(.integer) NOT NULL,
            reason \(.text) NOT NULL,
            token_fault \(.text),
            note \(.bytes),
            asked \(.integer) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX alerts_by_asker ON alerts (asker, id)",
        // Whose lease it may have been, each asked once, and what they said.
        """
        CREATE TABLE alert_relays (
            alert \(.bytes) NOT NULL,
            place \(.integer) NOT NULL,
            participant \(.bytes) NOT NULL,
            scan \(.bytes) NOT NULL,
            on_target \(.boolean) NOT NULL,
            in_force \(.boolean) NOT NULL,
            answer \(.text),
            words \(.bytes),
            answered \(.integer),
            PRIMARY KEY (alert, participant)
        ) \(.strict)
        """,
        "CREATE INDEX alert_relays_by_participant ON alert_relays (participant, alert)",
        "CREATE INDEX alert_relays_open ON alert_relays (participant, answered)",
        // How much somebody asked on a day, of all that is asked in bulk.
        """
        CREATE TABLE alert_tallies (
            participant \(.bytes) NOT NULL,
            day \(.integer) NOT NULL,
            confirmed \(.integer) NOT NULL,
            undetermined \(.integer) NOT NULL,
            unrelated \(.integer) NOT NULL,
            refused \(.integer) NOT NULL,
            PRIMARY KEY (participant, day)
        ) \(.strict)
        """,
        // Of whose leases elsewhere somebody could have learnt on a day.
        """
        CREATE TABLE alert_tellings (
            participant \(.bytes) NOT NULL,
            day \(.integer) NOT NULL,
            scan \(.bytes) NOT NULL,
            PRIMARY KEY (participant, day, scan)
        ) \(.strict)
        """,
    ]

    /// What was asked in bulk stands in the journal; nobody read it from a table.
    static let untallied: [Definition] = ["DROP TABLE alert_tallies"]
}
