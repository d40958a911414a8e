// SPDX-License-Identifier: Apache-2.0

import Store

extension ScanningSchema {
    /// Coverage: what advice and the map need in columns, the statement itself sealed.
    ///
    /// A record stands until a later one names it; nothing of it is ever changed but that.
    static let coverage: [Definition] = [
        """
        CREATE TABLE coverages (
            id \(.bytes) PRIMARY KEY,
            scan \(.bytes) NOT NULL,
            participant \(.bytes) NOT NULL,
            technique \(.text) NOT NULL,
            outcome \(.text) NOT NULL,
            ended \(.integer) NOT NULL,
            recorded \(.integer) NOT NULL,
            completeness \(.text) NOT NULL,
            set_aside \(.integer) NOT NULL,
            corrects \(.bytes),
            corrected_by \(.bytes),
            digest \(.text) NOT NULL,
            statement \(.bytes) NOT NULL
        ) \(.strict)
        """,
        "CREATE INDEX coverages_by_scan ON coverages (scan)",
        "CREATE INDEX coverages_by_participant ON coverages (participant, id)",
        "CREATE INDEX coverages_by_end ON coverages (ended)",
        """
        CREATE TABLE coverage_scopes (
            coverage \(.bytes) NOT NULL,
            place \(.integer) NOT NULL,
            participant \(.bytes) NOT NULL,
            subject \(.text) NOT NULL,
            scope \(.text) NOT NULL,
            revision \(.text),
            completeness \(.text) NOT NULL,
            PRIMARY KEY (coverage, place)
        ) \(.strict)
        """,
        """
        CREATE INDEX coverage_scopes_by_subject
        ON coverage_scopes (subject, participant, coverage)
        """,
        """
        CREATE INDEX coverage_scopes_by_participant ON coverage_scopes (participant, coverage)
        """,
        // The map: one row for what one participant did to one subject in one way, however often.
        """
        CREATE TABLE coverage_cells (
            subject \(.text) NOT NULL,
            technique \(.text) NOT NULL,
            completeness \(.text) NOT NULL,
            participant \(.bytes) NOT NULL,
            kind \(.text) NOT NULL,
            last \(.integer) NOT NULL,
            PRIMARY KEY (subject, technique, completeness, participant)
        ) \(.strict)
        """,
        // Cells in which enough participants stand to be told, and since when: what a page of the
        // map walks along, however many cells there are that nobody is told of.
        """
        CREATE TABLE coverage_told (
            subject \(.text) NOT NULL,
            technique \(.text) NOT NULL,
            completeness \(.text) NOT NULL,
            since \(.integer) NOT NULL,
            PRIMARY KEY (subject, technique, completeness)
        ) \(.strict)
        """,
        "CREATE INDEX coverage_cells_by_participant ON coverage_cells (participant, subject)",
    ]
}
