// SPDX-License-Identifier: Apache-2.0

package import Store

/// Scanning's tables: scans, and what each of them looks at.
package enum ScanningSchema {
    /// The tables, from the first step on.
    package static let part = SchemaPart(owner: "scanning", migrations: [Migration(1, first)])

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
