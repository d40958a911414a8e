// SPDX-License-Identifier: Apache-2.0

import Store

extension ScanningSchema {
    /// What owners hold, ask for and allow; each row is found by its scope's key.
    static let rules: [Definition] = [
        """
        CREATE TABLE controls (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL,
            scope \(.text) NOT NULL,
            scope_key \(.bytes) NOT NULL,
            scope_bits \(.integer) NOT NULL,
            method \(.text) NOT NULL,
            token \(.text) NOT NULL,
            claimed \(.integer) NOT NULL,
            checked \(.integer),
            fault \(.text),
            proven \(.integer),
            until \(.integer),
            reason \(.bytes),
            ended \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX controls_by_scope ON controls (scope_key, scope_bits)",
        "CREATE INDEX controls_by_participant ON controls (participant, id)",
        """
        CREATE TABLE scan_rules (
            id \(.bytes) PRIMARY KEY,
            participant \(.bytes) NOT NULL,
            scope \(.text) NOT NULL,
            scope_key \(.bytes) NOT NULL,
            scope_bits \(.integer) NOT NULL,
            stance \(.text) NOT NULL,
            rank \(.integer) NOT NULL,
            contact \(.bytes),
            format \(.bytes),
            rate \(.integer),
            quiet \(.text) NOT NULL,
            refused \(.text) NOT NULL,
            intensity \(.text),
            until \(.integer),
            listed \(.boolean) NOT NULL,
            on_behalf \(.bytes),
            changed \(.integer) NOT NULL,
            ended \(.integer)
        ) \(.strict)
        """,
        "CREATE INDEX scan_rules_by_scope ON scan_rules (scope_key, scope_bits)",
        "CREATE INDEX scan_rules_by_participant ON scan_rules (participant, id)",
        "CREATE INDEX scan_rules_listed ON scan_rules (listed, id)",
        """
        CREATE TABLE scan_authorizations (
            id \(.bytes) PRIMARY KEY,
            owner \(.bytes) NOT NULL,
            participant \(.bytes) NOT NULL,
            scope \(.text) NOT NULL,
            scope_key \(.bytes) NOT NULL,
            scope_bits \(.integer) NOT NULL,
            intensity \(.text) NOT NULL,
            given \(.integer) NOT NULL,
            until \(.integer) NOT NULL,
            ended \(.integer)
        ) \(.strict)
        """,
        """
        CREATE INDEX scan_authorizations_by_participant
        ON scan_authorizations (participant, scope_key, scope_bits)
        """,
        "CREATE INDEX scan_authorizations_by_owner ON scan_authorizations (owner, id)",
        // For whoever asks who scans a scope; empty for scans declared before.
        "ALTER TABLE scan_scopes ADD COLUMN scope_key \(.bytes)",
        "ALTER TABLE scan_scopes ADD COLUMN scope_bits \(.integer)",
        "CREATE INDEX scan_scopes_by_scope ON scan_scopes (scope_key, scope_bits, scan)",
        "ALTER TABLE scans ADD COLUMN stop_contact \(.bytes)",
    ]

    /// Along which `RuleSearch` goes, and what bounds looks and introductions.
    static let bounded: [Definition] = [
        "UPDATE scan_rules SET listed = 0 WHERE ended IS NOT NULL",
        "CREATE INDEX scan_rules_by_rank ON scan_rules (rank, scope_key, id) WHERE ended IS NULL",
        """
        CREATE INDEX scan_rules_listed_by_rank ON scan_rules (listed, rank, scope_key, id)
        WHERE ended IS NULL
        """,
        // What was asked of others' servers, whatever became of the claim.
        """
        CREATE TABLE control_looks (
            participant \(.bytes) NOT NULL,
            place \(.text) NOT NULL,
            looked \(.integer) NOT NULL,
            day \(.integer) NOT NULL,
            looks \(.integer) NOT NULL,
            PRIMARY KEY (participant, place)
        ) \(.strict)
        """,
        // How far an asking for introductions got, for want of work.
        "ALTER TABLE introductions_wanted ADD COLUMN reached \(.bytes)",
    ]

    /// From when on a control was proven without a gap, as what was before is another's; and
    /// whether a coordinator ended it.
    static let unbroken: [Definition] = [
        "ALTER TABLE controls ADD COLUMN since \(.integer)",
        "UPDATE controls SET since = claimed WHERE proven IS NOT NULL",
        "ALTER TABLE controls ADD COLUMN taken_back \(.boolean) NOT NULL DEFAULT 0",
        // What waits for a coordinator's word, or will.
        "CREATE INDEX controls_by_method ON controls (method, id) WHERE ended IS NULL",
    ]
}
